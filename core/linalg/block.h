/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where blocks start: a line of the processor's cache. */
#define FOP_BLOCK_ALIGNMENT 64u

/**
 * fop_block_new:
 * @n: doubles
 *
 * Memory for much that is swept often: zeros, aligned. Blocks of a huge page or more ask for
 * such pages: fewer page faults at first, and fewer misses of the address cache ever after.
 * Pages are taken when they are first written.
 *
 * Returns: (transfer full): to be freed with fop_block_free()
 */
double *fop_block_new (gsize n);
void fop_block_free (double *block);

/** The same wish for pages of memory from elsewhere; of no effect but on time. */
void fop_block_advise (gpointer memory, gsize bytes);

G_END_DECLS
