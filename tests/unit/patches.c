/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Image patches: compared with their definition, and both directions with each other. */

#include "core/linalg/patches.h"

#include <math.h>

static const FopPatches cases[] = {
  { 5, 5, 1, 3, 1, 0 }, { 4, 7, 2, 3, 1, 1 }, { 8, 8, 1, 5, 1, 4 }, { 7, 6, 3, 3, 2, 1 },
  { 1, 1, 2, 3, 1, 1 }, { 6, 6, 1, 6, 1, 0 }, { 3, 3, 1, 1, 2, 0 }, { 2, 5, 1, 4, 3, 3 },
};

static double *
numbers (gsize n, double from)
{
  double *values = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    values[i] = sin (from + 1.7 * (double) i);
  return values;
}

/* The pixel under kernel pixel (@a, @b) of the patch at (@i, @j); 0 in the padding. */
static double
pixel (const FopPatches *on, const double *image, gsize i, gsize j, gsize a, gsize b, gsize channel)
{
  gssize row = (gssize) (i * on->stride + a) - (gssize) on->padding;
  gssize column = (gssize) (j * on->stride + b) - (gssize) on->padding;

  if (row < 0 || column < 0 || row >= (gssize) on->rows || column >= (gssize) on->columns)
    return 0;
  return image[((gsize) row * on->columns + (gsize) column) * on->channels + channel];
}

static void
test_a_patch_is_what_its_kernel_sees (void)
{
  for (gsize n = 0; n < G_N_ELEMENTS (cases); n++)
    {
      const FopPatches *on = &cases[n];
      gsize down = fop_patches_down (on), across = fop_patches_across (on);
      gsize length = on->kernel * on->kernel * on->channels;
      g_autofree double *image = numbers (on->rows * on->columns * on->channels, 1);
      g_autofree double *matrix = g_new (double, down *across *length);

      fop_patches_gather (on, image, matrix);
      for (gsize i = 0; i < down; i++)
        for (gsize j = 0; j < across; j++)
          for (gsize a = 0; a < on->kernel; a++)
            for (gsize b = 0; b < on->kernel; b++)
              for (gsize c = 0; c < on->channels; c++)
                g_assert_cmpfloat (
                    matrix[(i * across + j) * length + (a * on->kernel + b) * on->channels + c], ==,
                    pixel (on, image, i, j, a, b, c));
    }
}

static void
test_turned_is_the_transpose (void)
{
  gsize met = 0;

  for (gsize n = 0; n < G_N_ELEMENTS (cases); n++)
    {
      const FopPatches *on = &cases[n];
      gsize places = fop_patches_down (on) * fop_patches_across (on);
      gsize length = on->kernel * on->kernel, pixels = on->rows * on->columns;
      g_autofree double *image = numbers (pixels, 1), *turned_back = g_new (double, pixels);
      g_autofree double *straight = g_new (double, places *length);
      g_autofree double *turned = g_new (double, places *length);

      if (on->channels != 1 || on->stride != 1)
        continue;
      met++;
      fop_patches_gather (on, image, straight);
      fop_patches_gather_turned (on, image, turned);
      for (gsize i = 0; i < places; i++)
        for (gsize k = 0; k < length; k++)
          g_assert_cmpfloat (turned[k * places + i], ==, straight[i * length + k]);
      fop_patches_scatter (on, straight, image);
      fop_patches_scatter_turned (on, turned, turned_back);
      for (gsize i = 0; i < pixels; i++)
        g_assert_cmpfloat (fabs (turned_back[i] - image[i]), <, 1e-13);
    }
  g_assert_cmpuint (met, >, 2);
}

/* ⟨gather (x), Y⟩ = ⟨x, scatter (Y)⟩ */
static void
test_scattering_is_the_transpose_of_gathering (void)
{
  for (gsize n = 0; n < G_N_ELEMENTS (cases); n++)
    {
      const FopPatches *on = &cases[n];
      gsize size = fop_patches_down (on) * fop_patches_across (on) * on->kernel * on->kernel
                   * on->channels;
      gsize pixels = on->rows * on->columns * on->channels;
      g_autofree double *image = numbers (pixels, 1), *back = g_new (double, pixels);
      g_autofree double *matrix = numbers (size, 2), *gathered = g_new (double, size);
      double left = 0, right = 0;

      fop_patches_gather (on, image, gathered);
      fop_patches_scatter (on, matrix, back);
      for (gsize i = 0; i < size; i++)
        left += gathered[i] * matrix[i];
      for (gsize i = 0; i < pixels; i++)
        right += image[i] * back[i];
      g_assert_cmpfloat (fabs (left - right), <, 1e-12);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/patches/a-patch-is-what-its-kernel-sees",
                   test_a_patch_is_what_its_kernel_sees);
  g_test_add_func ("/patches/turned-is-the-transpose", test_turned_is_the_transpose);
  g_test_add_func ("/patches/scattering-is-the-transpose-of-gathering",
                   test_scattering_is_the_transpose_of_gathering);
  return g_test_run ();
}
