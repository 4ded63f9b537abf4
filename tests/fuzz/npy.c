/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/settings/npy.h"
#include "tests/fuzz/mutation.h"

#include <glib/gstdio.h>
#include <math.h>

#define MUTATIONS      20000
#define FILE_MUTATIONS 200

static const char *const words[]
    = { "'descr'", "'shape'", "True",  "False", "(2,)", "(3, 2)", "(0,)",   "()",
        "'<f4'",   "'|O'",    "'>i8'", "'|b1'", "{",    "}",      "[('a',", "18446744073709551615",
        "1",       "4",       ",",     NULL };

/* A valid file of six doubles. */
static guint8 *
make_file (const char *path, gsize *length)
{
  const double values[] = { 1, 2, 3, 4, 5, 6 };
  char *bytes;

  g_assert_true (fop_npy_write (path, 2, 3, values, NULL));
  g_assert_true (g_file_get_contents (path, &bytes, length, NULL));
  return (guint8 *) bytes;
}

/* Takes over both. */
static gboolean
check (FopArray *array, GError **error, const char *name)
{
  gboolean refused = *error != NULL;

  g_assert_true ((array == NULL) == refused);
  if (array == NULL)
    g_assert_true (g_str_has_prefix ((*error)->message, name));
  else
    for (gsize i = 0; i < array->rows * array->columns; i++)
      g_assert_true (isfinite (array->values[i]));
  fop_array_unref (array);
  g_clear_error (error);
  return refused;
}

static void
test_damaged_files (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261);
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "a.npy", NULL);
  gsize length, mutated_length;
  g_autofree guint8 *bytes = make_file (path, &length);

  for (int i = 0; i < MUTATIONS; i++)
    {
      g_autofree guint8 *mutated = fuzz_mutate (random, bytes, length, words, &mutated_length);
      GError *error = NULL;
      FopArray *array = fop_npy_parse (mutated, mutated_length, "a.npy", &error);
      gboolean refused = check (array, &error, "a.npy: ");

      if (i >= FILE_MUTATIONS)
        continue;
      g_assert_true (g_file_set_contents (path, (char *) mutated, (gssize) mutated_length, NULL));
      array = fop_npy_read (path, &error);
      g_assert_cmpint (check (array, &error, path), ==, refused);
    }
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/damaged-npy-is-refused-with-words-or-read-as-finite-numbers",
                   test_damaged_files);
  return g_test_run ();
}
