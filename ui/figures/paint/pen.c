/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that break at values that are not finite. */
#include "ui/figures/paint/pen.h"

#include <math.h>

/* What a line on the edge of a cell covers beyond it. */
#define HALF_LINE 1.0

void
fig_pen_lift (FigPen *pen)
{
  pen->is_down = FALSE;
}

void
fig_pen_to (FigPen *pen, double x, double y)
{
  double at = fig_scale_pixel (pen->x, x), height = fig_scale_pixel (pen->y, y);

  if (!isfinite (x) || !isfinite (y))
    {
      pen->is_down = FALSE;
      return;
    }
  if (!pen->is_down)
    cairo_move_to (pen->cr, at, height);
  /* To itself at first: a value by itself is a dot. */
  cairo_line_to (pen->cr, at, height);
  pen->is_down = TRUE;
}

void
fig_clip_cell (cairo_t *cr, double left, double top, double width, double height)
{
  cairo_rectangle (cr, left - HALF_LINE, top - HALF_LINE, width + 2 * HALF_LINE,
                   height + 2 * HALF_LINE);
  cairo_clip (cr);
}
