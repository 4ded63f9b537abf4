/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `describe WORD`: the page of a problem or a method, generated from its parameter table, of an
 * instrument, or of a figure. */

#include "app/cli/cli.h"
#include "app/cli/describe-tables.h"
#include "app/cli/paragraph.h"
#include "core/methods/method.h"
#include "core/run/standard-columns.h"

#include <stdio.h>

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
      cli_print_paragraphs (indent + 4, parameter->help, FALSE);
      if (parameter->type != FOP_PARAMETER_GROUP)
        continue;

      gsize same = first_with_members (parameters, i);

      if (same < i)
        printf ("%*sHas the parameters of %s.\n", indent + 4, "", parameters[same].key);
      else
        print_parameters (indent + 4, parameter->members->parameters, parameter->members->n);
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

  cli_print_paragraph (4, text);
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
  cli_print_paragraphs (4, text, TRUE);
  print_history (columns);
  printf ("\nParameters (live: can change during a run; restart: a change restarts the run)\n");
  print_parameters (0, table->parameters, table->n);
}

static gboolean
print_problem (const char *word)
{
  const FopProblemClass *problem = fop_problem_class_find (word, NULL);

  if (problem != NULL)
    print_page (problem->kind, "problem", problem->title, problem->help, &problem->table,
                problem->columns);
  return problem != NULL;
}

static gboolean
print_method (const char *word)
{
  const FopMethodClass *method = fop_method_class_find (word, NULL);

  if (method == NULL)
    return FALSE;
  print_page (method->kind, "method", method->title, method->help, &method->table, method->columns);
  printf ("\nNotation\n");
  cli_print_paragraph (4, notation);
  return TRUE;
}

/* The closest word to @word among those that have a page. */
static const char *
nearest_word (const char *word)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (gsize i = 0; i < fop_problem_n_classes (); i++)
    g_ptr_array_add (words, (gpointer) fop_problem_class (i)->kind);
  for (gsize i = 0; i < fop_method_n_classes (); i++)
    g_ptr_array_add (words, (gpointer) fop_method_class (i)->kind);
  cli_add_instrument_words (words);
  cli_add_figure_words (words);
  return fop_nearest_word (word, words->len, (const char *const *) words->pdata);
}

/* Each prints the page of a word, or returns FALSE. Of the figure and the list that are both called
 * "instruments", the list comes first; the figure is on the page of all figures. */
static gboolean (*const pages[]) (const char *word)
    = { print_problem, print_method, cli_print_instruments, cli_print_figures };

CliStatus
cli_describe (char **arguments)
{
  const GOptionEntry entries[] = { { NULL, 0, 0, 0, NULL, NULL, NULL } };
  g_auto (GStrv) words = cli_parse_options (
      arguments, "KIND|INSTRUMENT|FIGURE|instruments|figures",
      "Explains a problem or a method and its parameters, an instrument, a figure, all "
      "`instruments`, or all `figures`.",
      entries);

  if (words == NULL)
    return CLI_BAD_INPUT;
  if (g_strv_length (words) != 1)
    return cli_complain (
        CLI_BAD_INPUT,
        "describe needs one argument: a problem, a method, an instrument or a figure, as listed by "
        "`" CLI_NAME " list`, or `instruments` or `figures`");
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (pages[i](words[0]))
      return CLI_DONE;

  const char *near = nearest_word (words[0]);

  return cli_complain (CLI_BAD_INPUT, "unknown problem, method, instrument or figure “%s”%s%s%s",
                       words[0], near != NULL ? "; did you mean “" : "", near != NULL ? near : "",
                       near != NULL ? "”?" : "");
}
