/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/output/run-folders.h"

/* A name as a case-insensitive file system sees it: equal keys are the same file. */
static char *
key_of (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
}

/* Whether it could be a file of a figure or of its data. */
static gboolean
is_of_figure (const char *key)
{
  static const char *const suffixes[]
      = { ".pdf", ".svg", ".png", ".csv", ".npz", ".json", ".tex", ".dat", "-notes.txt" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (key, suffixes[i]))
      return TRUE;
  return FALSE;
}

/* "fop-2": with the first number for which this is neither a run's name nor another one's folder.
 * */
static char *
numbered (const char *name, GHashTable *names, GHashTable *taken)
{
  for (guint number = 2;; number++)
    {
      g_autofree char *folder = g_strdup_printf ("%s-%u", name, number);
      g_autofree char *key = key_of (folder);

      if (!g_hash_table_contains (names, key) && !g_hash_table_contains (taken, key))
        {
          g_hash_table_add (taken, g_steal_pointer (&key));
          return g_steal_pointer (&folder);
        }
    }
}

char **
fop_run_folders (const FopExperiment *experiment)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize n = experiment->runs->len;
  char **folders = g_new0 (char *, n + 1);

  for (gsize i = 0; i < n; i++)
    g_hash_table_add (names, key_of (fop_experiment_run (experiment, i)->name));
  for (gsize i = 0; i < n; i++)
    {
      const char *name = fop_experiment_run (experiment, i)->name;
      g_autofree char *key = key_of (name);

      if (is_of_figure (key) || g_hash_table_contains (taken, key))
        folders[i] = numbered (name, names, taken);
      else
        {
          folders[i] = g_strdup (name);
          g_hash_table_add (taken, g_steal_pointer (&key));
        }
    }
  return folders;
}
