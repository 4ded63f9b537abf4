/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/theme.h"
#include "ui/figures/paint/view.h"

#include <cairo.h>
#include <pthread.h>
#include <stdatomic.h>

G_BEGIN_DECLS

typedef struct _FigFigure FigFigure;

/**
 * FigReading:
 * @x, @y: where a crosshair belongs, in the figure's pixels; NaN where that direction has none, or
 *   where the marks of @step say it
 * @step: the step under the pointer, shared by all figures that have steps; -1 where none
 * @text: (transfer full): one line a fact: "step 1,240", "FOP 1.2 · 10⁻¹³"
 *
 * What stands under the pointer.
 */
typedef struct
{
  double x, y;
  gint64 step;
  char *text;
} FigReading;

void fig_reading_clear (FigReading *reading);

/* Places at which one step can stand in a figure. */
#define FIG_MARKS_MAX 16

/**
 * FigMark:
 *
 * A vertical line from @top to @bottom.
 */
typedef struct
{
  double x, top, bottom;
} FigMark;

/**
 * FigFigureClass:
 * @prepare: (nullable): what drawing and reading need and costs more than building may, which is
 *   done on the main loop: a pass over a large matrix, say. Called once, before either, by
 * whichever thread comes first. May fill in @subtitle and @empty
 * @draw: draws the figure into the rectangle (0, 0, width, height) of any cairo surface, where
 *   fig_figure_draw() has painted the background; units are CSS pixels (1/96 inch). Any thread;
 *   touches nothing but @cr
 * @read: (nullable): what stands under (x, y) of a figure drawn at that size
 * @x_of_step: (nullable): where step @step stands at that size, or NaN: for the shared crosshair
 * @marks: (nullable): where step @step stands, for figures with several axes of steps instead of
 *   one; at most FIG_MARKS_MAX
 * @axes: (nullable): where its axes lie at that size: the figure can then be panned and zoomed, for
 *   which it is built with a view
 * @choose_at: (nullable): the key and the word (of the kind's choices) that a click at (x, y)
 *   chooses; %NULL: nothing
 * @start_at: (nullable): the parameters from which runs may start anew where (x, y) is clicked, or
 *   %NULL; @n of them
 */
typedef struct
{
  void (*prepare) (FigFigure *figure);
  void (*draw) (const FigFigure *figure, cairo_t *cr, const FigTheme *theme, double width,
                double height);
  gboolean (*read) (const FigFigure *figure, double width, double height, double x, double y,
                    FigReading *reading);
  double (*x_of_step) (const FigFigure *figure, double width, double height, gint64 step);
  gsize (*marks) (const FigFigure *figure, double width, double height, gint64 step,
                  FigMark *marks);
  void (*axes) (const FigFigure *figure, double width, double height, FigAxes *axes);
  const char *(*choose_at) (const FigFigure *figure, double width, double height, double x,
                            double y, const char **word);
  double *(*start_at) (const FigFigure *figure, double width, double height, double x, double y,
                       gsize *n);
  void (*free) (FigFigure *figure); /* (nullable): what the concrete struct owns */
} FigFigureClass;

/**
 * FigFigure:
 * @title: "Loss"
 * @subtitle: "log scale": shown dim behind the title in the card's header
 * @caption: problem, method, settings, step: printed under exported figures
 * @empty: (nullable): what to say instead of drawing, where there is nothing to draw yet
 * @prepared, @preparing: whether the class's prepare is done, and the lock of who does it
 *
 * An immutable, counted drawing of data: the same on screen, in PNG, SVG and PDF. Concrete figures
 * embed this struct first.
 */
struct _FigFigure
{
  const FigFigureClass *klass;
  gint ref_count;
  char *title;
  char *subtitle;
  char *caption;
  char *empty;
  atomic_bool prepared;
  pthread_mutex_t preparing;
};

FigFigure *fig_figure_ref (FigFigure *figure);
void fig_figure_unref (FigFigure *figure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigFigure, fig_figure_unref)

/*
 * For concrete figures: fills the base of a zeroed struct, which fig_figure_unref() ends with
 * g_free() after the class's free. Texts are (transfer full).
 */
void fig_figure_init (FigFigure *figure, const FigFigureClass *klass, char *title, char *subtitle,
                      char *caption);

/**
 * fig_figure_prepare:
 *
 * Does what drawing waits for, unless it is done: `subtitle` and `empty` are what they will be from
 * then on. Drawing, reading and the like begin with it, so that only who looks at those two has to
 * call it; on the main loop, of a figure that was painted.
 */
void fig_figure_prepare (const FigFigure *figure);

/**
 * fig_figure_draw:
 *
 * Background, then the figure, or its `empty` words. Clips to the rectangle.
 */
void fig_figure_draw (const FigFigure *figure, cairo_t *cr, const FigTheme *theme, double width,
                      double height);
gboolean fig_figure_read (const FigFigure *figure, double width, double height, double x, double y,
                          FigReading *reading);
double fig_figure_x_of_step (const FigFigure *figure, double width, double height, gint64 step);

/**
 * fig_figure_marks:
 * @marks: (out caller-allocates): room for FIG_MARKS_MAX
 *
 * Returns: how many marks the shared crosshair has where step @step stands; 0 where it is not on
 *   show
 */
gsize fig_figure_marks (const FigFigure *figure, double width, double height, gint64 step,
                        FigMark *marks);

/** Returns: (transfer full) (nullable) (array length=n): where runs may start, by a click there. */
double *fig_figure_start_at (const FigFigure *figure, double width, double height, double x,
                             double y, gsize *n);

/** Returns: (nullable): the key of what a click there chooses; @word: (out): what is chosen. */
const char *fig_figure_choose_at (const FigFigure *figure, double width, double height, double x,
                                  double y, const char **word);

/** Returns: whether the figure has axes; @axes: (out): where they lie. */
gboolean fig_figure_axes (const FigFigure *figure, double width, double height, FigAxes *axes);

G_END_DECLS
