/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a figure's file says about its origin suffices to draw the same figure again. */

#include "ui/figures/paper/provenance.h"
#include "core/settings/error.h"
#include "core/settings/json.h"
#include "tests/figures/computed.h"
#include "ui/figures/paper/attachment.h"
#include "ui/figures/paper/export.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define WIDTH  400
#define HEIGHT 320

static GPtrArray *
no_files (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) fop_data_file_free);
}

/* ---- the same figure again ---- */

/* A figure as its SVG file, and the text that its file carries in every format. */
typedef struct
{
  const FigKind *kind;
  const FigOptions *options;
  char *svg, *text;
  gboolean is_empty;
} Drawn;

static void
drawn_clear (Drawn *drawn)
{
  g_free (drawn->svg);
  g_free (drawn->text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drawn, drawn_clear)

static void
draw (const FigSource *source, gpointer data)
{
  Drawn *drawn = data;
  g_autoptr (GPtrArray) files = no_files ();
  g_autoptr (FigProvenance) provenance
      = fig_provenance_new (source, drawn->kind, drawn->options, NULL, files);
  g_autoptr (FigFigure) figure = drawn->kind->build (source, drawn->options);

  drawn->text = fig_provenance_to_text (provenance);
  fig_figure_prepare (figure);
  drawn->is_empty = figure->empty != NULL;
  for (int format = FIG_FORMAT_PDF; format <= FIG_FORMAT_PNG; format++)
    {
      const FigPage page = fig_page_plain (figure, WIDTH, HEIGHT);
      g_autoptr (GError) error = NULL;
      g_autoptr (GByteArray) file = fig_export_bytes (figure, &page, (FigFormat) format, CSS_DPI,
                                                      drawn->text, NULL, &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = fig_attachment_get ((const char *) file->data, file->len, "figure", &error);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, drawn->text);
      if (format == FIG_FORMAT_SVG)
        drawn->svg = g_strndup ((const char *) file->data, file->len);
    }
}

/* Reads @text as the program would, and draws its figure. */
static void
check_again (const Drawn *drawn)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FigProvenance) provenance = fig_provenance_parse (drawn->text, "figure", &error);
  g_autoptr (FopExperiment) experiment = NULL;
  g_auto (Drawn) again = { .kind = NULL };
  Computed what;

  g_assert_no_error (error);
  experiment = fig_provenance_read_experiment (provenance, "figure", &error);
  g_assert_no_error (error);
  what = (Computed){ "again", provenance->experiment,
                     (gsize) fop_experiment_find_run (experiment, provenance->run),
                     provenance->step };
  g_assert_true (provenance->kind == drawn->kind);
  again.kind = provenance->kind;
  again.options = provenance->options;
  g_assert_true (computed_use (&what, again.kind, draw, &again));
  g_assert_cmpstr (again.text, ==, drawn->text);
  g_assert_true (g_str_equal (again.svg, drawn->svg));
}

/* Every choice at its last word, and a part of the figure. */
static FigOptions *
unusual_options (const FigKind *kind)
{
  FigOptions *options = fig_options_new ();
  FigView view = fig_view_automatic ();

  for (gsize i = 0; i < kind->n_choices; i++)
    fig_options_set (options, kind->choices[i].key,
                     kind->choices[i].words[kind->choices[i].n - 1].word);
  view.x_low = 0.1;
  view.x_high = 1.0 / 3.0;
  fig_options_set_view (options, &view);
  return options;
}

/* Every kind applies to at least one of these. */
static gboolean
is_shown (const Computed *what)
{
  return g_str_equal (what->name, "valley") || g_str_equal (what->name, "rosenbrock")
         || g_str_equal (what->name, "kernels");
}

static void
test_every_kind (void)
{
  for (gsize k = 0; k < fig_n_kinds (); k++)
    {
      const FigKind *kind = fig_kind (k);
      gsize n = 0;

      for (gsize e = 0; e < n_computed && n == 0; e++)
        {
          g_autoptr (FigOptions) options = unusual_options (kind);
          g_auto (Drawn) usual = { .kind = kind }, unusual = { .kind = kind, .options = options };

          if (!is_shown (&computed[e]) || !computed_use (&computed[e], kind, draw, &usual))
            continue;
          n += !usual.is_empty;
          g_test_message ("%s of %s", kind->id, computed[e].name);
          check_again (&usual);
          g_assert_true (computed_use (&computed[e], kind, draw, &unusual));
          check_again (&unusual);
          g_assert_cmpstr (usual.text, !=, unusual.text);
        }
      g_assert_cmpuint (n, ==, 1);
    }
}

/* ---- as text ---- */

#define EXPERIMENT                                                                                 \
  "{ \"fop-workbench\": 1, \"title\": \"Ein Täl \\ud83c\\udfd4 \\\"<&>\\\\ \\uffff\", "           \
  "\"steps\": 60, \"problem\": { \"kind\": \"rosenbrock\" },"                                      \
  "\"runs\": [ { \"name\": \"É\", \"method\": \"sgd\", \"learning-rate\": 3e-4 },"                \
  "{ \"name\": \"B\", \"method\": \"adam\" } ],"                                                   \
  "\"events\": [ { \"run\": \"É\", \"step\": 5, \"set\": { \"learning-rate\": 1e-4 } } ] }"

static FigProvenance *
example (void)
{
  g_autoptr (FopExperiment) experiment = fop_experiment_parse (EXPERIMENT, -1, NULL, "test", NULL);
  FigProvenance *provenance = g_new0 (FigProvenance, 1);
  FigView view = fig_view_automatic ();

  view.y_low = 1e-300;
  view.second_high = -1.0 / 3.0;
  provenance->experiment = fop_experiment_to_text (experiment, NULL);
  provenance->step = 42;
  provenance->kind = fig_kind_find ("loss");
  provenance->run = g_strdup ("É");
  provenance->block = 3;
  provenance->hidden = g_strsplit ("B", ",", -1);
  provenance->options = fig_options_new ();
  fig_options_set (provenance->options, "quantity", "gradient-norm");
  fig_options_set_view (provenance->options, &view);
  provenance->more = g_ptr_array_new_with_free_func ((GDestroyNotify) fig_drawn_free);
  fig_provenance_add (provenance, fig_kind_find ("spectrum"), provenance->options);
  provenance->style = fop_json_parse ("{ \"font\": \"Ü\", \"width\": 85 }", -1, "style", NULL);
  provenance->program = g_strdup (FOP_VERSION);
  provenance->files = no_files ();
  g_ptr_array_add (provenance->files, fop_data_file_new ("/data/\xff.csv", "ab12"));
  g_ptr_array_add (provenance->files, fop_data_file_new ("/data/missing.csv", NULL));
  return provenance;
}

static void
test_text (void)
{
  g_autoptr (FigProvenance) here = example (), there = NULL;
  g_autofree char *text = fig_provenance_to_text (here), *again = NULL;
  g_autoptr (GError) error = NULL;
  const FopDataFile *file;
  FigView view;

  for (const char *at = text; *at != '\0'; at++)
    g_assert_true (g_ascii_isprint (*at) || *at == '\n');
  there = fig_provenance_parse (text, "a.pdf", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (there->experiment, ==, here->experiment);
  g_assert_cmpuint (there->step, ==, 42);
  g_assert_true (there->kind == here->kind);
  g_assert_cmpstr (there->run, ==, "É");
  g_assert_cmpuint (there->block, ==, 3);
  g_assert_cmpstrv (there->hidden, here->hidden);
  g_assert_cmpstr (fig_options_get (there->options, "quantity"), ==, "gradient-norm");
  view = fig_options_view (there->options);
  g_assert_cmpfloat (view.y_low, ==, 1e-300);
  g_assert_cmpfloat (view.second_high, ==, -1.0 / 3.0);
  g_assert_true (isnan (view.x_low) && isnan (view.x_high) && isnan (view.y_high));
  g_assert_true (json_node_equal (there->style, here->style));
  g_assert_cmpstr (there->program, ==, FOP_VERSION);
  g_assert_cmpuint (there->files->len, ==, 2);
  file = there->files->pdata[0];
  g_assert_cmpstr (file->path, ==, "/data/\xff.csv");
  g_assert_cmpstr (file->sum, ==, "ab12");
  file = there->files->pdata[1];
  g_assert_null (file->sum);
  again = fig_provenance_to_text (there);
  g_assert_cmpstr (again, ==, text);
}

/* ---- refusals ---- */

static void
assert_refused (const char *text, FopError code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FigProvenance) provenance = fig_provenance_parse (text, "a.pdf", &error);

  g_assert_null (provenance);
  g_assert_error (error, FOP_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, "a.pdf: "));
  g_assert_nonnull (strstr (error->message, words));
}

static char *
replaced (const char *text, const char *old, const char *new)
{
  g_autoptr (GString) changed = g_string_new (text);

  g_assert_cmpuint (g_string_replace (changed, old, new, 0), ==, 1);
  return g_strdup (changed->str);
}

static void
test_changes (void)
{
  g_autoptr (FigProvenance) here = example (), spaced = NULL;
  g_autofree char *text = fig_provenance_to_text (here);
  g_autofree char *rate = replaced (text, "0.0003", "0.0004");
  g_autofree char *spaces = replaced (text, "\"step\": 42", "\"step\"  :\n42");
  g_autofree char *short_text = g_strndup (text, strlen (text) / 2);
  g_autofree char *no_sum = replaced (text, "\"sum\"", "\"sums\"");

  assert_refused (rate, FOP_ERROR_FORMAT, "damaged or changed since the figure was drawn");
  assert_refused (no_sum, FOP_ERROR_FORMAT, "damaged or changed since the figure was drawn");
  assert_refused (short_text, FOP_ERROR_FORMAT, "its metadata: line ");
  spaced = fig_provenance_parse (spaces, "a.pdf", NULL);
  g_assert_nonnull (spaced);
}

static void
test_other_metadata (void)
{
  g_autoptr (FigProvenance) here = example ();
  g_autofree char *text = fig_provenance_to_text (here);
  g_autofree char *newer
      = replaced (text, "\"fop-workbench-figure\": 1", "\"fop-workbench-figure\": 2");

  assert_refused (newer, FOP_ERROR_VERSION, "drawn by a newer version of FOP Workbench");
  assert_refused ("[1]", FOP_ERROR_FORMAT, "not an experiment of FOP Workbench");
  assert_refused ("{}", FOP_ERROR_FORMAT, "not an experiment of FOP Workbench");
  assert_refused ("{ 1 }", FOP_ERROR_FORMAT, "its metadata: line 1");
}

/* The figure's experiment is checked like any other. */
static void
test_experiments (void)
{
  g_autoptr (FigProvenance) nobody = example (), newer = example ();
  g_autoptr (GError) error = NULL;

  g_free (nobody->run);
  nobody->run = g_strdup ("C");
  g_assert_null (fig_provenance_read_experiment (nobody, "a.pdf", &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_UNKNOWN_KEY);
  g_assert_true (g_str_has_prefix (error->message, "a.pdf: its experiment: "));
  g_clear_error (&error);
  g_free (newer->experiment);
  newer->experiment = g_strdup ("{ \"fop-workbench\": 2 }");
  g_assert_null (fig_provenance_read_experiment (newer, "a.pdf", &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_VERSION);
}

static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("provenance-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "loss.txt", NULL);
  g_autoptr (FigFigure) figure = computed_figure (&computed[1], fig_kind_find ("loss"));
  g_autoptr (FigProvenance) here = example (), there = NULL;
  g_autofree char *text = fig_provenance_to_text (here);
  g_autoptr (GError) error = NULL;

  g_assert_true (
      fig_export (figure, FIG_FORMAT_PDF, WIDTH, HEIGHT, 1, text, path, NULL)); /* any name */
  g_assert_true (fig_provenance_is_figure (path));
  there = fig_provenance_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (there->experiment, ==, here->experiment);
  g_assert_true (g_file_set_contents (path, "1,2\n", -1, NULL));
  g_assert_false (fig_provenance_is_figure (path));
  g_assert_false (fig_provenance_is_figure (folder));
  g_assert_null (fig_provenance_load (path, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_FORMAT);
  g_clear_error (&error);
  g_remove (path);
  g_assert_null (fig_provenance_load (path, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_IO);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/provenance/every-kind-is-drawn-again-byte-by-byte", test_every_kind);
  g_test_add_func ("/provenance/comes-back-from-its-text", test_text);
  g_test_add_func ("/provenance/changes-are-noticed", test_changes);
  g_test_add_func ("/provenance/other-metadata-is-refused", test_other_metadata);
  g_test_add_func ("/provenance/its-experiment-is-checked", test_experiments);
  g_test_add_func ("/provenance/files-are-recognized-by-content", test_files);
  return g_test_run ();
}
