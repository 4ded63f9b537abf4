/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/figures/report/inline-svg.h"

#include <cairo-svg.h>
#include <string.h>

static cairo_status_t
collect (void *text, const unsigned char *data, unsigned int length)
{
  g_string_append_len (text, (const char *) data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GString *
draw (const FigFigure *figure, const FigTheme *theme, double width, double height)
{
  GString *text = g_string_new (NULL);
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (collect, text, width, height);
  cairo_t *cr;

  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  cr = cairo_create (surface);
  fig_figure_draw (figure, cr, theme, width, height);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    g_string_truncate (text, 0);
  cairo_surface_destroy (surface);
  return text;
}

/* Inside a tag: its ids and what refers to them. */
static gboolean
rename_in_tag (const GMatchInfo *match, GString *result, gpointer prefix)
{
  g_autofree char *tag = g_match_info_fetch (match, 0);
  g_autoptr (GString) renamed = g_string_new (tag);
  const char *const before[] = { " id=\"", "href=\"#", "url(#" };

  for (gsize i = 0; i < G_N_ELEMENTS (before); i++)
    {
      g_autofree char *after = g_strconcat (before[i], prefix, NULL);

      g_string_replace (renamed, before[i], after, 0);
    }
  g_string_append (result, renamed->str);
  return FALSE;
}

char *
fig_inline_svg (const FigFigure *figure, const FigTheme *theme, double width, double height,
                const char *name, const char *prefix)
{
  g_autoptr (GString) text = draw (figure, theme, width, height);
  const char *root = strstr (text->str, "<svg"), *content = root ? strchr (root, '>') : NULL;
  g_autofree char *label = g_markup_escape_text (figure->title, -1);
  g_autofree char *renamed = NULL;
  g_autoptr (GRegex) tags = NULL;

  if (content == NULL)
    return NULL;
  tags = g_regex_new ("<[^>]*>", 0, 0, NULL);
  renamed
      = g_regex_replace_eval (tags, content + 1, -1, 0, 0, rename_in_tag, (gpointer) prefix, NULL);
  return g_strdup_printf ("<svg class=\"%s\" role=\"img\" aria-label=\"%s\" "
                          "xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
                          "viewBox=\"0 0 %.0f %.0f\">%s",
                          name, label, width, height, renamed);
}
