/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/history-curves.h"

G_BEGIN_DECLS

/*
 * The recorded quantities of a run, in bounded memory: single rows, or buckets of neighboring rows
 * if there are more than FOP_HISTORY_ROWS; see bucket.h.
 */

typedef struct _FopHistory FopHistory;

FopHistory *fop_history_new (gsize n_columns, const char *const *names);
void fop_history_free (FopHistory *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopHistory, fop_history_free)

/** Appends the row of the next step, starting with step 0. Allocates only a chunk every 4096 rows.
 */
void fop_history_append (FopHistory *history, const double *row);

/** Overwrites @n columns of the newest row, starting at @first, with values that are known only
 * after its step. */
void fop_history_amend (FopHistory *history, gsize first, gsize n, const double *values);

/** Returns: the number of rows appended, which is the newest step + 1. */
guint64 fop_history_n_rows (const FopHistory *history);

/** Returns: the size of a mark in doubles; see fop_history_mark(). */
gsize fop_history_mark_size (const FopHistory *history);
/** Writes to @mark what fop_history_truncate() needs to return to the current row: the newest row
 * and its bucket. */
void fop_history_mark (const FopHistory *history, double *mark);

/**
 * fop_history_truncate:
 * @n_rows: keep rows 0 … n_rows − 1
 * @mark: (nullable): written when the history had @n_rows rows. Without it the newest row keeps its
 *   latest amendment, and merged buckets cannot be split
 *
 * Returns: %FALSE, without changes, if rows have been merged further than in a run of @n_rows rows;
 *   such a history must be recorded again
 */
gboolean fop_history_truncate (FopHistory *history, guint64 n_rows, const double *mark);

/** Returns: (transfer full): a view of all rows, which shares their storage. O(columns). */
FopCurves *fop_history_curves (const FopHistory *history);

G_END_DECLS
