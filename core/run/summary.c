/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of summary.json. */

#include "core/run/summary.h"

#include "core/analysis/instrument.h"
#include "core/run/whole-file.h"
#include "core/settings/json.h"

#include <gsl/gsl_version.h>
#include <math.h>

void
fop_summary_set_number (JsonObject *object, const char *key, double value)
{
  if (isfinite (value))
    json_object_set_double_member (object, key, value);
  else
    json_object_set_null_member (object, key);
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
fop_summary_write (JsonObject *root, const char *path, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (FopWholeFile) file = NULL;
  g_autofree char *text = NULL;

  json_node_take_object (node, root);
  text = fop_json_to_text (node);
  file = fop_whole_file_open (path, error);
  if (!file)
    return FALSE;
  fputs (text, file->stream);
  return fop_whole_file_commit (file, error);
}
