/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of summary.json. */

#include "core/output/summary.h"

#include "core/analysis/instrument.h"
#include "core/settings/json.h"
#include "core/settings/tree.h"
#include "core/settings/whole-file.h"

#include <gsl/gsl_version.h>
#include <math.h>
#include <string.h>

void
fop_summary_set_number (JsonObject *object, const char *key, double value)
{
  if (isnan (value))
    json_object_set_null_member (object, key);
  else if (isinf (value))
    json_object_set_string_member (object, key, value > 0 ? "inf" : "-inf");
  else
    json_object_set_double_member (object, key, value);
}

void
fop_summary_add_notes (JsonObject *object, const GPtrArray *notes)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; notes != NULL && i < notes->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (notes, i));
  json_object_set_array_member (object, "notes", array);
}

JsonObject *
fop_summary_versions (void)
{
  JsonObject *versions = json_object_new ();
  g_autofree char *glib
      = g_strdup_printf ("%u.%u.%u", glib_major_version, glib_minor_version, glib_micro_version);

  json_object_set_string_member (versions, "fop-workbench", FOP_VERSION);
  json_object_set_string_member (versions, "glib", glib);
  json_object_set_string_member (versions, "gsl", gsl_version);
  return versions;
}

void
fop_summary_add_instruments (JsonObject *object, const double *values)
{
  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    fop_summary_set_number (object, fop_instrument (i)->key, values[i]);
}

gboolean
fop_summary_list_files (JsonObject *root, const char *directory, GError **error)
{
  g_autoptr (GPtrArray) files = fop_tree_files (directory, error);
  JsonArray *names;

  if (files == NULL)
    return FALSE;
  names = json_array_new ();
  for (guint i = 0; i < files->len; i++)
    if (!g_str_equal (files->pdata[i], "summary.json"))
      json_array_add_string_element (names, files->pdata[i]);
  json_array_add_string_element (names, "summary.json");
  json_object_set_array_member (root, "files", names);
  return TRUE;
}

gboolean
fop_summary_write (JsonObject *root, const char *path, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_take_object (node, root);
  text = fop_json_to_text (node);
  return fop_whole_file_write (path, text, strlen (text), error);
}
