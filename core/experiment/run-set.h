/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopRunSet:
 *
 * A set of run indices of any size, immutable and reference-counted. %NULL is the empty set.
 */
typedef struct _FopRunSet FopRunSet;

FopRunSet *fop_run_set_ref (FopRunSet *set); /* %NULL yields %NULL */
void fop_run_set_unref (FopRunSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopRunSet, fop_run_set_unref)

gboolean fop_run_set_has (const FopRunSet *set, gsize run);

/** Returns: (transfer full) (nullable): @set with @run added or removed. */
FopRunSet *fop_run_set_with (const FopRunSet *set, gsize run, gboolean member);

G_END_DECLS
