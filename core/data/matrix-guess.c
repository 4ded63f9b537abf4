/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a file that someone opens is a matrix or a data set, and which of its arrays. */

#include "core/data/content.h"
#include "core/data/matrix-file.h"
#include "core/data/matrix-market.h"
#include "core/data/npz.h"

#include <string.h>

/* Enough for the header of an array, or the first line of a table. */
#define HEAD_BYTES 65536

/* Tables longer than this are not counted out. */
#define TEXT_BYTES (64u << 20)

/* "… 'descr': '<f8', 'fortran_order': False, 'shape': (3, 10, 10), …": square matrices, one or
 * many; but bytes of three dimensions are pictures. */
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

/* As many lines of numbers as there are numbers in the first. */
static gboolean
is_square_table (const char *text)
{
  gsize rows = 0, columns = 0;

  for (const char *line = text; *line != '\0';)
    {
      gsize length = strcspn (line, "\r\n");
      const char *end = line + length, *at = line + strspn (line, " \t");

      if (at < end && *at != '#')
        {
          while (rows == 0 && at < end)
            {
              char *after;

              g_ascii_strtod (at, &after);
              if (after == at || after > end)
                return FALSE;
              columns++;
              at = after + strspn (after, " \t,;");
            }
          rows++;
        }
      line = end + strspn (end, "\r\n");
    }
  return rows > 1 && rows == columns;
}

/* Returns: (transfer full) (nullable): the arrays of an .npz file. */
static GStrv
read_names (const char *path, gboolean *is_set)
{
  g_autofree char *content = NULL;
  gsize length;

  if (!fop_content_read (path, 0, &content, &length, NULL)
      || memcmp (content, "PK", MIN (length, 2)) != 0)
    return NULL;
  return fop_npz_names (path, content, length, is_set, NULL);
}

GStrv
fop_matrix_file_arrays (const char *name)
{
  gboolean is_set;
  g_auto (GStrv) arrays = read_names (name, &is_set);

  return arrays != NULL && g_strv_length (arrays) > 1 ? g_steal_pointer (&arrays) : NULL;
}

gboolean
fop_matrix_file_guess (const char *name)
{
  g_autofree char *content = NULL;
  const char *colon = strrchr (name, ':');
  gboolean is_archive, is_set;
  gsize length;

  if (!fop_content_read (name, HEAD_BYTES, &content, &length, NULL))
    return colon != NULL && colon - name > 4 && g_str_has_prefix (colon - 4, ".npz:");
  if (fop_matrix_market_is (content, length))
    return TRUE;
  if (length > 10 && memcmp (content, "\x93NUMPY", 6) == 0)
    return is_square_array (content, length);
  is_archive = memcmp (content, "PK", MIN (length, 2)) == 0;
  if (!is_archive && memchr (content, '\0', length) != NULL)
    return FALSE;
  g_clear_pointer (&content, g_free);
  if (is_archive)
    {
      g_auto (GStrv) arrays = read_names (name, &is_set);

      return arrays != NULL && !is_set;
    }
  return fop_content_read (name, TEXT_BYTES, &content, &length, NULL) && is_square_table (content);
}
