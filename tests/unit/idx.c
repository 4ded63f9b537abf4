/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reference.h"

#include "core/data/content.h"
#include "core/data/idx.h"
#include "core/settings/error.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Two images of 1 × 3, and their labels. */
static const char images[] = "\0\0\x08\x03\0\0\0\x02\0\0\0\x01\0\0\0\x03\x00\x33\xff\x01\x02\x03";
static const char labels[] = "\0\0\x08\x01\0\0\0\x02\x07\x04";

#define N_IMAGES (sizeof images - 1)
#define N_LABELS (sizeof labels - 1)

static void
test_pixels_are_scaled_and_labels_kept (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopDataset) set
      = fop_idx_parse ("i", images, N_IMAGES, "l", labels, N_LABELS, 0, &error);
  static const double pixels[] = { 0, 51, 255, 1, 2, 3 };

  g_assert_no_error (error);
  g_assert_cmpuint (set->rows, ==, 2);
  g_assert_cmpuint (set->features, ==, 3);
  g_assert_cmpuint (set->image_rows, ==, 1);
  g_assert_cmpuint (set->image_columns, ==, 3);
  for (int i = 0; i < 6; i++)
    g_assert_cmpfloat (set->inputs[i], ==, pixels[i] / 255.0);
  g_assert_cmpfloat (set->targets[0], ==, 7.0);
  g_assert_cmpfloat (set->targets[1], ==, 4.0);
}

static void
assert_refused (const char *i, gsize n_i, const char *l, gsize n_l, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fop_idx_parse ("i", i, n_i, "l", l, n_l, 0, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_FORMAT);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_files_that_do_not_fit_are_refused (void)
{
  char changed[N_IMAGES + 1], other[N_LABELS + 1];

  assert_refused (labels, N_LABELS, images, N_IMAGES,
                  "i: this is an IDX file of labels; expected one of images");
  assert_refused (images, N_IMAGES, images, N_IMAGES,
                  "l: this is an IDX file of images; expected one of labels");
  assert_refused ("\x1\x2\x3\x4", 4, labels, N_LABELS,
                  "i: not an IDX file of images: those start with the bytes 00 00 08 03, this one "
                  "with 01 02 03 04");
  assert_refused (images, 10, labels, N_LABELS,
                  "i: the file ends inside its header, after 10 of 16 bytes");
  assert_refused (
      images, N_IMAGES - 1, labels, N_LABELS,
      "i: the header declares 2 × 1 × 3 images, but 5 bytes follow it; the file is truncated");
  assert_refused (images, N_IMAGES + 1, labels, N_LABELS,
                  "i: the header declares 2 × 1 × 3 images, but 7 bytes follow it; the file is "
                  "too long");

  memcpy (changed, images, sizeof images);
  changed[11] = 0;
  assert_refused (changed, 16, labels, N_LABELS,
                  "i: the header declares 2 × 0 × 3 images: there is nothing to read");

  memcpy (other, labels, sizeof labels);
  other[7] = 1;
  assert_refused (images, N_IMAGES, other, N_LABELS - 1,
                  "l has 1 labels, but i has 2 images; the numbers must be equal");

  /* A size of 2^96 bytes must not overflow 64 bits. */
  memset (changed + 4, 0, 12);
  changed[4] = changed[8] = changed[12] = '\x80';
  assert_refused (changed, 16, labels, N_LABELS,
                  "i: the header declares 2147483648 × 2147483648 × 2147483648 images, but 0 "
                  "bytes follow it; the file is truncated");
}

static void
test_rows_takes_the_first (void)
{
  g_autoptr (FopDataset) set
      = fop_idx_parse ("i", images, N_IMAGES, "l", labels, N_LABELS, 1, NULL);

  g_assert_cmpuint (set->rows, ==, 1);
  g_assert_cmpfloat (set->targets[0], ==, 7.0);
}

/* A temporary folder that is removed with its contents. */
typedef struct
{
  char *folder, *path;
} Scratch;

static void
scratch_set_up (Scratch *scratch, gconstpointer data)
{
  scratch->folder = g_dir_make_tmp ("fop-idx-XXXXXX", NULL);
  scratch->path = g_build_filename (scratch->folder, "file", NULL);
}

static void
scratch_tear_down (Scratch *scratch, gconstpointer data)
{
  g_remove (scratch->path);
  g_rmdir (scratch->folder);
  g_free (scratch->path);
  g_free (scratch->folder);
}

static GBytes *
gzip (const char *bytes, gsize length)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream
      = g_converter_output_stream_new (memory, G_CONVERTER (compressor));

  g_assert_true (g_output_stream_write_all (stream, bytes, length, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
assert_content (Scratch *scratch, const char *file, gsize file_length, const char *message)
{
  g_autofree char *content = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  g_remove (
      scratch->path); /* a file that is replaced is flushed to the disk, and that takes time */
  g_assert_true (g_file_set_contents (scratch->path, file, (gssize) file_length, NULL));
  if (fop_content_read (scratch->path, 0, &content, &length, &error))
    {
      g_assert_null (message);
      g_assert_cmpmem (content, length, images, N_IMAGES);
      g_assert_cmpint (content[length], ==, '\0');
    }
  else
    {
      g_autofree char *full = g_strconcat (scratch->path, message, NULL);

      g_assert_error (error, FOP_ERROR, FOP_ERROR_FORMAT);
      g_assert_cmpstr (error->message, ==, full);
    }
}

static void
test_gzip_is_unpacked_or_refused (Scratch *scratch, gconstpointer data)
{
  g_autoptr (GBytes) packed = gzip (images, N_IMAGES), empty = gzip ("", 0);
  g_autoptr (GBytes) head = gzip (images, 10), tail = gzip (images + 10, N_IMAGES - 10);
  gsize length = 0;
  const char *bytes = g_bytes_get_data (packed, &length);
  g_autofree char *bad = g_memdup2 (bytes, length);
  g_autoptr (GByteArray) joined = g_byte_array_new ();

  assert_content (scratch, images, N_IMAGES, NULL);
  assert_content (scratch, bytes, length, NULL);

  /* Concatenated gzip files are one file. */
  g_byte_array_append (joined, g_bytes_get_data (head, NULL), (guint) g_bytes_get_size (head));
  g_byte_array_append (joined, g_bytes_get_data (tail, NULL), (guint) g_bytes_get_size (tail));
  assert_content (scratch, (const char *) joined->data, joined->len, NULL);

  for (gsize n = 2; n < length; n++)
    {
      g_autofree char *message = g_strdup_printf (
          ": the gzip file is truncated: it ends after %" G_GSIZE_FORMAT " bytes", n);

      assert_content (scratch, bytes, n, message);
    }
  g_byte_array_append (joined, (const guint8 *) "xyz", 3);
  assert_content (scratch, (const char *) joined->data, joined->len,
                  ": 3 bytes follow the end of the gzip data");
  bad[length - 6] ^= 1; /* the checksum */
  assert_content (scratch, bad, length, ": the gzip data is damaged after 0 bytes");
  assert_content (scratch, g_bytes_get_data (empty, NULL), g_bytes_get_size (empty),
                  ": the file is empty");
  assert_content (scratch, "", 0, ": the file is empty");
}

static void
assert_unreadable (const char *path, const char *message)
{
  g_autofree char *content = NULL, *full = g_strconcat (path, message, NULL);
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  g_assert_false (fop_content_read (path, 0, &content, &length, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_IO);
  g_assert_cmpstr (error->message, ==, full);
}

static void
test_what_is_no_file_is_refused (Scratch *scratch, gconstpointer data)
{
  assert_unreadable (scratch->folder, ": this is a folder; expected a data file");
  assert_unreadable (scratch->path, ": no such file");
  g_assert_cmpint (mkfifo (scratch->path, 0600), ==, 0);
  assert_unreadable (scratch->path, ": this is not a regular file; expected a data file");
}

/* Root can read everything: become nobody temporarily. */
static void
test_what_may_not_be_read_is_refused (Scratch *scratch, gconstpointer data)
{
  const uid_t nobody = 65534;
  gboolean root = geteuid () == 0;

  g_assert_true (g_file_set_contents (scratch->path, "1", 1, NULL));
  g_assert_cmpint (g_chmod (scratch->path, 0), ==, 0);
  g_assert_cmpint (g_chmod (scratch->folder, 0755), ==, 0);
  if (root && seteuid (nobody) != 0)
    {
      g_test_skip ("permissions do not bind root, which cannot become nobody here");
      return;
    }
  assert_unreadable (scratch->path, ": permission to read the file is denied");
  if (root)
    g_assert_cmpint (seteuid (0), ==, 0);
}

static void
test_mnist_digits_read_whole (void)
{
  g_autofree char *i = reference_path ("digits-images-idx3-ubyte.gz");
  g_autofree char *l = reference_path ("digits-labels-idx1-ubyte.gz");
  g_autofree char *i_bytes = NULL, *l_bytes = NULL;
  gsize n_i = 0, n_l = 0, sum = 0, sum_of_labels = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (FopDataset) set = NULL;

  g_assert_true (fop_content_read (i, 0, &i_bytes, &n_i, &error));
  g_assert_true (fop_content_read (l, 0, &l_bytes, &n_l, &error));
  set = fop_idx_parse (i, i_bytes, n_i, l, l_bytes, n_l, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (set->rows, ==, 600);
  g_assert_cmpuint (set->features, ==, 784);
  for (gsize k = 0; k < set->rows * set->features; k++)
    sum += (gsize) (set->inputs[k] * 255.0 + 0.5);
  for (gsize k = 0; k < set->rows; k++)
    sum_of_labels += (gsize) set->targets[k];
  g_assert_cmpuint (sum, ==, 14544504);
  g_assert_cmpuint (sum_of_labels, ==, 2638);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/idx/pixels-are-scaled-and-labels-kept",
                   test_pixels_are_scaled_and_labels_kept);
  g_test_add_func ("/idx/files-that-do-not-fit-are-refused",
                   test_files_that_do_not_fit_are_refused);
  g_test_add_func ("/idx/rows-takes-the-first", test_rows_takes_the_first);
  g_test_add ("/content/gzip-is-unpacked-or-refused", Scratch, NULL, scratch_set_up,
              test_gzip_is_unpacked_or_refused, scratch_tear_down);
  g_test_add ("/content/what-is-no-file-is-refused", Scratch, NULL, scratch_set_up,
              test_what_is_no_file_is_refused, scratch_tear_down);
  g_test_add ("/content/what-may-not-be-read-is-refused", Scratch, NULL, scratch_set_up,
              test_what_may_not_be_read_is_refused, scratch_tear_down);
  g_test_add_func ("/idx/mnist-digits-read-whole", test_mnist_digits_read_whole);
  return g_test_run ();
}
