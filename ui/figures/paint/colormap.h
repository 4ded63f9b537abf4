/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/theme.h"

G_BEGIN_DECLS

#define FIG_COLORMAP_SIZE 257 /* odd: a diverging map has a middle */

/**
 * FigColormap:
 *
 * Colours for numbers in [0, 1], interpolated in Oklab (Ottosson 2020) between a few that are
 * given, so that equal steps look equal.
 */
typedef struct
{
  FigColor colors[FIG_COLORMAP_SIZE];
  guint32 pixels[FIG_COLORMAP_SIZE]; /* the same as fig_color_pixel() has them */
} FigColormap;

/** Viridis: dark violet to yellow, for magnitudes. */
void fig_colormap_viridis (FigColormap *map);

/** Blue below, the theme's own background in the middle, red above: for signs. */
void fig_colormap_diverging (FigColormap *map, const FigTheme *theme);

/** @share outside [0, 1] gets the colour of the nearer end; NaN the middle. */
FigColor fig_colormap_color (const FigColormap *map, double share);

/** Where on a map @value stands, on a symmetric scale that ends at ±@limit. */
double fig_signed_share (double value, double limit);

/**
 * fig_signed_log_share:
 * @linear: half the width of the zone around 0 that stays linear; positive
 *
 * Where @value stands on a symmetric scale from -1 at -@limit to 1 at @limit: log1p (|v| / linear)
 * with v's sign, the law of signed-log axes.
 */
double fig_signed_log_share (double value, double limit, double linear);

/** As a pixel of CAIRO_FORMAT_RGB24. */
guint32 fig_color_pixel (FigColor color);

/** fig_colormap_color() as a pixel. */
guint32 fig_colormap_pixel (const FigColormap *map, double share);

G_END_DECLS
