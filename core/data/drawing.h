/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <gsl/gsl_rng.h>

G_BEGIN_DECLS

/*
 * Generated images: pixels × pixels numbers, row by row, about 0 for dark and 1 for bright before
 * noise is added. The number of random numbers drawn from @rng does not depend on the class.
 */

/**
 * fop_grating_draw:
 * @class: orientation: stripes at an angle of π class/classes, plus or minus a quarter of that
 *   spacing
 * @noise: standard deviation of the noise added to each pixel
 *
 * A sinusoidal grating of two to four periods, with random phase and a contrast of 0.5 to 1.
 */
void fop_grating_draw (gsize pixels, gsize class, gsize classes, double noise, gsl_rng *rng,
                       double *image);

#define FOP_STROKE_CLASSES 10

/**
 * fop_stroke_draw:
 * @class: the digit, 0 to 9
 * @noise: standard deviation of the noise added to each pixel
 *
 * A digit drawn as a line, with random rotation, slant, scale, shift, distortion and pen width.
 */
void fop_stroke_draw (gsize pixels, gsize class, double noise, gsl_rng *rng, double *image);

G_END_DECLS
