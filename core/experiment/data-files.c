/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files that an experiment reads, and whether they are still the same. */
#include "core/experiment/data-files.h"
#include "core/settings/file.h"

FopDataFile *
fop_data_file_new (const char *path, const char *sum)
{
  FopDataFile *file = g_new0 (FopDataFile, 1);

  file->path = g_strdup (path);
  file->sum = g_strdup (sum);
  return file;
}

void
fop_data_file_free (FopDataFile *file)
{
  g_free (file->path);
  g_free (file->sum);
  g_free (file);
}

static void
add_file (GPtrArray *files, const char *path)
{
  g_autofree char *sum = NULL;

  if (path == NULL)
    return;
  for (guint i = 0; i < files->len; i++)
    if (g_str_equal (((FopDataFile *) files->pdata[i])->path, path))
      return;
  sum = fop_file_sum (path);
  g_ptr_array_add (files, fop_data_file_new (path, sum));
}

/* Only settings that have an effect are written to an experiment's file. */
static void
add_files_of (GPtrArray *files, const FopSettings *settings)
{
  const FopParameterTable *table = fop_settings_table (settings);

  for (gsize i = 0; i < table->n; i++)
    {
      const char *key = table->parameters[i].key;
      FopParameterType type = table->parameters[i].type;

      if (!fop_settings_has (settings, key) || !fop_settings_applies (settings, key))
        continue;
      if (type == FOP_PARAMETER_FILE)
        add_file (files, fop_settings_file (settings, key));
      else if (type == FOP_PARAMETER_VECTOR || type == FOP_PARAMETER_MATRIX)
        add_file (files, fop_settings_array (settings, key)->file);
      else if (type == FOP_PARAMETER_GROUP)
        add_files_of (files, fop_settings_group (settings, key));
    }
}

GPtrArray *
fop_data_files (const FopExperiment *experiment)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) fop_data_file_free);

  add_files_of (files, experiment->problem_settings);
  for (gsize i = 0; i < experiment->runs->len; i++)
    add_files_of (files, fop_experiment_run (experiment, i)->settings);
  return files;
}

char *
fop_data_files_changes (const GPtrArray *files)
{
  g_autoptr (GString) changes = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++)
    {
      const FopDataFile *file = files->pdata[i];
      g_autofree char *sum = fop_file_sum (file->path);

      if (sum != NULL && g_strcmp0 (sum, file->sum) == 0)
        continue;
      g_string_append_printf (changes, "%s%s: %s", changes->len > 0 ? "\n" : "", file->path,
                              sum == NULL ? "this data file cannot be read"
                                          : "this data file has changed");
    }
  return changes->len > 0 ? g_strdup (changes->str) : NULL;
}
