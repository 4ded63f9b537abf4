/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Text in SVG files, which cairo writes as outlines. */

#include "ui/figures/paper/svg-text.h"

#include "ui/figures/paint/text-notes.h"

#include <math.h>
#include <string.h>

static void
append_number (GString *text, const char *name, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (digits, sizeof digits, "%.3f", number);
  g_string_append_printf (text, " %s=\"%s\"", name, digits);
}

static void
append_turn (GString *text, const FigTextRun *run)
{
  char angle[G_ASCII_DTOSTR_BUF_SIZE], x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];

  if (fabs (run->angle) < 0.01)
    return;
  g_ascii_formatd (angle, sizeof angle, "%.0f", run->angle);
  g_ascii_formatd (x, sizeof x, "%.3f", run->x);
  g_ascii_formatd (y, sizeof y, "%.3f", run->y);
  g_string_append_printf (text, " transform=\"rotate(%s %s %s)\"", angle, x, y);
}

/* "sans-serif" of "Cantarell, sans" */
static const char *
generic_of (const char *families)
{
  const char *comma = strrchr (families, ',');
  const char *last = comma != NULL ? comma + 1 : families;

  while (g_ascii_isspace (*last))
    last++;
  return g_ascii_strcasecmp (last, "sans") == 0 ? "sans-serif" : last;
}

static void
append_run (GString *text, const FigTextRun *run, const char *generic)
{
  g_autofree char *family = g_markup_escape_text (run->family != NULL ? run->family : generic, -1);
  g_autofree char *other = g_markup_escape_text (generic, -1);
  g_autofree char *words = g_markup_escape_text (run->text, -1);

  g_string_append (text, "<text");
  append_number (text, "x", run->x);
  append_number (text, "y", run->y);
  append_number (text, "font-size", run->size);
  append_number (text, "textLength", run->width);
  append_turn (text, run);
  g_string_append_printf (
      text, " font-family=\"'%s', %s\"%s fill=\"#%02x%02x%02x\">%s</text>\n", family, other,
      run->is_bold ? " font-weight=\"bold\"" : "", (guint) lround (255 * run->color.red),
      (guint) lround (255 * run->color.green), (guint) lround (255 * run->color.blue), words);
}

void
fig_svg_add_text (GByteArray *svg, const GArray *runs, const char *families)
{
  static const char end[] = "</svg>";
  const char *at = g_strrstr_len ((const char *) svg->data, (gssize) svg->len, end);
  g_autoptr (GString) text
      = g_string_new ("<g xml:space=\"preserve\" style=\"font-variant-numeric: tabular-nums\">\n");

  g_return_if_fail (at != NULL);
  for (guint i = 0; i < runs->len; i++)
    append_run (text, &g_array_index (runs, FigTextRun, i), generic_of (families));
  g_string_append_printf (text, "</g>\n%s\n", end);
  g_byte_array_set_size (svg, (guint) (at - (const char *) svg->data));
  g_byte_array_append (svg, (const guint8 *) text->str, (guint) text->len);
}
