/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/philox.h"

#include <math.h>
#include <string.h>

/* The test vectors published by its authors with Random123. */
static void
test_published_vectors (void)
{
  static const struct
  {
    guint32 counter[4], key[2], output[4];
  } vectors[] = {
    { { 0, 0, 0, 0 }, { 0, 0 }, { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 } },
    { { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff },
      { 0xffffffff, 0xffffffff },
      { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd } },
    { { 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 },
      { 0xa4093822, 0x299f31d0 },
      { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      guint32 output[4];

      fop_philox4x32 (vectors[i].counter, vectors[i].key, output);
      g_assert_cmpmem (output, sizeof output, vectors[i].output, sizeof output);
    }
}

static void
free_rng (gsl_rng **rng)
{
  gsl_rng_free (*rng);
}

#define AUTO_RNG __attribute__ ((cleanup (free_rng))) gsl_rng *

static void
test_streams_differ_and_repeat (void)
{
  AUTO_RNG a = fop_random_new (7, FOP_STREAM_START, 0);
  AUTO_RNG again = fop_random_new (7, FOP_STREAM_START, 0);
  AUTO_RNG other_stream = fop_random_new (7, FOP_STREAM_METHOD, 0);
  AUTO_RNG other_index = fop_random_new (7, FOP_STREAM_START, 1);
  AUTO_RNG other_seed = fop_random_new (7ull << 40 | 7, FOP_STREAM_START, 0);
  int equal = 0;

  for (int i = 0; i < 1000; i++)
    {
      unsigned long word = gsl_rng_get (a);

      g_assert_cmpuint (word, ==, gsl_rng_get (again));
      equal += word == gsl_rng_get (other_stream);
      equal += word == gsl_rng_get (other_index);
      equal += word == gsl_rng_get (other_seed);
    }
  g_assert_cmpint (equal, ==, 0);
}

static void
test_a_copied_generator_goes_on_alike (void)
{
  AUTO_RNG a = fop_random_new (1, FOP_STREAM_DATA, 3);
  AUTO_RNG copy = NULL;

  gsl_rng_get (a);
  copy = gsl_rng_clone (a);
  for (int i = 0; i < 10; i++)
    g_assert_cmpuint (gsl_rng_get (a), ==, gsl_rng_get (copy));
}

static void
test_uniform_numbers_have_53_bits_and_the_right_moments (void)
{
  AUTO_RNG rng = fop_random_new (1, FOP_STREAM_PROBLEM, 0);
  const int n = 100000;
  double sum = 0.0, squares = 0.0;
  gboolean fine = FALSE;

  for (int i = 0; i < n; i++)
    {
      double u = gsl_rng_uniform (rng);

      g_assert_true (u >= 0.0 && u < 1.0);
      sum += u;
      squares += u * u;
      fine = fine || fmod (ldexp (u, 52), 1.0) != 0.0;
    }
  /* Five standard errors. */
  g_assert_cmpfloat (fabs (sum / n - 0.5), <, 5.0 * sqrt (1.0 / 12.0 / n));
  g_assert_cmpfloat (fabs (squares / n - 1.0 / 3.0), <, 5.0 * sqrt (4.0 / 45.0 / n));
  g_assert_true (fine);
}

static void
test_each_epoch_visits_every_row_once (void)
{
  static const gsize sizes[] = { 1, 2, 3, 4, 5, 7, 8, 9, 64, 100, 1000, 1023, 1025 };

  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (guint64 seed = 0; seed < 5; seed++)
      {
        gsize rows = sizes[s], batch = MAX (rows / 3, 1);
        g_autofree guint *visits = g_new0 (guint, rows);
        g_autofree gsize *indices = g_new (gsize, batch);

        /* rows × batch rows in order are `batch` whole epochs. */
        for (guint64 step = 0; step < rows; step++)
          {
            fop_batch_rows (seed, step, rows, batch, indices);
            for (gsize i = 0; i < batch; i++)
              {
                guint64 epoch = (step * batch + i) / rows;

                g_assert_cmpuint (indices[i], <, rows);
                g_assert_cmpuint (visits[indices[i]]++, ==, epoch);
              }
          }
      }
}

static void
test_a_batch_does_not_depend_on_how_steps_are_cut (void)
{
  gsize long_batch[60], short_batch[20];

  fop_batch_rows (5, 11, 70, 60, long_batch);
  for (int part = 0; part < 3; part++)
    {
      fop_batch_rows (5, 33 + part, 70, 20, short_batch);
      g_assert_cmpmem (short_batch, sizeof short_batch, long_batch + 20 * part, sizeof short_batch);
    }
}

static void
test_steps_past_64_bits_of_rows_are_reached (void)
{
  gsize indices[100];
  gboolean seen[100] = { FALSE };

  fop_batch_rows (1, G_MAXUINT64 - 1, 100, 100, indices);
  for (int i = 0; i < 100; i++)
    {
      g_assert_false (seen[indices[i]]);
      seen[indices[i]] = TRUE;
    }
}

/* Every row is first, and every pair of rows is in the same small batch, equally often. */
static void
test_the_order_of_rows_is_even (void)
{
  enum
  {
    ROWS = 13,
    EPOCHS = 13000
  };
  double first[ROWS] = { 0 }, pairs[ROWS][ROWS] = { { 0 } };
  double chi_first = 0.0, chi_pairs = 0.0;

  for (guint64 epoch = 0; epoch < EPOCHS; epoch++)
    {
      gsize order[ROWS];

      fop_batch_rows (3, epoch, ROWS, ROWS, order);
      first[order[0]] += 1.0;
      pairs[order[0]][order[1]] += 1.0;
    }
  for (int i = 0; i < ROWS; i++)
    {
      double expected = (double) EPOCHS / ROWS;

      chi_first += (first[i] - expected) * (first[i] - expected) / expected;
      for (int j = 0; j < ROWS; j++)
        {
          double expected_pair = (double) EPOCHS / (ROWS * (ROWS - 1));

          if (i != j)
            chi_pairs
                += (pairs[i][j] - expected_pair) * (pairs[i][j] - expected_pair) / expected_pair;
        }
    }
  /* 12 and 155 degrees of freedom: the limits are passed by chance once in 10^6. */
  g_assert_cmpfloat (chi_first, <, 53.0);
  g_assert_cmpfloat (chi_pairs, <, 250.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/philox/published-vectors", test_published_vectors);
  g_test_add_func ("/philox/streams-differ-and-repeat", test_streams_differ_and_repeat);
  g_test_add_func ("/philox/a-copied-generator-goes-on-alike",
                   test_a_copied_generator_goes_on_alike);
  g_test_add_func ("/philox/uniform-numbers-have-53-bits-and-the-right-moments",
                   test_uniform_numbers_have_53_bits_and_the_right_moments);
  g_test_add_func ("/batch/each-epoch-visits-every-row-once",
                   test_each_epoch_visits_every_row_once);
  g_test_add_func ("/batch/a-batch-does-not-depend-on-how-steps-are-cut",
                   test_a_batch_does_not_depend_on_how_steps_are_cut);
  g_test_add_func ("/batch/steps-past-64-bits-of-rows-are-reached",
                   test_steps_past_64_bits_of_rows_are_reached);
  g_test_add_func ("/batch/the-order-of-rows-is-even", test_the_order_of_rows_is_even);
  return g_test_run ();
}
