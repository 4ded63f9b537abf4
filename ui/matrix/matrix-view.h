/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/matrix/matrix-reader.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbMatrixView:
 *
 * Matrices on show: heatmap, eigenvectors as kernels where the order is a square, spectrum,
 * instruments, and for a sequence a timeline and the curve of the selected instrument over it.
 *
 * Property: logarithmic: whether the heatmap's colours are, on both sides of zero.
 * Signals:
 *   moved: another matrix is wanted
 *   said (string): what became of an exported figure
 */
#define WB_TYPE_MATRIX_VIEW (wb_matrix_view_get_type ())
G_DECLARE_FINAL_TYPE (WbMatrixView, wb_matrix_view, WB, MATRIX_VIEW, GtkBox)

/** @at: where the timeline is to stand. What was shown stands until an answer comes. */
void wb_matrix_view_set_matrices (WbMatrixView *view, WbMatrices *matrices, gsize at);

/** Takes note of an answer on these matrices. Returns: whether it was the one to be shown. */
gboolean wb_matrix_view_take (WbMatrixView *view, const WbMatrixAnswer *answer);

/** Returns: the matrix to be read next: the one where the timeline stands, then those that the
 * curves lack; their number where there is none. */
gsize wb_matrix_view_wanted (WbMatrixView *view);

gsize wb_matrix_view_at (WbMatrixView *view);
/** Whether the matrix where the timeline stands is on show. */
gboolean wb_matrix_view_is_there (WbMatrixView *view);
void wb_matrix_view_go_to (WbMatrixView *view, gsize index);

/** Asks for a file for the figure that has the keyboard, or the heatmap. */
void wb_matrix_view_export (WbMatrixView *view);

G_END_DECLS
