/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guesses whether a file is a matrix or a data set, and lists its arrays. */

#include "core/data/matrix-guess.h"

#include "core/data/content.h"
#include "core/data/csv-field.h"
#include "core/data/csv-layout.h"
#include "core/data/csv-lines.h"
#include "core/data/matrix-file.h"
#include "core/data/npz-set.h"

#include <string.h>

/* The rows of longer tables are not counted. */
#define TEXT_BYTES (64u << 20)

/* "… 'descr': '<f8', 'fortran_order': False, 'shape': (3, 10, 10), …": square matrices, one or
 * many; but three-dimensional arrays of bytes are images. */
static gboolean
is_square_array (const char *head, gsize length)
{
  g_autofree char *text = g_strndup (head + 10, MIN (length, 1024) - 10);
  const char *shape = strstr (text, "'shape': (");
  guint64 extents[3];
  gsize n = 0;

  if (shape == NULL)
    return FALSE;
  shape += strlen ("'shape': (");
  while (n < G_N_ELEMENTS (extents) && g_ascii_isdigit (*shape))
    {
      char *end;

      extents[n++] = g_ascii_strtoull (shape, &end, 10);
      shape = end + strspn (end, "L, ");
    }
  if (*shape != ')' || n < 2 || extents[n - 1] != extents[n - 2])
    return FALSE;
  return n == 2 || strstr (text, "u1'") == NULL;
}

/* Whether the first row and the first column have the same name, if both have one. */
static gboolean
names_agree (const FopCsvLayout *layout, const GString *second)
{
  char **names = layout->columns->names;
  FopCsvField field;
  g_autofree char *name = NULL;

  fop_csv_cut_field (layout->separator, second->str, second->str + second->len, &field);
  name = fop_csv_field_text (&field);
  return names == NULL || g_str_equal (names[1], name);
}

/* Whether there are as many rows of numbers as columns, not counting names. */
static gboolean
is_square_table (const char *path, const char *text, gsize length)
{
  g_autoptr (FopLines) all = fop_lines_new (path, text, length);
  g_auto (FopCsvLines) lines = { .lines = all };
  g_auto (FopCsvLayout) layout = { 0 };
  g_autoptr (GString) first = NULL, second = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  const char *begin, *end;
  gsize rows = 2, columns;

  if (!fop_csv_lines_begin (&lines, &first, &second, &layout.separator, NULL) || second == NULL)
    return FALSE;
  fop_csv_layout_guess (&layout, first, second, FOP_CSV_HEADER_GUESS, TRUE, path, &notes);
  columns = layout.columns->n - (layout.index == 0 ? 1 : 0);
  /* Column names without matching row names are those of features. */
  if (layout.index == 0 ? !names_agree (&layout, second) : !layout.is_numeric)
    return FALSE;
  while (fop_csv_lines_next (&lines, &begin, &end, NULL))
    rows++;
  if (layout.is_numeric && (layout.counts || layout.has_header) && rows == columns + 1)
    return columns > 1;
  return rows - (layout.has_header && !layout.is_numeric ? 1 : 0) == columns;
}

/* The arrays of an .npz file; %NULL for any other. @is_set: two of them are a data set. */
static FopNpz *
read_archive (const char *path, char **content, gboolean *is_set)
{
  FopNpz *npz;
  gsize length, inputs, targets;

  if (!fop_content_read (path, 0, content, &length, NULL)
      || memcmp (*content, "PK", MIN (length, 2)) != 0)
    return NULL;
  npz = fop_npz_open (path, *content, length, NULL);
  *is_set = npz != NULL && fop_npz_set_find (npz, &(FopNpzSet){ 0 }, &inputs, &targets, NULL);
  return npz;
}

GStrv
fop_matrix_file_arrays (const char *name)
{
  g_autofree char *content = NULL;
  gboolean is_set;
  g_autoptr (FopNpz) npz = read_archive (name, &content, &is_set);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (npz == NULL || fop_npz_n_arrays (npz) < 2)
    return NULL;
  for (gsize i = 0; i < fop_npz_n_arrays (npz); i++)
    g_strv_builder_add (names, fop_npz_name (npz, i));
  return g_strv_builder_end (names);
}

gboolean
fop_npy_suggests_matrix (const char *path, const char *head, gsize length)
{
  return length > 10 && is_square_array (head, length);
}

gboolean
fop_npz_suggests_matrix (const char *path, const char *head, gsize length)
{
  g_autofree char *content = NULL;
  gboolean is_set;
  g_autoptr (FopNpz) npz = read_archive (path, &content, &is_set);

  return npz != NULL && !is_set;
}

gboolean
fop_text_suggests_matrix (const char *path, const char *head, gsize length)
{
  g_autofree char *text = NULL;

  return fop_content_read (path, TEXT_BYTES, &text, &length, NULL)
         && is_square_table (path, text, length);
}
