/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/matrix/matrix-reader.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbMatrixView:
 *
 * Displays a matrix: heatmap, eigenvectors as kernels if the order is a square, spectrum, and
 * instruments. A sequence also has a timeline and a curve of the selected instrument.
 *
 * Property: logarithmic: whether the heatmap has a signed log color scale.
 * Signals:
 *   moved: the position in the sequence has changed
 *   said (string): a message about the outcome of an export
 */
#define WB_TYPE_MATRIX_VIEW (wb_matrix_view_get_type ())
G_DECLARE_FINAL_TYPE (WbMatrixView, wb_matrix_view, WB, MATRIX_VIEW, GtkBox)

/** @at: initial position in the sequence. The previous matrix is shown until an answer arrives. */
void wb_matrix_view_set_matrices (WbMatrixView *view, WbMatrices *matrices, gsize at);

/** Processes an answer about these matrices. Returns: whether it is for the current position. */
gboolean wb_matrix_view_take (WbMatrixView *view, const WbMatrixAnswer *answer);

/** Returns: the next matrix to read: the one at the current position, then those that the curves
 * are missing; the number of matrices if there is none. */
gsize wb_matrix_view_wanted (WbMatrixView *view);

gsize wb_matrix_view_at (WbMatrixView *view);
/** Whether the matrix at the current position is displayed. */
gboolean wb_matrix_view_is_there (WbMatrixView *view);
void wb_matrix_view_go_to (WbMatrixView *view, gsize index);

/** Shows a file chooser and exports the focused figure, or the heatmap if none has focus. */
void wb_matrix_view_export (WbMatrixView *view);

G_END_DECLS
