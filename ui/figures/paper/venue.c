/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Conferences, columns, slides and posters. */

#include "ui/figures/paper/venue.h"

#include "ui/figures/paper/length.h"

#define SANS  "Cantarell, sans"
#define SERIF "Times New Roman, Times, Nimbus Roman, TeX Gyre Termes, Liberation Serif, serif"

#define MM(number) ((number) *FIG_POINTS_PER_MM)
#define IN(number) ((number) *FIG_POINTS_PER_INCH)

/* clang-format off */
#define FIG_VENUES(venue) \
  venue ("none", MM (85), NULL, SANS, 9, TRUE) \
  venue ("column", MM (85), NULL, SANS, 8, FALSE) \
  venue ("two-columns", MM (175), NULL, SANS, 8, FALSE) \
  venue ("neurips", IN (5.5), NULL, SERIF, 9, FALSE) \
  venue ("iclr", IN (5.5), NULL, SERIF, 9, FALSE) \
  venue ("icml", IN (3.25), NULL, SERIF, 8, FALSE) \
  venue ("icml-two-columns", IN (6.75), NULL, SERIF, 8, FALSE) \
  venue ("acl", IN (3.3), NULL, SERIF, 9, FALSE) \
  venue ("acl-two-columns", IN (6.8), NULL, SERIF, 9, FALSE) \
  venue ("slide", IN (10), "16:9", SANS, 16, TRUE) \
  venue ("poster", MM (380), NULL, SANS, 24, TRUE)
/* clang-format on */

#define WORD(word, width, height, family, size, has_words) word,
#define ENTRY(word, width, height, family, size, has_words)                                        \
  { word, width, height, family, size, has_words },

const char *const fig_venue_words[] = { FIG_VENUES (WORD) NULL };
static const FigVenue venues[] = { FIG_VENUES (ENTRY) };

const FigVenue *
fig_venue (gsize index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (venues), NULL);
  return &venues[index];
}
