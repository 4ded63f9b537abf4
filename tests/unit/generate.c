/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/generate.h"
#include "core/settings/error.h"

#include <math.h>

static const FopGenerator templates[] = {
  { FOP_GENERATE_BLOBS, 300, 4, 3, 0.1, 0.0, 1, FALSE, 0 },
  { FOP_GENERATE_MOONS, 300, 2, 2, 0.1, 0.0, 1, FALSE, 0 },
  { FOP_GENERATE_SPIRALS, 300, 2, 3, 0.02, 0.0, 1, FALSE, 0 },
  { FOP_GENERATE_GAUSSIANS, 300, 5, 3, 0.1, 0.9, 1, FALSE, 0 },
  { FOP_GENERATE_GRATINGS, 40, 144, 4, 0.1, 0.0, 1, FALSE, 12 },
  { FOP_GENERATE_STROKES, 300, 256, 10, 0.1, 0.0, 1, FALSE, 16 },
};

static void
test_data_is_a_function_of_its_seed (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (templates); k++)
    {
      FopGenerator other = templates[k], fewer = templates[k];
      g_autoptr (FopDataset) a = fop_generate (&templates[k], FALSE, NULL);
      g_autoptr (FopDataset) again = fop_generate (&templates[k], FALSE, NULL);
      g_autoptr (FopDataset) b = NULL, first = NULL;
      gsize n = templates[k].rows * templates[k].features;

      g_assert_cmpmem (a->inputs, n * sizeof (double), again->inputs, n * sizeof (double));
      g_assert_cmpmem (a->targets, a->rows * sizeof (double), again->targets,
                       a->rows * sizeof (double));
      for (gsize i = 0; i < n; i++)
        g_assert_true (isfinite (a->inputs[i]));

      other.seed = 2;
      b = fop_generate (&other, FALSE, NULL);
      for (gsize i = 0; i < n; i++)
        g_assert_cmpfloat (a->inputs[i], !=, b->inputs[i]);

      /* Fewer rows are a prefix of more. */
      fewer.rows = 10;
      first = fop_generate (&fewer, FALSE, NULL);
      n = 10 * templates[k].features;
      g_assert_cmpmem (first->inputs, n * sizeof (double), a->inputs, n * sizeof (double));
    }
}

/* The nearest class mean of the training rows classifies held-out rows: same distribution. */
static void
test_held_out_rows_are_new_ones_of_the_same_blobs (void)
{
  FopGenerator generator = templates[0];
  g_autoptr (FopDataset) train = fop_generate (&generator, FALSE, NULL);
  g_autoptr (FopDataset) test = NULL;
  double means[3][4] = { { 0 } };

  generator.held_out = TRUE;
  test = fop_generate (&generator, FALSE, NULL);
  for (gsize i = 0; i < 300; i++)
    for (gsize j = 0; j < 4; j++)
      {
        g_assert_cmpfloat (train->inputs[i * 4 + j], !=, test->inputs[i * 4 + j]);
        means[(int) train->targets[i]][j] += train->inputs[i * 4 + j] / 100.0;
      }
  for (gsize i = 0; i < 300; i++)
    {
      double nearest = INFINITY;
      int class = -1;

      for (int c = 0; c < 3; c++)
        {
          double distance = 0.0;

          for (gsize j = 0; j < 4; j++)
            distance += pow (test->inputs[i * 4 + j] - means[c][j], 2.0);
          if (distance < nearest)
            {
              nearest = distance;
              class = c;
            }
        }
      g_assert_cmpint (class, ==, (int) test->targets[i]);
    }
}

static void
test_moons_without_noise_lie_on_half_circles (void)
{
  FopGenerator generator = templates[1];
  g_autoptr (FopDataset) set = NULL;

  generator.noise = 0.0;
  set = fop_generate (&generator, FALSE, NULL);
  for (gsize i = 0; i < set->rows; i++)
    {
      double x = set->inputs[2 * i], y = set->inputs[2 * i + 1];

      g_assert_cmpfloat (set->targets[i], ==, (double) (i % 2));
      if (set->targets[i] == 0.0)
        g_assert_true (fabs (hypot (x, y) - 1.0) < 1e-14 && y >= 0.0);
      else
        g_assert_true (fabs (hypot (x - 1.0, y - 0.5) - 1.0) < 1e-14 && y <= 0.5);
    }
}

static void
test_spirals_without_noise_wind_by_their_radius (void)
{
  FopGenerator generator = templates[2];
  g_autoptr (FopDataset) set = NULL;

  generator.noise = 0.0;
  set = fop_generate (&generator, FALSE, NULL);
  for (gsize i = 0; i < set->rows; i++)
    {
      double x = set->inputs[2 * i], y = set->inputs[2 * i + 1], radius = hypot (x, y);
      double turns = 1.5 * radius + set->targets[i] / 3.0;

      g_assert_cmpfloat (radius, <=, 1.0);
      g_assert_cmpfloat_with_epsilon (x, radius * cos (2.0 * G_PI * turns), 1e-12);
      g_assert_cmpfloat_with_epsilon (y, radius * sin (2.0 * G_PI * turns), 1e-12);
    }
}

static void
test_gaussians_have_the_covariance_asked_for (void)
{
  const FopGenerator generator = { FOP_GENERATE_GAUSSIANS, 20000, 4, 2, 0.1, -0.7, 3, FALSE, 0 };
  g_autoptr (FopDataset) set = fop_generate (&generator, FALSE, NULL);

  for (int a = 0; a < 4; a++)
    for (int b = 0; b < 4; b++)
      {
        double covariance = 0.0;

        for (gsize i = 0; i < set->rows; i++)
          covariance += set->inputs[i * 4 + a] * set->inputs[i * 4 + b] / 20000.0;
        g_assert_cmpfloat_with_epsilon (covariance, pow (-0.7, abs (a - b)), 0.05);
      }
}

/* With targets y = w·x, four rows determine w, and all others agree. */
static void
test_real_targets_without_noise_are_linear (void)
{
  const FopGenerator generator = { FOP_GENERATE_GAUSSIANS, 50, 1, 2, 0.0, 0.5, 3, FALSE, 0 };
  g_autoptr (FopDataset) set = fop_generate (&generator, TRUE, NULL);
  double weight = set->targets[0] / set->inputs[0];

  g_assert_cmpuint (set->classes, ==, 0);
  g_assert_null (set->class_values);
  for (gsize i = 0; i < set->rows; i++)
    g_assert_cmpfloat_with_epsilon (set->targets[i], weight * set->inputs[i], 1e-12);
}

static void
test_too_much_is_refused (void)
{
  const FopGenerator generator = { FOP_GENERATE_BLOBS, 1000000000, 1000, 2, 0.1, 0.0, 1, FALSE, 0 };
  g_autoptr (GError) error = NULL;

  g_assert_null (fop_generate (&generator, FALSE, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_TOO_LARGE);
}

/* The nearest class mean classifies most held-out digits: the classes differ, but the variation
 * within them leaves something to learn. */
static void
test_strokes_look_like_their_digit (void)
{
  FopGenerator generator = templates[5];
  g_autoptr (FopDataset) train = fop_generate (&generator, FALSE, NULL), test = NULL;
  g_autofree double *means = g_new0 (double, 10 * 256);
  gsize hits = 0;

  generator.held_out = TRUE;
  test = fop_generate (&generator, FALSE, NULL);
  g_assert_cmpuint (train->classes, ==, 10);
  g_assert_cmpuint (train->image_rows, ==, 16);
  g_assert_cmpuint (train->image_columns, ==, 16);
  for (gsize i = 0; i < 300; i++)
    for (gsize j = 0; j < 256; j++)
      means[(gsize) train->targets[i] * 256 + j] += train->inputs[i * 256 + j] / 30;
  for (gsize i = 0; i < 300; i++)
    {
      double nearest = INFINITY;
      gsize best = 0;

      for (gsize class = 0; class < 10; class ++)
        {
          double squares = 0;

          for (gsize j = 0; j < 256; j++)
            squares += pow (test->inputs[i * 256 + j] - means[class * 256 + j], 2);
          if (squares < nearest)
            {
              nearest = squares;
              best = class;
            }
        }
      hits += best == (gsize) test->targets[i];
    }
  g_assert_cmpuint (hits, >, 200);
  g_assert_cmpuint (hits, <, 300);
}

/* A grating without noise is constant along its stripes, but not across them. */
static void
test_gratings_run_along_their_angle (void)
{
  const FopGenerator generator = { FOP_GENERATE_GRATINGS, 200, 400, 2, 0, 0, 3, FALSE, 20 };
  g_autoptr (FopDataset) set = fop_generate (&generator, FALSE, NULL);

  for (gsize i = 0; i < 200; i++)
    {
      const double *image = set->inputs + i * 400;
      double down = 0, right = 0;

      for (gsize k = 0; k < 19; k++)
        for (gsize l = 0; l < 20; l++)
          {
            down += fabs (image[(k + 1) * 20 + l] - image[k * 20 + l]);
            right += fabs (image[l * 20 + k + 1] - image[l * 20 + k]);
          }
      if (set->targets[i] == 0)
        g_assert_cmpfloat (down, <, right);
      else
        g_assert_cmpfloat (right, <, down);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/generate/data-is-a-function-of-its-seed", test_data_is_a_function_of_its_seed);
  g_test_add_func ("/generate/held-out-rows-are-new-ones-of-the-same-blobs",
                   test_held_out_rows_are_new_ones_of_the_same_blobs);
  g_test_add_func ("/generate/moons-without-noise-lie-on-half-circles",
                   test_moons_without_noise_lie_on_half_circles);
  g_test_add_func ("/generate/spirals-without-noise-wind-by-their-radius",
                   test_spirals_without_noise_wind_by_their_radius);
  g_test_add_func ("/generate/gaussians-have-the-covariance-asked-for",
                   test_gaussians_have_the_covariance_asked_for);
  g_test_add_func ("/generate/real-targets-without-noise-are-linear",
                   test_real_targets_without_noise_are_linear);
  g_test_add_func ("/generate/too-much-is-refused", test_too_much_is_refused);
  g_test_add_func ("/generate/strokes-look-like-their-digit", test_strokes_look_like_their_digit);
  g_test_add_func ("/generate/gratings-run-along-their-angle", test_gratings_run_along_their_angle);
  return g_test_run ();
}
