/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Axes and lines in pgfplots. */

#include "ui/figures/paper/pgfplots-lines.h"

#include "ui/figures/paper/latex-text.h"

#include <math.h>

#define POINT_PER_PIXEL 0.75
/* Beyond this multiple of the visible range lines would be too long for TeX, 5.7 meters. */
#define FAR 20.0
/* Relative width of a range in which TeX cannot tell values apart. */
#define NARROW 1e-2
#define TICKS  7u
/* Log axes that are shorter have ticks between the powers of ten, which pgfplots would leave out.
 */
#define DECADES 100.0

/* TeX computes with some five digits, so a range that is narrow compared with its ends must be
 * scaled beforehand; pgfplots has no signed log axes. Such axes are linear, from 0 to 1. */
static gboolean
is_scaled (const FigScale *scale)
{
  return scale->kind == FIG_SCALE_SIGNED_LOG
         || scale->high - scale->low < NARROW * MAX (fabs (scale->low), fabs (scale->high));
}

/* A coordinate in the document. */
static double
shown (const FigScale *scale, double value)
{
  FigScale unit = *scale;

  unit.from = 0;
  unit.to = 1;
  return is_scaled (scale) ? fig_scale_pixel (&unit, value) : value;
}

static void
append_ticks (GString *text, const char *axis, const FigScale *scale)
{
  FigTicks ticks = fig_scale_ticks (scale, TICKS);

  g_string_append_printf (text, "  %stick={", axis);
  for (gsize i = 0; i < ticks.n; i++)
    g_string_append_printf (text, "%s%.9g", i > 0 ? "," : "", shown (scale, ticks.values[i]));
  g_string_append_printf (text, "}, %sticklabels={", axis);
  for (gsize i = 0; i < ticks.n; i++)
    {
      g_autofree char *label = fig_ticks_label (&ticks, i);
      g_autofree char *latex = fig_latex_text (label);

      g_string_append_printf (text, "%s{%s}", i > 0 ? "," : "", latex);
    }
  g_string_append (text, "},\n");
}

/* Moves values that are too far away to the ends of a wide range; on log axes of their logarithms.
 */
static void
append_reach (GString *text, const char *axis, gboolean logarithmic, double low, double high)
{
  double begin = logarithmic ? log10 (low) : low;
  double end = logarithmic ? log10 (high) : high;

  if (logarithmic)
    g_string_append_printf (text, "  log basis %s=10,\n", axis);
  g_string_append_printf (text, "  restrict %s to domain*=%.9g:%.9g,\n", axis,
                          begin - FAR * (end - begin), end + FAR * (end - begin));
}

void
fig_pgfplots_append_axis (GString *text, const char *axis, const FigScale *scale)
{
  double low = shown (scale, scale->low), high = shown (scale, scale->high);
  gboolean logarithmic = scale->kind == FIG_SCALE_LOG && !is_scaled (scale);

  g_string_append_printf (text, "  %smode=%s, %smin=%.9g, %smax=%.9g,\n", axis,
                          logarithmic ? "log" : "linear", axis, low, axis, high);
  if (is_scaled (scale) || (logarithmic && high < DECADES * low))
    append_ticks (text, axis, scale);
  append_reach (text, axis, logarithmic, low, high);
}

/* ---- lines ---- */

static void
append_style (GString *text, const FigDataLine *line, gboolean single)
{
  double width = line->width * POINT_PER_PIXEL;

  g_string_append_printf (
      text, "color={rgb,255:red,%d;green,%d;blue,%d}, ", (int) lround (255 * line->color.red),
      (int) lround (255 * line->color.green), (int) lround (255 * line->color.blue));
  if (line->width > 0)
    g_string_append_printf (text, "line width=%.4gpt, ", width);
  else
    g_string_append (text, "only marks, ");
  for (gsize i = 0; i < line->n_dash; i++)
    g_string_append_printf (text, "%s%s %.4gpt", i == 0 ? "dash pattern=" : " ",
                            i % 2 == 0 ? "on" : "off", line->dash[i] * width);
  g_string_append (text, line->n_dash > 0 ? ", " : "");
  g_string_append (text, line->swatch == FIG_SWATCH_DISC || single ? "mark=*, mark size=1.5pt"
                         : line->swatch == FIG_SWATCH_RING         ? "mark=o, mark size=1.5pt"
                                                                   : "mark=none");
  if (line->in_steps)
    g_string_append (text, ", const plot");
}

void
fig_pgfplots_append_number (GString *text, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text,
                   isnan (value) ? "nan" : g_ascii_formatd (number, sizeof number, "%.17g", value));
}

/* On a log axis of steps, step 0 is drawn at step 1. */
static double
x_of (const FigColumn *column, const FigScale *scale, gsize row)
{
  double value = fig_column_value (column, row);

  return shown (scale,
                column->whole != NULL && scale->kind == FIG_SCALE_LOG ? MAX (value, 1) : value);
}

void
fig_pgfplots_append_line (GString *text, const FigTable *table, const FigDataLine *line,
                          const FigDataAxes *axes)
{
  const FigColumn *x = fig_table_column (table, line->x), *y = fig_table_column (table, line->y);
  const FigScale *y_scale = line->on_right ? &axes->second : &axes->y;

  g_string_append (text, "\\addplot [");
  append_style (text, line, table->n == 1);
  g_string_append_printf (text, "%s]\n  table [row sep=crcr] {%%\n%s %s\\\\\n",
                          line->name == NULL || line->on_right ? ", forget plot" : "", x->key,
                          y->key);
  for (gsize row = 0; row < table->n; row++)
    {
      if (line->skips_nan && isnan (fig_column_value (y, row)))
        continue;
      fig_pgfplots_append_number (text, x_of (x, &axes->x, row));
      g_string_append_c (text, ' ');
      fig_pgfplots_append_number (text, shown (y_scale, fig_column_value (y, row)));
      g_string_append (text, "\\\\\n");
    }
  g_string_append (text, "};\n");
}

void
fig_pgfplots_append_entry (GString *text, const FigDataLine *line)
{
  g_autofree char *latex = line->name != NULL ? fig_latex_text (line->name) : NULL;

  if (latex == NULL)
    return;
  if (line->on_right)
    {
      g_string_append (text, "\\addlegendimage{");
      append_style (text, line, FALSE);
      g_string_append (text, "}\n");
    }
  g_string_append_printf (text, "\\addlegendentry{%s}\n", latex);
}
