/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ids in SVG files that do not depend on what was drawn before. */

#include "ui/figures/paper/svg-ids.h"

#include <string.h>

/* Where they are defined or referred to. */
#define PATTERN "(id=\"|#)((?:surface|image|source)-?)([0-9]+)(?=[\")])"

static gboolean
number_id (const GMatchInfo *match, GString *text, gpointer data)
{
  GHashTable *numbers = data; /* from an id to its number */
  g_autofree char *before = g_match_info_fetch (match, 1);
  g_autofree char *prefix = g_match_info_fetch (match, 2);
  g_autofree char *digits = g_match_info_fetch (match, 3);
  char *id = g_strconcat (prefix, digits, NULL);
  gpointer known;

  if (g_hash_table_lookup_extended (numbers, id, NULL, &known))
    g_free (id);
  else
    {
      known = GUINT_TO_POINTER (g_hash_table_size (numbers));
      g_hash_table_insert (numbers, id, known);
    }
  g_string_append_printf (text, "%s%s%u", before, prefix, GPOINTER_TO_UINT (known));
  return FALSE;
}

void
fig_svg_number_ids (GByteArray *svg)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GRegex) regex = g_regex_new (PATTERN, G_REGEX_RAW, 0, NULL);
  g_autofree char *text = g_regex_replace_eval (regex, (const char *) svg->data, (gssize) svg->len,
                                                0, 0, number_id, numbers, NULL);

  g_return_if_fail (text != NULL);
  g_byte_array_set_size (svg, 0);
  g_byte_array_append (svg, (const guint8 *) text, (guint) strlen (text));
}
