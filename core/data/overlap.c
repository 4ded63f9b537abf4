/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Detects held-out rows that are also training rows. */

#include "core/data/overlap.h"
#include "core/data/notes.h"

#include <string.h>

/* A row as a key of a hash table. */
typedef struct
{
  const FopDataset *set;
  gsize row;
} Row;

static const double *
inputs_of (const Row *row)
{
  return row->set->inputs + row->row * row->set->features;
}

/* FNV-1a over words of 64 bits. */
static guint
row_hash (gconstpointer key)
{
  const Row *row = key;
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037), word;

  for (gsize j = 0; j <= row->set->features; j++)
    {
      memcpy (&word, j < row->set->features ? inputs_of (row) + j : row->set->targets + row->row,
              sizeof word);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (1099511628211);
    }
  return (guint) (hash >> 32 ^ hash);
}

static gboolean
row_equal (gconstpointer a, gconstpointer b)
{
  const Row *one = a, *other = b;
  double targets[2] = { one->set->targets[one->row], other->set->targets[other->row] };

  return memcmp (&targets[0], &targets[1], sizeof (double)) == 0
         && memcmp (inputs_of (one), inputs_of (other), one->set->features * sizeof (double)) == 0;
}

static gboolean
has_row (const FopDataset *train, const Row *wanted)
{
  for (Row row = { train, 0 }; row.row < train->rows; row.row++)
    if (row_equal (&row, wanted))
      return TRUE;
  return FALSE;
}

static gboolean
has_all_rows (const FopDataset *train, const FopDataset *test)
{
  g_autofree Row *rows = NULL;
  g_autoptr (GHashTable) table = NULL;

  if (!has_row (train, &(Row){ test, 0 }))
    return FALSE;
  rows = g_new (Row, train->rows);
  table = g_hash_table_new (row_hash, row_equal);
  for (gsize i = 0; i < train->rows; i++)
    {
      rows[i] = (Row){ train, i };
      g_hash_table_add (table, &rows[i]);
    }
  for (Row row = { test, 0 }; row.row < test->rows; row.row++)
    if (!g_hash_table_contains (table, &row))
      return FALSE;
  return TRUE;
}

/* Number of rows of the same file in both sets. */
static gsize
count_common (const FopDataset *train, const FopDataset *test, gsize *first)
{
  gsize end = MIN (train->first_row + train->rows, test->first_row + test->rows);

  *first = MAX (train->first_row, test->first_row);
  if (train->file == NULL || g_strcmp0 (train->file, test->file) != 0
      || g_strcmp0 (train->part, test->part) != 0 || end <= *first)
    return 0;
  return end - *first;
}

void
fop_dataset_note_overlap (const FopDataset *train, FopDataset *test)
{
  gsize first, common = count_common (train, test, &first);

  if (common > 0 && common < test->rows)
    fop_notes_add (&test->notes, test->name,
                   "%" G_GSIZE_FORMAT " of the %" G_GSIZE_FORMAT
                   " held-out rows are also training rows: rows %" G_GSIZE_FORMAT
                   " to %" G_GSIZE_FORMAT " of the file are in both sets",
                   common, test->rows, first + 1, first + common);
  else if (common > 0 || has_all_rows (train, test))
    fop_notes_add (&test->notes, test->name,
                   "the held-out rows are not held out: all %" G_GSIZE_FORMAT
                   " are also training rows",
                   test->rows);
}
