/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file chooser for matrices. */
#include "ui/matrix/matrix-chooser.h"

#include "core/data/formats.h"
#include "ui/document/preferences.h"

typedef struct
{
  GtkWindow *parent;
  WbMatrixChosen chosen;
} Question;

static void
add_filters (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) matrices = gtk_file_filter_new (), all = gtk_file_filter_new ();

  gtk_file_filter_set_name (matrices, "Matrices");
  for (gsize i = 0; i < fop_n_formats; i++)
    for (gsize s = 0; fop_formats[i]->read_matrix != NULL && fop_formats[i]->suffixes[s] != NULL;
         s++)
      gtk_file_filter_add_suffix (matrices, fop_formats[i]->suffixes[s]);
  gtk_file_filter_add_suffix (matrices, "gz");
  gtk_file_filter_set_name (all, "All Files");
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, matrices);
  gtk_file_chooser_add_filter (chooser, all);
}

/* Returns: (transfer full): the chosen files that are local. */
static GStrv
local_paths (GtkFileChooser *chooser)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (chooser);
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      if (g_file_peek_path (file) == NULL)
        continue;
      wb_preferences_remember_folder (file);
      g_strv_builder_add (paths, g_file_peek_path (file));
    }
  return g_strv_builder_end (paths);
}

static void
responded (GtkNativeDialog *dialog, int response, Question *question)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_auto (GStrv) paths = local_paths (GTK_FILE_CHOOSER (dialog));

      if (paths[0] != NULL)
        question->chosen (question->parent, (const char *const *) paths);
    }
  g_object_unref (dialog);
}

static void
question_free (gpointer question, GClosure *closure)
{
  g_free (question);
}

void
wb_matrix_chooser_show (GtkWindow *parent, const char *title, gboolean several,
                        WbMatrixChosen chosen)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, "_Open", NULL);
  g_autoptr (GFile) folder = wb_preferences_last_folder ();
  Question *question = g_new (Question, 1);

  *question = (Question){ parent, chosen };
  add_filters (GTK_FILE_CHOOSER (dialog));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), several);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (responded), question, question_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
