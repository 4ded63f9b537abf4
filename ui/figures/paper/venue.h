/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FigVenue:
 * @word: in styles and on the command line
 * @width: in points
 * @height: (nullable): as the style's key
 * @family: fonts
 * @size: of the text in points, as tueplots has it: one less than the venue's text
 * @has_words: whether title and subtitle are printed; in a paper they are in the text
 *
 * Where a figure goes: its column, font, and size of text.
 */
typedef struct
{
  const char *word;
  double width;
  const char *height;
  const char *family;
  double size;
  gboolean has_words;
} FigVenue;

/* The words, the first of which, "none", is no venue in particular; NULL-terminated. */
extern const char *const fig_venue_words[];

/** @index: of its word */
const FigVenue *fig_venue (gsize index);

G_END_DECLS
