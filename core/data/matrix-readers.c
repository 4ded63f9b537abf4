/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats of data files, read as matrices. */

#include "core/data/csv.h"
#include "core/data/format-readers.h"
#include "core/data/matrix-market.h"
#include "core/data/npz.h"
#include "core/settings/error.h"

FopArray *
fop_npz_read_matrix (const char *path, const char *member, const char *content, gsize length,
                     gsize *extents, GPtrArray **notes, GError **error)
{
  g_autoptr (FopNpz) npz = fop_npz_open (path, content, length, error);
  g_autofree char *all = NULL;
  gssize index = 0;

  if (npz == NULL)
    return NULL;
  if (member != NULL)
    index = fop_npz_find (npz, member, error);
  else if (fop_npz_n_arrays (npz) > 1)
    {
      all = fop_npz_names_text (npz);
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: contains several arrays; write %s:NAME with one of %s", path, path, all);
      return NULL;
    }
  return index >= 0 ? fop_npz_read (npz, (gsize) index, extents, notes, error) : NULL;
}

FopArray *
fop_npy_read_matrix (const char *path, const char *member, const char *content, gsize length,
                     gsize *extents, GPtrArray **notes, GError **error)
{
  return fop_npy_parse_rows ((const guint8 *) content, length, path, extents, error);
}

FopArray *
fop_matrix_market_read_matrix (const char *path, const char *member, const char *content,
                               gsize length, gsize *extents, GPtrArray **notes, GError **error)
{
  return fop_matrix_market_parse (path, content, length, error);
}

FopArray *
fop_text_read_matrix (const char *path, const char *member, const char *content, gsize length,
                      gsize *extents, GPtrArray **notes, GError **error)
{
  g_autoptr (FopLines) lines = fop_lines_new (path, content, length);

  return fop_csv_read_matrix (lines, notes, error);
}
