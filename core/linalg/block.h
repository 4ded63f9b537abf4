/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Alignment of blocks: a cache line. */
#define FOP_BLOCK_ALIGNMENT 64u

/**
 * fop_block_new:
 * @n: number of doubles
 *
 * Zeroed, aligned memory for large arrays that are swept often. Blocks of at least a huge page
 * request such pages, for fewer page faults and TLB misses. Pages are allocated when first written.
 *
 * Returns: (transfer full): free with fop_block_free()
 */
double *fop_block_new (gsize n);
void fop_block_free (double *block);

/** Requests huge pages for other memory; affects speed only. */
void fop_block_advise (gpointer memory, gsize bytes);

G_END_DECLS
