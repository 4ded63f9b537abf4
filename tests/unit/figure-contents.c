/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures as other programs take them, without a screen. */

#include "tests/figures/computed.h"

#include "ui/grid/dragged-files.h"
#include "ui/grid/figure-contents.h"

#include <string.h>

static FigFigure *
loss (void)
{
  return computed_figure (&computed[0], fig_kind_find ("loss"));
}

static void
written (GObject *provider, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (gdk_content_provider_write_mime_type_finish (GDK_CONTENT_PROVIDER (provider),
                                                              result, &error));
  g_assert_no_error (error);
  *(gboolean *) done = TRUE;
}

static GBytes *
bytes_as (GdkContentProvider *provider, const char *type)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  gboolean done = FALSE;

  gdk_content_provider_write_mime_type_async (provider, type, stream, 0, NULL, written, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static gboolean
begins (GBytes *bytes, const char *start)
{
  return g_bytes_get_size (bytes) > strlen (start)
         && memcmp (g_bytes_get_data (bytes, NULL), start, strlen (start)) == 0;
}

static void
test_types (void)
{
  g_autoptr (FigFigure) figure = loss ();
  g_autoptr (GdkContentProvider) named = wb_figure_contents_new (figure, 400, 300, NULL, "loss");
  g_autoptr (GdkContentProvider) nameless = wb_figure_contents_new (figure, 400, 300, NULL, NULL);
  g_autoptr (GdkContentFormats) files = gdk_content_provider_ref_formats (named);
  g_autoptr (GdkContentFormats) pictures = gdk_content_provider_ref_formats (nameless);
  g_autoptr (GBytes) svg = bytes_as (nameless, "image/svg+xml");
  g_autoptr (GBytes) png = bytes_as (nameless, "image/png");

  g_assert_true (gdk_content_formats_contain_gtype (files, GDK_TYPE_FILE_LIST));
  g_assert_false (gdk_content_formats_contain_gtype (pictures, GDK_TYPE_FILE_LIST));
  g_assert_true (gdk_content_formats_contain_gtype (pictures, GDK_TYPE_TEXTURE));
  g_assert_true (begins (svg, "<?xml"));
  g_assert_true (begins (png, "\x89PNG"));
}

/* The file is that of the SVG type; a later one of the same name replaces it. */
static void
test_files (void)
{
  g_autoptr (FigFigure) figure = loss ();
  g_autoptr (GdkContentProvider) named = wb_figure_contents_new (figure, 400, 300, NULL, "loss");
  g_autoptr (GBytes) svg = bytes_as (named, "image/svg+xml");
  g_autofree char *path = NULL;

  for (int i = 0; i < 2; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;
      g_autoptr (GError) error = NULL;
      g_autoptr (GSList) files = NULL;
      g_autofree char *text = NULL;
      gsize length;

      g_value_init (&value, GDK_TYPE_FILE_LIST);
      gdk_content_provider_get_value (named, &value, &error);
      g_assert_no_error (error);
      files = gdk_file_list_get_files (g_value_get_boxed (&value));
      g_assert_cmpuint (g_slist_length (files), ==, 1);
      g_free (path);
      path = g_file_get_path (files->data);
      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      g_assert_cmpmem (text, length, g_bytes_get_data (svg, NULL), g_bytes_get_size (svg));
    }
  g_assert_true (g_str_has_suffix (path, "/loss.svg"));
  wb_dragged_files_remove ();
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Names are whole letters, and of one folder, however titles are written. */
static void
test_names (void)
{
  static const char *const cases[][3] = {
    { "A hidden valley", "Loss", "a-hidden-valley-loss" },
    { "20° · a/b\\c:d", "Ķ", "20°---a-b-c-d-ķ" },
    { "two\nlines", "Loss", "two-lines-loss" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const FopExperiment experiment = { .title = (char *) cases[i][0] };
      const FigFigure figure = { .title = (char *) cases[i][1] };
      g_autofree char *name = wb_figure_file_name (&experiment, &figure);

      g_assert_cmpstr (name, ==, cases[i][2]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure-contents/are-vectors-and-a-picture", test_types);
  g_test_add_func ("/figure-contents/are-a-file-until-the-program-ends", test_files);
  g_test_add_func ("/figure-contents/names-are-valid", test_names);
  return g_test_run ();
}
