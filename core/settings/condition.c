/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `when`: under which other settings a parameter has an effect; and equality of effect. */
#include "core/settings/error.h"
#include "core/settings/settings-value.h"

#include <string.h>

/* A longer chain of conditions is circular. */
#define CONDITIONS_MAX 8

/* The current value of a setting in a condition, as its word; NULL if there is none. */
static const char *
condition_word (const FopSettings *settings, const FopParameter *parameter)
{
  gboolean choice = parameter->type == FOP_PARAMETER_CHOICE;
  gboolean boolean = parameter->type == FOP_PARAMETER_BOOLEAN;
  gboolean optional = (parameter->flags & FOP_PARAMETER_OPTIONAL) != 0;

  if ((optional || !(choice || boolean)) && !fop_settings_has (settings, parameter->key))
    return NULL;
  if (choice)
    return fop_settings_word (settings, parameter->key);
  if (boolean)
    return fop_settings_boolean (settings, parameter->key) ? "true" : "false";
  return "given";
}

static gboolean
is_among (const char *word, const char *alternatives)
{
  g_auto (GStrv) words = NULL;

  if (word == NULL || alternatives == NULL)
    return word != NULL && strcmp (word, "false") != 0;
  words = g_strsplit (alternatives, "|", -1);
  return g_strv_contains ((const char *const *) words, word);
}

/* Why a condition fails, such as "when base is adam", or NULL if all hold. */
static char *
find_obstacle (const FopSettings *settings, gsize i, int depth)
{
  const FopParameterTable *table = fop_settings_table (settings);
  const FopParameter *parameter = &table->parameters[i];
  g_auto (GStrv) conditions = NULL;

  if (parameter->when == NULL)
    return NULL;
  g_assert (depth < CONDITIONS_MAX);
  conditions = g_strsplit (parameter->when, "&", -1);
  for (gsize k = 0; conditions[k] != NULL; k++)
    {
      g_auto (GStrv) sides = g_strsplit (conditions[k], "=", 2);
      gssize other = fop_parameter_table_find (table, sides[0]);
      const char *word;
      char *obstacle;

      if (G_UNLIKELY (other < 0))
        g_error ("\"%s\" has a condition on \"%s\", which is not in its table", parameter->key,
                 sides[0]);
      obstacle = find_obstacle (settings, (gsize) other, depth + 1);
      if (obstacle != NULL)
        return obstacle;
      word = condition_word (settings, &table->parameters[other]);
      if (!is_among (word, sides[1]))
        return word == NULL ? g_strdup_printf ("without %s", sides[0])
                            : g_strdup_printf ("when %s is %s", sides[0], word);
    }
  return NULL;
}

gboolean
fop_settings_applies (const FopSettings *settings, const char *key)
{
  gssize i = fop_parameter_table_find (fop_settings_table (settings), key);
  g_autofree char *obstacle = NULL;

  g_return_val_if_fail (i >= 0, FALSE);
  obstacle = find_obstacle (settings, (gsize) i, 0);
  return obstacle == NULL;
}

gboolean
fop_settings_check_applies (const FopSettings *settings, const char *key, const char *place,
                            GError **error)
{
  gssize i = fop_parameter_table_find (fop_settings_table (settings), key);
  g_autofree char *obstacle = NULL, *where = fop_parameter_place (place, key);

  g_return_val_if_fail (i >= 0, FALSE);
  obstacle = find_obstacle (settings, (gsize) i, 0);
  if (obstacle == NULL)
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION, "%s has no effect %s", where, obstacle);
  return FALSE;
}

/* A setting applies in both or in neither: the keys of conditions are equal, or the comparison has
 * ended. */
gboolean
fop_settings_equal (const FopSettings *a, const FopSettings *b)
{
  const FopParameterTable *table = fop_settings_table (a), *other = fop_settings_table (b);

  if (a == b)
    return TRUE;
  if (table->parameters != other->parameters || table->n != other->n)
    return FALSE;
  for (gsize i = 0; i < table->n; i++)
    {
      const char *key = table->parameters[i].key;
      gboolean is_group = table->parameters[i].type == FOP_PARAMETER_GROUP;

      if (!fop_settings_applies (a, key) || fop_settings_same_value (a, b, i))
        continue;
      if (!is_group || fop_settings_group (a, key) == NULL || fop_settings_group (b, key) == NULL
          || !fop_settings_equal (fop_settings_group (a, key), fop_settings_group (b, key)))
        return FALSE;
    }
  return TRUE;
}
