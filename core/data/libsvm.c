/* SPDX-License-Identifier: GPL-3.0-or-later */
/* LIBSVM's sparse text format, read into dense rows. */

#include "core/data/libsvm.h"
#include "core/data/content.h"
#include "core/data/formats.h"
#include "core/data/lines.h"
#include "core/data/number.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

#include <math.h>
#include <string.h>

typedef struct
{
  guint32 index; /* from 0 */
  double value;
} Entry;

typedef struct
{
  const char *path;
  gsize line, features, largest;
  GArray *entries; /* of Entry, row after row */
  GArray *ends;    /* of guint: end of each row's entries */
  GArray *targets; /* of double */
} Libsvm;

static gboolean
set_entry_error (const Libsvm *libsvm, gsize number, int code, const char *text, const char *end,
                 const char *what, GError **error)
{
  const char *stop = text;
  g_autofree char *bytes = NULL, *word = NULL;

  while (stop < end && !g_ascii_isspace (*stop) && stop - text < 40)
    stop++;
  bytes = g_strndup (text, (gsize) (stop - text));
  word = g_utf8_make_valid (bytes, -1);
  g_set_error (error, FOP_ERROR, code,
               "%s:%" G_GSIZE_FORMAT ": entry %" G_GSIZE_FORMAT ": \"%s\" %s", libsvm->path,
               libsvm->line, number, word, what);
  return FALSE;
}

static inline gboolean
ends_entry (const char *at, const char *end)
{
  return at == end || *at == ' ' || *at == '\t';
}

/* Decimal integers up to 2^32 − 2; anything else gives 0, which is not a valid index. */
static guint64
parse_index (const char **at, const char *end)
{
  const char *digit = *at;
  guint64 index = 0;

  for (; digit < end && *digit >= '0' && *digit <= '9' && index < G_MAXUINT32; digit++)
    index = index * 10 + (guint64) (*digit - '0');
  *at = digit;
  return index < G_MAXUINT32 ? index : 0;
}

static gboolean
read_entry (Libsvm *libsvm, gsize number, const char **at, const char *end, guint64 *previous,
            GError **error)
{
  const char *begin = *at, *stop = begin;
  guint64 index = parse_index (&stop, end);
  Entry entry;

  if (index == 0 || stop == end || *stop != ':')
    return set_entry_error (libsvm, number, FOP_ERROR_FORMAT, begin, end,
                            "is not index:value with an integer index of at least 1", error);
  if (index <= *previous)
    return set_entry_error (libsvm, number, FOP_ERROR_FORMAT, begin, end,
                            "is out of order: the indices of a row must ascend", error);
  if (libsvm->features != 0 && index > libsvm->features)
    {
      g_autofree char *what
          = g_strdup_printf ("exceeds the %" G_GSIZE_FORMAT " features requested or found in the "
                             "training set; \"features\" there can raise the number",
                             libsvm->features);

      return set_entry_error (libsvm, number, FOP_ERROR_RANGE, begin, end, what, error);
    }

  entry.index = (guint32) index - 1;
  stop = fop_number_parse (stop + 1, end, &entry.value);
  if (stop == NULL || !ends_entry (stop, end))
    return set_entry_error (libsvm, number, FOP_ERROR_FORMAT, begin, end,
                            "has no number after the colon", error);
  if (!isfinite (entry.value))
    return set_entry_error (libsvm, number, FOP_ERROR_NOT_FINITE, begin, end,
                            "is not finite; every value must be a finite number", error);

  g_array_append_val (libsvm->entries, entry);
  libsvm->largest = MAX (libsvm->largest, index);
  *previous = index;
  *at = stop;
  return TRUE;
}

static gboolean
read_line (Libsvm *libsvm, const char *at, const char *end, GError **error)
{
  const char *stop;
  guint64 previous = 0;
  double target = 0.0;

  stop = fop_number_parse (at, end, &target);
  if (stop != NULL && stop < end && *stop == ',')
    return set_entry_error (libsvm, 1, FOP_ERROR_FORMAT, at, end,
                            "lists several labels; multi-label data are not supported", error);
  if (stop == NULL || !ends_entry (stop, end))
    return set_entry_error (libsvm, 1, FOP_ERROR_FORMAT, at, end,
                            "is not a number; a line must start with its label", error);
  if (!isfinite (target))
    return set_entry_error (libsvm, 1, FOP_ERROR_NOT_FINITE, at, end,
                            "is not finite; a label must be a finite number", error);

  if (libsvm->entries->len > FOP_SIZE_LIMIT_BYTES / sizeof (Entry))
    return set_entry_error (libsvm, 1, FOP_ERROR_TOO_LARGE, at, end,
                            "starts a row that exceeds 1 GiB of entries, the limit for one data "
                            "file",
                            error);
  for (gsize number = 2;; number++)
    {
      while (stop < end && (*stop == ' ' || *stop == '\t'))
        stop++;
      if (stop == end)
        break;
      if (!read_entry (libsvm, number, &stop, end, &previous, error))
        return FALSE;
    }
  g_array_append_val (libsvm->targets, target);
  g_array_append_val (libsvm->ends, libsvm->entries->len);
  return TRUE;
}

static FopDataset *
make_dense (const Libsvm *libsvm, GError **error)
{
  gsize rows = libsvm->targets->len, entry = 0;
  gsize features = libsvm->features != 0 ? libsvm->features : libsvm->largest;
  g_autoptr (GError) failure = NULL;
  FopDataset *dataset;

  if (features == 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: the file contains no index:value pair",
                   libsvm->path);
      return NULL;
    }
  dataset = fop_dataset_new (rows, features, &failure);
  if (dataset == NULL)
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&failure), "%s: ", libsvm->path);
      return NULL;
    }

  memset (dataset->inputs, 0, rows * features * sizeof (double));
  memcpy (dataset->targets, libsvm->targets->data, rows * sizeof (double));
  for (gsize row = 0; row < rows; row++)
    for (; entry < g_array_index (libsvm->ends, guint, row); entry++)
      {
        const Entry *e = &g_array_index (libsvm->entries, Entry, entry);

        dataset->inputs[row * features + e->index] = e->value;
      }
  return dataset;
}

FopDataset *
fop_libsvm_parse (const char *path, const char *content, gsize length, gsize features,
                  gsize maximum_rows, GError **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (double));
  Libsvm libsvm = { path, 0, features, 0, entries, ends, targets };
  const char *at = fop_text_begin (path, content, length, error), *end = content + length;

  if (at == NULL)
    return NULL;
  while (at < end && (maximum_rows == 0 || targets->len < maximum_rows))
    {
      const char *next = memchr (at, '\n', (gsize) (end - at)), *stop = next != NULL ? next : end;
      const char *comment = memchr (at, '#', (gsize) (stop - at));

      libsvm.line++;
      if (comment != NULL)
        stop = comment;
      while (at < stop && g_ascii_isspace (*at))
        at++;
      while (stop > at && g_ascii_isspace (stop[-1]))
        stop--;
      if (at < stop && !read_line (&libsvm, at, stop, error))
        return NULL;
      at = next != NULL ? next + 1 : end;
    }
  if (targets->len == 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: there are no rows of numbers", path);
      return NULL;
    }
  return make_dense (&libsvm, error);
}

/* Whether the first row goes "label index:value". */
static gboolean
is (const char *path, const char *head, gsize length)
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
load (const char *path, const FopSettings *source, const FopDataset *like, GError **error)
{
  g_autofree char *content = NULL;
  gsize length = 0, features = like != NULL ? like->features : 0;

  if (fop_settings_has (source, "features"))
    features = (gsize) fop_settings_integer (source, "features");
  if (!fop_content_read (path, 0, &content, &length, error))
    return NULL;
  return fop_libsvm_parse (path, content, length, features, fop_format_maximum_rows (source),
                           error);
}

static const char *const partners[] = { "features", NULL };

const FopFormat fop_libsvm_format = {
  .key = "libsvm",
  .what = "a LIBSVM file",
  .model = "squared-hinge",
  .partners = partners,
  .is_text = TRUE,
  .is = is,
  .load = load,
};
