/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Several figures on one sheet, with letters. */

#include "ui/figures/charts/panels-figure.h"

#include "ui/figures/paint/text.h"

#define GAP        14.0 /* between panels */
#define MARGIN     16.0 /* beside a heading */
#define WORD_GAP   8.0  /* between letter, title, and subtitle */
#define LINE       24.0 /* height of a heading of one line */
#define BASELINE   17.0
#define ONE_COLUMN 480.0 /* the widest page, in pixels, with one panel per row by default */
/* Smallest share of a panel's usual height on a page of a given height. */
#define SHARE 0.5

typedef struct
{
  FigFigure base;

  gsize n;
  FigFigure **figures;
  guint columns;
  gboolean has_titles;
} Panels;

/* ---- layout ---- */

static gsize
columns_of (const Panels *self, double width)
{
  gsize columns = self->columns > 0 ? self->columns : width > ONE_COLUMN ? 2 : 1;

  return MIN (columns, self->n);
}

/* The panels of a row: @n of them from @first on, each of @width, below headings of @heading. */
typedef struct
{
  gsize first, n;
  double width, heading;
} Row;

static void
letter_of (gsize i, char *letter)
{
  g_snprintf (letter, 4, "(%c)", (char) ('a' + i));
}

/* Draws letter, title and subtitle, which goes below the title if it has no room beside it, unless
 * @cr is %NULL. Returns: their height. */
static double
draw_heading (const Panels *self, gsize i, cairo_t *cr, const FigTheme *theme, double width)
{
  const FigFigure *figure = self->figures[i];
  g_autoptr (PangoLayout) layout = NULL;
  double x = MARGIN, baseline, room;
  char letter[4];
  int wide;

  letter_of (i, letter);
  layout = fig_text_layout (theme, letter, FIG_TEXT_TITLE, TRUE);
  baseline = (double) pango_layout_get_baseline (layout) / PANGO_SCALE;
  pango_layout_get_pixel_size (layout, &wide, NULL);
  if (cr != NULL)
    fig_text_show (cr, theme, letter, FIG_TEXT_TITLE, layout, theme->text, x, BASELINE - baseline);
  if (!self->has_titles)
    return LINE;
  x += wide + WORD_GAP;
  room = width - MARGIN - x;
  if (cr != NULL)
    fig_text_draw (cr, theme, figure->title, FIG_TEXT_LABEL, theme->text, x, BASELINE, 0, 0.77,
                   MAX (room, 1));
  if (figure->subtitle == NULL)
    return LINE;
  room -= fig_text_width (theme, figure->title, FIG_TEXT_LABEL) + WORD_GAP;
  if (fig_text_width (theme, figure->subtitle, FIG_TEXT_LABEL) > room)
    return LINE
           + fig_text_draw_wrapped (cr, theme, figure->subtitle, FIG_TEXT_LABEL, theme->dim, MARGIN,
                                    LINE, width - 2 * MARGIN, 0, PANGO_ALIGN_LEFT);
  if (cr != NULL)
    fig_text_draw (cr, theme, figure->subtitle, FIG_TEXT_LABEL, theme->dim, width - MARGIN - room,
                   BASELINE, 0, 0.77, 0);
  return LINE;
}

static Row
row_at (const Panels *self, const FigTheme *theme, gsize first, double width)
{
  Row row = { .first = first, .n = MIN (columns_of (self, width), self->n - first) };

  row.width = (width - (double) (row.n - 1) * GAP) / (double) row.n;
  for (gsize i = first; i < first + row.n; i++)
    row.heading = MAX (row.heading, draw_heading (self, i, NULL, theme, row.width));
  return row;
}

typedef double (*Measure) (const FigFigure *figure, const FigTheme *theme, double width);

/* Below the headings. */
static double
row_height (const Panels *self, const Row *row, const FigTheme *theme, Measure measure)
{
  double height = 0;

  for (gsize i = row->first; i < row->first + row->n; i++)
    height = MAX (height, measure (self->figures[i], theme, row->width));
  return height;
}

/* Of all rows, with the space between them. */
static double
total_height (const Panels *self, const FigTheme *theme, double width, Measure measure)
{
  double total = 0;

  for (gsize first = 0; first < self->n;)
    {
      Row row = row_at (self, theme, first, width);

      total += (first > 0 ? GAP : 0) + row.heading + row_height (self, &row, theme, measure);
      first += row.n;
    }
  return total;
}

static double
panels_height (const FigFigure *figure, const FigTheme *theme, double width)
{
  return total_height ((const Panels *) figure, theme, width, fig_figure_height);
}

static double
least (const FigFigure *figure, const FigTheme *theme, double width)
{
  return MAX (SHARE * fig_figure_height (figure, theme, width),
              fig_figure_least (figure, theme, width));
}

static double
panels_least (const FigFigure *figure, const FigTheme *theme, double width)
{
  return total_height ((const Panels *) figure, theme, width, least);
}

/* ---- drawing ---- */

static void
draw_row (const Panels *self, const Row *row, cairo_t *cr, const FigTheme *theme, double height)
{
  for (gsize i = 0; i < row->n; i++)
    {
      cairo_save (cr);
      cairo_translate (cr, (double) i * (row->width + GAP), 0);
      draw_heading (self, row->first + i, cr, theme, row->width);
      cairo_translate (cr, 0, row->heading);
      fig_figure_draw (self->figures[row->first + i], cr, theme, row->width, height);
      cairo_restore (cr);
    }
}

/* Rows are stretched or squeezed alike, so that they fill the height. */
static void
panels_draw (const FigFigure *figure, cairo_t *cr, const FigTheme *theme, double width,
             double height)
{
  const Panels *self = (const Panels *) figure;
  double usual = 0, gaps = -GAP, stretch, y = 0;

  for (gsize first = 0; first < self->n;)
    {
      Row row = row_at (self, theme, first, width);

      usual += row_height (self, &row, theme, fig_figure_height);
      gaps += GAP + row.heading;
      first += row.n;
    }
  stretch = MAX (height - gaps, 1) / MAX (usual, 1);
  for (gsize first = 0; first < self->n;)
    {
      Row row = row_at (self, theme, first, width);
      double height_below = stretch * row_height (self, &row, theme, fig_figure_height);

      cairo_save (cr);
      cairo_translate (cr, 0, y);
      draw_row (self, &row, cr, theme, height_below);
      cairo_restore (cr);
      y += row.heading + height_below + GAP;
      first += row.n;
    }
}

/* ---- the rest ---- */

static void
panels_data (const FigFigure *figure, FigData *data)
{
  const Panels *self = (const Panels *) figure;

  for (gsize i = 0; i < self->n; i++)
    {
      fig_figure_prepare (self->figures[i]);
      if (self->figures[i]->empty == NULL)
        self->figures[i]->klass->data (self->figures[i], data);
    }
}

static void
panels_free (FigFigure *figure)
{
  Panels *self = (Panels *) figure;

  for (gsize i = 0; i < self->n; i++)
    fig_figure_unref (self->figures[i]);
  g_free (self->figures);
}

/* Adds the sentences of a caption to those of the figures before, each at its place among those
 * that they have in common: captions of figures about the same runs are mostly the same. */
static void
merge_caption (GPtrArray *sentences, const char *caption)
{
  g_auto (GStrv) parts = g_strsplit (caption, ". ", -1);
  guint at = 0, found;

  for (char **part = parts; *part != NULL; part++)
    {
      g_autofree char *sentence
          = g_strconcat (*part, g_str_has_suffix (*part, ".") ? "" : ".", NULL);

      if (g_ptr_array_find_with_equal_func (sentences, sentence, g_str_equal, &found))
        at = found;
      else
        g_ptr_array_insert (sentences, (int) at, g_steal_pointer (&sentence));
      at++;
    }
}

/* Returns: (transfer full) (nullable) */
static char *
join_captions (gsize n, FigFigure *const *figures)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < n; i++)
    if (figures[i]->caption != NULL)
      merge_caption (sentences, figures[i]->caption);
  if (sentences->len == 0)
    return NULL;
  g_ptr_array_add (sentences, NULL);
  return g_strjoinv (" ", (char **) sentences->pdata);
}

FigFigure *
fig_panels_new (gsize n, FigFigure *const *figures, guint columns, gboolean has_titles,
                const char *title)
{
  static const FigFigureClass klass = { .draw = panels_draw,
                                        .height = panels_height,
                                        .least = panels_least,
                                        .data = panels_data,
                                        .free = panels_free };
  Panels *self;

  g_return_val_if_fail (n > 0 && n <= FIG_PANELS_MAX, NULL);
  self = g_new0 (Panels, 1);
  fig_figure_init (&self->base, &klass, g_strdup (title), NULL, join_captions (n, figures));
  self->n = n;
  self->columns = columns;
  self->has_titles = has_titles;
  self->figures = g_new (FigFigure *, n);
  for (gsize i = 0; i < n; i++)
    self->figures[i] = fig_figure_ref (figures[i]);
  return &self->base;
}
