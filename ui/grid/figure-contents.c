/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures for the clipboard and for other programs. */
#include "ui/grid/figure-contents.h"

#include "ui/export/export-window.h"
#include "ui/figures/paper/export.h"
#include "ui/grid/dragged-files.h"

#define SVG "image/svg+xml"
#define PNG "image/png"

/* Some systems allow 255 bytes, with the extension. */
#define NAME_LONGEST 60

struct _WbFigureContents
{
  GdkContentProvider parent_instance;

  FigFigure *figure;
  int width, height;
  char *provenance, *name;
  GBytes *made[FIG_FORMAT_PNG + 1]; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (WbFigureContents, wb_figure_contents, GDK_TYPE_CONTENT_PROVIDER)

/* Returns: (transfer none) (nullable): %NULL with @error */
static GBytes *
make (WbFigureContents *self, FigFormat format, GError **error)
{
  FigPage page = fig_page_plain (self->figure, self->width, self->height);
  GByteArray *bytes;

  if (self->made[format] != NULL)
    return self->made[format];
  bytes = fig_export_bytes (self->figure, &page, format, CSS_DPI * WB_EXPORT_SCALE,
                            self->provenance, NULL, error);
  if (bytes != NULL)
    self->made[format] = g_byte_array_free_to_bytes (bytes);
  return self->made[format];
}

gboolean
wb_figure_contents_make (WbFigureContents *self, GError **error)
{
  return make (self, FIG_FORMAT_SVG, error) != NULL && make (self, FIG_FORMAT_PNG, error) != NULL;
}

static GdkContentFormats *
ref_formats (GdkContentProvider *provider)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  gdk_content_formats_builder_add_mime_type (builder, SVG);
  gdk_content_formats_builder_add_mime_type (builder, PNG);
  gdk_content_formats_builder_add_gtype (builder, GDK_TYPE_TEXTURE);
  if (WB_FIGURE_CONTENTS (provider)->name != NULL)
    gdk_content_formats_builder_add_gtype (builder, GDK_TYPE_FILE_LIST);
  return gdk_content_formats_builder_free_to_formats (builder);
}

static gboolean
take_texture (WbFigureContents *self, GValue *value, GError **error)
{
  GBytes *png = make (self, FIG_FORMAT_PNG, error);
  GdkTexture *texture = png != NULL ? gdk_texture_new_from_bytes (png, error) : NULL;

  if (texture != NULL)
    g_value_take_object (value, texture);
  return texture != NULL;
}

static gboolean
take_files (WbFigureContents *self, GValue *value, GError **error)
{
  GBytes *svg = make (self, FIG_FORMAT_SVG, error);
  g_autofree char *name = g_strconcat (self->name, ".svg", NULL);
  g_autoptr (GFile) file = svg != NULL ? wb_dragged_file (name, svg, error) : NULL;

  if (file != NULL)
    g_value_take_boxed (value, gdk_file_list_new_from_array (&file, 1));
  return file != NULL;
}

static gboolean
get_value (GdkContentProvider *provider, GValue *value, GError **error)
{
  WbFigureContents *self = WB_FIGURE_CONTENTS (provider);

  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    return take_texture (self, value, error);
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST) && self->name != NULL)
    return take_files (self, value, error);
  return GDK_CONTENT_PROVIDER_CLASS (wb_figure_contents_parent_class)
      ->get_value (provider, value, error);
}

static void
written (GObject *stream, GAsyncResult *result, gpointer task)
{
  g_autoptr (GTask) owned = task;
  GError *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (stream), result, NULL, &error))
    g_task_return_boolean (owned, TRUE);
  else
    g_task_return_error (owned, error);
}

static void
write_mime_type_async (GdkContentProvider *provider, const char *type, GOutputStream *stream,
                       int priority, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer data)
{
  WbFigureContents *self = WB_FIGURE_CONTENTS (provider);
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, data);
  FigFormat format = g_str_equal (type, SVG) ? FIG_FORMAT_SVG : FIG_FORMAT_PNG;
  GError *error = NULL;
  GBytes *bytes;

  g_task_set_priority (task, priority);
  if (!g_str_equal (type, SVG) && !g_str_equal (type, PNG))
    g_set_error (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "no figure is of type %s", type);
  bytes = error == NULL ? make (self, format, &error) : NULL;
  if (bytes == NULL)
    g_task_return_error (task, error);
  else
    g_output_stream_write_all_async (stream, g_bytes_get_data (bytes, NULL),
                                     g_bytes_get_size (bytes), priority, cancellable, written,
                                     g_steal_pointer (&task));
}

static gboolean
write_mime_type_finish (GdkContentProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
wb_figure_contents_finalize (GObject *object)
{
  WbFigureContents *self = WB_FIGURE_CONTENTS (object);

  fig_figure_unref (self->figure);
  g_free (self->provenance);
  g_free (self->name);
  for (gsize i = 0; i < G_N_ELEMENTS (self->made); i++)
    g_clear_pointer (&self->made[i], g_bytes_unref);
  G_OBJECT_CLASS (wb_figure_contents_parent_class)->finalize (object);
}

static void
wb_figure_contents_class_init (WbFigureContentsClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wb_figure_contents_finalize;
  provider_class->ref_formats = ref_formats;
  provider_class->get_value = get_value;
  provider_class->write_mime_type_async = write_mime_type_async;
  provider_class->write_mime_type_finish = write_mime_type_finish;
}

static void
wb_figure_contents_init (WbFigureContents *self)
{
}

GdkContentProvider *
wb_figure_contents_new (FigFigure *figure, int width, int height, const char *provenance,
                        const char *name)
{
  WbFigureContents *self = g_object_new (WB_TYPE_FIGURE_CONTENTS, NULL);

  self->figure = fig_figure_ref (figure);
  self->width = width;
  self->height = height;
  self->provenance = g_strdup (provenance);
  self->name = g_strdup (name);
  return GDK_CONTENT_PROVIDER (self);
}

char *
wb_figure_file_name (const FopExperiment *experiment, const FigFigure *figure)
{
  g_autofree char *both = g_strdup_printf ("%s-%s", experiment->title, figure->title);
  g_autofree char *part = g_utf8_substring (both, 0, MIN (g_utf8_strlen (both, -1), NAME_LONGEST));
  g_autofree char *lower = g_utf8_strdown (part, -1);
  GString *name = g_string_new (NULL);

  for (const char *at = lower; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (!g_unichar_isgraph (letter) || g_utf8_strchr ("/\\:·", -1, letter) != NULL)
        letter = '-';
      g_string_append_unichar (name, letter);
    }
  return g_string_free (name, FALSE);
}
