/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <gsl/gsl_rng.h>

G_BEGIN_DECLS

/*
 * Generated images: pixels × pixels numbers, row by row, about 0 for dark and 1 for bright before
 * the noise. Each draws the same count of random numbers from @rng whatever the class.
 */

/**
 * fop_grating_draw:
 * @class: orientation: stripes at an angle of π class/classes, give or take a quarter of that step
 * @noise: standard deviation of what is added to each pixel
 *
 * A sinusoidal grating of two to four periods, at any phase and with a contrast of 0.5 to 1.
 */
void fop_grating_draw (gsize pixels, gsize class, gsize classes, double noise, gsl_rng *rng,
                       double *image);

#define FOP_STROKE_CLASSES 10

/**
 * fop_stroke_draw:
 * @class: the digit, 0 to 9
 * @noise: standard deviation of what is added to each pixel
 *
 * A digit drawn as a line, as a hand would: turned, slanted, scaled, moved and bent a little, with
 * a pen of some width.
 */
void fop_stroke_draw (gsize pixels, gsize class, double noise, gsl_rng *rng, double *image);

G_END_DECLS
