/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as one HTML file: no scripts, no other files, no network. */

#include "ui/figures/paint/typeset.h"
#include "ui/figures/report/inline-svg.h"
#include "ui/figures/report/report.h"

/* CSS pixels. */
#define FIGURE_WIDTH  640
#define FIGURE_HEIGHT 400

/* Printed pages are always light. */
static const char style[]
    = "  :root { color-scheme: light dark; --text: #1e1e1e; --dim: #5e5c64; --ground: #ffffff;\n"
      "    --line: #d5d3cf; --warning: #fdf3d7; }\n"
      "  body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; background: var(--ground);\n"
      "    color: var(--text); font: 1rem/1.5 Cantarell, \"Adwaita Sans\", system-ui, sans-serif; "
      "}\n"
      "  h1, h2, h3 { line-height: 1.2; break-after: avoid; }\n"
      "  h2 { margin-top: 3rem; padding-top: 0.5rem; border-top: 1px solid var(--line); }\n"
      "  p.warning { padding: 0.5rem 1rem; border-radius: 0.5rem; background: var(--warning); }\n"
      "  div.table { overflow-x: auto; }\n"
      "  table { border-collapse: collapse; font-size: 0.9rem;\n"
      "    font-variant-numeric: tabular-nums; }\n"
      "  th, td { padding: 0.25rem 1.5rem 0.25rem 0; border-bottom: 1px solid var(--line);\n"
      "    text-align: left; vertical-align: top; }\n"
      "  th { color: var(--dim); font-weight: normal; }\n"
      "  .number { text-align: right; white-space: nowrap; }\n"
      "  figure { margin: 1.5rem 0; break-inside: avoid; }\n"
      "  figure svg { width: 100%; height: auto; }\n"
      "  figure svg.dark { display: none; }\n"
      "  figcaption { color: var(--dim); font-size: 0.9rem; }\n"
      "  figcaption b { color: var(--text); }\n"
      "  @media screen and (prefers-color-scheme: dark) {\n"
      "    :root { --text: #f6f5f4; --dim: #b5b2ad; --ground: #1e1e1e; --line: #4a4a4a;\n"
      "      --warning: #4a3b12; }\n"
      "    figure svg.light { display: none; }\n"
      "    figure svg.dark { display: inline; }\n"
      "  }\n";

/* Appends "<tag>text</tag>", where @tag may have attributes. */
static void
append_element (GString *html, const char *tag, const char *text)
{
  g_autofree char *content = fig_typeset_html (text);
  g_auto (GStrv) words = g_strsplit (tag, " ", 2);

  g_string_append_printf (html, "<%s>%s</%s>\n", tag, content, words[0]);
}

static void
append_row (GString *html, const FigPart *table, gsize row)
{
  g_string_append (html, "<tr>");
  for (gsize i = 0; i < table->n_columns; i++)
    {
      const char *cell = row == 0 ? "th" : "td";
      g_autofree char *text
          = fig_typeset_html (g_ptr_array_index (table->cells, row * table->n_columns + i));

      g_string_append_printf (html, "<%s%s>%s</%s>", cell,
                              i < table->n_words ? "" : " class=\"number\"", text, cell);
    }
  g_string_append (html, "</tr>\n");
}

static void
append_table (GString *html, const FigPart *table)
{
  gsize n_rows = table->cells->len / table->n_columns;

  g_string_append (html, "<div class=\"table\"><table>\n<thead>\n");
  append_row (html, table, 0);
  g_string_append (html, "</thead>\n<tbody>\n");
  for (gsize row = 1; row < n_rows; row++)
    append_row (html, table, row);
  g_string_append (html, "</tbody>\n</table></div>\n");
}

/* @name: unique in the page. */
static void
append_svg (GString *html, const FigFigure *figure, const FigTheme *theme, const char *shade,
            const char *name)
{
  g_autofree char *prefix = g_strdup_printf ("%s-%s-", name, shade);
  g_autofree char *svg = fig_inline_svg (figure, theme, FIGURE_WIDTH, FIGURE_HEIGHT, shade, prefix);

  if (svg != NULL)
    g_string_append (html, svg);
  else
    append_element (html, "p class=\"warning\"", "This figure could not be drawn.");
}

static void
append_figure (GString *html, const FigFigure *figure, guint number)
{
  g_autofree char *name = g_strdup_printf ("figure-%u", number);
  g_autofree char *title = fig_typeset_html (figure->title);
  g_autofree char *subtitle = fig_typeset_html (figure->subtitle != NULL ? figure->subtitle : "");

  g_string_append (html, "<figure>\n");
  append_svg (html, figure, fig_theme_light (), "light", name);
  append_svg (html, figure, fig_theme_dark (), "dark", name);
  g_string_append_printf (html, "<figcaption>Figure %u. <b>%s</b> %s</figcaption>\n</figure>\n",
                          number, title, subtitle);
}

char *
fig_report_to_html (const FigReport *report)
{
  g_autofree char *title = g_markup_escape_text (report->title, -1);
  GString *html = g_string_new (NULL);
  guint n_figures = 0;

  g_string_append_printf (html,
                          "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width\">\n"
                          "<meta name=\"generator\" content=\"FOP Workbench " FOP_VERSION "\">\n"
                          "<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n",
                          title, style);
  append_element (html, "h1", report->title);
  for (guint i = 0; i < report->parts->len; i++)
    {
      const FigPart *part = g_ptr_array_index (report->parts, i);

      switch (part->kind)
        {
        case FIG_PART_HEADING:
          append_element (html, "h2", part->text);
          break;
        case FIG_PART_SUBHEADING:
          append_element (html, "h3", part->text);
          break;
        case FIG_PART_TEXT:
          append_element (html, "p", part->text);
          break;
        case FIG_PART_WARNING:
          append_element (html, "p class=\"warning\"", part->text);
          break;
        case FIG_PART_TABLE:
          append_table (html, part);
          break;
        case FIG_PART_FIGURE:
          append_figure (html, part->figure, ++n_figures);
          break;
        }
    }
  g_string_append (html, "</body>\n</html>\n");
  return g_string_free (html, FALSE);
}
