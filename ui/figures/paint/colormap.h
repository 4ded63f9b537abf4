/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/theme.h"

G_BEGIN_DECLS

#define FIG_COLORMAP_SIZE 257 /* odd: a diverging map has a middle */

/**
 * FigColormap:
 *
 * Colors for numbers in [0, 1], interpolated between a few given colors in Oklab (Ottosson 2020),
 * which is perceptually uniform.
 */
typedef struct
{
  FigColor colors[FIG_COLORMAP_SIZE];
  guint32 pixels[FIG_COLORMAP_SIZE]; /* the same, converted by fig_color_pixel() */
} FigColormap;

/** Viridis: dark violet to yellow, for magnitudes. */
void fig_colormap_viridis (FigColormap *map);

/** Diverging, for signed values: blue below, the theme's background at the center, red above; from
 * dark blue to light yellow if gray has to tell signs apart. */
void fig_colormap_diverging (FigColormap *map, const FigTheme *theme);

/** @share is clamped to [0, 1]; NaN gives the center. */
FigColor fig_colormap_color (const FigColormap *map, double share);

/** The position of @value on a colormap, for a symmetric scale from −@limit to @limit. */
double fig_signed_share (double value, double limit);

/**
 * fig_signed_log_share:
 * @linear: half the width of the linear zone around 0; positive
 *
 * The position of @value on a symmetric log scale from -1 at -@limit to 1 at @limit:
 * sign (v) log1p (|v| / linear), normalized, as on signed log axes.
 */
double fig_signed_log_share (double value, double limit, double linear);

/** The color as a CAIRO_FORMAT_RGB24 pixel. */
guint32 fig_color_pixel (FigColor color);

/** The color of such a pixel. */
FigColor fig_pixel_color (guint32 pixel);

/** fig_colormap_color() as a pixel. */
guint32 fig_colormap_pixel (const FigColormap *map, double share);

G_END_DECLS
