/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The role of a column that is not a feature. */
#define FOP_COLUMN_LEFT_OUT G_MAXSIZE
#define FOP_COLUMN_LABEL    (G_MAXSIZE - 1)

/**
 * FopColumns:
 * @n: columns of the file
 * @places: for each column the index of its feature, from 0, or one of the constants above
 * @features: number of features
 * @label: index of the label column; @n if there is none
 * @names: (nullable): NULL-terminated, @n names, "" if a column has none
 *
 * The roles of a table's columns. Immutable, reference-counted.
 */
typedef struct
{
  gsize n;
  gsize *places;
  gsize features;
  gsize label;
  char **names;
} FopColumns;

FopColumns *fop_columns_new (gsize n, const char *const *names);
FopColumns *fop_columns_ref (FopColumns *columns);
void fop_columns_unref (FopColumns *columns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopColumns, fop_columns_unref)

/**
 * FopColumnChoice:
 * @label: (nullable): the label column, as in core/settings/column.h; the last one by default
 * @features: (nullable): a list: only these are features
 * @ignore: (nullable): a list: these are left out
 * @like: (nullable): the training set's columns, for held-out data
 * @no_label: all columns are features: a matrix
 *
 * The requested roles of columns.
 */
typedef struct
{
  GVariant *label, *features, *ignore;
  const FopColumns *like;
  gboolean no_label;
} FopColumnChoice;

/**
 * fop_column_index:
 * @place: the file, for messages
 * @key: the setting: "label-column"
 * @column: as requested: 0 is the first column, −1 the last
 * @columns: number of columns
 * @index: (out): the column, counted from 0
 *
 * Returns: %FALSE with %FOP_ERROR_RANGE if there is no such column
 */
gboolean fop_column_index (const char *place, const char *key, gint64 column, gsize columns,
                           gsize *index, GError **error);

/**
 * fop_columns_choose:
 * @columns: new; receives places, features and label
 * @index: a column with names or numbers of the rows, or @n if there is none: left out, unless
 *   requested
 * @place: the file, for messages
 * @notes: (inout): receives a note on columns left out without request
 *
 * If both @like and @columns have names, features are matched by name, in any order; otherwise by
 * position.
 *
 * Returns: %FALSE with %FOP_ERROR_RANGE or %FOP_ERROR_COMBINATION: no such column, no features
 *   left, or names that differ from the training set's
 */
gboolean fop_columns_choose (FopColumns *columns, const FopColumnChoice *choice, gsize index,
                             const char *place, GPtrArray **notes, GError **error);

/** "column 3", or "column 3 (species)". */
char *fop_columns_text (const FopColumns *columns, gsize column);

G_END_DECLS
