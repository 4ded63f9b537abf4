/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double red, green, blue;
} FigColor;

#define FIG_N_STYLES 8

/**
 * FigTheme:
 *
 * The colors of a figure. Exports always use fig_theme_export().
 */
typedef struct
{
  gboolean dark;
  FigColor background, text, dim, grid, axis, accent, reference, warning;
  FigColor styles[FIG_N_STYLES];
} FigTheme;

const FigTheme *fig_theme_light (void);
const FigTheme *fig_theme_dark (void);
const FigTheme *fig_theme_export (void);

/** Color of a run's style; styles beyond the palette reuse its colors with another dash. */
FigColor fig_theme_style_color (const FigTheme *theme, guint style);

/** Dash pattern of a run's style in line widths; 0 entries for a solid line. */
const double *fig_style_dash (guint style, gsize *n);

/** WCAG 2 contrast ratio of two colors, 1 to 21; text requires 4.5. */
double fig_color_contrast (FigColor a, FigColor b);

/** (1 − @share) · @a + @share · @b */
FigColor fig_color_mix (FigColor a, FigColor b, double share);

/** @color, mixed with the theme's text color until text in it is legible (contrast 4.5). */
FigColor fig_theme_legible (const FigTheme *theme, FigColor color);

G_END_DECLS
