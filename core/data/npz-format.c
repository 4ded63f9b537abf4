/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NumPy archives as a format of data files. */

#include "core/data/content.h"
#include "core/data/formats.h"
#include "core/data/matrix-guess.h"
#include "core/data/npz-set.h"
#include "core/settings/error.h"

#include <string.h>

static gboolean
is (const char *path, const char *head, gsize length)
{
  return length >= 4
         && (memcmp (head, "PK\x03\x04", 4) == 0 || memcmp (head, "PK\x05\x06", 4) == 0);
}

static FopDataset *
load (const char *path, const FopSettings *source, const FopDataset *like, GError **error)
{
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

static FopArray *
read_matrix (const char *path, const char *member, const char *content, gsize length,
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

static const char *const suffixes[] = { "npz", NULL };

const FopFormat fop_npz_format = {
  .key = "npz",
  .what = "a NumPy archive (.npz)",
  .suffixes = suffixes,
  .has_members = TRUE,
  .is = is,
  .load = load,
  .read_matrix = read_matrix,
  .suggests_matrix = fop_npz_suggests_matrix,
};
