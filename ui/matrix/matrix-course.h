/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/analysis/instrument.h"
#include "ui/figures/charts/figure.h"

G_BEGIN_DECLS

/**
 * WbMatrixCourse:
 *
 * The instruments of those matrices of a sequence that have been read so far, for curves over the
 * sequence. A few hundred bytes per matrix, regardless of its order.
 */
typedef struct _WbMatrixCourse WbMatrixCourse;

/** @steps: (transfer full): n steps, ascending. */
WbMatrixCourse *wb_matrix_course_new (gsize n, guint64 *steps);
void wb_matrix_course_free (WbMatrixCourse *course);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbMatrixCourse, wb_matrix_course_free)

/** @values: (nullable): FOP_N_INSTRUMENTS values; %NULL for a matrix that cannot be read. */
void wb_matrix_course_note (WbMatrixCourse *course, gsize index, const double *values);

guint64 wb_matrix_course_step (const WbMatrixCourse *course, gsize index);

/** Returns: the first matrix without values; n if there is none. */
gsize wb_matrix_course_next (const WbMatrixCourse *course);

/**
 * wb_matrix_course_figure:
 * @instrument: the instrument to plot
 * @index: current position in the sequence
 * @caption: (transfer full)
 *
 * Returns: (transfer full): the curve of @instrument over the steps
 */
FigFigure *wb_matrix_course_figure (const WbMatrixCourse *course, gsize instrument, gsize index,
                                    char *caption);

G_END_DECLS
