/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening files, and the question about unsaved changes. */
#include "ui/window/file-actions.h"

#include "core/data/dataset.h"
#include "core/data/matrix-file.h"
#include "ui/document/chooser.h"
#include "ui/document/preferences.h"
#include "ui/figures/paper/provenance.h"
#include "ui/matrix/matrix-chooser.h"
#include "ui/matrix/matrix-window.h"
#include "ui/window/data-dialog.h"
#include "ui/window/example-list.h"
#include "ui/window/figure-opener.h"
#include "ui/window/saver.h"

typedef struct
{
  WbWindow *window;
  WbProceed proceed;
  gpointer data;
  GDestroyNotify free_data;
} Question;

static void
question_free (Question *question)
{
  if (question->free_data != NULL)
    question->free_data (question->data);
  g_free (question);
}

static void
answered (AdwMessageDialog *dialog, const char *response, Question *question)
{
  if (g_str_equal (response, "save"))
    {
      wb_saver_save (question->window, question->proceed, question->data, question->free_data);
      g_free (question);
      return;
    }
  if (g_str_equal (response, "discard"))
    question->proceed (question->window, question->data);
  question_free (question);
}

/* Calls @proceed immediately, after the user's confirmation, or never. */
static void
ask_then (WbWindow *window, WbProceed proceed, gpointer data, GDestroyNotify free_data)
{
  WbDocument *document = wb_window_document (window);
  Question *question = g_new0 (Question, 1);
  AdwMessageDialog *dialog;

  *question = (Question){ window, proceed, data, free_data };
  if (!wb_document_modified (document))
    {
      proceed (window, data);
      question_free (question);
      return;
    }
  dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (window), "Save Changes?",
                              "This experiment contains unsaved changes. Changes that are not "
                              "saved will be permanently lost."));
  adw_message_dialog_add_responses (dialog, "cancel", "_Cancel", "discard", "_Discard", "save",
                                    "_Save", NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "save");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (answered), question);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
save (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  wb_saver_save (data, NULL, NULL, NULL);
}

static void
save_as (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  wb_saver_save_as (data);
}

static void
save_to_action (GSimpleAction *action, GVariant *path, gpointer data)
{
  wb_saver_save_to (data, g_variant_get_string (path, NULL));
}

static void
open_now (WbWindow *window, gpointer file)
{
  g_autoptr (GError) error = NULL;
  const char *path = g_file_peek_path (file);

  if (path == NULL)
    {
      wb_window_fail (window, "Could Not Open File", "Only local files can be opened.");
      return;
    }
  if (fig_provenance_is_figure (path))
    wb_figure_opener_open (window, path);
  else if (!wb_document_open (wb_window_document (window), path, &error))
    wb_window_fail (window, "Could Not Open Experiment", error->message);
}

static void
load_created (WbWindow *window, gpointer experiment)
{
  WbDocument *document = wb_window_document (window);

  wb_document_load (document, fop_experiment_ref (experiment));
  wb_document_play (document);
}

static void
data_created (WbDataDialog *dialog, FopExperiment *experiment, WbWindow *window)
{
  ask_then (window, load_created, fop_experiment_ref (experiment),
            (GDestroyNotify) fop_experiment_unref);
}

static void
open_data (WbWindow *window, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopSettings) source = fop_dataset_guess_source (path, &error);
  WbDataDialog *dialog;

  if (source == NULL)
    {
      wb_window_fail (window, "Could Not Open Data Set", error->message);
      return;
    }
  dialog = wb_data_dialog_new (GTK_WINDOW (window), source);
  g_signal_connect (dialog, "created", G_CALLBACK (data_created), window);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* A matrix opens in a new window; the experiment stays open. */
static void
open_matrices (GtkWindow *window, const char *const *paths)
{
  WbMatrixWindow *own = wb_matrix_window_new (gtk_window_get_application (window));

  wb_matrix_window_open (own, paths);
  gtk_window_present (GTK_WINDOW (own));
}

void
wb_file_actions_open (WbWindow *window, GFile *file)
{
  const char *path = g_file_peek_path (file);
  const char *const paths[] = { path, NULL };

  if (path != NULL && fig_provenance_is_figure (path))
    ask_then (window, open_now, g_object_ref (file), g_object_unref);
  else if (path != NULL && fop_matrix_file_guess (path))
    open_matrices (GTK_WINDOW (window), paths);
  else if (path != NULL && !g_str_has_suffix (path, ".fopx") && !g_str_has_suffix (path, ".json"))
    open_data (window, path);
  else
    ask_then (window, open_now, g_object_ref (file), g_object_unref);
}

static void
open_chosen (GtkNativeDialog *dialog, int response, WbWindow *window)
{
  g_autoptr (GFile) file = NULL;
  gboolean is_data = g_object_get_data (G_OBJECT (dialog), "data") != NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    {
      wb_preferences_remember_folder (file);
      if (is_data && g_file_peek_path (file) != NULL)
        open_data (window, g_file_peek_path (file));
      else
        ask_then (window, open_now, g_object_ref (file), g_object_unref);
    }
  g_object_unref (dialog);
}

static void
open (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkFileChooserNative *dialog
      = wb_chooser_new (data, "Open Experiment", GTK_FILE_CHOOSER_ACTION_OPEN);

  wb_chooser_add_filter (dialog, "Experiments and Figures", "fopx pdf svg png");
  wb_chooser_add_filter (dialog, "All Files", NULL);
  g_signal_connect (dialog, "response", G_CALLBACK (open_chosen), data);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
open_data_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkFileChooserNative *dialog
      = wb_chooser_new (data, "Open Data Set", GTK_FILE_CHOOSER_ACTION_OPEN);

  g_object_set_data (G_OBJECT (dialog), "data", GINT_TO_POINTER (TRUE));
  g_signal_connect (dialog, "response", G_CALLBACK (open_chosen), data);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
open_matrix_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  wb_matrix_chooser_show (data, "Open Matrix", TRUE, open_matrices);
}

static void
open_file_action (GSimpleAction *action, GVariant *path, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (path, NULL));

  wb_file_actions_open (data, file);
}

static void
open_example_now (WbWindow *window, gpointer id)
{
  g_autoptr (GError) error = NULL;
  FopExperiment *experiment = wb_example_load (id, &error);

  if (experiment == NULL)
    {
      wb_window_fail (window, "Could Not Open Example", error->message);
      return;
    }
  wb_document_load (wb_window_document (window), experiment);
  wb_document_play (wb_window_document (window));
}

void
wb_file_actions_open_example (WbWindow *window, const char *id)
{
  ask_then (window, open_example_now, g_strdup (id), g_free);
}

void
wb_file_actions_open_first_example (WbWindow *window)
{
  g_auto (GStrv) ids = wb_example_ids ();

  if (ids[0] != NULL)
    wb_file_actions_open_example (window, ids[0]);
}

static void
example_action (GSimpleAction *action, GVariant *id, gpointer data)
{
  wb_file_actions_open_example (data, g_variant_get_string (id, NULL));
}

static void
close_now (WbWindow *window, gpointer data)
{
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Returns: whether the window stays open for now. */
static gboolean
keep_open (WbWindow *window)
{
  if (!wb_document_modified (wb_window_document (window)))
    return FALSE;
  ask_then (window, close_now, NULL, NULL);
  return TRUE;
}

/* If the file cannot be run, the window must still work. */
static void
failed (WbWindow *window)
{
  if (wb_document_snapshot (wb_window_document (window)) == NULL)
    wb_file_actions_open_first_example (window);
}

/* The first of several files, as on the command line. */
static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, WbWindow *window)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL)
    return FALSE;
  wb_file_actions_open (window, files->data);
  return TRUE;
}

/* Not a figure of this window, whose experiment is open. */
static gboolean
is_from_elsewhere (GtkDropTarget *target, GdkDrop *drop)
{
  return gdk_drop_get_drag (drop) == NULL
         && gdk_content_formats_match (gtk_drop_target_get_formats (target),
                                       gdk_drop_get_formats (drop));
}

static void
take_dropped_files (WbWindow *window)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "accept", G_CALLBACK (is_from_elsewhere), NULL);
  g_signal_connect (target, "drop", G_CALLBACK (dropped), window);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
}

void
wb_file_actions_install (WbWindow *window)
{
  static const GActionEntry entries[] = {
    { .name = "open", .activate = open },
    { .name = "open-data", .activate = open_data_action },
    { .name = "open-matrix", .activate = open_matrix_action },
    { .name = "open-file", .activate = open_file_action, .parameter_type = "s" },
    { .name = "example", .activate = example_action, .parameter_type = "s" },
    { .name = "save", .activate = save },
    { .name = "save-as", .activate = save_as },
    { .name = "save-to", .activate = save_to_action, .parameter_type = "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  take_dropped_files (window);
  g_signal_connect (window, "close-request", G_CALLBACK (keep_open), NULL);
  g_signal_connect_object (wb_window_document (window), "failed", G_CALLBACK (failed), window,
                           G_CONNECT_SWAPPED);
}
