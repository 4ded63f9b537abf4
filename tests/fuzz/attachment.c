/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Broken figures: every mutation of a good one is refused in words or gives the same experiment,
 * never another one; and under the sanitizers nothing else. Metadata that somebody made up, with
 * the checksum that belongs to it, is refused in words or read.
 */
#include "ui/figures/paper/attachment.h"
#include "core/settings/error.h"
#include "core/settings/json.h"
#include "tests/fuzz/mutation.h"
#include "ui/figures/paper/provenance.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <string.h>

#define ROUNDS 10000

static const char *const words[] = { "IEND",
                                     "iTXt",
                                     "fop-workbench",
                                     "\xff\xff\xff\xff",
                                     "\x7f\xff\xff\xff",
                                     "<svg",
                                     "<metadata>",
                                     "</fop:figure>",
                                     "<fop:figure xmlns:fop=\"" FIG_ATTACHMENT_NAMESPACE "\">",
                                     "<x:xmpmeta",
                                     "</x:xmpmeta>",
                                     "<![CDATA[",
                                     "]]>",
                                     "<!DOCTYPE",
                                     "<!--",
                                     "&#0;",
                                     "&#xD800;",
                                     "&a;",
                                     "%PDF-",
                                     "\\u0000",
                                     "\\ud800",
                                     "null",
                                     "1e999",
                                     "-1",
                                     "9223372036854775807",
                                     "\"sha256\"",
                                     "\"kind\"",
                                     "[[[[[[[[",
                                     "\"\"",
                                     NULL };

static const char experiment[]
    = "{ \"fop-workbench\": 1, \"steps\": 60, \"problem\": { \"kind\": \"rosenbrock\" },"
      "\"runs\": [ { \"name\": \"É\", \"method\": \"sgd\", \"learning-rate\": 3e-4 },"
      "{ \"name\": \"B\", \"method\": \"adam\" } ] }";

static char *
good_text (void)
{
  g_autoptr (FopExperiment) parsed = fop_experiment_parse (experiment, -1, NULL, "test", NULL);
  g_autoptr (FigProvenance) provenance = g_new0 (FigProvenance, 1);

  provenance->experiment = fop_experiment_to_text (parsed, NULL);
  provenance->step = 42;
  provenance->kind = fig_kind_find ("loss");
  provenance->run = g_strdup ("B");
  provenance->hidden = g_strsplit ("É", ",", -1);
  provenance->options = fig_options_new ();
  fig_options_set (provenance->options, "quantity", "gradient-norm");
  provenance->more = g_ptr_array_new_with_free_func ((GDestroyNotify) fig_drawn_free);
  fig_provenance_add (provenance, fig_kind_find ("spectrum"), NULL);
  provenance->program = g_strdup (FOP_VERSION);
  provenance->files = g_ptr_array_new_with_free_func ((GDestroyNotify) fop_data_file_free);
  g_ptr_array_add (provenance->files, fop_data_file_new ("/data/a.csv", "ab12"));
  return fig_provenance_to_text (provenance);
}

static cairo_status_t
collect (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

enum
{
  PDF,
  SVG,
  PNG,
  N_FORMATS
};

static GByteArray *
good_figure (int format, const char *text)
{
  GByteArray *file = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_t *cr;

  if (format == PDF)
    surface = cairo_pdf_surface_create_for_stream (collect, file, 20, 10);
  else if (format == SVG)
    surface = cairo_svg_surface_create_for_stream (collect, file, 20, 10);
  else
    surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 20, 10);
  cr = cairo_create (surface);
  cairo_paint (cr);
  cairo_destroy (cr);
  if (format == PNG)
    cairo_surface_write_to_png_stream (surface, collect, file);
  cairo_surface_destroy (surface);
  g_assert_true (fig_attachment_add (file, text, NULL));
  return file;
}

static gboolean
assert_words (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == FOP_ERROR);
  g_assert_true (g_str_has_prefix (error->message, "a.fig: "));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  return FALSE;
}

/* Returns: whether @file gives @expected; otherwise it is refused. */
static gboolean
gives (const guint8 *file, gsize length, const FigProvenance *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = fig_attachment_get ((const char *) file, length, "a.fig", &error);
  g_autoptr (FigProvenance) provenance = NULL;

  fig_attachment_is_possible ((const char *) file, length);
  if (text == NULL)
    return assert_words (error);
  provenance = fig_provenance_parse (text, "a.fig", &error);
  if (provenance == NULL)
    return assert_words (error);
  g_assert_cmpstr (provenance->experiment, ==, expected->experiment);
  g_assert_cmpuint (provenance->step, ==, expected->step);
  g_assert_cmpstr (provenance->run, ==, expected->run);
  return TRUE;
}

static void
test_damaged_figures (void)
{
  g_autofree char *text = good_text ();
  g_autoptr (FigProvenance) expected = fig_provenance_parse (text, "a.fig", NULL);

  for (int format = 0; format < N_FORMATS; format++)
    {
      g_autoptr (GByteArray) file = good_figure (format, text);
      g_autoptr (GRand) random = g_rand_new_with_seed (20262);
      int n = 0;

      for (int i = 0; i < ROUNDS; i++)
        {
          gsize length;
          g_autofree guint8 *mutant = fuzz_mutate (random, file->data, file->len, words, &length);

          n += gives (mutant, length, expected);
        }
      g_test_message ("format %d: %d of %d read", format, n, ROUNDS);
      g_assert_cmpint (n, >, ROUNDS / 100);
      g_assert_cmpint (n, <, ROUNDS);
    }
}

/* @text with the checksum of its contents, if it is an object. Returns: (nullable). */
static char *
with_sum (const char *text, gsize length)
{
  g_autoptr (JsonNode) node = fop_json_parse (text, (gssize) length, "made up", NULL);
  g_autofree char *bare = NULL, *sum = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  json_object_remove_member (json_node_get_object (node), "sum");
  bare = fop_json_to_text (node);
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, bare, -1);
  json_object_set_string_member (json_node_get_object (node), "sum", sum);
  return fop_json_to_text (node);
}

static void
test_made_up_metadata (void)
{
  g_autofree char *text = good_text ();
  g_autoptr (GRand) random = g_rand_new_with_seed (20263);
  int n = 0;

  for (int i = 0; i < ROUNDS; i++)
    {
      gsize length;
      g_autofree guint8 *mutant
          = fuzz_mutate (random, (const guint8 *) text, strlen (text), words, &length);
      g_autofree char *made_up = with_sum ((const char *) mutant, length);
      g_autoptr (FigProvenance) provenance = NULL;
      g_autoptr (FopExperiment) read = NULL;
      g_autoptr (GError) error = NULL;

      if (made_up == NULL)
        continue;
      provenance = fig_provenance_parse (made_up, "a.fig", &error);
      if (provenance != NULL)
        read = fig_provenance_read_experiment (provenance, "a.fig", &error);
      if (read == NULL)
        assert_words (error);
      n += read != NULL;
    }
  g_test_message ("%d of %d read", n, ROUNDS);
  g_assert_cmpint (n, >, ROUNDS / 100);
  g_assert_cmpint (n, <, ROUNDS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/damaged-figures-are-refused-or-give-the-same-experiment",
                   test_damaged_figures);
  g_test_add_func ("/fuzz/made-up-metadata-is-refused-or-read", test_made_up_metadata);
  return g_test_run ();
}
