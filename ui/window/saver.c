/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving an experiment. */
#include "ui/window/saver.h"

#include "core/settings/plain-text.h"
#include "ui/document/chooser.h"
#include "ui/document/preferences.h"

typedef struct
{
  WbWindow *window;
  char *path; /* (nullable): destination */
  WbProceed proceed;
  gpointer data;
  GDestroyNotify free_data;
} Saving;

static Saving *
saving_new (WbWindow *window, const char *path)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->window = window;
  saving->path = g_strdup (path);
  return saving;
}

static void
saving_free (Saving *saving)
{
  if (saving->free_data != NULL)
    saving->free_data (saving->data);
  g_free (saving->path);
  g_free (saving);
}

static void
write_now (Saving *saving)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = fop_plain_name (saving->path);
  g_autofree char *text = g_strdup_printf ("Saved %s", name);

  if (!wb_document_save (wb_window_document (saving->window), saving->path, &error))
    {
      wb_window_fail (saving->window, "Could Not Save Experiment", error->message);
      return;
    }
  wb_window_say (saving->window, text);
  if (saving->proceed != NULL)
    saving->proceed (saving->window, saving->data);
}

/* Disconnecting frees @saving. */
static void
has_news (WbDocument *document, Saving *saving)
{
  wb_document_refresh (document);
  if (!wb_document_is_settled (document))
    return;
  write_now (saving);
  g_signal_handlers_disconnect_by_data (document, saving);
}

/* Writes the file once the engine knows the steps of all slider moves, which takes milliseconds
 * unless it is preparing another problem. Takes ownership of @saving. */
static void
write_file (Saving *saving)
{
  WbDocument *document = wb_window_document (saving->window);

  wb_document_refresh (document);
  if (wb_document_is_settled (document))
    {
      write_now (saving);
      saving_free (saving);
      return;
    }
  g_signal_connect_data (document, "news", G_CALLBACK (has_news), saving,
                         (GClosureNotify) (GCallback) saving_free, 0);
}

static void
answered (AdwMessageDialog *dialog, const char *response, Saving *saving)
{
  if (g_str_equal (response, "replace"))
    write_file (saving);
  else
    saving_free (saving);
}

/* Takes ownership of @saving. @format: message with a %s for the file name */
static void
ask (Saving *saving, const char *format)
{
  g_autofree char *name = fop_plain_name (saving->path);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (saving->window), "Replace File?", NULL));

  adw_message_dialog_format_body (dialog, format, name);
  adw_message_dialog_add_responses (dialog, "cancel", "_Cancel", "replace", "_Replace", NULL);
  adw_message_dialog_set_response_appearance (dialog, "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (answered), saving);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Takes ownership of @saving. */
static void
save_to_own_file (Saving *saving)
{
  if (wb_document_changed_outside (wb_window_document (saving->window)))
    ask (saving, "“%s” has been changed by another program since it was opened. Replacing it will "
                 "overwrite those changes.");
  else
    write_file (saving);
}

/* Takes ownership of @saving. */
static void
save_to_chosen (Saving *saving, const char *chosen)
{
  const char *own = wb_document_path (wb_window_document (saving->window));
  gboolean complete = g_str_has_suffix (chosen, ".fopx") || g_str_has_suffix (chosen, ".json");

  g_free (saving->path);
  saving->path = g_strconcat (chosen, complete ? "" : ".fopx", NULL);
  if (g_strcmp0 (saving->path, own) == 0)
    save_to_own_file (saving);
  /* The file chooser has confirmed the name as typed, not the one with the extension. */
  else if (!complete && g_file_test (saving->path, G_FILE_TEST_EXISTS))
    ask (saving, "A file named “%s” already exists. Replacing it will overwrite its contents.");
  else
    write_file (saving);
}

static void
chosen (GtkNativeDialog *dialog, int response, Saving *saving)
{
  g_autoptr (GFile) file = NULL;
  const char *path;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file != NULL ? g_file_peek_path (file) : NULL;
  if (path != NULL)
    {
      wb_preferences_remember_folder (file);
      save_to_chosen (saving, path);
    }
  else
    saving_free (saving);
  g_object_unref (dialog);
}

/* Takes ownership of @saving. */
static void
choose_place (Saving *saving)
{
  WbWindow *window = saving->window;
  GtkFileChooserNative *dialog
      = wb_chooser_new (GTK_WINDOW (window), "Save Experiment", GTK_FILE_CHOOSER_ACTION_SAVE);
  const FopExperiment *experiment = wb_document_experiment (wb_window_document (window));
  g_autofree char *title = g_strdup (experiment->title);
  g_autofree char *name = g_strdup_printf ("%s.fopx", g_strdelimit (title, "/", '-'));

  wb_chooser_add_filter (dialog, "Experiments", "fopx");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen), saving);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
wb_saver_save (WbWindow *window, WbProceed proceed, gpointer data, GDestroyNotify free_data)
{
  Saving *saving = saving_new (window, wb_document_path (wb_window_document (window)));

  saving->proceed = proceed;
  saving->data = data;
  saving->free_data = free_data;
  if (saving->path == NULL)
    choose_place (saving);
  else
    save_to_own_file (saving);
}

void
wb_saver_save_as (WbWindow *window)
{
  choose_place (saving_new (window, NULL));
}

void
wb_saver_save_to (WbWindow *window, const char *path)
{
  save_to_chosen (saving_new (window, NULL), path);
}
