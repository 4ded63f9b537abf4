/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/theme.h"

G_BEGIN_DECLS

/**
 * fig_palette_apply:
 * @word: of the style's key "colors"
 *
 * Sets the colors of runs: "screen" leaves those of @theme; those of "print" differ in lightness,
 * so that a gray copy tells them apart; those of "color-blind" are the eight of Okabe and Ito, with
 * gray in place of yellow.
 */
void fig_palette_apply (const char *word, FigTheme *theme);

G_END_DECLS
