/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FIG_POINTS_PER_INCH 72.0
#define FIG_POINTS_PER_MM   (72 / 25.4)

/* Lengths that a page may have, in points: 10 mm to 5 m. */
#define FIG_LENGTH_LEAST (10 * FIG_POINTS_PER_MM)
#define FIG_LENGTH_MOST  (5000 * FIG_POINTS_PER_MM)

/** For messages: what fig_length_parse() reads. */
#define FIG_LENGTH_WORDS "a length from 10 mm to 5 m such as 85mm, 8.5cm, 3.25in, 241pt or 800px"

/**
 * fig_length_parse:
 * @text: a number followed by its unit: mm, cm, in, pt (1/72 in) or px (1/96 in)
 * @points: (out): the length
 *
 * Returns: %FALSE if @text is not a length between the limits
 */
gboolean fig_length_parse (const char *text, double *points);

/** Returns: (transfer full): "92.4 mm" */
char *fig_length_text (double points);

/**
 * fig_aspect_parse:
 * @text: "4:3", "16:9", or "golden"
 * @aspect: (out): width by height, from 1/10 to 10
 */
gboolean fig_aspect_parse (const char *text, double *aspect);

G_END_DECLS
