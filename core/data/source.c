/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads a data set from the settings of a `data` group. */

#include "core/data/content.h"
#include "core/data/dataset.h"
#include "core/data/drawing.h"
#include "core/data/foreign-format.h"
#include "core/data/formats.h"
#include "core/data/generate.h"
#include "core/data/labels.h"
#include "core/data/overlap.h"
#include "core/data/standardize.h"
#include "core/settings/error.h"
#include "core/settings/plain-text.h"

#include <glib/gstdio.h>
#include <string.h>

/* Enough for the magic number or the first line. */
#define HEAD_BYTES 65536

#define DEFAULT_GENERATED_ROWS 500

static gsize
skipped_rows (const FopSettings *source)
{
  return (gsize) fop_settings_integer (source, "skip");
}

/* Removes the skipped rows. */
static gboolean
skip_rows (FopDataset *dataset, gsize skipped, const char *place, GError **error)
{
  if (skipped >= dataset->rows)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "\"skip\": %" G_GSIZE_FORMAT " rows, but %s has only %" G_GSIZE_FORMAT, skipped,
                   place, dataset->rows);
      return FALSE;
    }
  dataset->rows -= skipped;
  memmove (dataset->inputs, dataset->inputs + skipped * dataset->features,
           dataset->rows * dataset->features * sizeof (double));
  memmove (dataset->targets, dataset->targets + skipped, dataset->rows * sizeof (double));
  return TRUE;
}

static FopDataset *
load_generated (const FopSettings *source, gboolean real_targets, const FopDataset *like,
                guint64 seed, GError **error)
{
  FopGenerator generator = {
    .kind = (FopGenerateKind) fop_settings_choice (source, "generate"),
    .rows = fop_settings_has (source, "rows") ? fop_format_maximum_rows (source)
                                              : DEFAULT_GENERATED_ROWS + skipped_rows (source),
    .features = 2,
    .classes = 2,
    .noise = fop_settings_number (source, "noise"),
    .correlation = fop_settings_number (source, "correlation"),
    .seed = like != NULL ? like->seed : seed,
    .held_out = like != NULL,
  };
  gboolean plane = generator.kind == FOP_GENERATE_MOONS || generator.kind == FOP_GENERATE_SPIRALS;
  gboolean images
      = generator.kind == FOP_GENERATE_GRATINGS || generator.kind == FOP_GENERATE_STROKES;

  if (images)
    {
      generator.pixels = (gsize) fop_settings_integer (source, "pixels");
      generator.features = generator.pixels * generator.pixels;
    }
  if (generator.kind == FOP_GENERATE_GAUSSIANS)
    generator.features = 10;
  if (fop_settings_has (source, "features"))
    generator.features = (gsize) fop_settings_integer (source, "features");
  if (generator.kind == FOP_GENERATE_STROKES)
    generator.classes = FOP_STROKE_CLASSES;
  else if (generator.kind != FOP_GENERATE_MOONS)
    generator.classes = (gsize) fop_settings_integer (source, "classes");
  if (fop_settings_has (source, "seed"))
    generator.seed = (guint64) fop_settings_integer (source, "seed");
  if (plane && generator.features != 2)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "\"generate\": %s lie in the plane; \"features\" must be 2 or omitted",
                   fop_settings_word (source, "generate"));
      return NULL;
    }
  if (images && generator.features != generator.pixels * generator.pixels)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "\"generate\": the features of %s are their pixels; set \"pixels\" instead",
                   fop_settings_word (source, "generate"));
      return NULL;
    }
  return fop_generate (&generator, real_targets, error);
}

/* The keys of data sources: those of the formats, and generate. */
static GStrv
source_keys (void)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  for (gsize i = 0; i < fop_n_formats; i++)
    if (fop_formats[i]->key != NULL)
      g_strv_builder_add (keys, fop_formats[i]->key);
  g_strv_builder_add (keys, "generate");
  return g_strv_builder_end (keys);
}

static const char *const generate_partners[] = { "features", NULL };

/* Whether @key applies to @source, which is a format's key or generate. */
static gboolean
is_partner (const char *key, const char *source)
{
  const FopFormat *format = fop_format_find (source);

  if (format == NULL)
    return g_strv_contains (generate_partners, key);
  return format->partners != NULL && g_strv_contains (format->partners, key);
}

static gboolean
check_partner (const FopSettings *source, const char *found, const char *key, GError **error)
{
  g_auto (GStrv) sources = source_keys ();
  g_autoptr (GString) others = g_string_new (NULL);

  if (!fop_settings_has (source, key) || is_partner (key, found))
    return TRUE;
  for (gsize i = 0; sources[i] != NULL; i++)
    if (is_partner (key, sources[i]))
      g_string_append_printf (others, "%s%s", others->len > 0 ? " or " : "", sources[i]);
  g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
               "\"%s\" has no effect on \"%s\"; it applies to %s", key, found, others->str);
  return FALSE;
}

static gboolean
check_partners (const FopSettings *source, const char *found, const char *const *keys,
                GError **error)
{
  for (gsize i = 0; keys != NULL && keys[i] != NULL; i++)
    if (!check_partner (source, found, keys[i], error))
      return FALSE;
  return TRUE;
}

/* The keys of sources, in the order of the table of settings. */
static char *
list_sources (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) list = g_string_new (NULL);

  for (gsize i = 0; i < fop_dataset_table.n; i++)
    {
      const char *key = fop_dataset_table.parameters[i].key;
      const FopFormat *format = fop_format_find (key);

      if (format != NULL && format->needs != NULL)
        g_ptr_array_add (names, g_strdup_printf ("\"%s\" (with \"%s\")", key, format->needs));
      else if (format != NULL || g_str_equal (key, "generate"))
        g_ptr_array_add (names, g_strdup_printf ("\"%s\"", key));
    }
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (list, "%s%s",
                            i == 0               ? ""
                            : i + 1 < names->len ? ", "
                                                 : " or ",
                            (const char *) g_ptr_array_index (names, i));
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* Requires exactly one source, and only keys that apply to it. */
static char *
find_source (const FopSettings *source, GError **error)
{
  g_auto (GStrv) keys = source_keys ();
  const char *found = NULL;

  for (gsize i = 0; keys[i] != NULL; i++)
    {
      if (!fop_settings_has (source, keys[i]))
        continue;
      if (found != NULL)
        {
          g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                       "\"%s\" and \"%s\" are both given; data can have only one source", found,
                       keys[i]);
          return NULL;
        }
      found = keys[i];
    }
  if (found == NULL)
    {
      g_autofree char *all = list_sources ();

      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION, "no data source; give one of %s", all);
      return NULL;
    }
  for (gsize i = 0; i < fop_n_formats; i++)
    if (!check_partners (source, found, fop_formats[i]->partners, error))
      return NULL;
  return check_partners (source, found, generate_partners, error) ? g_strdup (found) : NULL;
}

/* Whether the file matches its key, judging by its first bytes. */
static gboolean
check_format (const FopFormat *format, const char *path, GError **error)
{
  g_autofree char *head = NULL;
  const FopFormat *found;
  gsize length;

  /* Unreadable files and folders of batches are left to the reader, which reports its own errors.
   * */
  if (!fop_content_read (path, HEAD_BYTES, &head, &length, NULL))
    return TRUE;
  if (fop_foreign_format_refuse (path, head, length, error))
    return FALSE;
  found = fop_format_of (path, head, length, NULL);
  if (found == NULL || found == format || found->is_text)
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: this is %s; %s%s%s", path, found->what,
               found->key != NULL ? "read it with \""
                                  : "analyze reads it, but it is not a data set",
               found->key != NULL ? found->key : "", found->key != NULL ? "\"" : " format");
  return FALSE;
}

/* Identifies the file independently of its name. */
static char *
file_identity (const char *path)
{
  struct stat status;

  if (g_stat (path, &status) != 0)
    return NULL;
  return g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, (guint64) status.st_dev,
                          (guint64) status.st_ino);
}

static FopDataset *
load_file (const FopFormat *format, const FopSettings *source, const FopDataset *like,
           GError **error)
{
  const char *path = fop_settings_file (source, format->key);
  FopDataset *dataset
      = check_format (format, path, error) ? format->load (path, source, like, error) : NULL;

  if (dataset == NULL)
    return NULL;
  dataset->file = file_identity (path);
  dataset->first_row = skipped_rows (source);
  return dataset;
}

static gboolean
check_like (const FopDataset *dataset, const FopDataset *like, const char *place, GError **error)
{
  if (dataset->features == like->features)
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
               "%s has %" G_GSIZE_FORMAT " features, but the training set %s has %" G_GSIZE_FORMAT,
               place, dataset->features, like->name, like->features);
  return FALSE;
}

FopDataset *
fop_dataset_load (const FopSettings *source, gboolean real_targets, FopDataset *like, guint64 seed,
                  GError **error)
{
  g_autofree char *kind = find_source (source, error), *name = NULL;
  const FopFormat *format = fop_format_given (source);
  g_autoptr (FopDataset) dataset = NULL;
  const char *place;

  if (kind == NULL)
    return NULL;
  dataset = format != NULL ? load_file (format, source, like, error)
                           : load_generated (source, real_targets, like, seed, error);
  if (dataset == NULL)
    return NULL;
  place = format != NULL ? fop_settings_file (source, kind) : fop_settings_word (source, kind);
  name = format != NULL ? fop_plain_name (place) : g_strdup (place);

  if (!skip_rows (dataset, skipped_rows (source), place, error)
      || (like != NULL && !check_like (dataset, like, place, error)))
    return NULL;
  /* A generator numbers its classes itself, but the training set may number them differently. */
  if (!real_targets && (dataset->classes == 0 || like != NULL)
      && !fop_dataset_number_classes (dataset, like, place, error))
    return NULL;
  fop_dataset_scale (dataset, like != NULL && !fop_settings_has (source, "scale")
                                  ? like->scale
                                  : fop_settings_number (source, "scale"));
  if (like != NULL ? like->means != NULL : fop_settings_boolean (source, "standardize"))
    fop_dataset_standardize (dataset, like);
  fop_dataset_set_name (dataset, name);
  if (like != NULL)
    fop_dataset_note_overlap (like, dataset);
  return g_steal_pointer (&dataset);
}
