/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels that are text. */

#include "core/data/class-names.h"
#include "core/settings/parameter.h"

#include <string.h>

struct _FopClassNames
{
  GPtrArray *texts;    /* by number */
  GHashTable *numbers; /* text → number + 1 */
  gboolean has_numbers;
};

FopClassNames *
fop_class_names_new (double *values, gsize n)
{
  FopClassNames *names = g_new0 (FopClassNames, 1);

  names->texts = g_ptr_array_new_with_free_func (g_free);
  names->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  /* Too many classes are refused when the first text is added. */
  for (gsize i = 0; i < n; i++)
    if (!fop_class_names_add_number (names, values[i], &values[i]))
      values[i] = 0;
  return names;
}

void
fop_class_names_free (FopClassNames *names)
{
  if (names == NULL)
    return;
  g_hash_table_unref (names->numbers);
  g_ptr_array_unref (names->texts);
  g_free (names);
}

gboolean
fop_class_names_add (FopClassNames *names, const char *text, double *number)
{
  gsize known = GPOINTER_TO_SIZE (g_hash_table_lookup (names->numbers, text));

  if (known == 0 && names->texts->len == FOP_CLASSES_MAX)
    return FALSE;
  if (known == 0)
    {
      g_ptr_array_add (names->texts, g_strdup (text));
      known = names->texts->len;
      g_hash_table_insert (names->numbers, g_ptr_array_index (names->texts, known - 1),
                           GSIZE_TO_POINTER (known));
    }
  *number = (double) (known - 1);
  return TRUE;
}

gboolean
fop_class_names_add_number (FopClassNames *names, double value, double *number)
{
  g_autofree char *text = fop_parameter_format_number (value);

  names->has_numbers = TRUE;
  return fop_class_names_add (names, text, number);
}

gboolean
fop_class_names_has_numbers (const FopClassNames *names)
{
  return names->has_numbers;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GStrv
fop_class_names_finish (const FopClassNames *names, double *numbers, gsize n)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autofree gsize *places = g_new (gsize, names->texts->len);

  for (guint i = 0; i < names->texts->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (names->texts, i));
  g_ptr_array_sort (sorted, compare);
  for (guint i = 0; i < sorted->len; i++)
    places[GPOINTER_TO_SIZE (g_hash_table_lookup (names->numbers, sorted->pdata[i])) - 1] = i;
  for (gsize i = 0; i < n; i++)
    numbers[i] = (double) places[(gsize) numbers[i]];
  g_ptr_array_add (sorted, NULL);
  return g_strdupv ((char **) sorted->pdata);
}
