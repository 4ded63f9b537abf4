/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats of data files: how each is known, and how it is read. */

#include "core/data/formats.h"
#include "core/data/cifar.h"
#include "core/data/content.h"
#include "core/data/csv.h"
#include "core/data/foreign-format.h"
#include "core/data/format-readers.h"
#include "core/data/idx.h"
#include "core/data/libsvm.h"
#include "core/data/lines.h"
#include "core/data/matrix-market.h"
#include "core/data/npz-set.h"
#include "core/settings/error.h"
#include "core/settings/npy.h"

#include <string.h>

gsize
fop_format_maximum_rows (const FopSettings *source)
{
  if (!fop_settings_has (source, "rows"))
    return 0;
  return (gsize) (fop_settings_integer (source, "skip") + fop_settings_integer (source, "rows"));
}

static gboolean
is_idx (const char *path, const char *head, gsize length)
{
  return fop_idx_kind (head, length) != FOP_IDX_NONE;
}

static FopDataset *
load_idx (const FopSettings *source, const FopDataset *like, GError **error)
{
  const char *images_path = fop_settings_file (source, "images");
  const char *labels_path = fop_settings_file (source, "labels");
  g_autofree char *images = NULL, *labels = NULL;
  gsize images_length = 0, labels_length = 0;

  if (labels_path == NULL)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "\"images\" needs \"labels\", the IDX file of their labels");
      return NULL;
    }
  if (!fop_content_read (images_path, 0, &images, &images_length, error)
      || !fop_content_read (labels_path, 0, &labels, &labels_length, error))
    return NULL;
  return fop_idx_parse (images_path, images, images_length, labels_path, labels, labels_length,
                        fop_format_maximum_rows (source), error);
}

static gboolean
is_npy (const char *path, const char *head, gsize length)
{
  return length >= 6 && memcmp (head, "\x93NUMPY", 6) == 0;
}

/* The label's column by number: an array has no names. */
static gboolean
find_label (const FopSettings *source, const char *path, gsize columns, gsize *label,
            GError **error)
{
  GVariant *given = fop_settings_columns (source, "label-column");

  if (given != NULL && !g_variant_is_of_type (given, G_VARIANT_TYPE_INT64))
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "%s: the columns of an array have no names; \"label-column\" must be a number",
                   path);
      return FALSE;
    }
  return fop_column_index (path, "label-column", given != NULL ? g_variant_get_int64 (given) : -1,
                           columns, label, error);
}

static FopDataset *
load_npy (const FopSettings *source, const FopDataset *like, GError **error)
{
  const char *path = fop_settings_file (source, "npy");
  g_autofree char *content = NULL;
  g_autoptr (FopArray) array = NULL;
  gsize length, rows, label, limit = fop_format_maximum_rows (source);
  FopDataset *dataset;

  if (fop_content_read (path, 0, &content, &length, error))
    array = fop_npy_parse ((const guint8 *) content, length, path, error);
  if (array == NULL)
    return NULL;
  if (array->columns < 2 || array->rows == 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: an array of shape (%" G_GSIZE_FORMAT ", %" G_GSIZE_FORMAT
                   ") is not rows of features with a label",
                   path, array->rows, array->columns);
      return NULL;
    }
  if (!find_label (source, path, array->columns, &label, error))
    return NULL;

  rows = limit > 0 ? MIN (limit, array->rows) : array->rows;
  dataset = fop_dataset_new (rows, array->columns - 1, error);
  for (gsize row = 0; dataset != NULL && row < rows; row++)
    {
      const double *from = array->values + row * array->columns;
      double *to = dataset->inputs + row * dataset->features;

      memcpy (to, from, label * sizeof *to);
      memcpy (to + label, from + label + 1, (dataset->features - label) * sizeof *to);
      dataset->targets[row] = from[label];
    }
  return dataset;
}

static gboolean
is_npz (const char *path, const char *head, gsize length)
{
  return length >= 4
         && (memcmp (head, "PK\x03\x04", 4) == 0 || memcmp (head, "PK\x05\x06", 4) == 0);
}

static FopDataset *
load_npz (const FopSettings *source, const FopDataset *like, GError **error)
{
  const char *path = fop_settings_file (source, "npz");
  const FopNpzSet set = { .x = fop_settings_text (source, "x"),
                          .y = fop_settings_text (source, "y"),
                          .held_out = like != NULL,
                          .maximum_rows = fop_format_maximum_rows (source) };
  g_autofree char *content = NULL;
  gsize length = 0;

  if (!fop_content_read (path, 0, &content, &length, error))
    return NULL;
  return fop_npz_set_read (path, content, length, &set, error);
}

static gboolean
is_matrix_market (const char *path, const char *head, gsize length)
{
  return fop_matrix_market_is (head, length);
}

static gboolean
is_cifar (const char *path, const char *head, gsize length)
{
  return length > 3073 && g_str_has_suffix (path, ".bin") && (guint8) head[0] < 10
         && (guint8) head[3073] < 10;
}

static FopDataset *
load_cifar (const FopSettings *source, const FopDataset *like, GError **error)
{
  const char *path = fop_settings_file (source, "cifar");
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

/* Whether the first row goes "label index:value". */
static gboolean
is_libsvm (const char *path, const char *head, gsize length)
{
  const char *text = length >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0 ? head + 3 : head;

  while (*text != '\0')
    {
      gsize line = strcspn (text, "\r\n"), blanks = strspn (text, " \t");

      if (blanks < line && text[blanks] != '#')
        {
          const char *label_end = text + blanks + strcspn (text + blanks, " \t\r\n");
          const char *entry = label_end + strspn (label_end, " \t");
          gsize digits = strspn (entry, "0123456789");

          return digits > 0 && entry[digits] == ':';
        }
      text += line + strspn (text + line, "\r\n");
    }
  return FALSE;
}

static FopDataset *
load_libsvm (const FopSettings *source, const FopDataset *like, GError **error)
{
  const char *path = fop_settings_file (source, "libsvm");
  g_autofree char *content = NULL;
  gsize length = 0, features = like != NULL ? like->features : 0;

  if (fop_settings_has (source, "features"))
    features = (gsize) fop_settings_integer (source, "features");
  if (!fop_content_read (path, 0, &content, &length, error))
    return NULL;
  return fop_libsvm_parse (path, content, length, features, fop_format_maximum_rows (source),
                           error);
}

static gboolean
is_text (const char *path, const char *head, gsize length)
{
  return memchr (head, '\0', length) == NULL;
}

static FopDataset *
load_csv (const FopSettings *source, const FopDataset *like, GError **error)
{
  g_autoptr (FopLines) lines = fop_lines_open (fop_settings_file (source, "csv"), error);
  FopCsvOptions options = {
    .choice = { .label = fop_settings_columns (source, "label-column"),
                .features = fop_settings_columns (source, "columns"),
                .ignore = fop_settings_columns (source, "ignore"),
                .like = like != NULL ? like->columns : NULL },
    .header = FOP_CSV_HEADER_GUESS,
    .drop_missing = fop_settings_choice (source, "missing") == 1,
    .maximum_rows = fop_format_maximum_rows (source),
  };

  if (fop_settings_has (source, "header"))
    options.header
        = fop_settings_boolean (source, "header") ? FOP_CSV_HEADER_YES : FOP_CSV_HEADER_NO;
  return lines != NULL ? fop_csv_read (lines, &options, error) : NULL;
}

static const char *const idx_partners[] = { "labels", NULL };
static const char *const label_partners[] = { "label-column", NULL };
static const char *const libsvm_partners[] = { "features", NULL };

static const char *const npy_suffixes[] = { "npy", NULL };
static const char *const npz_suffixes[] = { "npz", NULL };
static const char *const matrix_market_suffixes[] = { "mtx", NULL };
static const char *const text_suffixes[] = { "csv", "tsv", "txt", "dat", NULL };

const FopFormat fop_formats[] = {
  {
      .key = "images",
      .what = "an IDX file",
      .needs = "labels",
      .partners = idx_partners,
      .is = is_idx,
      .load = load_idx,
      .name_files = fop_idx_name_files,
  },
  {
      .key = "npy",
      .what = "a NumPy array (.npy)",
      .suffixes = npy_suffixes,
      .partners = label_partners,
      .is = is_npy,
      .load = load_npy,
      .read_matrix = fop_npy_read_matrix,
      .suggests_matrix = fop_npy_suggests_matrix,
  },
  {
      .key = "npz",
      .what = "a NumPy archive (.npz)",
      .suffixes = npz_suffixes,
      .has_members = TRUE,
      .is = is_npz,
      .load = load_npz,
      .read_matrix = fop_npz_read_matrix,
      .suggests_matrix = fop_npz_suggests_matrix,
  },
  {
      .what = "a matrix in the Matrix Market format",
      .suffixes = matrix_market_suffixes,
      .is = is_matrix_market,
      .read_matrix = fop_matrix_market_read_matrix,
      .suggests_matrix = fop_always_suggests_matrix,
  },
  {
      .key = "cifar",
      .what = "a batch of CIFAR-10 (.bin)",
      .is = is_cifar,
      .load = load_cifar,
  },
  {
      .key = "libsvm",
      .what = "a LIBSVM file",
      .model = "squared-hinge",
      .partners = libsvm_partners,
      .is_text = TRUE,
      .is = is_libsvm,
      .load = load_libsvm,
  },
  /* Any other text. */
  {
      .key = "csv",
      .what = "a text table",
      .suffixes = text_suffixes,
      .partners = label_partners,
      .is_text = TRUE,
      .is = is_text,
      .load = load_csv,
      .read_matrix = fop_text_read_matrix,
      .suggests_matrix = fop_text_suggests_matrix,
  },
};
const gsize fop_n_formats = G_N_ELEMENTS (fop_formats);

/* A list of places and values would pass for a table. */
static gboolean
lacks_banner (const char *path, const FopFormat *format)
{
  return format->is_text && (g_str_has_suffix (path, ".mtx") || g_str_has_suffix (path, ".mtx.gz"));
}

const FopFormat *
fop_format_of (const char *path, const char *head, gsize length, GError **error)
{
  if (fop_foreign_format_refuse (path, head, length, error))
    return NULL;
  for (gsize i = 0; i < fop_n_formats; i++)
    if (fop_formats[i].is (path, head, length))
      {
        if (!lacks_banner (path, &fop_formats[i]))
          return &fop_formats[i];
        g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                     "%s:1: the first line of the Matrix Market format is missing, such as "
                     "\"%%%%MatrixMarket matrix coordinate real general\"",
                     path);
        return NULL;
      }
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
               "%s: unknown format; supported are text (CSV, TSV, LIBSVM, Matrix Market), .npy, "
               ".npz, IDX and CIFAR-10 (.bin), plain or gzip-compressed",
               path);
  return NULL;
}

const FopFormat *
fop_format_given (const FopSettings *source)
{
  for (gsize i = 0; i < fop_n_formats; i++)
    if (fop_formats[i].key != NULL && fop_settings_has (source, fop_formats[i].key))
      return &fop_formats[i];
  return NULL;
}

const FopFormat *
fop_format_find (const char *key)
{
  for (gsize i = 0; i < fop_n_formats; i++)
    if (g_strcmp0 (fop_formats[i].key, key) == 0)
      return &fop_formats[i];
  return NULL;
}
