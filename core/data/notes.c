/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of sentences. */

#include "core/data/notes.h"

void
fop_notes_add (GPtrArray **notes, const char *format, ...)
{
  va_list values;

  if (*notes == NULL)
    *notes = g_ptr_array_new_with_free_func (g_free);
  va_start (values, format);
  g_ptr_array_add (*notes, g_strdup_vprintf (format, values));
  va_end (values);
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
    fop_notes_add (notes, "%s", (const char *) g_ptr_array_index (more, i));
}
