/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The keys of a style as options of a command. */

#include "app/cli/style-options.h"

#include "app/cli/cli.h"
#include "ui/figures/paper/style.h"

typedef struct
{
  char *text;       /* nullable */
  gboolean on, off; /* of a switch */
  char *help, *opposite, *opposite_help;
} Option;

struct _CliStyleOptions
{
  gsize n;
  Option *options; /* in the order of the table */
};

static void
add_switch (Option *option, const FopParameter *parameter, GArray *entries)
{
  const GOptionEntry on
      = { parameter->key, 0, 0, G_OPTION_ARG_NONE, &option->on, option->help, NULL };
  GOptionEntry off = { .arg = G_OPTION_ARG_NONE, .arg_data = &option->off };

  option->opposite = g_strconcat ("no-", parameter->key, NULL);
  option->opposite_help = g_strdup_printf ("The opposite of --%s", parameter->key);
  off.long_name = option->opposite;
  off.description = option->opposite_help;
  g_array_append_val (entries, on);
  g_array_append_val (entries, off);
}

/* "LENGTH", "inside|right" would not fit the help. */
static const char *
placeholder (const FopParameter *parameter)
{
  switch (parameter->type)
    {
    case FOP_PARAMETER_CHOICE:
      return "WORD";
    case FOP_PARAMETER_REAL:
    case FOP_PARAMETER_INTEGER:
      return "NUMBER";
    default:
      return "TEXT";
    }
}

/* "Where the names are: automatic, inside, …" */
static char *
help_of (const FopParameter *parameter)
{
  g_autofree char *words = NULL;

  if (parameter->type != FOP_PARAMETER_CHOICE)
    return g_strdup (parameter->label);
  words = g_strjoinv (", ", (char **) parameter->choices);
  return g_strdup_printf ("%s: %s", parameter->label, words);
}

CliStyleOptions *
cli_style_options_new (void)
{
  CliStyleOptions *options = g_new (CliStyleOptions, 1);

  options->n = fig_style_table ()->n;
  options->options = g_new0 (Option, options->n);
  return options;
}

void
cli_style_options_free (CliStyleOptions *options)
{
  if (options == NULL)
    return;
  for (gsize i = 0; i < options->n; i++)
    {
      g_free (options->options[i].text);
      g_free (options->options[i].help);
      g_free (options->options[i].opposite);
      g_free (options->options[i].opposite_help);
    }
  g_free (options->options);
  g_free (options);
}

void
cli_style_options_add (CliStyleOptions *options, GArray *entries)
{
  for (gsize i = 0; i < options->n; i++)
    {
      const FopParameter *parameter = &fig_style_table ()->parameters[i];
      Option *option = &options->options[i];
      const GOptionEntry entry = { parameter->key,
                                   0,
                                   0,
                                   G_OPTION_ARG_FILENAME,
                                   &option->text,
                                   option->help = help_of (parameter),
                                   placeholder (parameter) };

      if (parameter->type == FOP_PARAMETER_BOOLEAN)
        add_switch (option, parameter, entries);
      else
        g_array_append_val (entries, entry);
    }
}

gboolean
cli_style_options_decode (CliStyleOptions *options)
{
  for (gsize i = 0; i < options->n; i++)
    if (!cli_text_to_utf8 (&options->options[i].text))
      return FALSE;
  return TRUE;
}

FopSettings *
cli_style_options_style (const CliStyleOptions *options, const char *file, GError **error)
{
  g_autoptr (FopSettings) style = file != NULL ? fig_style_load (file, error) : fig_style_new ();

  for (gsize i = 0; i < options->n && style != NULL; i++)
    {
      const Option *option = &options->options[i];
      const char *text = option->off ? "false" : option->on ? "true" : option->text;

      if (text == NULL || fig_style_set (style, fig_style_table ()->parameters[i].key, text, error))
        continue;
      g_prefix_error (error, "--");
      return NULL;
    }
  return g_steal_pointer (&style);
}
