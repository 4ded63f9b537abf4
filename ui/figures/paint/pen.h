/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/scale.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * FigPen:
 * @x, @y: borrowed
 *
 * Draws a line through values into the current path of @cr. The line breaks at what is not finite,
 * and a value by itself becomes a dot, which a round cap makes visible. Starts lifted.
 */
typedef struct
{
  cairo_t *cr;
  const FigScale *x, *y;
  gboolean is_down;
} FigPen;

/** No line leads to the next value. */
void fig_pen_lift (FigPen *pen);

/** Leads the line to (@x, @y), in data; lifts the pen where either is not finite. */
void fig_pen_to (FigPen *pen, double x, double y);

/**
 * fig_clip_cell:
 *
 * Nothing is drawn outside the rectangle and half a line around it until cairo_restore(): how a
 * part of a figure keeps to its place among the others.
 */
void fig_clip_cell (cairo_t *cr, double left, double top, double width, double height);

G_END_DECLS
