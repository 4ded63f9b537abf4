/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/theme.h"

#include <cairo.h>

G_BEGIN_DECLS

/* A4, in CSS pixels (1/96 inch): width between the margins, the margins, height of the page. */
#define FIG_PAGE_WIDTH  642.0
#define FIG_PAGE_MARGIN 76.0
#define FIG_PAGE_HEIGHT 1122.5

/**
 * FigPages:
 * @cr: the current page, in CSS pixels
 * @y: where the next thing begins
 *
 * The pages of a PDF file, filled from top to bottom and numbered.
 */
typedef struct
{
  cairo_t *cr;
  double y;
  /*< private >*/
  cairo_surface_t *surface;
  GByteArray *bytes;
  char *title;
  guint number;
} FigPages;

/** @title: in the file's metadata and at the foot of each page. */
void fig_pages_begin (FigPages *pages, const char *title);
/** Returns: (transfer full): the file, or %NULL with %FOP_ERROR_IO; releases @pages. */
GBytes *fig_pages_end (FigPages *pages, GError **error);

/** Whether @height more fits on this page; always at the top of a page. */
gboolean fig_pages_fit (const FigPages *pages, double height);
/** Begins a new page. */
void fig_pages_turn (FigPages *pages);
/** Returns: where something @height high, which must fit, begins. */
double fig_pages_take (FigPages *pages, double height);
/** Leaves space, but not at the top of a page. */
void fig_pages_space (FigPages *pages, double height);
/** A thin line across the page. */
void fig_pages_rule (FigPages *pages, double y);
/** A paragraph; continues on the next page. */
void fig_pages_text (FigPages *pages, const char *text, double size, gboolean bold, FigColor color);

G_END_DECLS
