/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/analysis/instrument.h"
#include "ui/figures/charts/figure.h"

G_BEGIN_DECLS

/**
 * WbMatrixCourse:
 *
 * The instruments of the matrices of a sequence, as far as they were read: what the curves over it
 * are drawn from. A few hundred bytes a matrix, whatever its order.
 */
typedef struct _WbMatrixCourse WbMatrixCourse;

/** @steps: (transfer full): n steps, ascending. */
WbMatrixCourse *wb_matrix_course_new (gsize n, guint64 *steps);
void wb_matrix_course_free (WbMatrixCourse *course);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbMatrixCourse, wb_matrix_course_free)

/** @values: (nullable): FOP_N_INSTRUMENTS; %NULL for a matrix that cannot be read. */
void wb_matrix_course_note (WbMatrixCourse *course, gsize index, const double *values);

guint64 wb_matrix_course_step (const WbMatrixCourse *course, gsize index);

/** Returns: the first matrix of which nothing was noted; n where none is left. */
gsize wb_matrix_course_next (const WbMatrixCourse *course);

/**
 * wb_matrix_course_figure:
 * @instrument: which one
 * @index: where the timeline stands
 * @caption: (transfer full)
 *
 * Returns: (transfer full): its curve over the steps
 */
FigFigure *wb_matrix_course_figure (const WbMatrixCourse *course, gsize instrument, gsize index,
                                    char *caption);

G_END_DECLS
