/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lengths on paper, and the aspect of a page. */

#include "ui/figures/paper/length.h"

#include <string.h>

#define GOLDEN 1.618033988749895

static const struct
{
  const char *word;
  double points;
} units[] = {
  { "mm", FIG_POINTS_PER_MM },        { "cm", 10 * FIG_POINTS_PER_MM },
  { "in", FIG_POINTS_PER_INCH },      { "pt", 1 },
  { "px", FIG_POINTS_PER_INCH / 96 },
};

gboolean
fig_length_parse (const char *text, double *points)
{
  char *end;
  double number = g_ascii_strtod (text, &end);

  if (end == text)
    return FALSE;
  while (g_ascii_isspace (*end))
    end++;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (end, units[i].word) == 0)
      {
        double length = number * units[i].points;

        if (!(length >= FIG_LENGTH_LEAST && length <= FIG_LENGTH_MOST))
          return FALSE;
        *points = length;
        return TRUE;
      }
  return FALSE;
}

char *
fig_length_text (double points)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.1f", points / FIG_POINTS_PER_MM);
  return g_strconcat (number, " mm", NULL);
}

gboolean
fig_aspect_parse (const char *text, double *aspect)
{
  char *end;
  double wide = g_ascii_strtod (text, &end), tall;
  const char *second = end + 1;

  if (strcmp (text, "golden") == 0)
    {
      *aspect = GOLDEN;
      return TRUE;
    }
  if (end == text || *end != ':')
    return FALSE;
  tall = g_ascii_strtod (second, &end);
  if (end == second || *end != '\0' || !(wide > 0) || !(tall > 0) || !(wide / tall >= 0.1)
      || !(wide / tall <= 10))
    return FALSE;
  *aspect = wide / tall;
  return TRUE;
}
