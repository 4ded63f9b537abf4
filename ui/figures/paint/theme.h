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
 * The colours that a figure is drawn with. Exports always use fig_theme_export().
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

/** Colour of a run's style; styles past the palette repeat with another dash. */
FigColor fig_theme_style_color (const FigTheme *theme, guint style);

/** Dash pattern of a run's style in line widths; 0 entries is a solid line. */
const double *fig_style_dash (guint style, gsize *n);

/** Contrast of two colours by WCAG 2, 1 to 21; text wants 4.5. */
double fig_color_contrast (FigColor a, FigColor b);

/** (1 − @share) · @a + @share · @b */
FigColor fig_color_mix (FigColor a, FigColor b, double share);

/** @color, moved towards the theme's text colour until text in it can be read (contrast 4.5). */
FigColor fig_theme_legible (const FigTheme *theme, FigColor color);

G_END_DECLS
