/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `describe KIND`: the page of a problem or a method, generated from its parameter table; and that
 * of the instruments, from theirs. */

#include "app/cli/cli.h"
#include "core/analysis/instrument.h"
#include "core/methods/method.h"
#include "core/run/standard-columns.h"

#include <stdio.h>
#include <string.h>

#define PAGE_WIDTH 96

static const char *const all_instruments = "instruments";

/* Prints one paragraph broken between words, each line after @indent spaces. */
static void
print_paragraph (int indent, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  glong column = PAGE_WIDTH;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      glong width = g_utf8_strlen (words[i], -1);
      gboolean fits = column + 1 + width <= PAGE_WIDTH;

      if (fits)
        printf (" %s", words[i]);
      else
        printf ("%s%*s%s", i > 0 ? "\n" : "", indent, "", words[i]);
      column = width + (fits ? column + 1 : indent);
    }
  printf ("\n");
}

static void
print_paragraphs (int indent, const char *text, gboolean apart)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n", -1);

  for (gsize i = 0; paragraphs[i] != NULL; i++)
    {
      if (i > 0 && apart)
        printf ("\n");
      print_paragraph (indent, paragraphs[i]);
    }
}

static char *
default_text (const FopParameter *parameter)
{
  if (parameter->flags & FOP_PARAMETER_OPTIONAL)
    return g_strdup ("off");
  switch (parameter->type)
    {
    case FOP_PARAMETER_REAL:
    case FOP_PARAMETER_INTEGER:
    case FOP_PARAMETER_COLUMN:
      return fop_parameter_format_number (parameter->fallback);
    case FOP_PARAMETER_BOOLEAN:
      return g_strdup (parameter->fallback != 0 ? "true" : "false");
    case FOP_PARAMETER_CHOICE:
      return g_strdup (parameter->choices[(gsize) parameter->fallback]);
    default:
      return g_strdup ("none");
    }
}

/* A parameter's `when` in words: "base is sgd or rmsprop", "data is given". */
static char *
condition_text (const char *when)
{
  g_auto (GStrv) conditions = g_strsplit (when, "&", -1);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; conditions[i] != NULL; i++)
    {
      g_auto (GStrv) sides = g_strsplit (conditions[i], "=", 2);

      g_string_append_printf (text, "%s%s is ", i > 0 ? " and " : "", sides[0]);
      if (sides[1] == NULL)
        g_string_append (text, "given");
      else
        {
          g_auto (GStrv) words = g_strsplit (sides[1], "|", -1);
          g_autofree char *joined = g_strjoinv (" or ", words);

          g_string_append (text, joined);
        }
    }
  return g_string_free (text, FALSE);
}

/* The first of @parameters that has the same members as number @index: itself, if none before. */
static gsize
first_with_members (const FopParameter *parameters, gsize index)
{
  gsize i = 0;

  while (parameters[i].members != parameters[index].members)
    i++;
  return i;
}

static void
print_parameters (int indent, const FopParameter *parameters, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      const FopParameter *parameter = &parameters[i];
      g_autofree char *range = fop_parameter_range_text (parameter);
      g_autofree char *fallback = default_text (parameter);

      printf ("\n%*s%s", indent, "", parameter->key);
      if (parameter->symbol != NULL)
        printf (" (%s)", parameter->symbol);
      printf (": %s%s%s; default %s; %s\n", range, parameter->unit != NULL ? " " : "",
              parameter->unit != NULL ? parameter->unit : "", fallback,
              parameter->flags & FOP_PARAMETER_LIVE ? "live" : "restart");
      if (parameter->when != NULL)
        {
          g_autofree char *condition = condition_text (parameter->when);

          printf ("%*sOnly if %s.\n", indent + 4, "", condition);
        }
      print_paragraphs (indent + 4, parameter->help, FALSE);
      if (parameter->type != FOP_PARAMETER_GROUP)
        continue;

      gsize same = first_with_members (parameters, i);

      if (same < i)
        printf ("%*sHas the parameters of %s.\n", indent + 4, "", parameters[same].key);
      else
        print_parameters (indent + 4, parameter->members, parameter->n_members);
    }
}

/* The notation used on every method's page. */
static const char notation[]
    = "θ_t, n parameters, is the iterate at the start of step t = 0, 1, … J_t is the loss at "
      "step t, g_t its gradient at θ_t (g_t clip-norm/‖g_t‖ if ‖g_t‖ exceeds clip-norm), and ε_t "
      "the scheduled learning rate. Products x∘y, quotients x/y and roots of vectors are "
      "elementwise; x·y is the dot product, ‖ ‖ the Euclidean (Frobenius) norm of vectors and "
      "matrices.";

static void
print_column (const FopHistoryColumn *column, const char *when)
{
  g_autofree char *symbol
      = column->symbol != NULL ? g_strdup_printf (" (%s)", column->symbol) : g_strdup ("");
  g_autofree char *text
      = g_strdup_printf ("%s%s: %s%s%s", column->key, symbol, column->help,
                         when != NULL ? " Only if " : "", when != NULL ? when : "");

  print_paragraph (4, text);
}

static void
print_standard_columns (FopColumnGroup group, const char *when)
{
  gsize n;
  const FopStandardColumn *columns = fop_standard_columns (group, &n);

  for (gsize i = 0; i < n; i++)
    print_column (&columns[i].column, when);
}

/* In the order of the columns. */
static void
print_history (const FopHistoryColumn *own)
{
  printf ("\nHistory columns, after the step\n");
  print_standard_columns (FOP_COLUMNS_OF_EVERY_RUN, NULL);
  for (gsize i = 0; i < fop_history_columns_count (own); i++)
    print_column (&own[i], NULL);
  print_standard_columns (FOP_COLUMNS_OF_DATA, "there are batches or held-out data.");
  print_standard_columns (FOP_COLUMNS_OF_PLANE, "θ has one or two coordinates.");
}

static void
print_page (const char *kind, const char *what, const char *title, const char *text,
            const FopParameterTable *table, const FopHistoryColumn *columns)
{
  printf ("%s: %s (%s)\n\n", kind, title, what);
  /* Indented: completion looks for parameters at the start of a line. */
  print_paragraphs (4, text, TRUE);
  print_history (columns);
  printf ("\nParameters (live: can change during a run; restart: a change restarts the run)\n");
  print_parameters (0, table->parameters, table->n);
}

static void
print_instrument (const FopInstrument *instrument)
{
  printf ("%s: %s, %s%s%s\n", instrument->key, instrument->title, instrument->symbol,
          instrument->unit != NULL ? ", in " : "",
          instrument->unit != NULL ? instrument->unit : "");
  print_paragraph (4, instrument->help);
}

static void
print_instruments (void)
{
  printf ("instruments: quantities computed from the matrix P_t at step t (columns of "
          "instruments.csv)\n");
  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    {
      printf ("\n");
      print_instrument (fop_instrument (i));
    }
}

/* The closest word to @kind among problems, methods and instruments. */
static const char *
nearest_kind (const char *kind)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (gsize i = 0; i < fop_problem_n_classes (); i++)
    g_ptr_array_add (words, (gpointer) fop_problem_class (i)->kind);
  for (gsize i = 0; i < fop_method_n_classes (); i++)
    g_ptr_array_add (words, (gpointer) fop_method_class (i)->kind);
  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    g_ptr_array_add (words, (gpointer) fop_instrument (i)->key);
  g_ptr_array_add (words, (gpointer) all_instruments);
  return fop_nearest_word (kind, words->len, (const char *const *) words->pdata);
}

CliStatus
cli_describe (char **arguments)
{
  const GOptionEntry entries[] = { { NULL, 0, 0, 0, NULL, NULL, NULL } };
  g_auto (GStrv) words = cli_parse_options (
      arguments, "KIND|INSTRUMENT|instruments",
      "Explains a problem or a method and its parameters, an instrument, or all `instruments`.",
      entries);

  if (words == NULL)
    return CLI_BAD_INPUT;
  if (g_strv_length (words) != 1)
    return cli_complain (
        CLI_BAD_INPUT,
        "describe needs one argument: a problem, a method or an instrument, as listed by `" CLI_NAME
        " list`, or `instruments`");

  if (g_str_equal (words[0], all_instruments))
    {
      print_instruments ();
      return CLI_DONE;
    }

  const FopProblemClass *problem = fop_problem_class_find (words[0], NULL);
  const FopMethodClass *method = fop_method_class_find (words[0], NULL);
  gssize instrument = fop_instrument_find (words[0]);

  if (problem != NULL)
    print_page (problem->kind, "problem", problem->title, problem->help, &problem->table,
                problem->columns);
  if (method != NULL)
    {
      print_page (method->kind, "method", method->title, method->help, &method->table,
                  method->columns);
      printf ("\nNotation\n");
      print_paragraph (4, notation);
    }
  if (instrument >= 0)
    print_instrument (fop_instrument ((gsize) instrument));
  if (problem != NULL || method != NULL || instrument >= 0)
    return CLI_DONE;

  const char *near = nearest_kind (words[0]);

  return cli_complain (CLI_BAD_INPUT, "unknown problem, method or instrument “%s”%s%s%s", words[0],
                       near != NULL ? "; did you mean “" : "", near != NULL ? near : "",
                       near != NULL ? "”?" : "");
}
