/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/scale.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * FigPen:
 * @x, @y: borrowed
 *
 * Adds a line through values to the current path of @cr. The line breaks at values that are not
 * finite, and an isolated value becomes a dot, which a round cap makes visible. Initially lifted.
 */
typedef struct
{
  cairo_t *cr;
  const FigScale *x, *y;
  gboolean is_down;
} FigPen;

/** Breaks the line before the next value. */
void fig_pen_lift (FigPen *pen);

/** Continues the line to (@x, @y), in data units; lifts the pen if either is not finite. */
void fig_pen_to (FigPen *pen, double x, double y);

/**
 * fig_clip_cell:
 *
 * Nothing is drawn outside the rectangle and half a line around it until cairo_restore(): how a
 * part of a figure keeps to its place among the others.
 */
void fig_clip_cell (cairo_t *cr, double left, double top, double width, double height);

G_END_DECLS
