/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reference numbers and real data: the files of tests/data, in the folder FOP_TEST_DATA names. */

#include <json-glib/json-glib.h>

/* Path of @file, relative to that folder; free with g_free(). */
static inline char *
reference_path (const char *file)
{
  const char *folder = g_getenv ("FOP_TEST_DATA");

  if (folder == NULL)
    g_error ("FOP_TEST_DATA has to name the folder tests/data, as “meson test” has it");
  return g_build_filename (folder, file, NULL);
}

/* The object in @file, owned by @parser. */
static inline JsonObject *
reference_object (JsonParser *parser, const char *file)
{
  g_autofree char *path = reference_path (file);
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_node_get_object (json_parser_get_root (parser));
}
