/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Broken Matrix Market files: every mutation of a good one either reads as a matrix that is finite,
 * or gives an error that names the file; and under the sanitizers nothing else.
 */
#include "core/data/matrix-market.h"
#include "core/settings/error.h"
#include "tests/fuzz/mutation.h"

#include <math.h>
#include <string.h>

#define ROUNDS 6000

static const char *const words[]
    = { "nan",   "inf",  "1e999",   "%",       "\n",        "\r\n",           " ",     "0",
        "-1",    "1 1",  "array",   "pattern", "symmetric", "skew-symmetric", "\xff",  "+-+-.e",
        "4 4 4", "real", "integer", "general", "complex",   "coordinate",     "1 2 3", NULL };

static gsize
assert_sound (FopArray *array, GError *error)
{
  if (array == NULL)
    {
      g_assert_true (error->domain == FOP_ERROR);
      g_assert_true (g_str_has_prefix (error->message, "m.mtx"));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_error_free (error);
      return 0;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (array->rows, >, 0);
  g_assert_cmpuint (array->columns, >, 0);
  for (gsize i = 0; i < array->rows * array->columns; i++)
    g_assert_true (isfinite (array->values[i]));
  fop_array_unref (array);
  return 1;
}

static void
test_market (void)
{
  static const char *const seeds[] = {
    "%%MatrixMarket matrix coordinate real general\n% w\n3 2 3\n1 1 1.5\n1 2 3\n1 2 -2e0\n",
    "%%MatrixMarket matrix coordinate integer symmetric\r\n3 3 2\r\n1 1 4\r\n3 1 7\r\n",
    "%%MatrixMarket matrix coordinate pattern skew-symmetric\n3 3 2\n2 1\n3 2\n",
    "%%MatrixMarket matrix array real symmetric\n2 2\n1\n2.25\n\n3\n",
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (104);
  gsize read = 0;

  for (int i = 0; i < ROUNDS; i++)
    {
      const char *seed = seeds[i % (int) G_N_ELEMENTS (seeds)];
      gsize length = 0;
      g_autofree guint8 *mutant
          = fuzz_mutate (random, (const guint8 *) seed, strlen (seed), words, &length);
      /* With a NUL behind it, as files are handed to the parsers. */
      g_autofree char *text = g_malloc (length + 1);
      GError *error = NULL;
      FopArray *array;

      if (length > 0)
        memcpy (text, mutant, length);
      text[length] = '\0';
      array = fop_matrix_market_parse ("m.mtx", text, length, &error);
      read += assert_sound (array, error);
    }
  g_assert_cmpuint (read, >, ROUNDS / 100);
  g_assert_cmpuint (read, <, ROUNDS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/matrix-market", test_market);
  return g_test_run ();
}
