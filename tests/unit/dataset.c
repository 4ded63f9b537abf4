/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reference.h"

#include "core/data/split.h"
#include "core/settings/error.h"
#include "core/settings/npy.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* A temporary folder that is removed with its files. */
typedef struct
{
  char *folder;
} Scratch;

static void
scratch_set_up (Scratch *scratch, gconstpointer data)
{
  scratch->folder = g_dir_make_tmp ("fop-dataset-XXXXXX", NULL);
}

static void
scratch_tear_down (Scratch *scratch, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (scratch->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (scratch->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (scratch->folder);
  g_free (scratch->folder);
}

static char *
put (Scratch *scratch, const char *name, const char *content, gssize length)
{
  char *path = g_build_filename (scratch->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, length, NULL));
  return path;
}

static FopSettings *
source_file (Scratch *scratch, const char *key, const char *content)
{
  g_autofree char *name = g_strconcat ("set.", key, NULL);
  g_autofree char *path = put (scratch, name, content, -1);
  FopSettings *source = fop_settings_new (&fop_dataset_table);

  g_assert_true (fop_settings_set_file (source, key, path, NULL));
  return source;
}

static void
set (FopSettings *source, const char *key, const char *text)
{
  g_autoptr (GError) error = NULL;

  fop_settings_set_text (source, key, text, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_refused (const FopSettings *source, gboolean real_targets, FopDataset *like, int code,
                const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fop_dataset_load (source, real_targets, like, 1, &error));
  g_assert_error (error, FOP_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, message));
}

static void
assert_numbers (const double *values, gsize n, const double *expected)
{
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (values[i], expected[i], 1e-15);
}

static void
test_classes_are_numbered_by_ascending_label (Scratch *scratch, gconstpointer data)
{
  g_autoptr (FopSettings) source = source_file (scratch, "csv", "1,7\n2,-1\n3,7\n4,3\n");
  g_autoptr (FopDataset) loaded = fop_dataset_load (source, FALSE, NULL, 1, NULL);
  g_autoptr (FopDataset) real = fop_dataset_load (source, TRUE, NULL, 1, NULL);

  g_assert_cmpuint (loaded->classes, ==, 3);
  assert_numbers (loaded->class_values, 3, (double[]){ -1, 3, 7 });
  assert_numbers (loaded->targets, 4, (double[]){ 2, 0, 2, 1 });
  g_assert_cmpstr (loaded->description, ==, "4 rows × 1 feature, 3 classes, set.csv");

  g_assert_cmpuint (real->classes, ==, 0);
  assert_numbers (real->targets, 4, (double[]){ 7, -1, 7, 3 });
  g_assert_cmpstr (real->description, ==, "4 rows × 1 feature, set.csv");
}

static void
test_labels_that_name_no_class_are_refused (Scratch *scratch, gconstpointer data)
{
  g_autoptr (FopSettings) source = source_file (scratch, "csv", "1,7\n2,0.5\n");
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (FopSettings) other = NULL;

  assert_refused (source, FALSE, NULL, FOP_ERROR_FORMAT,
                  "set.csv: the label 0.5 of row 2 is not an integer");
  for (int i = 0; i < 1001; i++)
    g_string_append_printf (many, "1,%d\n", i);
  other = source_file (scratch, "csv", many->str);
  assert_refused (other, FALSE, NULL, FOP_ERROR_FORMAT, "1001 different labels");
}

static void
test_held_out_data_is_treated_as_the_training_data (Scratch *scratch, gconstpointer data)
{
  g_autoptr (FopSettings) source = source_file (scratch, "csv", "2,5,7\n6,5,-1\n");
  g_autoptr (FopDataset) train = NULL, test = NULL;
  g_autoptr (FopSettings) held_out = NULL, strange = NULL, wide = NULL;

  set (source, "standardize", "true");
  set (source, "scale", "0.5");
  train = fop_dataset_load (source, FALSE, NULL, 1, NULL);
  assert_numbers (train->inputs, 4, (double[]){ -1, 0, 1, 0 });
  assert_numbers (train->means, 2, (double[]){ 2, 2.5 });
  assert_numbers (train->deviations, 2, (double[]){ 1, 0 });

  held_out = source_file (scratch, "csv", "4,9,7\n8,5,7\n");
  test = fop_dataset_load (held_out, FALSE, train, 1, NULL);
  assert_numbers (test->inputs, 4, (double[]){ 0, 0, 2, 0 });
  assert_numbers (test->targets, 2, (double[]){ 1, 1 });
  g_assert_cmpuint (test->classes, ==, 2);

  strange = source_file (scratch, "csv", "4,9,7\n8,5,3\n");
  assert_refused (strange, FALSE, train, FOP_ERROR_FORMAT,
                  "the label 3 of row 2 is not among the 2 of the training set");
  wide = source_file (scratch, "csv", "4,9,1,7\n");
  assert_refused (wide, FALSE, train, FOP_ERROR_COMBINATION, "has 3 features");
}

static void
test_held_out_libsvm_is_widened (Scratch *scratch, gconstpointer data)
{
  g_autoptr (FopSettings) source = source_file (scratch, "libsvm", "1 1:1\n-1 4:2\n");
  g_autoptr (FopDataset) train = fop_dataset_load (source, FALSE, NULL, 1, NULL);
  g_autoptr (FopSettings) narrow = source_file (scratch, "libsvm", "-1 2:3\n");
  g_autoptr (FopDataset) test = fop_dataset_load (narrow, FALSE, train, 1, NULL);
  g_autoptr (FopDataset) wide = NULL;
  g_autoptr (FopSettings) wider = NULL;

  g_assert_cmpuint (test->features, ==, 4);
  assert_numbers (test->inputs, 4, (double[]){ 0, 3, 0, 0 });
  g_assert_cmpfloat (test->targets[0], ==, 0.0);

  set (narrow, "features", "6");
  wide = fop_dataset_load (narrow, FALSE, NULL, 1, NULL);
  g_assert_cmpuint (wide->features, ==, 6);
  wider = source_file (scratch, "libsvm", "-1 9:3\n");
  assert_refused (wider, FALSE, train, FOP_ERROR_RANGE, "set.libsvm:1: entry 2: \"9:3\" exceeds");
}

static void
test_npy_gives_features_and_labels (Scratch *scratch, gconstpointer data)
{
  g_autofree char *path = g_build_filename (scratch->folder, "set.npy", NULL);
  g_autoptr (FopSettings) source = fop_settings_new (&fop_dataset_table);
  g_autoptr (FopDataset) loaded = NULL;

  g_assert_true (fop_npy_write (path, 2, 3, (double[]){ 1, 2, 3, 4, 5, 6 }, NULL));
  g_assert_true (fop_settings_set_file (source, "npy", path, NULL));
  set (source, "label-column", "1");
  loaded = fop_dataset_load (source, TRUE, NULL, 1, NULL);
  assert_numbers (loaded->inputs, 4, (double[]){ 1, 3, 4, 6 });
  assert_numbers (loaded->targets, 2, (double[]){ 2, 5 });

  set (source, "label-column", "3");
  assert_refused (source, TRUE, NULL, FOP_ERROR_RANGE, "label-column 3 among 3 columns");
  g_assert_true (fop_npy_write (path, 3, 0, (double[]){ 1, 2, 3 }, NULL));
  assert_refused (source, TRUE, NULL, FOP_ERROR_FORMAT, "is not rows of features with a label");
}

static void
test_one_source_and_what_goes_with_it (Scratch *scratch, gconstpointer data)
{
  g_autoptr (FopSettings) source = fop_settings_new (&fop_dataset_table);

  assert_refused (source, FALSE, NULL, FOP_ERROR_COMBINATION, "no data source");
  fop_settings_set_file (source, "images", "/nowhere/images", NULL);
  assert_refused (source, FALSE, NULL, FOP_ERROR_COMBINATION, "\"images\" needs \"labels\"");
  fop_settings_set_file (source, "labels", "/nowhere/labels", NULL);
  assert_refused (source, FALSE, NULL, FOP_ERROR_IO, "/nowhere/images: no such file");
  set (source, "label-column", "0");
  assert_refused (source, FALSE, NULL, FOP_ERROR_COMBINATION,
                  "\"label-column\" has no effect on \"images\"; it applies to csv or npy");
  fop_settings_set_file (source, "libsvm", "/nowhere/a1a", NULL);
  assert_refused (source, FALSE, NULL, FOP_ERROR_COMBINATION,
                  "\"images\" and \"libsvm\" are both given");

  fop_settings_unset (source, "images");
  assert_refused (source, FALSE, NULL, FOP_ERROR_COMBINATION, "\"labels\" has no effect on");
}

static void
test_generated_data_follows_its_settings (void)
{
  g_autoptr (FopSettings) source = fop_settings_new (&fop_dataset_table);
  g_autoptr (FopDataset) loaded = NULL, test = NULL, other = NULL, seeded = NULL;

  set (source, "generate", "spirals");
  set (source, "rows", "1200");
  set (source, "classes", "3");
  loaded = fop_dataset_load (source, FALSE, NULL, 1, NULL);
  g_assert_cmpstr (loaded->description, ==, "1,200 rows × 2 features, 3 classes, spirals");

  test = fop_dataset_load (source, FALSE, loaded, 1, NULL);
  other = fop_dataset_load (source, FALSE, NULL, 2, NULL);
  g_assert_cmpfloat (test->inputs[0], !=, loaded->inputs[0]);
  g_assert_cmpfloat (other->inputs[0], !=, loaded->inputs[0]);
  set (source, "seed", "1");
  seeded = fop_dataset_load (source, FALSE, NULL, 2, NULL);
  g_assert_cmpfloat (seeded->inputs[0], ==, loaded->inputs[0]);

  set (source, "features", "3");
  assert_refused (source, FALSE, NULL, FOP_ERROR_COMBINATION, "spirals lie in the plane");
}

static void
test_held_out_generated_data_fits_its_training_set (void)
{
  g_autoptr (FopSettings) source = fop_settings_new (&fop_dataset_table);
  g_autoptr (FopSettings) other = fop_settings_new (&fop_dataset_table);
  g_autoptr (FopDataset) train = NULL, test = NULL;

  set (source, "generate", "blobs");
  set (source, "seed", "7");
  set (source, "noise", "0");
  train = fop_dataset_load (source, FALSE, NULL, 1, NULL);

  /* The seed is that of the training set: without noise, the rows are its centers. */
  set (other, "generate", "blobs");
  set (other, "noise", "0");
  test = fop_dataset_load (other, FALSE, train, 1, NULL);
  for (int i = 0; i < 4; i++)
    g_assert_cmpfloat (test->inputs[i], ==, train->inputs[i]);

  set (other, "classes", "3");
  assert_refused (other, FALSE, train, FOP_ERROR_FORMAT,
                  "blobs: the label 2 of row 3 is not among the 2 of the training set");
}

static void
test_a_split_gives_each_row_to_one_part (void)
{
  g_autoptr (FopSettings) source = fop_settings_new (&fop_dataset_table);
  static const double fractions[] = { 0.001, 0.2, 0.5, 0.999 };
  static const gsize held_out[] = { 1, 20, 50, 99 };
  g_autoptr (FopDataset) loaded = NULL;

  set (source, "generate", "blobs");
  set (source, "rows", "100");
  loaded = fop_dataset_load (source, FALSE, NULL, 1, NULL);
  for (gsize k = 0; k < G_N_ELEMENTS (fractions); k++)
    {
      g_autoptr (FopDataset) train = NULL, test = NULL, other = NULL, rest = NULL;

      g_assert_true (fop_dataset_split (loaded, fractions[k], 1, &train, &test, NULL));
      g_assert_cmpuint (test->rows, ==, held_out[k]);
      g_assert_cmpuint (train->rows, ==, 100 - held_out[k]);
      g_assert_cmpuint (train->classes, ==, 2);
      for (gsize i = 0; i < 100; i++)
        {
          int found = 0;

          for (gsize j = 0; j < train->rows; j++)
            found += train->inputs[2 * j] == loaded->inputs[2 * i]
                     && train->targets[j] == loaded->targets[i];
          for (gsize j = 0; j < test->rows; j++)
            found += test->inputs[2 * j] == loaded->inputs[2 * i]
                     && test->targets[j] == loaded->targets[i];
          g_assert_cmpint (found, ==, 1);
        }

      g_assert_true (fop_dataset_split (loaded, fractions[k], 2, &rest, &other, NULL));
      g_assert_cmpfloat (other->inputs[0], !=, test->inputs[0]);
    }
}

static void
test_images_are_standardized_by_channel (void)
{
  g_autoptr (FopSettings) source = fop_settings_new (&fop_dataset_table);
  g_autoptr (FopDataset) plain = NULL, images = NULL;
  double mean = 0, square = 0, n;

  set (source, "generate", "strokes");
  set (source, "rows", "20");
  plain = fop_dataset_load (source, FALSE, NULL, 1, NULL);
  set (source, "standardize", "true");
  images = fop_dataset_load (source, FALSE, NULL, 1, NULL);
  n = (double) (images->rows * images->features);
  for (gsize i = 0; i < images->rows * images->features; i++)
    {
      mean += images->inputs[i] / n;
      square += images->inputs[i] * images->inputs[i] / n;
    }
  g_assert_cmpfloat_with_epsilon (mean, 0, 1e-12);
  g_assert_cmpfloat_with_epsilon (square, 1, 1e-12);
  /* The same map for all pixels: equal values stay equal. */
  for (gsize j = 1; j < images->features; j++)
    {
      g_assert_cmpfloat (images->means[j], ==, images->means[0]);
      g_assert_cmpfloat (images->deviations[j], ==, images->deviations[0]);
    }
  g_assert_cmpfloat_with_epsilon (
      images->inputs[0], (plain->inputs[0] - images->means[0]) / images->deviations[0], 1e-12);
}

/* 10⁸ + i 10⁻⁶: the spacing of doubles there is 1.5 · 10⁻⁸, a noticeable part of the deviation. */
static void
test_large_numbers_of_small_spread_are_standardized_exactly (Scratch *scratch, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (FopSettings) source = NULL;
  g_autoptr (FopDataset) all = NULL, train = NULL, test = NULL;

  for (int i = 0; i < 1000; i++)
    g_string_append_printf (text, "100000000.%06d,%d\n", i, i % 7);
  source = source_file (scratch, "csv", text->str);
  set (source, "standardize", "true");
  all = fop_dataset_load (source, FALSE, NULL, 1, NULL);
  g_assert_true (fop_dataset_split (all, 0.25, 1, &train, &test, NULL));
  for (int k = 0; k < 2; k++)
    {
      const FopDataset *part = k == 0 ? all : train;
      double mean = 0, square = 0, n = (double) part->rows;

      for (gsize i = 0; i < part->rows; i++)
        {
          mean += part->inputs[i] / n;
          square += part->inputs[i] * part->inputs[i] / n;
        }
      g_assert_cmpfloat_with_epsilon (mean, 0, 1e-12);
      g_assert_cmpfloat_with_epsilon (square, 1, 1e-12);
    }
}

static void
test_a_split_standardizes_by_the_training_part_alone (void)
{
  g_autoptr (FopSettings) source = fop_settings_new (&fop_dataset_table);
  g_autoptr (FopDataset) plain = NULL, loaded = NULL, train = NULL, test = NULL;
  g_autoptr (FopDataset) plain_train = NULL, plain_test = NULL;
  double mean = 0.0, square = 0.0;

  set (source, "generate", "gaussians");
  set (source, "rows", "30");
  plain = fop_dataset_load (source, TRUE, NULL, 1, NULL);
  set (source, "standardize", "true");
  loaded = fop_dataset_load (source, TRUE, NULL, 1, NULL);
  g_assert_true (fop_dataset_split (loaded, 0.3, 1, &train, &test, NULL));
  g_assert_true (fop_dataset_split (plain, 0.3, 1, &plain_train, &plain_test, NULL));

  for (gsize i = 0; i < train->rows; i++)
    {
      mean += train->inputs[i * 10] / (double) train->rows;
      square += pow (train->inputs[i * 10], 2.0) / (double) train->rows;
    }
  g_assert_cmpfloat_with_epsilon (mean, 0.0, 1e-14);
  g_assert_cmpfloat_with_epsilon (square, 1.0, 1e-14);
  for (gsize i = 0; i < test->rows; i++)
    for (gsize j = 0; j < 10; j++)
      g_assert_cmpfloat_with_epsilon (
          test->inputs[i * 10 + j],
          (plain_test->inputs[i * 10 + j] - train->means[j]) / train->deviations[j], 1e-13);
}

static void
assert_guess (const char *path, const char *key, const char *partner_key, const char *partner)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopSettings) source = fop_dataset_guess_source (path, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (fop_settings_file (source, key), ==, path);
  if (partner_key != NULL)
    g_assert_cmpstr (fop_settings_file (source, partner_key), ==, partner);
}

static void
test_a_picked_file_is_recognized (Scratch *scratch, gconstpointer data)
{
  g_autofree char *images
      = put (scratch, "a-images-idx3-ubyte", "\0\0\x08\x03\0\0\0\x01\0\0\0\x01\0\0\0\x01z", 17);
  g_autofree char *labels = put (scratch, "a-labels-idx1-ubyte", "\0\0\x08\x01\0\0\0\x01\x07", 9);
  g_autofree char *lonely = put (scratch, "b-labels", "\0\0\x08\x01\0\0\0\x01\x07", 9);
  g_autofree char *nameless = put (scratch, "digits", "\0\0\x08\x01\0\0\0\x01\x07", 9);
  g_autofree char *csv = put (scratch, "x.data", "# a\na;b\n1;2\n", -1);
  g_autofree char *libsvm = put (scratch, "y.data", "\n# by hand\n+1 3:1 4:1\n", -1);
  g_autofree char *binary = put (scratch, "z.data", "\x89PNG\0\0", 6);
  g_autofree char *npy = g_build_filename (scratch->folder, "w.data", NULL);
  g_autoptr (GError) no_partner = NULL, no_name = NULL, no_data = NULL, folder = NULL;

  g_assert_true (fop_npy_write (npy, 1, 2, (double[]){ 1, 2 }, NULL));
  assert_guess (images, "images", "labels", labels);
  assert_guess (labels, "labels", "images", images);
  assert_guess (csv, "csv", NULL, NULL);
  assert_guess (libsvm, "libsvm", NULL, NULL);
  assert_guess (npy, "npy", NULL, NULL);

  g_assert_null (fop_dataset_guess_source (lonely, &no_partner));
  g_assert_error (no_partner, FOP_ERROR, FOP_ERROR_IO);
  g_assert_nonnull (strstr (no_partner->message, "as b-images nor as b-images.gz"));
  g_assert_null (fop_dataset_guess_source (nameless, &no_name));
  g_assert_nonnull (strstr (no_name->message, "its name must contain \"labels\""));
  g_assert_null (fop_dataset_guess_source (binary, &no_data));
  g_assert_error (no_data, FOP_ERROR, FOP_ERROR_FORMAT);
  g_assert_null (fop_dataset_guess_source (scratch->folder, &folder));
  g_assert_error (folder, FOP_ERROR, FOP_ERROR_IO);
}

static void
test_the_real_sets_are_recognized_and_load (void)
{
  static const struct
  {
    const char *name, *description;
  } sets[] = {
    { "digits-labels-idx1-ubyte.gz",
      "600 rows × 784 features, 10 classes, digits-images-idx3-ubyte.gz" },
    { "optdigits.tes", "1,797 rows × 64 features, 10 classes, optdigits.tes" },
    { "a1a", "1,605 rows × 119 features, 2 classes, a1a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autofree char *path = reference_path (sets[i].name);
      g_autoptr (GError) error = NULL;
      g_autoptr (FopSettings) source = NULL;
      g_autoptr (FopDataset) loaded = NULL;
      g_autoptr (GTimer) timer = g_timer_new ();

      source = fop_dataset_guess_source (path, &error);
      g_assert_no_error (error);
      loaded = fop_dataset_load (source, FALSE, NULL, 1, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (loaded->description, ==, sets[i].description);
      g_test_message ("%s: %.1f ms", sets[i].name, 1e3 * g_timer_elapsed (timer, NULL));
    }
}

static void
test_skipped_rows_are_those_before (Scratch *scratch, gconstpointer data)
{
  g_autoptr (FopSettings) source = source_file (scratch, "csv", "1,7\n2,8\n3,7\n4,8\n5,7\n");
  g_autoptr (FopDataset) rest = NULL, some = NULL;

  set (source, "skip", "2");
  rest = fop_dataset_load (source, FALSE, NULL, 1, NULL);
  g_assert_cmpuint (rest->rows, ==, 3);
  g_assert_cmpfloat (rest->inputs[0], ==, 3);
  g_assert_cmpfloat (rest->targets[1], ==, 1);
  set (source, "rows", "2");
  some = fop_dataset_load (source, FALSE, NULL, 1, NULL);
  g_assert_cmpuint (some->rows, ==, 2);
  g_assert_cmpfloat (some->inputs[1], ==, 4);
  fop_settings_unset (source, "rows");
  set (source, "skip", "5");
  assert_refused (source, FALSE, NULL, FOP_ERROR_COMBINATION, "only 5");
}

#define ADD(path, function)                                                                        \
  g_test_add (path, Scratch, NULL, scratch_set_up, function, scratch_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/dataset/classes-are-numbered-by-ascending-label",
       test_classes_are_numbered_by_ascending_label);
  ADD ("/dataset/labels-that-name-no-class-are-refused",
       test_labels_that_name_no_class_are_refused);
  ADD ("/dataset/held-out-data-is-treated-as-the-training-data",
       test_held_out_data_is_treated_as_the_training_data);
  ADD ("/dataset/held-out-libsvm-is-widened", test_held_out_libsvm_is_widened);
  ADD ("/dataset/npy-gives-features-and-labels", test_npy_gives_features_and_labels);
  ADD ("/dataset/skipped-rows-are-those-before", test_skipped_rows_are_those_before);
  ADD ("/dataset/one-source-and-what-goes-with-it", test_one_source_and_what_goes_with_it);
  g_test_add_func ("/dataset/generated-data-follows-its-settings",
                   test_generated_data_follows_its_settings);
  g_test_add_func ("/dataset/held-out-generated-data-fits-its-training-set",
                   test_held_out_generated_data_fits_its_training_set);
  g_test_add_func ("/dataset/a-split-gives-each-row-to-one-part",
                   test_a_split_gives_each_row_to_one_part);
  g_test_add_func ("/dataset/images-are-standardized-by-channel",
                   test_images_are_standardized_by_channel);
  ADD ("/dataset/large-numbers-of-small-spread-are-standardized-exactly",
       test_large_numbers_of_small_spread_are_standardized_exactly);
  g_test_add_func ("/dataset/a-split-standardizes-by-the-training-part-alone",
                   test_a_split_standardizes_by_the_training_part_alone);
  ADD ("/dataset/a-picked-file-is-recognized", test_a_picked_file_is_recognized);
  g_test_add_func ("/dataset/the-real-sets-are-recognized-and-load",
                   test_the_real_sets_are_recognized_and_load);
  return g_test_run ();
}
