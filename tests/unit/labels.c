/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/labels.h"
#include "core/data/generate.h"

static void
test_so_many_rows_get_another_class (void)
{
  static const double fractions[] = { 0, 0.001, 0.2, 0.995, 1 };
  const FopGenerator generator = { FOP_GENERATE_BLOBS, 300, 2, 3, 0.1, 0, 1, FALSE, 0 };
  g_autoptr (FopDataset) clean = fop_generate (&generator, FALSE, NULL);

  for (gsize k = 0; k < G_N_ELEMENTS (fractions); k++)
    {
      g_autoptr (FopDataset) noisy = fop_generate (&generator, FALSE, NULL);
      g_autoptr (FopDataset) again = fop_generate (&generator, FALSE, NULL);
      gsize changed = 0, by[3] = { 0 };

      fop_dataset_mislabel (noisy, fractions[k], 7);
      fop_dataset_mislabel (again, fractions[k], 7);
      for (gsize i = 0; i < 300; i++)
        {
          gsize before = (gsize) clean->targets[i], after = (gsize) noisy->targets[i];

          g_assert_cmpfloat (noisy->targets[i], ==, again->targets[i]);
          g_assert_cmpuint (after, <, 3);
          by[(after + 3 - before) % 3]++;
          changed += after != before;
        }
      g_assert_cmpuint (changed, ==, (gsize) (fractions[k] * 300 + 0.5));
      /* Both other classes are about equally frequent: within four standard deviations. */
      if (fractions[k] == 1)
        g_assert_cmpint (ABS ((int) by[1] - (int) by[2]), <, 70);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/labels/so-many-rows-get-another-class", test_so_many_rows_get_another_class);
  return g_test_run ();
}
