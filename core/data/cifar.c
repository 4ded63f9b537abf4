/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Batches of CIFAR-10 in their binary version. */

#include "core/data/cifar.h"
#include "core/data/content.h"
#include "core/data/formats.h"
#include "core/data/notes.h"
#include "core/settings/error.h"

#include <string.h>

#define SIDE     32
#define PIXELS   (SIDE * SIDE)
#define CHANNELS 3
#define RECORD   (1 + CHANNELS * PIXELS)
#define CLASSES  10

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* "data_batch_1.bin" for "data_batch_1 (1).bin", as browsers name repeated downloads; %NULL for any
 * other name. */
static char *
original_of (const char *name)
{
  g_autoptr (GRegex) copy = g_regex_new ("^(.*) \\([0-9]+\\)(\\.bin)$", G_REGEX_RAW, 0, NULL);

  return g_regex_match (copy, name, 0, NULL)
             ? g_regex_replace (copy, name, -1, 0, "\\1\\2", 0, NULL)
             : NULL;
}

static gboolean
is_copy (const char *folder, const char *name)
{
  g_autofree char *original = original_of (name);
  g_autofree char *path = original != NULL ? g_build_filename (folder, original, NULL) : NULL;

  return path != NULL && g_file_test (path, G_FILE_TEST_EXISTS);
}

/* The paths of the training batches in a folder, by name. */
static GPtrArray *
batches_in (const char *folder, GPtrArray **notes)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (!g_pattern_match_simple ("data_batch*.bin", name))
      continue;
    else if (is_copy (folder, name))
      fop_notes_add (notes, folder, "%s looks like a copy and is not read", name);
    else
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare);
  return paths;
}

gboolean
fop_cifar_read (const char *path, char **content, gsize *length, GPtrArray **notes, GError **error)
{
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GByteArray) all = g_byte_array_new ();

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return fop_content_read (path, 0, content, length, error);
  paths = batches_in (path, notes);
  if (paths->len == 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_IO,
                   "%s: the folder contains no CIFAR-10 batch (data_batch_1.bin …)", path);
      return FALSE;
    }
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *batch = NULL;
      gsize size;

      if (!fop_content_read (g_ptr_array_index (paths, i), 0, &batch, &size, error))
        return FALSE;
      g_byte_array_append (all, (const guint8 *) batch, (guint) size);
    }
  *length = all->len;
  *content = (char *) g_byte_array_free (g_steal_pointer (&all), FALSE);
  return TRUE;
}

FopDataset *
fop_cifar_parse (const char *path, const char *content, gsize length, gsize maximum_rows,
                 GError **error)
{
  gsize rows = length / RECORD;
  g_autoptr (FopDataset) dataset = NULL;

  if (rows == 0 || length % RECORD != 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: %" G_GSIZE_FORMAT " bytes are not a multiple of the size of a CIFAR-10 "
                   "image, %d (a class and 32 × 32 × 3 pixels)",
                   path, length, RECORD);
      return NULL;
    }
  if (maximum_rows > 0)
    rows = MIN (rows, maximum_rows);
  dataset = fop_dataset_new (rows, CHANNELS * PIXELS, error);
  if (dataset == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  dataset->image_rows = dataset->image_columns = SIDE;
  for (gsize i = 0; i < rows; i++)
    {
      const guint8 *record = (const guint8 *) content + i * RECORD;
      double *input = dataset->inputs + i * CHANNELS * PIXELS;

      if (record[0] >= CLASSES)
        {
          g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                       "%s: image %" G_GSIZE_FORMAT
                       " has class %d, but CIFAR-10 has classes 0 to 9: not a batch of the binary "
                       "version",
                       path, i, record[0]);
          return NULL;
        }
      dataset->targets[i] = (double) record[0];
      for (gsize pixel = 0; pixel < PIXELS; pixel++)
        for (gsize channel = 0; channel < CHANNELS; channel++)
          input[pixel * CHANNELS + channel] = (double) record[1 + channel * PIXELS + pixel] / 255.0;
    }
  return g_steal_pointer (&dataset);
}

static gboolean
is (const char *path, const char *head, gsize length)
{
  return length > RECORD && g_str_has_suffix (path, ".bin") && (guint8) head[0] < CLASSES
         && (guint8) head[RECORD] < CLASSES;
}

static FopDataset *
load (const char *path, const FopSettings *source, const FopDataset *like, GError **error)
{
  g_autoptr (GPtrArray) notes = NULL;
  g_autofree char *content = NULL;
  gsize length = 0;
  FopDataset *dataset;

  if (!fop_cifar_read (path, &content, &length, &notes, error))
    return NULL;
  dataset = fop_cifar_parse (path, content, length, fop_format_maximum_rows (source), error);
  if (dataset != NULL)
    dataset->notes = g_steal_pointer (&notes);
  return dataset;
}

const FopFormat fop_cifar_format = {
  .key = "cifar",
  .what = "a batch of CIFAR-10 (.bin)",
  .is = is,
  .load = load,
};
