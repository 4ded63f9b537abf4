/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats of data files: which one a file has. */

#include "core/data/formats.h"
#include "core/data/foreign-format.h"
#include "core/settings/error.h"

#include <string.h>

#define DECLARE(name, ...) extern const FopFormat fop_##name##_format;
#define ADDRESS(name, ...) &fop_##name##_format,
#define NOTHING(...)

FOP_FORMATS (DECLARE, NOTHING, DECLARE)

const FopFormat *const fop_formats[] = { FOP_FORMATS (ADDRESS, NOTHING, ADDRESS) };
const gsize fop_n_formats = G_N_ELEMENTS (fop_formats);

gsize
fop_format_maximum_rows (const FopSettings *source)
{
  if (!fop_settings_has (source, "rows"))
    return 0;
  return (gsize) (fop_settings_integer (source, "skip") + fop_settings_integer (source, "rows"));
}

/* A list of places and values would pass for a table. */
static gboolean
lacks_banner (const char *path, const FopFormat *format)
{
  return format->is_text && (g_str_has_suffix (path, ".mtx") || g_str_has_suffix (path, ".mtx.gz"));
}

/* The first of the formats, text or not, that recognizes the file, or else takes any text. */
static const FopFormat *
recognize (gboolean is_text, const char *path, const char *head, gsize length)
{
  const FopFormat *any = NULL;

  for (gsize i = 0; i < fop_n_formats; i++)
    {
      const FopFormat *format = fop_formats[i];

      if (format->is_text != is_text)
        continue;
      if (format->is == NULL)
        any = format;
      else if (format->is (path, head, length))
        return format;
    }
  return memchr (head, '\0', length) == NULL ? any : NULL;
}

/* "an IDX file, a text table or a LIBSVM file" */
static char *
list_formats (void)
{
  GString *list = g_string_new (NULL);

  for (gsize i = 0; i < fop_n_formats; i++)
    g_string_append_printf (list, "%s%s",
                            i == 0                  ? ""
                            : i + 1 < fop_n_formats ? ", "
                                                    : " or ",
                            fop_formats[i]->what);
  return g_string_free (list, FALSE);
}

const FopFormat *
fop_format_of (const char *path, const char *head, gsize length, GError **error)
{
  g_autofree char *expected = NULL;
  const FopFormat *format;

  if (fop_foreign_format_refuse (path, head, length, error))
    return NULL;
  format = recognize (FALSE, path, head, length);
  if (format == NULL)
    format = recognize (TRUE, path, head, length);
  if (format == NULL)
    {
      expected = list_formats ();
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: unknown format; expected %s, plain or gzip-compressed", path, expected);
      return NULL;
    }
  if (lacks_banner (path, format))
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s:1: the first line of the Matrix Market format is missing, such as "
                   "\"%%%%MatrixMarket matrix coordinate real general\"",
                   path);
      return NULL;
    }
  return format;
}

const FopFormat *
fop_format_given (const FopSettings *source)
{
  for (gsize i = 0; i < fop_n_formats; i++)
    if (fop_formats[i]->key != NULL && fop_settings_has (source, fop_formats[i]->key))
      return fop_formats[i];
  return NULL;
}

const FopFormat *
fop_format_find (const char *key)
{
  for (gsize i = 0; i < fop_n_formats; i++)
    if (g_strcmp0 (fop_formats[i]->key, key) == 0)
      return fop_formats[i];
  return NULL;
}
