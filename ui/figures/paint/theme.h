/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double red, green, blue;
} FigColor;

#define FIG_N_STYLES 8

/** Where the key to the lines of a plot is: in its emptiest corner, or above it if there is no room
 * there (automatic); in a corner; to the right; below; nowhere. */
typedef enum
{
  FIG_KEY_AUTOMATIC,
  FIG_KEY_INSIDE,
  FIG_KEY_RIGHT,
  FIG_KEY_BELOW,
  FIG_KEY_OFF
} FigKeyPlace;

/** The order of the names in the key to the curves of a plot: that of the runs, that of the last
 * values drawn, from top to bottom, or the runs from the last to the first. */
typedef enum
{
  FIG_KEY_BY_RUN,
  FIG_KEY_BY_VALUE,
  FIG_KEY_REVERSED
} FigKeyOrder;

/**
 * FigTheme:
 * @styles: colors of runs
 * @gray_safe: whether signed values differ in gray too
 * @family: font families, the first that is installed is used: "Times, serif"
 * @least: size below which no text is set, in figure pixels; smaller superscripts are enlarged to
 *   it. 0 for none
 * @line_width: factor of the widths of all lines
 * @is_transparent: whether the ground is left unpainted; @background is then what it is assumed to
 *   be
 * @shows_grid: whether plots have grid lines
 * @shows_step: whether the current step is marked by a dashed line
 * @rounds_limits: whether automatic ends of axes are moved to ticks that enclose the data
 * @names_all: whether keys name all lines, however much room that takes
 * @key, @key_order: where they are, and in which order
 * @x_label, @y_label: (nullable): labels in place of those of the axes
 *
 * How a figure looks: what is the same for all of its parts. Strings are borrowed. Exports use
 * fig_theme_export() or a copy of it with changes.
 */
typedef struct
{
  gboolean dark;
  FigColor background, text, dim, grid, axis, accent, reference, warning;
  FigColor styles[FIG_N_STYLES];
  gboolean gray_safe;
  const char *family;
  double least;
  double line_width;
  gboolean is_transparent;
  gboolean shows_grid, shows_step;
  gboolean rounds_limits;
  gboolean names_all;
  FigKeyPlace key;
  FigKeyOrder key_order;
  const char *x_label, *y_label;
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
