/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from a declaration alone: its range and values as text, the nearest key. */
#include "core/settings/parameter.h"
#include "core/settings/error.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Characters of quoted input shown in a message. */
#define QUOTED_MAX 40

gssize
fop_parameter_table_find (const FopParameterTable *table, const char *key)
{
  for (gsize i = 0; i < table->n; i++)
    if (strcmp (table->parameters[i].key, key) == 0)
      return (gssize) i;
  return -1;
}

/* Ranges are closed: an open end is declared as the adjacent number. */
static char *
lower_end_text (double minimum)
{
  return minimum > 0 && minimum <= 1e-300 ? g_strdup ("above 0")
                                          : fop_parameter_format_number (minimum);
}

static char *
upper_end_text (double maximum)
{
  double whole = ceil (maximum);
  g_autofree char *text = fop_parameter_format_number (whole - maximum < 1e-12 ? whole : maximum);

  return whole > maximum && whole - maximum < 1e-12 ? g_strconcat ("below ", text, NULL)
                                                    : g_steal_pointer (&text);
}

static char *
number_range_text (const FopParameter *parameter)
{
  gboolean whole = parameter->type == FOP_PARAMETER_INTEGER;
  double bound = whole ? FOP_WHOLE_MAX : G_MAXDOUBLE;
  gboolean low = parameter->minimum > -bound, high = parameter->maximum < bound;
  g_autofree char *minimum = lower_end_text (parameter->minimum);
  g_autofree char *maximum = upper_end_text (parameter->maximum);
  const char *number = whole ? "an integer" : "a number";

  if (low && high)
    return whole ? g_strdup_printf ("an integer from %s to %s", minimum, maximum)
                 : g_strdup_printf ("%s to %s", minimum, maximum);
  if (low)
    return g_strdup_printf ("%s %s%s", number, *minimum == 'a' ? "" : "of at least ", minimum);
  if (high)
    return g_strdup_printf ("%s %s%s", number, *maximum == 'b' ? "" : "of at most ", maximum);
  return g_strdup (number);
}

static char *
choices_text (const char *const *choices)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; choices[i] != NULL; i++)
    g_string_append_printf (text, "%s%s",
                            i == 0                   ? ""
                            : choices[i + 1] == NULL ? " or "
                                                     : ", ",
                            choices[i]);
  return g_string_free (text, FALSE);
}

char *
fop_parameter_range_text (const FopParameter *parameter)
{
  switch (parameter->type)
    {
    case FOP_PARAMETER_REAL:
    case FOP_PARAMETER_INTEGER:
      return number_range_text (parameter);
    case FOP_PARAMETER_BOOLEAN:
      return g_strdup ("true or false");
    case FOP_PARAMETER_CHOICE:
      return choices_text (parameter->choices);
    case FOP_PARAMETER_FILE:
      return g_strdup ("the path to a file");
    case FOP_PARAMETER_TEXT:
      return g_strdup ("a name");
    case FOP_PARAMETER_COLUMN:
      return g_strdup_printf ("an integer from %.0f to %.0f or the name of a column",
                              parameter->minimum, parameter->maximum);
    case FOP_PARAMETER_COLUMNS:
      return g_strdup ("a list of column names or numbers");
    case FOP_PARAMETER_VECTOR:
      return g_strdup ("a list of numbers or the path to a .npy file");
    case FOP_PARAMETER_MATRIX:
      return g_strdup ("a list of rows or the path to a .npy file");
    case FOP_PARAMETER_GROUP:
      return g_strdup ("an object");
    }
  g_return_val_if_reached (NULL);
}

/* "1e+05" → "1e5", "2.5e-07" → "2.5e-7". */
static void
tidy_exponent (char *text)
{
  char *digits = strchr (text, 'e');
  const char *rest;

  if (digits == NULL)
    return;
  rest = ++digits;
  if (*rest == '-')
    digits++;
  rest += *rest == '-' || *rest == '+';
  while (*rest == '0')
    rest++;
  memmove (digits, rest, strlen (rest) + 1);
}

char *
fop_help_summary (const char *help)
{
  return g_strndup (help, strcspn (help, "\n"));
}

char *
fop_parameter_format_number (double value)
{
  char text[64];
  /* 15 digits always round-trip, and %g drops trailing zeros; subnormals have fewer digits. */
  int digits = fabs (value) < DBL_MIN ? 1 : 15;

  if (!isfinite (value))
    return g_strdup (isnan (value) ? "NaN" : value < 0 ? "-infinity" : "infinity");
  if (value == trunc (value) && fabs (value) < 1e15)
    return g_strdup (g_ascii_formatd (text, sizeof text, "%.0f", value));
  do
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (text, sizeof text, format, value);
    }
  while (g_ascii_strtod (text, NULL) != value && ++digits <= 17);
  tidy_exponent (text);
  return g_strdup (text);
}

char *
fop_parameter_quote (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  gboolean whole = g_utf8_strlen (valid, -1) <= QUOTED_MAX;
  g_autofree char *start = whole ? g_strdup (valid) : g_utf8_substring (valid, 0, QUOTED_MAX);

  return g_strdup_printf ("\"%s%s\"", start, whole ? "" : "…");
}

char *
fop_parameter_place (const char *place, const char *key)
{
  return place == NULL || *place == '\0' ? g_strdup (key) : g_strdup_printf ("%s.%s", place, key);
}

void
fop_parameter_table_refuse_key (const FopParameterTable *table, const char *const *others,
                                const char *key, const char *place, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autofree char *where = fop_parameter_place (place, key), *list = NULL;
  const char *nearest;

  for (gsize i = 0; others != NULL && others[i] != NULL; i++)
    g_ptr_array_add (keys, (gpointer) others[i]);
  for (gsize i = 0; table != NULL && i < table->n; i++)
    g_ptr_array_add (keys, (gpointer) table->parameters[i].key);
  nearest = fop_nearest_word (key, keys->len, (const char *const *) keys->pdata);
  g_ptr_array_add (keys, NULL);
  list = g_strjoinv (", ", (char **) keys->pdata);
  if (nearest != NULL)
    g_set_error (error, FOP_ERROR, FOP_ERROR_UNKNOWN_KEY, "%s: unknown key; did you mean %s?",
                 where, nearest);
  else
    g_set_error (error, FOP_ERROR, FOP_ERROR_UNKNOWN_KEY, "%s: unknown key; valid keys are %s",
                 where, *list != '\0' ? list : "none");
}

gboolean
fop_parameter_check_number (const FopParameter *parameter, double value, const char *place,
                            GError **error)
{
  g_autofree char *where = NULL, *number = NULL, *range = NULL;
  double minimum = parameter->minimum, maximum = parameter->maximum;
  gboolean whole = parameter->type != FOP_PARAMETER_REAL;

  if (parameter->type == FOP_PARAMETER_BOOLEAN)
    {
      minimum = 0;
      maximum = 1;
    }
  else if (parameter->type == FOP_PARAMETER_CHOICE)
    {
      minimum = 0;
      maximum = (double) g_strv_length ((char **) parameter->choices) - 1;
    }
  else if (whole)
    {
      minimum = MAX (minimum, -FOP_WHOLE_MAX);
      maximum = MIN (maximum, FOP_WHOLE_MAX);
    }
  if (isfinite (value) && value >= minimum && value <= maximum
      && (!whole || value == trunc (value)))
    return TRUE;

  where = fop_parameter_place (place, parameter->key);
  number = fop_parameter_format_number (value);
  range = fop_parameter_range_text (parameter);
  if (!isfinite (value))
    g_set_error (error, FOP_ERROR, FOP_ERROR_NOT_FINITE,
                 "%s: %s is not a finite number; expected %s", where, number, range);
  else if (whole && value != trunc (value))
    g_set_error (error, FOP_ERROR, FOP_ERROR_TYPE, "%s: %s is not an integer; expected %s", where,
                 number, range);
  else
    g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE, "%s: %s is out of range; expected %s", where,
                 number, range);
  return FALSE;
}

int
fop_parameter_find_choice (const FopParameter *parameter, const char *word, const char *place,
                           GError **error)
{
  guint n = g_strv_length ((char **) parameter->choices);
  g_autofree char *where = NULL, *list = NULL, *quoted = NULL;
  const char *nearest;

  for (guint i = 0; i < n; i++)
    if (strcmp (parameter->choices[i], word) == 0)
      return (int) i;
  where = fop_parameter_place (place, parameter->key);
  list = g_strjoinv (", ", (char **) parameter->choices);
  quoted = fop_parameter_quote (word);
  nearest = fop_nearest_word (word, n, parameter->choices);
  g_set_error (error, FOP_ERROR, FOP_ERROR_UNKNOWN_KEY, "%s: %s is not one of %s%s%s%s", where,
               quoted, list, nearest != NULL ? "; did you mean " : "",
               nearest != NULL ? nearest : "", nearest != NULL ? "?" : "");
  return -1;
}
