/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of sentences. */

#include "core/data/notes.h"

#include "core/settings/plain-text.h"

static void
take (GPtrArray **notes, char *note)
{
  if (*notes == NULL)
    *notes = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (*notes, note);
}

void
fop_notes_add (GPtrArray **notes, const char *path, const char *format, ...)
{
  g_autofree char *name = fop_plain_name (path), *words = NULL, *plain = NULL;
  va_list values;

  va_start (values, format);
  words = g_strdup_vprintf (format, values);
  va_end (values);
  plain = fop_plain_message (words);
  take (notes, g_strdup_printf ("%s: %s", name, plain));
}

char *
fop_notes_text (const GPtrArray *notes)
{
  GString *text = NULL;

  for (guint i = 0; notes != NULL && i < notes->len; i++)
    {
      if (text == NULL)
        text = g_string_new (NULL);
      else
        g_string_append_c (text, '\n');
      g_string_append (text, g_ptr_array_index (notes, i));
    }
  return text != NULL ? g_string_free (text, FALSE) : NULL;
}

void
fop_notes_add_all (GPtrArray **notes, const GPtrArray *more)
{
  for (guint i = 0; more != NULL && i < more->len; i++)
    take (notes, g_strdup (g_ptr_array_index (more, i)));
}
