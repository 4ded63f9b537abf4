/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data sets in .npz files: a zip archive of .npy arrays. */

#include "core/data/npz.h"
#include "core/settings/error.h"
#include "core/settings/npy.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define BYTES_MAX     (G_GUINT64_CONSTANT (1) << 30)
#define CHANNELS_MOST 4

typedef struct archive Archive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_read_free)

/* Names under which inputs and targets are looked for, the first pair that is there. */
static const struct
{
  const char *inputs, *targets;
} pairs[] = { { "x.npy", "y.npy" },
              { "X.npy", "y.npy" },
              { "images.npy", "labels.npy" },
              { "inputs.npy", "targets.npy" },
              { "x_train.npy", "y_train.npy" } };

/* An array of rows with its shape as written. */
typedef struct
{
  FopArray *array;
  gsize extents[FOP_NPY_DIMENSIONS_MAX];
} Member;

static Archive *
open_archive (const char *path, const char *content, gsize length, GError **error)
{
  g_autoptr (Archive) archive = archive_read_new ();

  archive_read_support_format_zip (archive);
  if (archive_read_open_memory (archive, content, length) == ARCHIVE_OK)
    return g_steal_pointer (&archive);
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: not an .npz file: %s", path,
               archive_error_string (archive));
  return NULL;
}

static GByteArray *
read_member (Archive *archive, const char *place, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[65536];
  gssize count;

  while ((count = archive_read_data (archive, buffer, sizeof buffer)) > 0)
    {
      if (bytes->len + (guint64) count > BYTES_MAX)
        {
          g_set_error (error, FOP_ERROR, FOP_ERROR_TOO_LARGE, "%s: more than 1 GiB", place);
          return NULL;
        }
      g_byte_array_append (bytes, buffer, (guint) count);
    }
  if (count < 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: the archive is damaged: %s", place,
                   archive_error_string (archive));
      return NULL;
    }
  return g_steal_pointer (&bytes);
}

/* Names of all members, or %NULL with @error where the archive is broken. */
static GPtrArray *
list_members (const char *path, const char *content, gsize length, GError **error)
{
  g_autoptr (Archive) archive = open_archive (path, content, length, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  struct archive_entry *entry;
  int result;

  if (archive == NULL)
    return NULL;
  while ((result = archive_read_next_header (archive, &entry)) == ARCHIVE_OK)
    {
      const char *name = archive_entry_pathname (entry);

      g_ptr_array_add (names, g_strdup (name != NULL ? name : ""));
    }
  if (result == ARCHIVE_EOF)
    return g_steal_pointer (&names);
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: not a whole .npz file: %s", path,
               archive_error_string (archive));
  return NULL;
}

static gboolean
load_member (const char *path, const char *content, gsize length, const char *name, Member *member,
             GError **error)
{
  g_autoptr (Archive) archive = open_archive (path, content, length, error);
  g_autofree char *place = g_strdup_printf ("%s: %s", path, name);
  g_autoptr (GByteArray) bytes = NULL;
  struct archive_entry *entry;

  if (archive == NULL)
    return FALSE;
  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    if (g_strcmp0 (archive_entry_pathname (entry), name) == 0)
      {
        bytes = read_member (archive, place, error);
        if (bytes == NULL)
          return FALSE;
        member->array = fop_npy_parse_rows (bytes->data, bytes->len, place, member->extents, error);
        return member->array != NULL;
      }
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: could not be found again", place);
  return FALSE;
}

/* Shape of a row as an image, where it has one. @planes: channels stand before rows and columns. */
static gboolean
find_image (const char *place, const gsize *extents, FopDataset *dataset, gboolean *planes,
            GError **error)
{
  *planes = FALSE;
  if (extents[2] == 0)
    return TRUE;
  *planes = extents[3] > CHANNELS_MOST;
  if (*planes && extents[1] > CHANNELS_MOST)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: neither the last %" G_GSIZE_FORMAT " nor the first %" G_GSIZE_FORMAT
                   " numbers of a row can be channels of an image, which are at most %d",
                   place, extents[3], extents[1], CHANNELS_MOST);
      return FALSE;
    }
  dataset->image_rows = extents[*planes ? 2 : 1];
  dataset->image_columns = extents[*planes ? 3 : 2];
  return TRUE;
}

/* Copies a row; from planes, the numbers of a pixel are put beside each other. */
static void
copy_row (gsize features, gsize channels, gboolean planes, const double *from, double *to)
{
  gsize pixels = features / channels;

  if (!planes)
    memcpy (to, from, features * sizeof (double));
  else
    for (gsize i = 0; i < features; i++)
      to[i] = from[i % channels * pixels + i / channels];
}

static FopDataset *
join (const char *path, const Member *inputs, const Member *targets, gsize maximum_rows,
      GError **error)
{
  gsize rows = inputs->array->rows, features = inputs->array->columns;
  g_autoptr (FopDataset) dataset = NULL;
  gboolean planes;

  if (targets->array->rows != rows || targets->array->columns != 1)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: %" G_GSIZE_FORMAT " rows of inputs, and targets of shape (%" G_GSIZE_FORMAT
                   ", %" G_GSIZE_FORMAT "); one number a row is needed",
                   path, rows, targets->array->rows, targets->array->columns);
      return NULL;
    }
  if (maximum_rows > 0)
    rows = MIN (rows, maximum_rows);
  dataset = fop_dataset_new (rows, features, error);
  if (dataset == NULL || !find_image (path, inputs->extents, dataset, &planes, error))
    return NULL;
  for (gsize i = 0; i < rows; i++)
    copy_row (features, planes ? inputs->extents[1] : 1, planes,
              inputs->array->values + i * features, dataset->inputs + i * features);
  memcpy (dataset->targets, targets->array->values, rows * sizeof (double));
  return g_steal_pointer (&dataset);
}

static gboolean
has_pair (GPtrArray *names, gsize pair)
{
  return g_ptr_array_find_with_equal_func (names, pairs[pair].inputs, g_str_equal, NULL)
         && g_ptr_array_find_with_equal_func (names, pairs[pair].targets, g_str_equal, NULL);
}

FopDataset *
fop_npz_parse (const char *path, const char *content, gsize length, gsize maximum_rows,
               GError **error)
{
  g_autoptr (GPtrArray) names = list_members (path, content, length, error);
  Member inputs = { 0 }, targets = { 0 };
  FopDataset *dataset = NULL;

  if (names == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      if (!has_pair (names, i))
        continue;
      if (load_member (path, content, length, pairs[i].inputs, &inputs, error)
          && load_member (path, content, length, pairs[i].targets, &targets, error))
        dataset = join (path, &inputs, &targets, maximum_rows, error);
      g_clear_pointer (&inputs.array, fop_array_unref);
      g_clear_pointer (&targets.array, fop_array_unref);
      return dataset;
    }
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
               "%s: no arrays called x and y, images and labels, inputs and targets, or x_train "
               "and y_train",
               path);
  return NULL;
}

/* The member that @wanted means, or the only one. */
static const char *
choose_member (const char *path, const GPtrArray *names, const char *wanted, GError **error)
{
  g_autofree char *file = wanted != NULL ? g_strconcat (wanted, ".npy", NULL) : NULL;
  g_autoptr (GString) all = g_string_new (NULL);

  if (wanted == NULL && names->len == 1)
    return g_ptr_array_index (names, 0);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (wanted != NULL && (g_str_equal (name, wanted) || g_str_equal (name, file)))
        return name;
      g_string_append_printf (all, "%s%.*s", i > 0 ? ", " : "",
                              (int) (strlen (name) - (g_str_has_suffix (name, ".npy") ? 4 : 0)),
                              name);
    }
  if (wanted != NULL)
    g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: there is no array \"%s\" in it, but: %s",
                 path, wanted, all->str);
  else
    g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                 "%s: which of its arrays? Write %s:NAME with one of: %s", path, path, all->str);
  return NULL;
}

FopArray *
fop_npz_read_array (const char *path, const char *content, gsize length, const char *wanted,
                    gsize extents[FOP_NPY_DIMENSIONS_MAX], GError **error)
{
  g_autoptr (GPtrArray) names = list_members (path, content, length, error);
  const char *name = names != NULL ? choose_member (path, names, wanted, error) : NULL;
  Member member = { NULL, { 0 } };

  if (name == NULL || !load_member (path, content, length, name, &member, error))
    return NULL;
  memcpy (extents, member.extents, sizeof member.extents);
  return member.array;
}

GStrv
fop_npz_names (const char *path, const char *content, gsize length, gboolean *is_set,
               GError **error)
{
  g_autoptr (GPtrArray) members = list_members (path, content, length, error);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (members == NULL)
    return NULL;
  *is_set = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    *is_set = *is_set || has_pair (members, i);
  for (guint i = 0; i < members->len; i++)
    {
      const char *member = g_ptr_array_index (members, i);
      g_autofree char *name
          = g_strndup (member, strlen (member) - (g_str_has_suffix (member, ".npy") ? 4 : 0));

      g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}
