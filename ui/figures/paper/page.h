/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/settings.h"
#include "ui/figures/charts/figure.h"
#include "ui/figures/paint/text-notes.h"

G_BEGIN_DECLS

/* Text below this size, in points, cannot be read in print. */
#define FIG_POINTS_LEAST 5.0

/**
 * FigPage:
 * @theme: the look of the figure
 * @unit: points per pixel of the figure: text of 12 pixels has the size that is asked for
 * @width, @height: in the figure's pixels
 * @title, @subtitle, @caption: whether they are printed
 * @top, @bottom: edges of the figure, between title and caption
 * @keeps_text: whether text in SVG files is text, not outlines
 * @asked: the height that was asked for, if it was too low for the words; else 0
 *
 * A figure on a page with its title and caption, which is wrapped, not truncated: its page grows.
 */
typedef struct
{
  FigTheme theme;
  double unit;
  double width, height;
  gboolean title, subtitle, caption;
  double top, bottom;
  gboolean keeps_text;
  double asked;
} FigPage;

/**
 * fig_page_fit:
 * @style: settings of fig_style_table(), which must outlive the page
 *
 * The page of @figure in a style.
 */
FigPage fig_page_fit (const FigFigure *figure, const FopSettings *style);

/** A page of @width by @height CSS pixels (3/4 point) as on the screen, in the export theme. */
FigPage fig_page_plain (const FigFigure *figure, double width, double height);

/**
 * fig_page_draw:
 * @cr: scaled such that its unit is a pixel of the figure
 * @notes: (nullable): receives all texts; see fig_remarks_collect()
 */
void fig_page_draw (const FigPage *page, const FigFigure *figure, cairo_t *cr, FigTextNotes *notes);

G_END_DECLS
