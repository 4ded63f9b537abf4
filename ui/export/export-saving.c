/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a plan to its files. */
#include "ui/export/export-saving.h"

#include "core/settings/plain-text.h"
#include "ui/document/chooser.h"
#include "ui/document/failure.h"
#include "ui/document/preferences.h"
#include "ui/export/style-store.h"
#include "ui/jobs/job.h"

typedef struct
{
  WbExportPlan *plan;
  char *base;
  guint written;
  GError *error;
} Task;

struct _WbExportSaving
{
  GtkWindow *window;
  void (*busy) (gboolean is_busy, gpointer data);
  void (*done) (const char *text, gpointer data);
  gpointer data;

  WbJob *job;
  WbExportPlan *plan; /* (nullable): whose place is being chosen */
  Task *asked;        /* (nullable): whose files exist */
  gpointer dialog;    /* (nullable): the one that asks; a weak pointer */
};

static void
task_free (gpointer data)
{
  Task *task = data;

  wb_export_plan_free (task->plan);
  g_free (task->base);
  g_clear_error (&task->error);
  g_free (task);
}

/* ---- writing ---- */

static void
write_files (gpointer data, GCancellable *cancellable)
{
  Task *task = data;

  task->written = wb_export_plan_write (task->plan, task->base, &task->error);
}

static void
written (gpointer data, gpointer owner)
{
  WbExportSaving *self = owner;
  g_autoptr (GPtrArray) paths = wb_export_plan_paths (((Task *) data)->plan, ((Task *) data)->base);
  g_autofree char *name = fop_plain_name (paths->pdata[0]);
  g_autofree char *text = paths->len == 1
                              ? g_strdup_printf ("Exported %s", name)
                              : g_strdup_printf ("Exported %u files: %s, …", paths->len, name);
  g_autofree char *message = NULL;
  Task *task = data;

  self->busy (FALSE, self->data);
  if (task->error == NULL)
    {
      wb_style_store_remember (task->plan->style);
      task_free (task);
      self->done (text, self->data); /* may free @self */
      return;
    }
  message = g_strdup_printf ("%s\n\n%u of %u files have been written.", task->error->message,
                             task->written, paths->len);
  wb_failure_show (self->window, "Could Not Export", message);
  task_free (task);
}

static const WbJobKind writing_job
    = { .pool = wb_pool_studies, .work = write_files, .done = written, .free = task_free };

/* @task: (transfer full) */
static void
write_task (WbExportSaving *self, Task *task)
{
  self->busy (TRUE, self->data);
  wb_job_request (self->job, task);
}

/* ---- questions ---- */

static void
replace_responded (AdwMessageDialog *dialog, const char *response, WbExportSaving *self)
{
  Task *task = g_steal_pointer (&self->asked);

  if (g_str_equal (response, "replace"))
    write_task (self, task);
  else
    task_free (task);
}

/* Files that exist, other than the one for which the file chooser has asked. */
static char *
existing (const Task *task, const char *asked)
{
  g_autoptr (GPtrArray) paths = wb_export_plan_paths (task->plan, task->base);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < paths->len; i++)
    if (!g_str_equal (paths->pdata[i], asked) && g_file_test (paths->pdata[i], G_FILE_TEST_EXISTS))
      {
        g_autofree char *name = fop_plain_name (paths->pdata[i]);

        g_string_append_printf (names, "%s%s", names->len > 0 ? "\n" : "", name);
      }
  return g_string_free (names, names->len == 0);
}

/* @task: (transfer full) */
static void
ask_or_write (WbExportSaving *self, Task *task, const char *asked)
{
  g_autofree char *names = existing (task, asked);
  AdwMessageDialog *dialog;

  if (names == NULL)
    {
      write_task (self, task);
      return;
    }
  self->asked = task;
  dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (self->window, "Replace Existing Files?", names));
  adw_message_dialog_add_responses (dialog, "cancel", "_Cancel", "replace", "_Replace", NULL);
  adw_message_dialog_set_response_appearance (dialog, "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_set_weak_pointer (&self->dialog, dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (replace_responded), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
place_chosen (GtkNativeDialog *dialog, int response, WbExportSaving *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;
  const char *path = file != NULL ? g_file_peek_path (file) : NULL;
  g_autoptr (WbExportPlan) plan = g_steal_pointer (&self->plan);
  Task *task;

  g_object_unref (dialog);
  if (path == NULL)
    return;
  wb_preferences_remember_folder (file);
  task = g_new0 (Task, 1);
  task->base = wb_export_plan_base (plan, path);
  task->plan = g_steal_pointer (&plan);
  ask_or_write (self, task, path);
}

void
wb_export_saving_start (WbExportSaving *self, WbExportPlan *plan)
{
  const char *name = plan->subject->name;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  GtkFileChooserNative *dialog;

  g_clear_pointer (&self->plan, wb_export_plan_free);
  self->plan = plan;
  if (!wb_export_plan_check (plan, &error))
    {
      wb_failure_show (self->window, "Nothing to Export", error->message);
      return;
    }
  paths = wb_export_plan_paths (plan, name);
  dialog = wb_chooser_new (self->window, "Export Figure", GTK_FILE_CHOOSER_ACTION_SAVE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog),
                                     paths->len == 1 ? paths->pdata[0] : name);
  g_set_weak_pointer (&self->dialog, dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (place_chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

WbExportSaving *
wb_export_saving_new (GtkWindow *window, void (*busy) (gboolean is_busy, gpointer data),
                      void (*done) (const char *text, gpointer data), gpointer data)
{
  WbExportSaving *self = g_new0 (WbExportSaving, 1);

  *self = (WbExportSaving){ .window = window, .busy = busy, .done = done, .data = data };
  self->job = wb_job_new (&writing_job, self);
  return self;
}

void
wb_export_saving_free (WbExportSaving *self)
{
  wb_job_free (self->job);
  if (self->dialog != NULL)
    g_signal_handlers_disconnect_by_data (self->dialog, self);
  g_clear_weak_pointer (&self->dialog);
  g_clear_pointer (&self->plan, wb_export_plan_free);
  g_clear_pointer (&self->asked, task_free);
  g_free (self);
}
