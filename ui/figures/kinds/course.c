/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sparklines of instruments. */
#include "ui/figures/kinds/course.h"

#include "ui/figures/paint/axis-extent.h"
#include "ui/figures/paint/pen.h"
#include "ui/figures/paint/text.h"

#include <math.h>

void
fig_course_draw (cairo_t *cr, const FigTheme *theme, const FopRecord *record, FopInstrumentId id,
                 FigColor color, double left, double top, double width, double height)
{
  FopExtent extent = fop_extent_none ();
  const char *words;
  FigScale x
      = fig_scale (FIG_SCALE_LINEAR, (double) record->steps[0],
                   fmax ((double) record->steps[record->n - 1], (double) record->steps[0] + 1));
  FigScale y;
  FigPen pen = { .cr = cr, .x = &x, .y = &y };

  for (gsize row = 0; row < record->n; row++)
    extent = fop_extent_join (
        extent, fop_extent_of_values (1, &record->values[row * FOP_N_INSTRUMENTS + id]));
  if (fop_extent_is_empty (extent))
    return;
  y = fig_extent_scale (
      extent, fop_instrument (id)->logarithmic ? FIG_SCALING_BY_VALUES : FIG_SCALING_LINEAR,
      &words);
  x.from = left;
  x.to = left + width;
  y.from = top + height;
  y.to = top;
  cairo_save (cr);
  fig_clip_cell (cr, left, top, width, height);
  cairo_new_path (cr);
  for (gsize row = 0; row < record->n; row++)
    fig_pen_to (&pen, (double) record->steps[row], record->values[row * FOP_N_INSTRUMENTS + id]);
  fig_set_line_width (cr, theme, 1.25);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  fig_set_color (cr, color, 1);
  cairo_stroke (cr);
  cairo_restore (cr);
}
