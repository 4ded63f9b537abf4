/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Export of a figure to a file chosen by the user. */
#include "ui/grid/export-dialog.h"

#include "ui/document/preferences.h"

typedef struct
{
  FigFigure *figure;
  int width, height;
  char *provenance;
  WbExportDone done;
  gpointer data;
} Export;

static const FigFormat formats[] = { FIG_FORMAT_PDF, FIG_FORMAT_SVG, FIG_FORMAT_PNG };
static const char *const titles[] = { "PDF", "SVG", "PNG" };

static void
export_free (Export *export)
{
  fig_figure_unref (export->figure);
  g_free (export->provenance);
  g_free (export);
}

/* The extension determines the format if it is a known one; otherwise the filter does, and its
 * extension is appended. */
static FigFormat
format_of (GtkFileChooser *chooser, char **path)
{
  const char *dot = strrchr (*path, '.');
  GtkFileFilter *filter = gtk_file_chooser_get_filter (chooser);
  FigFormat format;

  if (dot != NULL && fig_format_from_word (dot + 1, &format))
    return format;
  format = FIG_FORMAT_PDF;
  for (gsize i = 0; filter != NULL && i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (gtk_file_filter_get_name (filter), titles[i]))
      format = formats[i];

  g_autofree char *bare = *path;

  *path = g_strdup_printf ("%s.%s", bare, fig_format_word (format));
  return format;
}

static void
responded (GtkNativeDialog *dialog, int response, Export *export)
{
  g_autoptr (GFile) chosen = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    chosen = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = chosen ? g_file_get_path (chosen) : NULL;
  if (path != NULL)
    {
      FigFormat format = format_of (GTK_FILE_CHOOSER (dialog), &path);

      file = g_file_new_for_path (path);
      wb_preferences_remember_folder (file);
      fig_export (export->figure, format, export->width, export->height, WB_EXPORT_SCALE,
                  export->provenance, path, &error);
      export->done (file, error, export->data);
    }
  g_object_unref (dialog);
}

void
wb_export_dialog_show (GtkWindow *parent, FigFigure *figure, int width, int height,
                       const char *provenance, const char *name, WbExportDone done, gpointer data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      "Export Figure", parent, GTK_FILE_CHOOSER_ACTION_SAVE, "_Export", NULL);
  g_autofree char *file_name = g_strdup_printf ("%s.pdf", name);
  g_autoptr (GFile) folder = wb_preferences_last_folder ();
  Export *export = g_new0 (Export, 1);

  *export = (Export){ fig_figure_ref (figure), width, height, g_strdup (provenance), done, data };
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, titles[i]);
      gtk_file_filter_add_suffix (filter, fig_format_word (formats[i]));
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), file_name);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (responded), export,
                         (GClosureNotify) (GCallback) export_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
