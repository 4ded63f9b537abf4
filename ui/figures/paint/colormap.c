/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Colors for numbers. */

#include "ui/figures/paint/colormap.h"

#include <math.h>

typedef struct
{
  double lightness, a, b;
} Oklab;

static double
to_linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
from_linear (double channel)
{
  channel = CLAMP (channel, 0, 1);
  return channel <= 0.0031308 ? channel * 12.92 : 1.055 * pow (channel, 1 / 2.4) - 0.055;
}

/* Ottosson, "A perceptual color space for image processing" (2020): from linear sRGB to cone
 * responses, their cube roots, and from these to lightness and two opponent axes. */
static Oklab
to_oklab (FigColor color)
{
  double red = to_linear (color.red), green = to_linear (color.green),
         blue = to_linear (color.blue);
  double l = cbrt (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  double m = cbrt (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  double s = cbrt (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);

  return (Oklab){ 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                  1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                  0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s };
}

static FigColor
from_oklab (Oklab color)
{
  double l = pow (color.lightness + 0.3963377774 * color.a + 0.2158037573 * color.b, 3);
  double m = pow (color.lightness - 0.1055613458 * color.a - 0.0638541728 * color.b, 3);
  double s = pow (color.lightness - 0.0894841775 * color.a - 1.2914855480 * color.b, 3);

  return (FigColor){ from_linear (4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                     from_linear (-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                     from_linear (-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s) };
}

static void
interpolate (FigColormap *map, gsize n, const FigColor *points)
{
  for (gsize i = 0; i < FIG_COLORMAP_SIZE; i++)
    {
      double at = (double) (i * (n - 1)) / (FIG_COLORMAP_SIZE - 1);
      gsize k = MIN ((gsize) at, n - 2);
      double share = at - (double) k;
      Oklab one = to_oklab (points[k]), other = to_oklab (points[k + 1]);

      if (share == 0)
        map->colors[i] = points[k];
      else
        map->colors[i] = from_oklab (
            (Oklab){ one.lightness + share * (other.lightness - one.lightness),
                     one.a + share * (other.a - one.a), one.b + share * (other.b - one.b) });
      map->pixels[i] = fig_color_pixel (map->colors[i]);
    }
}

#define RGB(hex)                                                                                   \
  {                                                                                                \
    ((hex) >> 16 & 0xff) / 255.0, ((hex) >> 8 & 0xff) / 255.0, ((hex) &0xff) / 255.0               \
  }

void
fig_colormap_viridis (FigColormap *map)
{
  static const FigColor points[] = {
    RGB (0x440154), RGB (0x482475), RGB (0x414487), RGB (0x355f8d), RGB (0x2a788e), RGB (0x21918c),
    RGB (0x22a884), RGB (0x44bf70), RGB (0x7ad151), RGB (0xbddf26), RGB (0xfde725),
  };

  interpolate (map, G_N_ELEMENTS (points), points);
}

/* Both ends differ equally in lightness from the center, and blue and red are distinguishable with
 * any color vision. Large magnitudes are light on a dark background and dark on a light one. */
void
fig_colormap_diverging (FigColormap *map, const FigTheme *theme)
{
  FigColor light[]
      = { RGB (0x2058a0), RGB (0x8fb2dc), theme->background, RGB (0xe59a8f), RGB (0xae2a28) };
  FigColor dark[]
      = { RGB (0x6caaf5), RGB (0x3c5d85), theme->background, RGB (0x87523f), RGB (0xf7966b) };

  static const FigColor gray_safe[]
      = { RGB (0x04275c), RGB (0x3c6091), RGB (0xa3a3a8), RGB (0xd8c06a), RGB (0xfff2a0) };

  if (theme->gray_safe)
    interpolate (map, G_N_ELEMENTS (gray_safe), gray_safe);
  else
    interpolate (map, G_N_ELEMENTS (light), theme->dark ? dark : light);
}

static gsize
index_of (double share)
{
  if (isnan (share))
    share = 0.5;
  return (gsize) (CLAMP (share, 0, 1) * (FIG_COLORMAP_SIZE - 1) + 0.5);
}

FigColor
fig_colormap_color (const FigColormap *map, double share)
{
  return map->colors[index_of (share)];
}

guint32
fig_colormap_pixel (const FigColormap *map, double share)
{
  return map->pixels[index_of (share)];
}

double
fig_signed_share (double value, double limit)
{
  return 0.5 + 0.5 * (value / limit);
}

double
fig_signed_log_share (double value, double limit, double linear)
{
  return copysign (log1p (fabs (value) / linear) / log1p (limit / linear), value);
}

FigColor
fig_pixel_color (guint32 pixel)
{
  return (FigColor) RGB (pixel);
}

guint32
fig_color_pixel (FigColor color)
{
  return (guint32) lround (color.red * 255) << 16 | (guint32) lround (color.green * 255) << 8
         | (guint32) lround (color.blue * 255);
}
