/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arrays from .npz archives, and images from CIFAR-10's batches. */
#include "core/data/cifar.h"
#include "core/data/npz-set.h"
#include "core/settings/error.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <string.h>

#define ARCHIVE_BYTES 65536

typedef struct
{
  const char *name, *shape; /* shape as in the header: "(2, 3)" */
  gsize n;                  /* bytes of value 0, 1, 2, … */
} Entry;

static void
add_entry (struct archive *archive, const Entry *entry)
{
  g_autofree char *dictionary
      = g_strdup_printf ("{'descr': '|u1', 'fortran_order': False, 'shape': %s, }", entry->shape);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  struct archive_entry *header = archive_entry_new ();
  guint8 length[2] = { (guint8) strlen (dictionary), 0 };

  g_byte_array_append (bytes, (const guint8 *) "\x93NUMPY\x01\x00", 8);
  g_byte_array_append (bytes, length, 2);
  g_byte_array_append (bytes, (const guint8 *) dictionary, length[0]);
  for (gsize i = 0; i < entry->n; i++)
    {
      guint8 value = (guint8) i;

      g_byte_array_append (bytes, &value, 1);
    }
  archive_entry_set_pathname (header, entry->name);
  archive_entry_set_size (header, bytes->len);
  archive_entry_set_filetype (header, AE_IFREG);
  archive_entry_set_perm (header, 0644);
  g_assert_cmpint (archive_write_header (archive, header), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_data (archive, bytes->data, bytes->len), ==, bytes->len);
  archive_entry_free (header);
}

/* A zip archive of two arrays. */
static gsize
make_archive (const Entry *a, const Entry *b, char *content)
{
  struct archive *archive = archive_write_new ();
  size_t used = 0;

  archive_write_set_format_zip (archive);
  archive_write_open_memory (archive, content, ARCHIVE_BYTES, &used);
  add_entry (archive, a);
  add_entry (archive, b);
  archive_write_close (archive);
  archive_write_free (archive);
  return used;
}

static FopDataset *
load (const Entry *a, const Entry *b, GError **error)
{
  g_autofree char *content = g_malloc0 (ARCHIVE_BYTES);
  gsize length = make_archive (a, b, content);

  return fop_npz_set_read ("set.npz", content, length, &(FopNpzSet){ 0 }, error);
}

static void
refused (const Entry *a, const Entry *b, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (load (a, b, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_FORMAT);
  if (strstr (error->message, words) == NULL)
    g_error ("\"%s\" does not contain \"%s\"", error->message, words);
}

static void
test_rows_and_targets_are_read_as_written (void)
{
  const Entry x = { "x.npy", "(3, 2)", 6 }, y = { "y.npy", "(3,)", 3 };
  g_autoptr (FopDataset) set = load (&y, &x, NULL);

  g_assert_cmpuint (set->rows, ==, 3);
  g_assert_cmpuint (set->features, ==, 2);
  g_assert_cmpuint (set->image_rows, ==, 0);
  for (gsize i = 0; i < 6; i++)
    g_assert_cmpfloat (set->inputs[i], ==, (double) i);
  for (gsize i = 0; i < 3; i++)
    g_assert_cmpfloat (set->targets[i], ==, (double) i);
}

static void
test_images_keep_their_shape (void)
{
  static const struct
  {
    const char *shape;
    gboolean planes;
  } cases[] = { { "(2, 5, 7, 3)", FALSE }, { "(2, 3, 5, 7)", TRUE } };
  const Entry labels = { "labels.npy", "(2, 1)", 2 };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      const Entry images = { "images.npy", cases[k].shape, 210 };
      g_autoptr (FopDataset) set = load (&images, &labels, NULL);

      g_assert_cmpuint (set->features, ==, 105);
      g_assert_cmpuint (set->image_rows, ==, 5);
      g_assert_cmpuint (set->image_columns, ==, 7);
      /* Channel 2 of the pixel in row 3, column 4 of the second image. */
      g_assert_cmpfloat (set->inputs[105 + (3 * 7 + 4) * 3 + 2], ==,
                         cases[k].planes ? 105 + 2 * 35 + 3 * 7 + 4 : 105 + (3 * 7 + 4) * 3 + 2);
    }
}

static void
test_arrays_that_do_not_belong_together_are_refused (void)
{
  const Entry x = { "x.npy", "(3, 2)", 6 }, y = { "y.npy", "(3,)", 3 };
  const Entry few = { "y.npy", "(2,)", 2 }, wide = { "y.npy", "(3, 2)", 6 };
  const Entry other = { "z.npy", "(3,)", 3 }, cut = { "x.npy", "(3, 2)", 5 };
  const Entry deep = { "x.npy", "(1, 1, 1, 1, 1)", 1 }, odd = { "x.npy", "(3, 5, 5, 5)", 375 };

  refused (&x, &few, "3 rows of inputs");
  refused (&x, &wide, "(3, 2)");
  refused (&x, &other, "no arrays named x and y");
  refused (&cut, &y, "x.npy");
  refused (&deep, &y, "5 dimensions");
  refused (&odd, &y, "channels");
}

static void
test_a_damaged_archive_is_refused (void)
{
  const Entry x = { "x.npy", "(30, 20)", 600 }, y = { "y.npy", "(30,)", 30 };
  g_autofree char *content = g_malloc0 (ARCHIVE_BYTES);
  gsize length = make_archive (&x, &y, content);
  const FopNpzSet whole = { 0 };
  g_autoptr (GError) error = NULL;

  /* Truncated or corrupted anywhere: an error, or a complete set. */
  for (gsize cut = 0; cut < length; cut += 7)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (FopDataset) set = fop_npz_set_read ("set.npz", content, cut, &whole, &failure);

      g_assert_true ((set != NULL) != (failure != NULL));
    }
  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (FopDataset) set = NULL;

      content[i] = (char) ~content[i];
      set = fop_npz_set_read ("set.npz", content, length, &whole, &failure);
      content[i] = (char) ~content[i];
      g_assert_true ((set != NULL) != (failure != NULL));
    }
  g_assert_null (fop_npz_set_read ("set.npz", "no zip at all", 13, &whole, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_FORMAT);
}

static void
test_cifar_pixels_have_their_colors_beside_each_other (void)
{
  g_autofree char *content = g_malloc (2 * 3073);
  g_autoptr (FopDataset) set = NULL;
  g_autoptr (GError) cut = NULL, unknown = NULL;

  for (gsize i = 0; i < 2 * 3073; i++)
    content[i] = (char) (i % 251);
  content[0] = 9;
  content[3073] = 4;
  set = fop_cifar_parse ("batch.bin", content, 2 * 3073, 0, NULL);
  g_assert_cmpuint (set->rows, ==, 2);
  g_assert_cmpuint (set->features, ==, 3072);
  g_assert_cmpuint (set->image_rows, ==, 32);
  g_assert_cmpfloat (set->targets[0], ==, 9);
  g_assert_cmpfloat (set->targets[1], ==, 4);
  /* Blue of the pixel in row 3, column 5 of the second image. */
  g_assert_cmpfloat (set->inputs[3072 + (3 * 32 + 5) * 3 + 2], ==,
                     (double) ((3073 + 1 + 2048 + 3 * 32 + 5) % 251) / 255.0);

  g_assert_null (fop_cifar_parse ("batch.bin", content, 2 * 3073 - 1, 0, &cut));
  g_assert_error (cut, FOP_ERROR, FOP_ERROR_FORMAT);
  content[3073] = 10;
  g_assert_null (fop_cifar_parse ("batch.bin", content, 2 * 3073, 0, &unknown));
  g_assert_error (unknown, FOP_ERROR, FOP_ERROR_FORMAT);
  g_assert_nonnull (strstr (unknown->message, "image 1 has class 10"));
}

static void
test_a_folder_of_batches_is_one_set (void)
{
  g_autofree char *folder = g_dir_make_tmp ("cifar-XXXXXX", NULL), *content = g_malloc0 (3073);
  g_autofree char *read = NULL;
  g_autoptr (FopDataset) set = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  const char *names[]
      = { "data_batch_2.bin", "data_batch_1.bin", "data_batch_1 (1).bin", "test_batch.bin" };
  gsize length;

  g_assert_false (fop_cifar_read (folder, &read, &length, &notes, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_IO);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      content[0] = (char) (i + 3);
      g_assert_true (g_file_set_contents (path, content, 3073, NULL));
    }
  g_assert_true (fop_cifar_read (folder, &read, &length, &notes, NULL));
  set = fop_cifar_parse (folder, read, length, 0, NULL);
  g_assert_cmpuint (set->rows, ==, 2);
  g_assert_cmpfloat (set->targets[0], ==, 4);
  g_assert_cmpfloat (set->targets[1], ==, 3);
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (notes, 0), "data_batch_1 (1).bin"));

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* The pair chosen from arrays with @names, which are %NULL-terminated. */
static void
pair_is (const char *const *names, gboolean held_out, const char *inputs, const char *targets)
{
  g_autofree char *content = g_malloc0 (ARCHIVE_BYTES);
  struct archive *archive = archive_write_new ();
  const FopNpzSet set = { .held_out = held_out };
  g_autoptr (FopNpz) npz = NULL;
  g_autoptr (GError) error = NULL;
  size_t used = 0;
  gsize x = 0, y = 0;
  gboolean is_found;

  archive_write_set_format_zip (archive);
  archive_write_open_memory (archive, content, ARCHIVE_BYTES, &used);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *file = g_strconcat (names[i], ".npy", NULL);

      add_entry (archive, &(Entry){ file, "(2, 2)", 4 });
    }
  archive_write_close (archive);
  archive_write_free (archive);
  npz = fop_npz_open ("set.npz", content, used, NULL);
  g_assert_nonnull (npz);
  is_found = fop_npz_set_find (npz, &set, &x, &y, &error);
  g_assert_cmpint (is_found, ==, inputs != NULL);
  if (!is_found)
    {
      g_assert_error (error, FOP_ERROR, FOP_ERROR_FORMAT);
      return;
    }
  g_assert_cmpstr (fop_npz_name (npz, x), ==, inputs);
  g_assert_cmpstr (fop_npz_name (npz, y), ==, targets);
}

#define NAMES(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void
test_the_usual_names_are_a_set (void)
{
  const char *const *keras = NAMES ("x_test", "x_train", "y_train", "y_test");
  const char *const *medical = NAMES ("train_images", "val_images", "train_labels", "val_labels");

  pair_is (keras, FALSE, "x_train", "y_train");
  pair_is (keras, TRUE, "x_test", "y_test");
  pair_is (medical, FALSE, "train_images", "train_labels");
  pair_is (medical, TRUE, "val_images", "val_labels");
  pair_is (NAMES ("X", "Y"), FALSE, "X", "Y");
  pair_is (NAMES ("target", "data"), TRUE, "data", "target");
  pair_is (NAMES ("Xtrain", "ytrain", "X.test", "y.test"), TRUE, "X.test", "y.test");
  pair_is (NAMES ("x", "y", "images", "labels"), FALSE, "x", "y");
  pair_is (NAMES ("P", "y"), FALSE, NULL, NULL);
  pair_is (NAMES ("x", "X", "y"), FALSE, NULL, NULL);
}

/* The archive with the second array stored again under the first one's name. */
static void
test_of_arrays_of_one_name_the_last_counts (void)
{
  const Entry first = { "P.npy", "(1, 2)", 2 }, last = { "P.npy", "(2, 1)", 2 };
  g_autofree char *content = g_malloc0 (ARCHIVE_BYTES);
  gsize length = make_archive (&first, &last, content), extents[FOP_NPY_DIMENSIONS_MAX];
  g_autoptr (FopNpz) npz = fop_npz_open ("set.npz", content, length, NULL);
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (FopArray) array = NULL;

  g_assert_cmpuint (fop_npz_n_arrays (npz), ==, 1);
  array = fop_npz_read (npz, 0, extents, &notes, NULL);
  g_assert_cmpuint (array->rows, ==, 2);
  g_assert_cmpuint (notes->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/npz/rows-and-targets-are-read-as-written",
                   test_rows_and_targets_are_read_as_written);
  g_test_add_func ("/npz/images-keep-their-shape", test_images_keep_their_shape);
  g_test_add_func ("/npz/arrays-that-do-not-belong-together-are-refused",
                   test_arrays_that_do_not_belong_together_are_refused);
  g_test_add_func ("/npz/the-usual-names-are-a-set", test_the_usual_names_are_a_set);
  g_test_add_func ("/npz/of-arrays-of-one-name-the-last-counts",
                   test_of_arrays_of_one_name_the_last_counts);
  g_test_add_func ("/npz/a-damaged-archive-is-refused", test_a_damaged_archive_is_refused);
  g_test_add_func ("/cifar/pixels-have-their-colors-beside-each-other",
                   test_cifar_pixels_have_their_colors_beside_each_other);
  g_test_add_func ("/cifar/a-folder-of-batches-is-one-set", test_a_folder_of_batches_is_one_set);
  return g_test_run ();
}
