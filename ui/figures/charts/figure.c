/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The reference-counted base of all figures. */

#include "ui/figures/charts/figure.h"

#include "core/settings/error.h"
#include "ui/figures/paint/text.h"

#include <math.h>

void
fig_reading_clear (FigReading *reading)
{
  g_clear_pointer (&reading->text, g_free);
  reading->x = reading->y = NAN;
  reading->step = -1;
}

void
fig_figure_init (FigFigure *figure, const FigFigureClass *klass, char *title, char *subtitle,
                 char *caption)
{
  figure->klass = klass;
  figure->ref_count = 1;
  figure->title = title;
  figure->subtitle = subtitle;
  figure->caption = caption;
  atomic_init (&figure->prepared, FALSE);
  pthread_mutex_init (&figure->preparing, NULL);
}

FigFigure *
fig_figure_ref (FigFigure *figure)
{
  g_atomic_int_inc (&figure->ref_count);
  return figure;
}

void
fig_figure_unref (FigFigure *figure)
{
  if (!g_atomic_int_dec_and_test (&figure->ref_count))
    return;
  if (figure->klass->free != NULL)
    figure->klass->free (figure);
  g_free (figure->title);
  g_free (figure->subtitle);
  g_free (figure->caption);
  g_free (figure->empty);
  pthread_mutex_destroy (&figure->preparing);
  g_free (figure);
}

void
fig_figure_prepare (const FigFigure *figure)
{
  /* The only change to a constant figure, made once. */
  FigFigure *raw = (FigFigure *) figure;

  if (figure->klass->prepare == NULL || atomic_load (&raw->prepared))
    return;
  pthread_mutex_lock (&raw->preparing);
  if (!atomic_load (&raw->prepared))
    {
      if (figure->empty == NULL)
        figure->klass->prepare (raw);
      atomic_store (&raw->prepared, TRUE);
    }
  pthread_mutex_unlock (&raw->preparing);
}

static void
draw_empty (const FigFigure *figure, cairo_t *cr, const FigTheme *theme, double width,
            double height)
{
  double margin = MIN (24, width / 10);
  double inner = MAX (width - 2 * margin, 1);
  double tall = fig_text_draw_wrapped (NULL, theme, figure->empty, FIG_TEXT_LABEL, theme->dim, 0, 0,
                                       inner, 0, PANGO_ALIGN_CENTER);

  fig_text_draw_wrapped (cr, theme, figure->empty, FIG_TEXT_LABEL, theme->dim, margin,
                         MAX ((height - tall) / 2, 0), inner, 0, PANGO_ALIGN_CENTER);
}

void
fig_figure_draw (const FigFigure *figure, cairo_t *cr, const FigTheme *theme, double width,
                 double height)
{
  if (!(width > 0) || !(height > 0))
    return;
  fig_figure_prepare (figure);
  cairo_save (cr);
  cairo_new_path (cr); /* which cairo_restore() of another figure does not reset */
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  if (!theme->is_transparent)
    {
      fig_set_color (cr, theme->background, 1);
      cairo_paint (cr);
    }
  if (figure->empty != NULL)
    draw_empty (figure, cr, theme, width, height);
  else
    figure->klass->draw (figure, cr, theme, width, height);
  cairo_restore (cr);
}

double
fig_height_usual (double width)
{
  return MIN (width * 2 / 3, 150 + width / 4);
}

double
fig_figure_height (const FigFigure *figure, const FigTheme *theme, double width)
{
  fig_figure_prepare (figure);
  if (figure->empty != NULL || figure->klass->height == NULL)
    return fig_height_usual (width);
  return figure->klass->height (figure, theme, width);
}

double
fig_figure_least (const FigFigure *figure, const FigTheme *theme, double width)
{
  fig_figure_prepare (figure);
  if (figure->empty != NULL || figure->klass->least == NULL)
    return 0;
  return figure->klass->least (figure, theme, width);
}

gboolean
fig_figure_read (const FigFigure *figure, double width, double height, double x, double y,
                 FigReading *reading)
{
  *reading = (FigReading){ NAN, NAN, -1, NULL };
  fig_figure_prepare (figure);
  if (figure->empty != NULL || figure->klass->read == NULL)
    return FALSE;
  return figure->klass->read (figure, width, height, x, y, reading);
}

double
fig_figure_x_of_step (const FigFigure *figure, double width, double height, gint64 step)
{
  fig_figure_prepare (figure);
  if (figure->empty != NULL || figure->klass->x_of_step == NULL)
    return NAN;
  return figure->klass->x_of_step (figure, width, height, step);
}

gsize
fig_figure_marks (const FigFigure *figure, double width, double height, gint64 step, FigMark *marks)
{
  double x = fig_figure_x_of_step (figure, width, height, step);

  if (isfinite (x))
    {
      marks[0] = (FigMark){ x, 0, height };
      return 1;
    }
  if (step < 0 || figure->empty != NULL || figure->klass->marks == NULL)
    return 0;
  return figure->klass->marks (figure, width, height, step, marks);
}

gboolean
fig_figure_axes (const FigFigure *figure, const FigTheme *theme, double width, double height,
                 FigAxes *axes)
{
  fig_figure_prepare (figure);
  if (figure->empty != NULL || figure->klass->axes == NULL)
    return FALSE;
  *axes = (FigAxes){ 0 };
  figure->klass->axes (figure, theme, width, height, axes);
  return TRUE;
}

const char *
fig_figure_choose_at (const FigFigure *figure, double width, double height, double x, double y,
                      const char **word)
{
  fig_figure_prepare (figure);
  if (figure->empty != NULL || figure->klass->choose_at == NULL)
    return NULL;
  return figure->klass->choose_at (figure, width, height, x, y, word);
}

double *
fig_figure_start_at (const FigFigure *figure, double width, double height, double x, double y,
                     gsize *n)
{
  *n = 0;
  fig_figure_prepare (figure);
  if (figure->empty != NULL || figure->klass->start_at == NULL)
    return NULL;
  return figure->klass->start_at (figure, width, height, x, y, n);
}

FigData *
fig_figure_data (const FigFigure *figure, GError **error)
{
  FigData *data;

  fig_figure_prepare (figure);
  if (figure->empty != NULL || figure->klass->data == NULL)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE, "There is nothing to write: %s",
                   figure->empty != NULL ? figure->empty : "this figure has no data");
      return NULL;
    }
  data = fig_data_new ();
  data->title = g_strdup (figure->title);
  data->subtitle = g_strdup (figure->subtitle);
  data->caption = g_strdup (figure->caption);
  figure->klass->data (figure, data);
  fig_data_round_axes (data);
  return data;
}
