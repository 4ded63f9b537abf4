/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The looks of figures: light for screen and paper, dark for the screen. */

#include "ui/figures/paint/theme.h"

#include <math.h>

#define FAMILY "Cantarell, sans"

#define RGB(hex)                                                                                   \
  {                                                                                                \
    ((hex) >> 16 & 0xff) / 255.0, ((hex) >> 8 & 0xff) / 255.0, ((hex) &0xff) / 255.0               \
  }

/* Okabe and Ito's colorblind-safe palette, with purple and brown in place of black and yellow. */
#define PALETTE(purple, brown)                                                                     \
  {                                                                                                \
    RGB (0x0072b2), RGB (0xd55e00), RGB (0x009e73), RGB (0xcc79a7), RGB (0xe69f00),                \
        RGB (0x56b4e9), RGB (purple), RGB (brown)                                                  \
  }

#define LIGHT                                                                                      \
  .background = RGB (0xffffff), .text = RGB (0x2e3436), .dim = RGB (0x69686d),                     \
  .grid = RGB (0xebebed), .axis = RGB (0xd0d0d3), .accent = RGB (0x3584e4),                        \
  .reference = RGB (0x77767b), .warning = RGB (0xc01c28), .styles = PALETTE (0x813d9c, 0x865e3c),  \
  .family = FAMILY, .line_width = 1, .shows_grid = TRUE

static const FigTheme light = { LIGHT, .shows_step = TRUE };
static const FigTheme paper = { LIGHT, .rounds_limits = TRUE, .names_all = TRUE };

static const FigTheme dark = {
  .dark = TRUE,
  .background = RGB (0x1e1e20),
  .text = RGB (0xeeeeec),
  .dim = RGB (0x9d9ca2),
  .grid = RGB (0x313134),
  .axis = RGB (0x4a4a4e),
  .accent = RGB (0x78aeed),
  .reference = RGB (0x8b8a90),
  .warning = RGB (0xff7b63),
  .styles = PALETTE (0xc88fd6, 0xcdab8f),
  .family = FAMILY,
  .line_width = 1,
  .shows_grid = TRUE,
  .shows_step = TRUE,
};

const FigTheme *
fig_theme_light (void)
{
  return &light;
}

const FigTheme *
fig_theme_dark (void)
{
  return &dark;
}

const FigTheme *
fig_theme_export (void)
{
  return &paper;
}

FigColor
fig_theme_style_color (const FigTheme *theme, guint style)
{
  return theme->styles[style % FIG_N_STYLES];
}

/* Lengths in line widths: on, off, … The period is short enough to be recognizable in a legend. */
static const double dashes[][6] = {
  { 0 }, { 3.2, 1.6 }, { 1, 1.3 }, { 4, 1.4, 1, 1.4 }, { 6, 2 }, { 4, 1.4, 1, 1.4, 1, 1.4 },
};
static const gsize dash_lengths[] = { 0, 2, 2, 4, 2, 6 };

/* The dash of each color of the palette. Blue and purple look the same with deuteranopia, so only
 * blue is solid. */
static const guint style_dashes[FIG_N_STYLES] = { 0, 1, 2, 3, 4, 5, 4, 1 };

const double *
fig_style_dash (guint style, gsize *n)
{
  guint dash
      = (style_dashes[style % FIG_N_STYLES] + style / FIG_N_STYLES) % G_N_ELEMENTS (dash_lengths);

  *n = dash_lengths[dash];
  return dashes[dash];
}

/* WCAG 2 relative luminance of an sRGB color. */
static double
luminance (FigColor color)
{
  double channels[] = { color.red, color.green, color.blue };
  static const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (gsize i = 0; i < 3; i++)
    sum += weights[i]
           * (channels[i] <= 0.04045 ? channels[i] / 12.92
                                     : pow ((channels[i] + 0.055) / 1.055, 2.4));
  return sum;
}

double
fig_color_contrast (FigColor a, FigColor b)
{
  double first = luminance (a), second = luminance (b);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}

FigColor
fig_color_mix (FigColor a, FigColor b, double share)
{
  return (FigColor){ a.red + share * (b.red - a.red), a.green + share * (b.green - a.green),
                     a.blue + share * (b.blue - a.blue) };
}

FigColor
fig_theme_legible (const FigTheme *theme, FigColor color)
{
  FigColor legible = color;

  for (int i = 1; i <= 20 && fig_color_contrast (legible, theme->background) < 4.5; i++)
    legible = fig_color_mix (color, theme->text, i / 20.0);
  return legible;
}
