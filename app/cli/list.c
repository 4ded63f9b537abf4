/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `list problems|methods|instruments|figures`: the contents of the registries. */

#include "app/cli/cli.h"
#include "core/analysis/instrument.h"
#include "core/methods/method.h"
#include "ui/figures/kinds/kind.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  const char *kind, *title, *help;
} Entry;

static Entry
problem_entry (gsize index)
{
  const FopProblemClass *klass = fop_problem_class (index);

  return (Entry){ klass->kind, klass->title, klass->help };
}

static Entry
method_entry (gsize index)
{
  const FopMethodClass *klass = fop_method_class (index);

  return (Entry){ klass->kind, klass->title, klass->help };
}

static gsize
n_instruments (void)
{
  return FOP_N_INSTRUMENTS;
}

static Entry
instrument_entry (gsize index)
{
  const FopInstrument *instrument = fop_instrument (index);

  return (Entry){ instrument->key, instrument->title, instrument->help };
}

static Entry
figure_entry (gsize index)
{
  const FigKind *kind = fig_kind (index);

  return (Entry){ kind->id, kind->title, kind->help };
}

static const struct
{
  const char *word;
  gsize (*count) (void);
  Entry (*entry) (gsize index);
} lists[] = {
  { "problems", fop_problem_n_classes, problem_entry },
  { "methods", fop_method_n_classes, method_entry },
  { "instruments", n_instruments, instrument_entry },
  { "figures", fig_n_kinds, figure_entry },
};

static void
print_json (gsize list)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (gsize i = 0; i < lists[list].count (); i++)
    {
      Entry entry = lists[list].entry (i);
      g_autofree char *summary = fop_help_summary (entry.help);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "kind");
      json_builder_add_string_value (builder, entry.kind);
      json_builder_set_member_name (builder, "title");
      json_builder_add_string_value (builder, entry.title);
      json_builder_set_member_name (builder, "help");
      json_builder_add_string_value (builder, summary);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, TRUE);

  puts (text);
}

static void
print_words (gsize list)
{
  int width = 22;

  for (gsize i = 0; i < lists[list].count (); i++)
    width = MAX (width, (int) strlen (lists[list].entry (i).kind));
  for (gsize i = 0; i < lists[list].count (); i++)
    printf ("%-*s %s\n", width, lists[list].entry (i).kind, lists[list].entry (i).title);
}

CliStatus
cli_list (char **arguments)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print JSON: kind, title and help of each", NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_auto (GStrv) words = cli_parse_options (
      arguments, "problems|methods|instruments|figures",
      "Lists the problems, the methods, the instruments or the figures.", entries);

  if (words == NULL)
    return CLI_BAD_INPUT;
  for (gsize list = 0; g_strv_length (words) == 1 && list < G_N_ELEMENTS (lists); list++)
    {
      if (strcmp (words[0], lists[list].word) != 0)
        continue;
      if (json)
        print_json (list);
      else
        print_words (list);
      return CLI_DONE;
    }
  return cli_complain (CLI_BAD_INPUT,
                       "list needs one argument: problems, methods, instruments or figures");
}
