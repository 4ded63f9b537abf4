/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/window/report-actions.h"

#include "core/settings/plain-text.h"
#include "ui/document/chooser.h"
#include "ui/document/preferences.h"
#include "ui/figures/report/report.h"
#include "ui/jobs/job.h"

#define FAILED "Could Not Write Report"

typedef struct
{
  WbWindow *window;
  WbJob *job;
} Reporter;

typedef struct
{
  FopExperiment *experiment;
  guint64 step;
  char *path;
  GError *error;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  fop_experiment_unref (task->experiment);
  g_free (task->path);
  g_clear_error (&task->error);
  g_free (task);
}

static void
write_report (gpointer data, GCancellable *cancellable)
{
  Task *task = data;
  g_autoptr (FopSession) session = fop_session_new (task->experiment, &task->error);
  g_autoptr (FigReport) report = NULL;

  if (session == NULL)
    return;
  while (fop_session_approach (session, task->step))
    if (g_cancellable_is_cancelled (cancellable))
      return;
  report = fig_report_new (session);
  if (!g_cancellable_is_cancelled (cancellable))
    fig_report_write (report, task->path, &task->error);
}

static void
written (gpointer data, gpointer owner)
{
  Task *task = data;
  Reporter *reporter = owner;
  g_autofree char *name = fop_plain_name (task->path);
  g_autofree char *text = g_strdup_printf ("Wrote %s", name);

  if (task->error != NULL)
    wb_window_fail (reporter->window, FAILED, task->error->message);
  else
    wb_window_say (reporter->window, text);
  task_free (task);
}

static const WbJobKind report_job
    = { .pool = wb_pool_studies, .work = write_report, .done = written, .free = task_free };

static void
request (Reporter *reporter, const char *path)
{
  WbDocument *document = wb_window_document (reporter->window);
  const FopSnapshot *snapshot = wb_document_snapshot (document);
  g_autofree char *name = fop_plain_name (path);
  g_autofree char *text = g_strdup_printf ("Writing %s…", name);
  Task *task;

  if (snapshot == NULL)
    return;
  task = g_new0 (Task, 1);
  task->experiment = fop_experiment_ref (snapshot->experiment);
  task->step = snapshot->step;
  task->path = g_strdup (path);
  wb_window_say (reporter->window, text);
  wb_job_request (reporter->job, task);
}

static void
report_to (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Reporter *reporter = data;
  const char *path = g_variant_get_string (parameter, NULL);

  if (fig_report_can_write (path))
    request (reporter, path);
  else
    wb_window_fail (reporter->window, FAILED, "The name must end in .html or .pdf.");
}

/* Returns: (transfer full): the chosen path with a suffix: that of the filter if it has none. */
static char *
path_of (GtkFileChooser *chooser, GFile *file)
{
  GtkFileFilter *filter = gtk_file_chooser_get_filter (chooser);
  const char *path = g_file_peek_path (file);
  gboolean is_pdf = filter != NULL && g_str_equal (gtk_file_filter_get_name (filter), "PDF");

  return g_strconcat (path, fig_report_can_write (path) ? "" : is_pdf ? ".pdf" : ".html", NULL);
}

static void
chosen (GtkNativeDialog *dialog, int response, Reporter *reporter)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file != NULL && g_file_peek_path (file) != NULL ? path_of (GTK_FILE_CHOOSER (dialog), file)
                                                         : NULL;
  if (path != NULL)
    wb_preferences_remember_folder (file);
  /* The file chooser has confirmed the name as typed, not the one with the suffix. */
  if (path != NULL && !g_str_equal (path, g_file_peek_path (file))
      && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autofree char *name = fop_plain_name (path);
      g_autofree char *text = g_strdup_printf (
          "“%s” already exists. To replace it, enter its name with the extension.", name);

      wb_window_fail (reporter->window, FAILED, text);
    }
  else if (path != NULL)
    request (reporter, path);
  g_object_unref (dialog);
}

static void
report (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Reporter *reporter = data;
  GtkFileChooserNative *dialog
      = wb_chooser_new (GTK_WINDOW (reporter->window), "Save Report", GTK_FILE_CHOOSER_ACTION_SAVE);
  const FopExperiment *experiment = wb_document_experiment (wb_window_document (reporter->window));
  g_autofree char *title = g_strdup (experiment->title);
  g_autofree char *name = g_strdup_printf ("%s report.html", g_strdelimit (title, "/", '-'));

  wb_chooser_add_filter (dialog, "Web Page", "html");
  wb_chooser_add_filter (dialog, "PDF", "pdf");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen), reporter);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
reporter_free (gpointer data)
{
  Reporter *reporter = data;

  wb_job_free (reporter->job);
  g_free (reporter);
}

void
wb_report_actions_install (WbWindow *window)
{
  static const GActionEntry entries[] = {
    { .name = "report", .activate = report },
    { .name = "report-to", .activate = report_to, .parameter_type = "s" },
  };
  Reporter *reporter = g_new0 (Reporter, 1);

  reporter->window = window;
  reporter->job = wb_job_new (&report_job, reporter);
  g_object_set_data_full (G_OBJECT (window), "reporter", reporter, reporter_free);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries),
                                   reporter);
}
