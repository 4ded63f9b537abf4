/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a column is, beside the number of a feature. */
#define FOP_COLUMN_LEFT_OUT G_MAXSIZE
#define FOP_COLUMN_LABEL    (G_MAXSIZE - 1)

/**
 * FopColumns:
 * @n: columns of the file
 * @places: of each: the feature that it is, counted from 0, or one of the words above
 * @features: how many are features
 * @label: which column holds the labels; @n where none does
 * @names: (nullable): NULL-terminated, @n names, "" where a column has none
 *
 * What the columns of a table are: immutable and counted.
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
 * @label: (nullable): the label's column, as core/settings/column.h has it; the last one by default
 * @features: (nullable): a list: only these are features
 * @ignore: (nullable): a list: these are left out
 * @like: (nullable): the training set's columns, for held-out data
 * @no_label: all columns are features: a matrix
 *
 * Which columns somebody wants as what.
 */
typedef struct
{
  GVariant *label, *features, *ignore;
  const FopColumns *like;
  gboolean no_label;
} FopColumnChoice;

/**
 * fop_columns_choose:
 * @columns: fresh; gets places, features and label
 * @index: a column that holds names or numbers of the rows, or @n where there is none: left out,
 *   unless it is asked for
 * @place: the file, for messages
 * @notes: (inout): is told what is left out without being asked for
 *
 * Where @like has names and so has @columns, columns are the features that have the same names,
 * whatever their order; else those in the same places.
 *
 * Returns: %FALSE with %FOP_ERROR_RANGE or %FOP_ERROR_COMBINATION: no such column, nothing left to
 *   learn from, or names that differ from the training set's
 */
gboolean fop_columns_choose (FopColumns *columns, const FopColumnChoice *choice, gsize index,
                             const char *place, GPtrArray **notes, GError **error);

/** "column 3", or "column 3 (species)". */
char *fop_columns_text (const FopColumns *columns, gsize column);

G_END_DECLS
