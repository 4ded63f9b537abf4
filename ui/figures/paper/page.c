/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The layout of a page: title, figure, caption. */

#include "ui/figures/paper/page.h"

#include "ui/figures/paint/text.h"
#include "ui/figures/paper/style.h"

#include <math.h>

#define MARGIN          16.0
#define GAP             8.0
#define SUBTITLE_GAP    10.0 /* beside the title */
#define LINE_GAP        3.0  /* below it */
#define POINT_PER_PIXEL 0.75
/* Smallest share of the height for the figure: otherwise the page grows. */
#define FIGURE_SHARE 0.5

/* ---- title and caption ---- */

/* Draws words that wrap at the margins from @x on, unless @cr is %NULL. Returns: their height. */
static double
draw_words (const FigPage *page, cairo_t *cr, const char *text, double size, gboolean bold,
            FigColor color, double x, double y)
{
  g_autoptr (PangoLayout) layout = fig_text_layout (&page->theme, text, size, bold);
  PangoRectangle logical;

  pango_layout_set_width (layout, (int) (MAX (page->width - MARGIN - x, 1) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_extents (layout, NULL, &logical);
  if (cr != NULL)
    fig_text_show (cr, &page->theme, text, size, layout, color, x, y);
  return logical.height;
}

/* Where the subtitle begins beside the title, on its baseline; NaN if it has no room there. */
static double
subtitle_x (const FigPage *page, const FigFigure *figure, double *baseline)
{
  g_autoptr (PangoLayout) title
      = fig_text_layout (&page->theme, figure->title, FIG_TEXT_TITLE, TRUE);
  double x, wide = fig_text_width (&page->theme, figure->subtitle, FIG_TEXT_LABEL);
  PangoRectangle logical;

  pango_layout_get_pixel_extents (title, NULL, &logical);
  *baseline = (double) pango_layout_get_baseline (title) / PANGO_SCALE;
  x = page->title ? MARGIN + logical.width + SUBTITLE_GAP : NAN;
  return x + wide <= page->width - MARGIN ? x : NAN;
}

/* Draws the title, followed by the dimmed subtitle, unless @cr is %NULL. Returns: the top of the
 * figure. */
static double
draw_title (const FigPage *page, const FigFigure *figure, cairo_t *cr)
{
  const FigTheme *theme = &page->theme;
  double y = MARGIN, baseline, x;

  if (page->title)
    y += draw_words (page, cr, figure->title, FIG_TEXT_TITLE, TRUE, theme->text, MARGIN, y);
  if (!page->subtitle || figure->subtitle == NULL)
    return page->title ? y + GAP : 0;
  x = subtitle_x (page, figure, &baseline);
  if (isnan (x))
    {
      y += page->title ? LINE_GAP : 0;
      y += draw_words (page, cr, figure->subtitle, FIG_TEXT_LABEL, FALSE, theme->dim, MARGIN, y);
    }
  else if (cr != NULL)
    fig_text_draw (cr, theme, figure->subtitle, FIG_TEXT_LABEL, theme->dim, x, MARGIN + baseline, 0,
                   0.77, 0);
  return y + GAP;
}

/* Draws the caption at the lower end of the page, unless @cr is %NULL. Returns: the height that is
 * not the figure's. */
static double
draw_caption (const FigPage *page, const FigFigure *figure, cairo_t *cr)
{
  const FigTheme *theme = &page->theme;
  double size = MIN (MAX (FIG_TEXT_CAPTION, theme->least), FIG_TEXT_LABEL), tall;

  if (!page->caption)
    return 0;
  if (figure->caption == NULL)
    return GAP;
  tall = draw_words (page, NULL, figure->caption, size, FALSE, theme->dim, MARGIN, 0);
  if (cr == NULL)
    return tall + MARGIN + GAP;
  if (size > FIG_TEXT_CAPTION)
    fig_text_remark (cr, "The caption would print below %g pt and has been enlarged",
                     FIG_POINTS_LEAST);
  draw_words (page, cr, figure->caption, size, FALSE, theme->dim, MARGIN,
              page->height - MARGIN - tall);
  return tall + MARGIN + GAP;
}

/* ---- layout ---- */

/* @height: of the page; 0 for what the figure needs */
static void
lay_out (FigPage *page, const FigFigure *figure, double height)
{
  double top, foot, least;

  fig_figure_prepare (figure);
  top = draw_title (page, figure, NULL);
  foot = draw_caption (page, figure, NULL);
  least = height > 0
              ? MAX (FIGURE_SHARE * height, fig_figure_least (figure, &page->theme, page->width))
              : fig_figure_height (figure, &page->theme, page->width);
  page->height = MAX (height, ceil (top + least + foot));
  page->asked = height > 0 && page->height > height ? height : 0;
  page->top = top;
  page->bottom = page->height - foot;
}

FigPage
fig_page_fit (const FigFigure *figure, const FopSettings *style)
{
  double unit = fig_style_font_size (style) / FIG_TEXT_LABEL;
  FigPage page = {
    .theme = fig_style_theme (style),
    .unit = unit,
    .width = fig_style_width (style) / unit,
    .title = fig_style_prints (style, "title"),
    .subtitle = fig_style_prints (style, "subtitle"),
    .caption = fig_style_prints (style, "caption"),
    .keeps_text = g_str_equal (fop_settings_word (style, "svg-text"), "text"),
  };

  page.theme.least = FIG_POINTS_LEAST / unit;
  lay_out (&page, figure, fig_style_height (style, page.width));
  return page;
}

FigPage
fig_page_plain (const FigFigure *figure, double width, double height)
{
  FigPage page = {
    .theme = *fig_theme_export (),
    .unit = POINT_PER_PIXEL,
    .width = width,
    .title = TRUE,
    .subtitle = TRUE,
    .caption = TRUE,
  };

  lay_out (&page, figure, height);
  return page;
}

/* ---- drawing ---- */

static void
draw (const FigPage *page, const FigFigure *figure, cairo_t *cr)
{
  if (!page->theme.is_transparent)
    {
      fig_set_color (cr, page->theme.background, 1);
      cairo_paint (cr);
    }
  draw_title (page, figure, cr);
  draw_caption (page, figure, cr);
  cairo_translate (cr, 0, page->top);
  fig_figure_draw (figure, cr, &page->theme, page->width, page->bottom - page->top);
}

void
fig_page_draw (const FigPage *page, const FigFigure *figure, cairo_t *cr, FigTextNotes *notes)
{
  cairo_save (cr);
  fig_text_notes_watch (notes, cr);
  draw (page, figure, cr);
  fig_text_notes_watch (NULL, cr);
  cairo_restore (cr);
}
