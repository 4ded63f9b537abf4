/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages of `describe` for instruments and figures, whose entries are short enough for a page of
 * all of them. */

#include "app/cli/describe-tables.h"

#include "app/cli/paragraph.h"
#include "core/analysis/instrument.h"
#include "ui/figures/kinds/kind.h"

#include <stdio.h>

static const char *const all_instruments = "instruments";
static const char *const all_figures = "figures";

static void
print_instrument (const FopInstrument *instrument)
{
  printf ("%s: %s, %s%s%s\n", instrument->key, instrument->title, instrument->symbol,
          instrument->unit != NULL ? ", in " : "",
          instrument->unit != NULL ? instrument->unit : "");
  cli_print_paragraph (4, instrument->help);
}

gboolean
cli_print_instruments (const char *word)
{
  gssize id = fop_instrument_find (word);

  if (id >= 0)
    print_instrument (fop_instrument ((gsize) id));
  if (!g_str_equal (word, all_instruments))
    return id >= 0;
  printf ("instruments: quantities computed from the matrix P_t at step t (columns of "
          "instruments.csv)\n");
  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    {
      printf ("\n");
      print_instrument (fop_instrument (i));
    }
  return TRUE;
}

/* Appends the title of a menu without the underscores of its mnemonics. */
static void
append_title (GString *text, const char *title)
{
  for (; *title != '\0'; title++)
    if (*title != '_')
      g_string_append_c (text, *title);
}

/* "scale (Scale): linear (Linear); logarithmic (Logarithmic)": the words that `render` reads, and
 * what menus call them. */
static void
print_choice (const FigChoice *choice)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s (", choice->key);
  append_title (text, choice->title);
  for (gsize i = 0; i < choice->n; i++)
    {
      g_string_append_printf (text, "%s%s (", i > 0 ? "); " : "): ", choice->words[i].word);
      append_title (text, choice->words[i].title);
    }
  g_string_append_c (text, ')');
  if (choice->add_words != NULL)
    g_string_append (text, "; or what the runs record");
  cli_print_paragraph (4, text->str);
}

static void
print_figure (const FigKind *kind)
{
  printf ("%s: %s, %s\n", kind->id, kind->title, kind->per_run ? "of one run" : "of all runs");
  cli_print_paragraph (4, kind->help);
  for (gsize i = 0; i < kind->n_choices; i++)
    print_choice (&kind->choices[i]);
}

gboolean
cli_print_figures (const char *word)
{
  const FigKind *kind = fig_kind_find (word);

  if (kind != NULL)
    print_figure (kind);
  if (!g_str_equal (word, all_figures))
    return kind != NULL;
  printf ("figures: drawn by the window, by `run` with the first value of each option, and by "
          "`render`\n");
  for (gsize i = 0; i < fig_n_kinds (); i++)
    {
      printf ("\n");
      print_figure (fig_kind (i));
    }
  return TRUE;
}

void
cli_add_instrument_words (GPtrArray *words)
{
  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    g_ptr_array_add (words, (gpointer) fop_instrument (i)->key);
  g_ptr_array_add (words, (gpointer) all_instruments);
}

void
cli_add_figure_words (GPtrArray *words)
{
  for (gsize i = 0; i < fig_n_kinds (); i++)
    g_ptr_array_add (words, (gpointer) fig_kind (i)->id);
  g_ptr_array_add (words, (gpointer) all_figures);
}
