/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roles of a table's columns. */

#include "core/data/columns.h"
#include "core/data/notes.h"
#include "core/settings/error.h"
#include "core/settings/nearest-word.h"

#include <string.h>

FopColumns *
fop_columns_new (gsize n, const char *const *names)
{
  FopColumns *columns = g_atomic_rc_box_new0 (FopColumns);

  columns->n = n;
  columns->label = n;
  columns->places = g_new0 (gsize, n);
  columns->names = g_strdupv ((char **) names);
  return columns;
}

FopColumns *
fop_columns_ref (FopColumns *columns)
{
  return g_atomic_rc_box_acquire (columns);
}

static void
columns_clear (gpointer data)
{
  FopColumns *columns = data;

  g_free (columns->places);
  g_strfreev (columns->names);
}

void
fop_columns_unref (FopColumns *columns)
{
  if (columns != NULL)
    g_atomic_rc_box_release_full (columns, columns_clear);
}

char *
fop_columns_text (const FopColumns *columns, gsize column)
{
  gboolean is_named
      = columns->names != NULL && column < columns->n && *columns->names[column] != '\0';

  return is_named ? g_strdup_printf ("column %" G_GSIZE_FORMAT " (%s)", column + 1,
                                     columns->names[column])
                  : g_strdup_printf ("column %" G_GSIZE_FORMAT, column + 1);
}

/* The first column named @name; @n if there is none. */
static gsize
find_name (const FopColumns *columns, const char *name)
{
  gsize i = 0;

  while (columns->names != NULL && i < columns->n && !g_str_equal (columns->names[i], name))
    i++;
  return columns->names != NULL ? i : columns->n;
}

gboolean
fop_column_index (const char *place, const char *key, gint64 column, gsize columns, gsize *index,
                  GError **error)
{
  gint64 n = (gint64) columns;

  if (column < -n || column >= n)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE,
                   "%s: there is no %s %" G_GINT64_FORMAT " among %" G_GINT64_FORMAT
                   " columns; expected 0 to %" G_GINT64_FORMAT ", or -1 to -%" G_GINT64_FORMAT
                   " counted from the end",
                   place, key, column, n, n - 1, n);
      return FALSE;
    }
  *index = (gsize) (column < 0 ? column + n : column);
  return TRUE;
}

static gboolean
refuse_name (const FopColumns *columns, const char *key, const char *name, const char *place,
             GError **error)
{
  const char *near = NULL;
  g_autofree char *all = NULL;

  if (columns->names == NULL)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "%s: \"%s\" refers to a column named \"%s\", but there is no line of names; "
                   "\"header\": true reads the first line as one",
                   place, key, name);
      return FALSE;
    }
  near = fop_nearest_word (name, columns->n, (const char *const *) columns->names);
  all = g_strjoinv (", ", columns->names);
  g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
               "%s: \"%s\" refers to an unknown column \"%s\"; %s%s%s", place, key, name,
               near != NULL ? "did you mean \"" : "the columns are ", near != NULL ? near : all,
               near != NULL ? "\"?" : "");
  return FALSE;
}

/* The column that @reference, an index or a name, refers to. */
static gboolean
find_column (const FopColumns *columns, const char *key, GVariant *reference, const char *place,
             gsize *column, GError **error)
{
  if (g_variant_is_of_type (reference, G_VARIANT_TYPE_INT64))
    return fop_column_index (place, key, g_variant_get_int64 (reference), columns->n, column,
                             error);
  *column = find_name (columns, g_variant_get_string (reference, NULL));
  return *column < columns->n
         || refuse_name (columns, key, g_variant_get_string (reference, NULL), place, error);
}

/* Sets @flags of the columns of a list. */
static gboolean
mark (const FopColumns *columns, const char *key, GVariant *list, const char *place,
      gboolean *flags, GError **error)
{
  for (gsize i = 0; list != NULL && i < g_variant_n_children (list); i++)
    {
      g_autoptr (GVariant) box = g_variant_get_child_value (list, i);
      g_autoptr (GVariant) reference = g_variant_get_variant (box);
      gsize column;

      if (!find_column (columns, key, reference, place, &column, error))
        return FALSE;
      flags[column] = TRUE;
    }
  return TRUE;
}

static gboolean
choose_label (FopColumns *columns, const FopColumnChoice *choice, const char *place, GError **error)
{
  const FopColumns *like = choice->like;

  if (choice->no_label)
    return TRUE;
  if (choice->label != NULL)
    return find_column (columns, "label-column", choice->label, place, &columns->label, error);
  if (like != NULL && like->names != NULL && columns->names != NULL
      && *like->names[like->label] != '\0')
    {
      columns->label = find_name (columns, like->names[like->label]);
      if (columns->label < columns->n)
        return TRUE;
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "%s: the label column of the training set, \"%s\", is missing", place,
                   like->names[like->label]);
      return FALSE;
    }
  if (like != NULL && like->n == columns->n)
    columns->label = like->label;
  else
    return fop_column_index (place, "label-column", -1, columns->n, &columns->label, error);
  return TRUE;
}

static gboolean
has_unique_names (const FopColumns *columns)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < columns->n; i++)
    if (columns->places[i] != FOP_COLUMN_LEFT_OUT
        && (*columns->names[i] == '\0' || !g_hash_table_add (seen, columns->names[i])))
      return FALSE;
  return TRUE;
}

/* Matches features by name. */
static gboolean
match_names (FopColumns *columns, const FopColumns *like, const gboolean *ignored,
             const char *place, GError **error)
{
  for (gsize i = 0; i < columns->n; i++)
    columns->places[i] = FOP_COLUMN_LEFT_OUT;
  for (gsize i = 0; i < like->n; i++)
    {
      gsize column = find_name (columns, like->names[i]);

      if (like->places[i] >= like->features)
        continue;
      if (column == columns->n || column == columns->label)
        {
          g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                       "%s: the column \"%s\" of the training set is missing", place,
                       like->names[i]);
          return FALSE;
        }
      columns->places[column] = like->places[i];
    }
  for (gsize i = 0; i < columns->n; i++)
    if (columns->places[i] == FOP_COLUMN_LEFT_OUT && i != columns->label && !ignored[i]
        && find_name (like, columns->names[i]) == like->n)
      {
        g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                     "%s: the training set has no column \"%s\"; \"ignore\" leaves it out", place,
                     columns->names[i]);
        return FALSE;
      }
  columns->features = like->features;
  if (columns->label < columns->n)
    columns->places[columns->label] = FOP_COLUMN_LABEL;
  return TRUE;
}

/* Numbers features in file order. */
static gboolean
number_features (FopColumns *columns, const FopColumnChoice *choice, const gboolean *wanted,
                 const gboolean *ignored, const char *place, GError **error)
{
  const FopColumns *like = choice->like;
  gboolean alike
      = like != NULL && like->n == columns->n && choice->features == NULL && choice->ignore == NULL;

  for (gsize i = 0; i < columns->n; i++)
    {
      gboolean out = ignored[i] || (choice->features != NULL && !wanted[i])
                     || (alike && like->places[i] == FOP_COLUMN_LEFT_OUT);

      if (i == columns->label)
        columns->places[i] = FOP_COLUMN_LABEL;
      else
        columns->places[i] = out ? FOP_COLUMN_LEFT_OUT : columns->features++;
    }
  if (columns->features > 0)
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
               "%s: all columns but the label are left out; no features remain", place);
  return FALSE;
}

gboolean
fop_columns_choose (FopColumns *columns, const FopColumnChoice *choice, gsize index,
                    const char *place, GPtrArray **notes, GError **error)
{
  const FopColumns *like = choice->like;
  g_autofree gboolean *wanted = g_new0 (gboolean, columns->n + 1);
  g_autofree gboolean *ignored = g_new0 (gboolean, columns->n + 1);

  if (!choose_label (columns, choice, place, error)
      || !mark (columns, "columns", choice->features, place, wanted, error)
      || !mark (columns, "ignore", choice->ignore, place, ignored, error))
    return FALSE;
  if (columns->label < columns->n && ignored[columns->label])
    {
      g_autofree char *label = fop_columns_text (columns, columns->label);

      g_set_error (
          error, FOP_ERROR, FOP_ERROR_COMBINATION,
          "%s: \"ignore\" leaves out %s, which contains the labels; \"label-column\" can name "
          "another",
          place, label);
      return FALSE;
    }
  if (index < columns->n && index != columns->label && !wanted[index])
    {
      if (!ignored[index] && like == NULL)
        fop_notes_add (notes, place,
                       "column %" G_GSIZE_FORMAT
                       " has no name; it is assumed to be a row index and left out",
                       index + 1);
      ignored[index] = TRUE;
    }
  if (!number_features (columns, choice, wanted, ignored, place, error))
    return FALSE;
  if (like == NULL)
    return TRUE;
  if ((like->names != NULL) != (columns->names != NULL))
    fop_notes_add (notes, place,
                   "there is %s line of names, unlike in the training set; columns are matched by "
                   "position",
                   columns->names != NULL ? "a" : "no");
  if (like->names == NULL || columns->names == NULL || choice->features != NULL
      || g_strv_equal ((const char *const *) like->names, (const char *const *) columns->names))
    return TRUE;
  if (!has_unique_names (like) || !has_unique_names (columns))
    {
      g_set_error (
          error, FOP_ERROR, FOP_ERROR_COMBINATION,
          "%s: its column names differ from those of the training set, which contain duplicates, "
          "so they cannot be matched",
          place);
      return FALSE;
    }
  return match_names (columns, like, ignored, place, error);
}
