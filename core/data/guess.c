/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What kind of data set a file is that someone picked. */

#include "core/data/content.h"
#include "core/data/dataset.h"
#include "core/data/formats.h"
#include "core/settings/error.h"

/* Enough to see the magic number or the first line. */
#define HEAD_BYTES 65536

FopSettings *
fop_dataset_guess_source (const char *path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *head = NULL;
  gsize length = 0;
  g_autoptr (FopSettings) source = fop_settings_new (&fop_dataset_table);
  const FopFormat *format;

  if (!fop_content_read (absolute, HEAD_BYTES, &head, &length, error)
      || (format = fop_format_of (absolute, head, length, error)) == NULL)
    return NULL;
  if (format->key == NULL)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: this is %s, not a data set", absolute,
                   format->what);
      return NULL;
    }
  if (!(format->name_files != NULL ? format->name_files (source, absolute, head, length, error)
                                   : fop_settings_set_file (source, format->key, absolute, error)))
    return NULL;
  return g_steal_pointer (&source);
}
