/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads whole files into memory, decompressed. */

#include "core/data/content.h"
#include "core/data/stream.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

static const gsize size_limit = (gsize) FOP_SIZE_LIMIT_BYTES;

/* Makes room for @more bytes and a NUL after the existing ones. */
static void
make_room (char **content, gsize length, gsize more, gsize *capacity)
{
  if (length + more + 1 <= *capacity)
    return;
  *capacity = MAX (length + more + 1, *capacity * 2);
  *content = g_realloc (*content, *capacity);
}

gboolean
fop_content_read (const char *path, gsize maximum, char **content, gsize *length, GError **error)
{
  g_autoptr (FopStream) stream = fop_stream_open (path, error);
  const gsize most = maximum > 0 ? maximum : size_limit;
  g_autofree char *bytes = NULL;
  gsize count = 0, capacity = 0;

  if (stream == NULL)
    return FALSE;
  make_room (&bytes, 0, MIN (fop_stream_file_size (stream), most), &capacity);
  for (;;)
    {
      g_autoptr (GError) failure = NULL;
      gssize more;

      make_room (&bytes, count, 1, &capacity);
      more = fop_stream_read (stream, bytes + count, capacity - count - 1, &failure);
      if (more == 0 || (more < 0 && maximum > 0 && fop_stream_is_cut (stream)))
        break;
      if (more < 0)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      count += (gsize) more;
      if (maximum > 0 && count >= maximum)
        break;
      if (count > size_limit)
        {
          g_set_error (error, FOP_ERROR, FOP_ERROR_TOO_LARGE,
                       "%s: the file is larger than 1 GiB, the limit for one data file", path);
          return FALSE;
        }
    }
  if (count == 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: the file is empty", path);
      return FALSE;
    }
  *length = MIN (count, most);
  bytes[*length] = '\0';
  *content = g_steal_pointer (&bytes);
  return TRUE;
}
