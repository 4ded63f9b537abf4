/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Instruments over a sequence of matrices. */
#include "ui/matrix/matrix-course.h"

#include "ui/figures/charts/curves-figure.h"

#include <math.h>

/* Histories have a row for every step. Beyond this many steps, rows are positions in the sequence.
 */
#define ROWS_MAX (1u << 20)

typedef struct
{
  gboolean noted;
  double values[FOP_N_INSTRUMENTS];
} Row;

struct _WbMatrixCourse
{
  gsize n;
  guint64 *steps;
  Row *rows;
};

WbMatrixCourse *
wb_matrix_course_new (gsize n, guint64 *steps)
{
  WbMatrixCourse *course = g_new0 (WbMatrixCourse, 1);

  course->n = n;
  course->steps = steps;
  course->rows = g_new0 (Row, n);
  return course;
}

void
wb_matrix_course_free (WbMatrixCourse *course)
{
  g_free (course->steps);
  g_free (course->rows);
  g_free (course);
}

void
wb_matrix_course_note (WbMatrixCourse *course, gsize index, const double *values)
{
  Row *row = &course->rows[index];

  row->noted = TRUE;
  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    row->values[i] = values != NULL ? values[i] : NAN;
}

guint64
wb_matrix_course_step (const WbMatrixCourse *course, gsize index)
{
  return course->steps[index];
}

gsize
wb_matrix_course_next (const WbMatrixCourse *course)
{
  gsize index = 0;

  while (index < course->n && course->rows[index].noted)
    index++;
  return index;
}

/* The position of matrix @index on the axis. */
static guint64
place (const WbMatrixCourse *course, gsize index)
{
  return course->steps[course->n - 1] < ROWS_MAX ? course->steps[index] : index;
}

/* Rows without values are NaN, which curves skip. */
static FopCurves *
curves_of (const WbMatrixCourse *course, gsize instrument)
{
  const char *const names[] = { fop_instrument (instrument)->key };
  g_autoptr (FopHistory) history = fop_history_new (1, names);
  const double nothing = NAN;

  for (gsize index = 0; index < course->n; index++)
    {
      if (!course->rows[index].noted)
        continue;
      while (fop_history_n_rows (history) < place (course, index))
        fop_history_append (history, &nothing);
      fop_history_append (history, &course->rows[index].values[instrument]);
    }
  return fop_history_curves (history);
}

FigFigure *
wb_matrix_course_figure (const WbMatrixCourse *course, gsize instrument, gsize index, char *caption)
{
  const FopInstrument *about = fop_instrument (instrument);
  gboolean complete = wb_matrix_course_next (course) == course->n;
  FigCurvesPlan plan = {
    .curves = g_new0 (FigCurve, 1),
    .left = { .title = g_strdup (about->title),
              .label = about->symbol,
              .scaling = about->logarithmic ? FIG_SCALING_BY_VALUES : FIG_SCALING_LINEAR },
    .steps = MAX (place (course, course->n - 1), 1),
    .step = (gint64) place (course, index),
    .moving = !complete,
    .title = g_strdup (about->title),
    .caption = caption,
  };

  for (gsize i = 0; i < course->n && plan.n == 0; i++)
    plan.n = course->rows[i].noted ? 1 : 0;
  if (plan.n > 0)
    plan.curves[0] = (FigCurve){ .name = g_strdup (about->symbol),
                                 .series = { .curves = curves_of (course, instrument) },
                                 .selected = TRUE };
  return fig_curves_figure_new (&plan);
}
