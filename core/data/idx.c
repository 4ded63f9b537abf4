/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Images and labels in the IDX format. */

#include "core/data/idx.h"
#include "core/settings/error.h"

#include <string.h>

static guint32
word_at (const char *bytes, gsize index)
{
  guint32 word;

  memcpy (&word, bytes + 4 * index, sizeof word);
  return GUINT32_FROM_BE (word);
}

FopIdxKind
fop_idx_kind (const char *content, gsize length)
{
  if (length < 4)
    return FOP_IDX_NONE;
  switch (word_at (content, 0))
    {
    case 0x0803:
      return FOP_IDX_IMAGES;
    case 0x0801:
      return FOP_IDX_LABELS;
    default:
      return FOP_IDX_NONE;
    }
}

/* The types of IDX files that are not read, by the third byte. */
static const char *
other_type (const char *content, gsize length)
{
  static const struct
  {
    guint8 code;
    const char *name;
  } types[] = { { 0x09, "signed bytes" }, { 0x0b, "16-bit integers" }, { 0x0c, "32-bit integers" },
                { 0x0d, "floats" },       { 0x0e, "doubles" },         { 0x08, "unsigned bytes" } };

  if (length < 4 || content[0] != 0 || content[1] != 0 || content[3] < 1 || content[3] > 8)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if ((guint8) content[2] == types[i].code)
      return types[i].name;
  return NULL;
}

/* Checks the magic number and that the file is as long as its own header says. */
static gboolean
check_header (const char *path, const char *content, gsize length, FopIdxKind kind, GError **error)
{
  const char *what = kind == FOP_IDX_IMAGES ? "images" : "labels";
  gsize dimensions = kind == FOP_IDX_IMAGES ? 3 : 1, header = 4 + 4 * dimensions;
  unsigned __int128 size = 1; /* the product of three 32-bit numbers may exceed 64 bits */
  g_autoptr (GString) shape = NULL;

  if (fop_idx_kind (content, length) != kind)
    {
      FopIdxKind other = kind == FOP_IDX_IMAGES ? FOP_IDX_LABELS : FOP_IDX_IMAGES;

      if (fop_idx_kind (content, length) == other)
        g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                     "%s: this is an IDX file of %s; expected one of %s", path,
                     other == FOP_IDX_IMAGES ? "images" : "labels", what);
      else if (other_type (content, length) != NULL)
        g_set_error (
            error, FOP_ERROR, FOP_ERROR_FORMAT,
            "%s: this is an IDX file of %s in %d dimension%s (00 00 %02x %02x); expected %s as "
            "unsigned bytes in %u (00 00 08 %02u); save other types as .npz",
            path, other_type (content, length), content[3], content[3] == 1 ? "" : "s",
            (guint8) content[2], (guint8) content[3], what, (guint) dimensions, (guint) dimensions);
      else
        g_set_error (
            error, FOP_ERROR, FOP_ERROR_FORMAT,
            "%s: not an IDX file of %s: those start with the bytes 00 00 08 %02u, this one with "
            "%02x %02x %02x %02x",
            path, what, (guint) dimensions, length > 0 ? (guint8) content[0] : 0,
            length > 1 ? (guint8) content[1] : 0, length > 2 ? (guint8) content[2] : 0,
            length > 3 ? (guint8) content[3] : 0);
      return FALSE;
    }
  if (length < header)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: the file ends inside its header, after %" G_GSIZE_FORMAT
                   " of %" G_GSIZE_FORMAT " bytes",
                   path, length, header);
      return FALSE;
    }

  shape = g_string_new (NULL);
  for (gsize i = 1; i <= dimensions; i++)
    {
      size *= word_at (content, i);
      g_string_append_printf (shape, "%s%u", i == 1 ? "" : " × ", word_at (content, i));
    }
  if (size == 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: the header declares %s %s: there is "
                   "nothing to read",
                   path, shape->str, what);
      return FALSE;
    }
  if (size != length - header)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: the header declares %s %s, but %" G_GSIZE_FORMAT
                   " bytes follow it; the file is "
                   "%s",
                   path, shape->str, what, length - header,
                   size > length - header ? "truncated" : "too long");
      return FALSE;
    }
  return TRUE;
}

FopDataset *
fop_idx_parse (const char *images_path, const char *images, gsize images_length,
               const char *labels_path, const char *labels, gsize labels_length, gsize maximum_rows,
               GError **error)
{
  gsize rows, features;
  g_autoptr (GError) failure = NULL;
  double shades[256];
  FopDataset *dataset;

  if (!check_header (images_path, images, images_length, FOP_IDX_IMAGES, error)
      || !check_header (labels_path, labels, labels_length, FOP_IDX_LABELS, error))
    return NULL;
  if (word_at (images, 1) != word_at (labels, 1))
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s has %u labels, but %s has %u images; the numbers must be equal", labels_path,
                   word_at (labels, 1), images_path, word_at (images, 1));
      return NULL;
    }

  rows = word_at (images, 1);
  if (maximum_rows > 0)
    rows = MIN (rows, maximum_rows);
  features = (gsize) word_at (images, 2) * word_at (images, 3);
  dataset = fop_dataset_new (rows, features, &failure);
  if (dataset == NULL)
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&failure), "%s: ", images_path);
      return NULL;
    }

  dataset->image_rows = word_at (images, 2);
  dataset->image_columns = word_at (images, 3);
  for (gsize byte = 0; byte < G_N_ELEMENTS (shades); byte++)
    shades[byte] = (double) byte / 255.0;
  for (gsize i = 0; i < rows * features; i++)
    dataset->inputs[i] = shades[(guint8) images[16 + i]];
  for (gsize i = 0; i < rows; i++)
    dataset->targets[i] = (double) (guint8) labels[8 + i];
  return dataset;
}
