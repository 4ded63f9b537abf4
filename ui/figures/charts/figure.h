/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure-data.h"
#include "ui/figures/paint/theme.h"
#include "ui/figures/paint/view.h"

#include <cairo.h>
#include <pthread.h>
#include <stdatomic.h>

G_BEGIN_DECLS

typedef struct _FigFigure FigFigure;

/**
 * FigReading:
 * @x, @y: position of the crosshair, in the figure's pixels; NaN for no line in that direction, or
 *   if the marks of @step take its place
 * @step: step under the pointer, shared by all figures that have steps; -1 for none
 * @text: (transfer full): readout, one item per line: "step 1,240", "FOP 1.2 · 10⁻¹³"
 *
 * The readout at the pointer.
 */
typedef struct
{
  double x, y;
  gint64 step;
  char *text;
} FigReading;

void fig_reading_clear (FigReading *reading);

/* Maximum number of marks for one step in a figure. */
#define FIG_MARKS_MAX 16

/**
 * FigMark:
 *
 * A vertical line at @x from @top to @bottom.
 */
typedef struct
{
  double x, top, bottom;
} FigMark;

/** Height that a plot needs at @width: 2/3 of it, and less of a wide one. */
double fig_height_usual (double width);

/**
 * FigFigureClass:
 * @prepare: (nullable): work that drawing and reading need but that is too expensive for building,
 *   which happens on the main loop, such as a pass over a large matrix. Called once, before either,
 *   by whichever thread needs it first. May set @subtitle and @empty
 * @draw: draws the figure into the rectangle (0, 0, width, height) of any cairo surface, on which
 *   fig_figure_draw() has painted the background; units are CSS pixels (1/96 inch). Callable from
 *   any thread; modifies only @cr
 * @height: (nullable): the height that the figure needs at @width; otherwise
 *   fig_height_usual()
 * @least: (nullable): the height below which it has to leave something out; otherwise 0
 * @read: (nullable): the readout at (x, y) of a figure drawn at that size
 * @x_of_step: (nullable): x of @step at that size, or NaN; for the shared crosshair
 * @marks: (nullable): marks of @step, for figures with more than one step axis; at most
 *   FIG_MARKS_MAX
 * @axes: (nullable): the axes at that size in a theme; makes the figure pannable and zoomable, in
 *   which case it is built with a view
 * @choose_at: (nullable): the key and word (of the kind's choices) that a click at (x, y) selects;
 *   %NULL for none
 * @start_at: (nullable): the @n parameters from which a click at (x, y) restarts the runs; %NULL
 *   for none
 * @data: fills @data with everything that is drawn, in data units and at full resolution
 */
typedef struct
{
  void (*prepare) (FigFigure *figure);
  void (*draw) (const FigFigure *figure, cairo_t *cr, const FigTheme *theme, double width,
                double height);
  double (*height) (const FigFigure *figure, const FigTheme *theme, double width);
  double (*least) (const FigFigure *figure, const FigTheme *theme, double width);
  gboolean (*read) (const FigFigure *figure, double width, double height, double x, double y,
                    FigReading *reading);
  double (*x_of_step) (const FigFigure *figure, double width, double height, gint64 step);
  gsize (*marks) (const FigFigure *figure, double width, double height, gint64 step,
                  FigMark *marks);
  void (*axes) (const FigFigure *figure, const FigTheme *theme, double width, double height,
                FigAxes *axes);
  const char *(*choose_at) (const FigFigure *figure, double width, double height, double x,
                            double y, const char **word);
  double *(*start_at) (const FigFigure *figure, double width, double height, double x, double y,
                       gsize *n);
  void (*data) (const FigFigure *figure, FigData *data);
  void (*free) (FigFigure *figure); /* (nullable): frees what the concrete struct owns */
} FigFigureClass;

/**
 * FigFigure:
 * @title: "Loss"
 * @subtitle: "log scale": shown dimmed after the title in the card's header
 * @caption: problem, method, settings, step: printed below exported figures
 * @empty: (nullable): message shown in place of the drawing if there is nothing to draw
 * @prepared, @preparing: whether the class's prepare has run, and the lock held while it runs
 *
 * An immutable, reference-counted drawing of data, identical on screen and in PNG, SVG, and PDF.
 * Concrete figures embed this struct as their first member.
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
 * For concrete figures: initializes the base of a zeroed struct, which fig_figure_unref() releases
 * with g_free() after calling the class's free. Strings are (transfer full).
 */
void fig_figure_init (FigFigure *figure, const FigFigureClass *klass, char *title, char *subtitle,
                      char *caption);

/**
 * fig_figure_prepare:
 *
 * Runs the class's prepare, unless it has run already; `subtitle` and `empty` are final from then
 * on. Drawing and reading call this themselves, so only code that reads those two fields needs to;
 * on the main loop, do so only for figures that have been painted.
 */
void fig_figure_prepare (const FigFigure *figure);

/**
 * fig_figure_draw:
 *
 * Draws the background, then the figure or its `empty` message. Clips to the rectangle.
 */
void fig_figure_draw (const FigFigure *figure, cairo_t *cr, const FigTheme *theme, double width,
                      double height);

/**
 * fig_figure_height:
 *
 * Returns: the height at which the figure fills a page of that width: neither squeezed nor with
 *   empty space around it
 */
double fig_figure_height (const FigFigure *figure, const FigTheme *theme, double width);

/** Returns: the height below which names are left out; 0 if that does not depend on the height. */
double fig_figure_least (const FigFigure *figure, const FigTheme *theme, double width);

gboolean fig_figure_read (const FigFigure *figure, double width, double height, double x, double y,
                          FigReading *reading);
double fig_figure_x_of_step (const FigFigure *figure, double width, double height, gint64 step);

/**
 * fig_figure_marks:
 * @marks: (out caller-allocates): room for FIG_MARKS_MAX
 *
 * Returns: the number of marks of the shared crosshair for @step; 0 if it is not visible
 */
gsize fig_figure_marks (const FigFigure *figure, double width, double height, gint64 step,
                        FigMark *marks);

/** Returns: (transfer full) (nullable) (array length=n): the starting point that a click selects.
 */
double *fig_figure_start_at (const FigFigure *figure, double width, double height, double x,
                             double y, gsize *n);

/**
 * fig_figure_data:
 *
 * The numbers that the figure draws. Copies them: memory grows with what is drawn, up to 2^18 rows
 * for a curve over the steps. For a worker thread, like drawing.
 *
 * Returns: (transfer full): the data; or %NULL with %FOP_ERROR_RANGE and the figure's reason if
 *   there is nothing to draw
 */
FigData *fig_figure_data (const FigFigure *figure, GError **error);

/** @word: (out): the word that a click selects. Returns: (nullable): its key. */
const char *fig_figure_choose_at (const FigFigure *figure, double width, double height, double x,
                                  double y, const char **word);

/**
 * fig_figure_axes:
 * @theme: may move automatic ends to round values
 * @axes: (out): the axes at that size
 *
 * Returns: whether the figure has axes
 */
gboolean fig_figure_axes (const FigFigure *figure, const FigTheme *theme, double width,
                          double height, FigAxes *axes);

G_END_DECLS
