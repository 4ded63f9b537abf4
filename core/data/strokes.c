/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Images of digits, drawn as lines with a pen. */

#include "core/data/drawing.h"

#include <gsl/gsl_randist.h>
#include <math.h>

#define POINTS_MOST 12

typedef struct
{
  double x, y;
} Point;

/* The line of each digit in the unit square, x to the right and y down. */
static const struct
{
  gsize n;
  Point points[POINTS_MOST];
} digits[FOP_STROKE_CLASSES] = {
  { 9,
    { { 0.50, 0.10 },
      { 0.32, 0.20 },
      { 0.25, 0.50 },
      { 0.32, 0.80 },
      { 0.50, 0.90 },
      { 0.68, 0.80 },
      { 0.75, 0.50 },
      { 0.68, 0.20 },
      { 0.50, 0.10 } } },
  { 3, { { 0.36, 0.28 }, { 0.54, 0.10 }, { 0.54, 0.90 } } },
  { 8,
    { { 0.26, 0.30 },
      { 0.34, 0.14 },
      { 0.54, 0.10 },
      { 0.71, 0.22 },
      { 0.70, 0.42 },
      { 0.50, 0.62 },
      { 0.24, 0.90 },
      { 0.78, 0.90 } } },
  { 9,
    { { 0.26, 0.18 },
      { 0.50, 0.10 },
      { 0.70, 0.20 },
      { 0.68, 0.38 },
      { 0.44, 0.48 },
      { 0.70, 0.58 },
      { 0.74, 0.76 },
      { 0.52, 0.90 },
      { 0.24, 0.82 } } },
  { 4, { { 0.64, 0.90 }, { 0.64, 0.10 }, { 0.20, 0.64 }, { 0.82, 0.64 } } },
  { 8,
    { { 0.74, 0.10 },
      { 0.34, 0.10 },
      { 0.30, 0.45 },
      { 0.54, 0.40 },
      { 0.73, 0.52 },
      { 0.74, 0.74 },
      { 0.52, 0.90 },
      { 0.24, 0.82 } } },
  { 9,
    { { 0.66, 0.10 },
      { 0.42, 0.26 },
      { 0.28, 0.54 },
      { 0.30, 0.78 },
      { 0.50, 0.90 },
      { 0.70, 0.78 },
      { 0.68, 0.58 },
      { 0.50, 0.50 },
      { 0.30, 0.62 } } },
  { 3, { { 0.22, 0.10 }, { 0.78, 0.10 }, { 0.42, 0.90 } } },
  { 9,
    { { 0.50, 0.48 },
      { 0.30, 0.30 },
      { 0.50, 0.10 },
      { 0.70, 0.30 },
      { 0.50, 0.48 },
      { 0.26, 0.70 },
      { 0.50, 0.90 },
      { 0.74, 0.70 },
      { 0.50, 0.48 } } },
  { 8,
    { { 0.70, 0.36 },
      { 0.50, 0.50 },
      { 0.30, 0.40 },
      { 0.32, 0.20 },
      { 0.52, 0.10 },
      { 0.69, 0.22 },
      { 0.70, 0.50 },
      { 0.58, 0.90 } } },
};

/* Squared distance of @p from the line between @a and @b. */
static double
squared_distance (Point p, Point a, Point b)
{
  double x = b.x - a.x, y = b.y - a.y, squares = x * x + y * y;
  double along = squares > 0 ? ((p.x - a.x) * x + (p.y - a.y) * y) / squares : 0;

  along = CLAMP (along, 0, 1);
  x = p.x - a.x - along * x;
  y = p.y - a.y - along * y;
  return x * x + y * y;
}

/* Distorts the digit's points: a linear map, a shift, and a random displacement of each point. */
static void
put_points (gsize class, gsl_rng *rng, Point *points)
{
  double turn = gsl_ran_gaussian (rng, 0.12), slant = gsl_ran_gaussian (rng, 0.15);
  double width = gsl_ran_flat (rng, 0.75, 1.1), height = gsl_ran_flat (rng, 0.8, 1.05);
  double right = gsl_ran_gaussian (rng, 0.05), down = gsl_ran_gaussian (rng, 0.05);

  for (gsize i = 0; i < POINTS_MOST; i++)
    {
      double tremor_x = gsl_ran_gaussian (rng, 0.02), tremor_y = gsl_ran_gaussian (rng, 0.02);
      double x, y;

      if (i >= digits[class].n)
        continue;
      x = width * (digits[class].points[i].x - 0.5) - slant * (digits[class].points[i].y - 0.5);
      y = height * (digits[class].points[i].y - 0.5);
      points[i].x = 0.5 + right + cos (turn) * x - sin (turn) * y + tremor_x;
      points[i].y = 0.5 + down + sin (turn) * x + cos (turn) * y + tremor_y;
    }
}

void
fop_stroke_draw (gsize pixels, gsize class, double noise, gsl_rng *rng, double *image)
{
  Point points[POINTS_MOST];
  double pen = gsl_ran_flat (rng, 0.035, 0.06), size = 1 / (double) pixels;

  put_points (class, rng, points);
  for (gsize i = 0; i < pixels; i++)
    for (gsize j = 0; j < pixels; j++)
      {
        Point center = { ((double) j + 0.5) * size, ((double) i + 0.5) * size };
        double nearest = INFINITY, ink;

        for (gsize k = 0; k + 1 < digits[class].n; k++)
          nearest = fmin (nearest, squared_distance (center, points[k], points[k + 1]));
        /* Full within half the pen width, none from one pixel further on. */
        ink = (pen + size - sqrt (nearest)) / size;
        image[i * pixels + j] = CLAMP (ink, 0, 1) + gsl_ran_gaussian (rng, noise);
      }
}
