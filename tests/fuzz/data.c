/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Broken data files: every mutation of a good one either reads as a set that is finite and of the
 * shape it claims, or gives an error; and under the sanitizers nothing else. The same mutations are
 * made on every machine.
 */
#include "core/data/content.h"
#include "core/data/csv.h"
#include "core/data/idx.h"
#include "core/data/libsvm.h"
#include "core/settings/error.h"
#include "tests/fuzz/mutation.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static const char *const words[] = { "nan",
                                     "-inf",
                                     "1e999",
                                     "\"",
                                     "\"\"",
                                     ",",
                                     ";",
                                     "\t",
                                     "\r\n",
                                     "\n\n",
                                     "#",
                                     ":",
                                     "0:",
                                     "-1:1",
                                     "e",
                                     "e+",
                                     "0x",
                                     "\xff",
                                     "\xef\xbb",
                                     ".",
                                     "+-+-.e",
                                     " ",
                                     "4294967295:1",
                                     "99999999999999999999999",
                                     "0.00000000000000000000000000000000001",
                                     NULL };

/* A mutant with a NUL behind it, as files are handed to the parsers. */
static char *
mutant_of (GRand *random, const char *bytes, gsize length, gsize *mutant_length)
{
  g_autofree guint8 *mutant
      = fuzz_mutate (random, (const guint8 *) bytes, length, words, mutant_length);
  char *copy = g_malloc (*mutant_length + 1);

  if (*mutant_length > 0)
    memcpy (copy, mutant, *mutant_length);
  copy[*mutant_length] = '\0';
  return copy;
}

static gsize
below (GRand *random, gsize n)
{
  return (gsize) g_rand_int_range (random, 0, (gint32) n);
}

/* Takes @dataset and @error over. */
static gboolean
assert_sound (FopDataset *dataset, GError *error)
{
  if (dataset == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == FOP_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_error_free (error);
      return FALSE;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (dataset->rows, >, 0);
  g_assert_cmpuint (dataset->features, >, 0);
  for (gsize i = 0; i < dataset->rows * dataset->features; i++)
    g_assert_true (isfinite (dataset->inputs[i]));
  for (gsize i = 0; i < dataset->rows; i++)
    g_assert_true (isfinite (dataset->targets[i]));
  fop_dataset_unref (dataset);
  return TRUE;
}

#define ROUNDS 20000

static void
test_csv (void)
{
  static const char *const seeds[] = { "a,b,label\n1,2.5,0\n-3e2,4,1\n5,.6,0\n",
                                       "1\t2\t3\r\n4\t5\t6\r\n",
                                       " 1  2 3\n4 5   6\n",
                                       "\xef\xbb\xbf\"x\";\"y\"\n# c\n1;2\n\n3;4",
                                       "\"1\",\"2\"\n3,4\n",
                                       ",a,b\nr,1,red\ns,?,blue\nt,3,\"r\ned\"\n",
                                       "sep=;\n0;1;2\n.5;1;2\n" };
  g_autoptr (GRand) random = g_rand_new_with_seed (100);
  int read = 0;

  for (int i = 0; i < ROUNDS; i++)
    {
      const char *seed = seeds[below (random, G_N_ELEMENTS (seeds))];
      gsize length = 0;
      g_autofree char *mutant = mutant_of (random, seed, strlen (seed), &length);
      GError *error = NULL;
      g_autoptr (FopLines) lines = fop_lines_new ("set.csv", mutant, length);
      g_autoptr (GVariant) label
          = g_variant_ref_sink (g_variant_new_int64 ((gint64) below (random, 7) - 3));
      const FopCsvOptions options = { .choice = { .label = label },
                                      .header = (FopCsvHeader) below (random, 3),
                                      .drop_missing = below (random, 2) == 1,
                                      .maximum_rows = below (random, 3) };
      FopDataset *dataset = fop_csv_read (lines, &options, &error);

      read += assert_sound (dataset, error);
    }
  /* Most mutations break the file, but not nearly all. */
  g_assert_cmpint (read, >, ROUNDS / 100);
  g_assert_cmpint (read, <, ROUNDS);
}

static void
test_libsvm (void)
{
  static const char *const seeds[]
      = { "+1 1:0.5 3:1\n-1 2:2e1\n", "3 1:1 2:2 3:3 # x\r\n\r\n4\n", "1 119:1\n0 4:4 5:5" };
  g_autoptr (GRand) random = g_rand_new_with_seed (101);
  int read = 0;

  for (int i = 0; i < ROUNDS; i++)
    {
      const char *seed = seeds[below (random, G_N_ELEMENTS (seeds))];
      gsize length = 0;
      g_autofree char *mutant = mutant_of (random, seed, strlen (seed), &length);
      GError *error = NULL;
      /* With a bound on the width: a far index is legal, and would take much memory. */
      FopDataset *dataset
          = fop_libsvm_parse ("set", mutant, length, 200, below (random, 3), &error);

      read += assert_sound (dataset, error);
    }
  g_assert_cmpint (read, >, ROUNDS / 100);
  g_assert_cmpint (read, <, ROUNDS);
}

static void
test_idx (void)
{
  static const char images[] = "\0\0\x08\x03\0\0\0\x03\0\0\0\x02\0\0\0\x02\x01\x02\x03\x04\x05\x06"
                               "\x07\x08\x09\x0a\x0b\x0c";
  static const char labels[] = "\0\0\x08\x01\0\0\0\x03\x01\x02\x03";
  g_autoptr (GRand) random = g_rand_new_with_seed (102);
  int read = 0;

  for (int i = 0; i < ROUNDS; i++)
    {
      gsize n_images = sizeof images - 1, n_labels = sizeof labels - 1;
      g_autofree char *broken_images = mutant_of (random, images, n_images, &n_images);
      g_autofree char *broken_labels = mutant_of (random, labels, n_labels, &n_labels);
      gboolean fine_images = i % 3 == 0, fine_labels = i % 3 == 1;
      GError *error = NULL;
      FopDataset *dataset = fop_idx_parse (
          "i", fine_images ? images : broken_images, fine_images ? sizeof images - 1 : n_images,
          "l", fine_labels ? labels : broken_labels, fine_labels ? sizeof labels - 1 : n_labels,
          below (random, 3), &error);

      read += assert_sound (dataset, error);
    }
  g_assert_cmpint (read, >, ROUNDS / 100);
  g_assert_cmpint (read, <, ROUNDS);
}

static GByteArray *
gzip (const char *text)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  guint8 bytes[4096];
  gsize read = 0, written = 0;

  g_assert_cmpint (g_converter_convert (G_CONVERTER (compressor), text, strlen (text), bytes,
                                        sizeof bytes, G_CONVERTER_INPUT_AT_END, &read, &written,
                                        NULL),
                   ==, G_CONVERTER_FINISHED);
  return g_byte_array_append (g_byte_array_new (), bytes, (guint) written);
}

static void
test_gzip (void)
{
  g_autoptr (GByteArray) packed = gzip ("1,2\n3,4\n5,6\n7,8\n");
  g_autoptr (GRand) random = g_rand_new_with_seed (103);
  g_autofree char *path = NULL;
  int file = g_file_open_tmp ("fop-fuzz-XXXXXX", &path, NULL);

  g_assert_cmpint (file, >=, 0);
  g_close (file, NULL);
  for (int i = 0; i < 300; i++)
    {
      gsize n_mutant = 0;
      g_autofree char *mutant
          = mutant_of (random, (const char *) packed->data, packed->len, &n_mutant);
      g_autofree char *content = NULL;
      gsize length = 0, maximum = below (random, 2) * 8;
      g_autoptr (GError) error = NULL;

      g_remove (path); /* a file that is replaced is flushed to the disk, and that takes time */
      g_assert_true (g_file_set_contents (path, mutant, (gssize) n_mutant, NULL));
      if (fop_content_read (path, maximum, &content, &length, &error))
        {
          g_assert_no_error (error);
          g_assert_cmpuint (length, >, 0);
          g_assert_cmpint (content[length], ==, '\0');
        }
      else
        g_assert_true (error->domain == FOP_ERROR);
    }
  g_remove (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/csv", test_csv);
  g_test_add_func ("/fuzz/libsvm", test_libsvm);
  g_test_add_func ("/fuzz/idx", test_idx);
  g_test_add_func ("/fuzz/gzip", test_gzip);
  return g_test_run ();
}
