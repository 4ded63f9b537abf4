/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/output/stale.h"

#include "core/settings/file.h"
#include "core/settings/json.h"
#include "core/settings/tree.h"

#include <string.h>

#define SUMMARY_BYTES_MAX (G_GUINT64_CONSTANT (1) << 28)

/* Names used by versions that did not list them. */
static const char *const patterns[] = {
  "summary.json",
  "experiment.fopx",
  "instruments.csv",
  "eigenvalues.csv",
  "runs/*/history.csv",
  "runs/*/theta.npy",
  "runs/*/preconditioner*.npy",
  "runs/*/factor*.npy",
  "runs/*/eigenvalues*.csv",
  "runs/*/instruments*.csv",
  "runs/*/density.csv",
};

static const char *const figures[] = {
  "loss",      "preconditioner", "spectrum", "instruments", "gauges", "waterfall", "density",
  "landscape", "kernels",        "layers",   "blocks",      "theory", "return",
};

static gboolean
is_pictures_name (const char *name)
{
  const char *word = name + strlen ("figures/");

  if (!g_str_has_prefix (name, "figures/")
      || !(g_str_has_suffix (name, ".pdf") || g_str_has_suffix (name, ".svg")
           || g_str_has_suffix (name, ".png")))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      gsize length = strlen (figures[i]);

      if (strncmp (word, figures[i], length) == 0 && (word[length] == '.' || word[length] == '-'))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_old_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    if (g_pattern_match_simple (patterns[i], name))
      return TRUE;
  return is_pictures_name (name);
}

static GHashTable *
names_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Ignores names that lead out of the folder. */
static gboolean
stays_inside (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    if (*parts[i] == '\0' || g_str_equal (parts[i], ".") || g_str_equal (parts[i], ".."))
      return FALSE;
  return parts[0] != NULL;
}

static void
add_listed (GHashTable *names, JsonArray *files)
{
  for (guint i = 0; i < json_array_get_length (files); i++)
    {
      JsonNode *node = json_array_get_element (files, i);
      const char *name = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

      if (name != NULL && stays_inside (name))
        g_hash_table_add (names, g_strdup (name));
    }
}

static void
add_old (GHashTable *names, const char *directory)
{
  g_autoptr (GPtrArray) files = fop_tree_files (directory, NULL);

  for (guint i = 0; files != NULL && i < files->len; i++)
    if (is_old_name (files->pdata[i]))
      g_hash_table_add (names, g_strdup (files->pdata[i]));
}

/* Returns: (transfer full) (nullable): the summary, if it is from this program. */
static JsonNode *
read_summary (const char *directory)
{
  g_autofree char *path = g_build_filename (directory, "summary.json", NULL);
  gsize length;
  g_autofree char *text = fop_file_read (path, SUMMARY_BYTES_MAX, &length, NULL);
  g_autoptr (JsonNode) node
      = text != NULL ? fop_json_parse (text, (gssize) length, path, NULL) : NULL;
  JsonNode *versions;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  versions = json_object_get_member (json_node_get_object (node), "versions");
  if (versions == NULL || !JSON_NODE_HOLDS_OBJECT (versions)
      || !json_object_has_member (json_node_get_object (versions), "fop-workbench"))
    return NULL;
  return g_steal_pointer (&node);
}

GHashTable *
fop_stale_results (const char *directory)
{
  g_autoptr (JsonNode) summary = read_summary (directory);
  GHashTable *names = names_new ();
  JsonNode *files;

  if (summary == NULL)
    return names;
  files = json_object_get_member (json_node_get_object (summary), "files");
  if (files != NULL && JSON_NODE_HOLDS_ARRAY (files))
    add_listed (names, json_node_get_array (files));
  else
    add_old (names, directory);
  return names;
}

GHashTable *
fop_stale_foresight (void)
{
  static const char *const files[]
      = { "foresight.csv",           "schedule.csv",  "iterations.csv",
          "start-hypergradient.npy", "foresight.pdf", "preconditioner-hypergradient.npy",
          "foresight.svg",           "foresight.png" };
  GHashTable *names = names_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    g_hash_table_add (names, g_strdup (files[i]));
  return names;
}
