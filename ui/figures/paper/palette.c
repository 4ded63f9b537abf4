/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Colors of runs on paper. */

#include "ui/figures/paper/palette.h"

#include <string.h>

#define RGB(hex)                                                                                   \
  {                                                                                                \
    ((hex) >> 16 & 0xff) / 255.0, ((hex) >> 8 & 0xff) / 255.0, ((hex) &0xff) / 255.0               \
  }

/* CIE lightness 22, 58, 40, 75, 31, 67, 12 and 49: the first ones are the furthest apart. */
static const FigColor print[FIG_N_STYLES]
    = { RGB (0x08336e), RGB (0xd96e1a), RGB (0x006b4e), RGB (0xeaaf2b),
        RGB (0x68317e), RGB (0x52abdd), RGB (0x1f1f1f), RGB (0xb45485) };

/* Okabe and Ito (2008). */
static const FigColor color_blind[FIG_N_STYLES]
    = { RGB (0x0072b2), RGB (0xd55e00), RGB (0x009e73), RGB (0xcc79a7),
        RGB (0xe69f00), RGB (0x56b4e9), RGB (0x000000), RGB (0x777777) };

void
fig_palette_apply (const char *word, FigTheme *theme)
{
  if (g_str_equal (word, "print"))
    {
      memcpy (theme->styles, print, sizeof print);
      theme->gray_safe = TRUE;
    }
  else if (g_str_equal (word, "color-blind"))
    {
      memcpy (theme->styles, color_blind, sizeof color_blind);
      if (theme->dark)
        theme->styles[6] = theme->text;
    }
}
