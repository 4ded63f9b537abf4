/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window that saves animations. */
#include "ui/export/animation-window.h"

#include "core/settings/plain-text.h"
#include "ui/document/chooser.h"
#include "ui/document/failure.h"
#include "ui/document/preferences.h"
#include "ui/export/style-store.h"
#include "ui/figures/animation/animation.h"
#include "ui/figures/animation/frame-sink.h"
#include "ui/jobs/job.h"
#include "ui/jobs/task-progress.h"
#include "ui/parameters/parameter-rows.h"

#define FAILED "Could Not Save Animation"

typedef struct
{
  FopExperiment *experiment;
  FigAnimation animation;
  char *path;
  WbProgress *progress;
  GCancellable *cancellable;
  guint frames;
  GError *error;
} Task;

struct _WbAnimationWindow
{
  AdwWindow parent_instance;

  WbExportSubject *subject;
  gsize chosen;
  WbExportDone done;
  gpointer data;

  FopSettings *timing;
  FopParameter *parameters; /* those of the table, all of which are given */
  GPtrArray *rows;
  WbJob *job;
  WbProgress *progress; /* (nullable): of the running task */
  guint ticker;

  GtkWidget *list;
  GtkLabel *summary;
  GtkProgressBar *bar;
  GtkWidget *save;
};

G_DEFINE_FINAL_TYPE (WbAnimationWindow, wb_animation_window, ADW_TYPE_WINDOW)

/* ---- the task ---- */

static void
task_free (gpointer data)
{
  Task *task = data;

  fop_experiment_unref (task->experiment);
  g_array_unref (task->animation.requests);
  fop_settings_unref (task->animation.timing);
  fop_settings_unref (task->animation.style);
  g_free (task->path);
  wb_progress_unref (task->progress);
  g_clear_error (&task->error);
  g_free (task);
}

static gboolean
go_on (guint done, guint total, gpointer data)
{
  Task *task = data;

  wb_progress_set (task->progress, done, total);
  return !g_cancellable_is_cancelled (task->cancellable);
}

static void
animate (gpointer data, GCancellable *cancellable)
{
  Task *task = data;
  g_autoptr (FopSession) session = fop_session_new (task->experiment, &task->error);

  task->cancellable = cancellable;
  if (session != NULL)
    task->frames
        = fig_animation_write (&task->animation, session, task->path, go_on, task, &task->error);
}

static void
set_running (WbAnimationWindow *self, gboolean running)
{
  gtk_widget_set_sensitive (self->save, !running);
  gtk_widget_set_sensitive (self->list, !running);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), running);
  gtk_progress_bar_set_fraction (self->bar, 0);
  if (!running)
    {
      g_clear_handle_id (&self->ticker, g_source_remove);
      g_clear_pointer (&self->progress, wb_progress_unref);
    }
}

static void
finished (gpointer data, gpointer owner)
{
  WbAnimationWindow *self = owner;
  Task *task = data;
  g_autofree char *name = fop_plain_name (task->path);
  g_autofree char *text = g_strdup_printf ("Saved %s", name);

  set_running (self, FALSE);
  if (task->frames > 0)
    {
      self->done (text, self->data);
      gtk_window_destroy (GTK_WINDOW (self));
    }
  else
    wb_failure_show (GTK_WINDOW (self), FAILED, task->error->message);
  task_free (task);
}

static const WbJobKind animation_job
    = { .pool = wb_pool_studies, .work = animate, .done = finished, .free = task_free };

static gboolean
tick (gpointer data)
{
  WbAnimationWindow *self = data;

  wb_progress_show (self->progress, self->bar);
  return G_SOURCE_CONTINUE;
}

static void
start (WbAnimationWindow *self, const char *path)
{
  const WbExportFigure *figure = wb_export_subject_get (self->subject, self->chosen);
  const FigSource *source = self->subject->source;
  FigRequest request = { figure->kind, source->run, source->block,
                         fig_options_copy (figure->options), fop_run_set_ref (source->hidden) };
  Task *task = g_new0 (Task, 1);

  self->progress = wb_progress_new ();
  task->experiment = fop_experiment_ref (source->snapshot->experiment);
  task->animation.requests = fig_requests_new ();
  g_array_append_val (task->animation.requests, request);
  task->animation.timing = fop_settings_copy (self->timing);
  task->animation.style = wb_style_store_last ();
  task->path = g_strdup (path);
  task->progress = wb_progress_ref (self->progress);
  set_running (self, TRUE);
  self->ticker = g_timeout_add (WB_PROGRESS_TICK, tick, self);
  wb_job_request (self->job, task);
}

/* ---- where to ---- */

static void
file_chosen (GtkNativeDialog *dialog, int response, WbAnimationWindow *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;
  const char *path = file != NULL ? g_file_peek_path (file) : NULL;
  g_autoptr (GError) error = NULL;

  g_object_unref (dialog);
  if (path == NULL)
    return;
  wb_preferences_remember_folder (file);
  if (fig_frame_sink_check (path, &error)
      && fig_frame_sink_check_rate (path, fop_settings_number (self->timing, "fps"), &error))
    start (self, path);
  else
    wb_failure_show (GTK_WINDOW (self), FAILED, error->message);
}

static void
save_clicked (WbAnimationWindow *self)
{
  GtkFileChooserNative *dialog
      = wb_chooser_new (GTK_WINDOW (self), "Save Animation", GTK_FILE_CHOOSER_ACTION_SAVE);
  g_autofree char *name = g_strconcat (self->subject->name, ".gif", NULL);

  wb_chooser_add_filter (dialog, "Animations and Numbered Images", "gif webm mp4 png");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ---- timing ---- */

static guint64
steps_of (WbAnimationWindow *self)
{
  return self->subject->source->snapshot->experiment->steps;
}

static void
show_timing (WbAnimationWindow *self)
{
  g_autoptr (GArray) frames = fig_timing_frames (self->timing, steps_of (self));
  double seconds = frames->len / fop_settings_number (self->timing, "fps")
                   + fop_settings_number (self->timing, "hold");
  const FigFigure *figure = wb_export_subject_get (self->subject, self->chosen)->shown;
  g_autofree char *text = g_strdup_printf (
      "%s: %u frames, %.1f s, in the style of the last export.\nThe name chooses the format: .gif, "
      ".webm, .mp4, or %%05d.png for numbered images.",
      figure->title, frames->len, seconds);

  gtk_label_set_text (self->summary, text);
  for (guint i = 0; i < self->rows->len; i++)
    {
      wb_parameter_row_show (self->rows->pdata[i], self->timing);
      wb_parameter_row_set_message (self->rows->pdata[i], NULL);
    }
}

static void
edited (WbParameterRow *row, WbAnimationWindow *self)
{
  g_autoptr (FopSettings) timing = fop_settings_copy (self->timing);
  g_autoptr (GError) error = NULL;
  gboolean good = wb_parameter_row_apply (row, timing, &error)
                  && fig_timing_check (timing, steps_of (self), &error);

  gtk_widget_set_sensitive (self->save, good);
  if (!good)
    {
      wb_parameter_row_set_message (row, error->message);
      return;
    }
  fop_settings_assign (self->timing, timing);
  show_timing (self);
}

/* Spells out what is optional on the command line. */
static void
set_defaults (WbAnimationWindow *self)
{
  g_autoptr (GArray) frames = fig_timing_frames (self->timing, steps_of (self));
  guint64 every = frames->len > 1
                      ? g_array_index (frames, guint64, 1) - g_array_index (frames, guint64, 0)
                      : 1;

  fop_settings_set_number (self->timing, "to", (double) steps_of (self), NULL, NULL);
  fop_settings_set_number (self->timing, "every", (double) every, NULL, NULL);
}

static void
add_rows (WbAnimationWindow *self)
{
  const FopParameterTable *table = fig_timing_table ();

  self->parameters = g_memdup2 (table->parameters, table->n * sizeof *table->parameters);
  for (gsize i = 0; i < table->n; i++)
    {
      WbParameterRow *row;

      self->parameters[i].flags &= (FopParameterFlags) ~FOP_PARAMETER_OPTIONAL;
      row = wb_parameter_rows_make (&self->parameters[i], FALSE);
      g_signal_connect (row, "edited", G_CALLBACK (edited), self);
      gtk_list_box_append (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
      g_ptr_array_add (self->rows, row);
    }
}

/* ---- construction ---- */

static void
forget_parent (WbAnimationWindow *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

void
wb_animation_window_show (GtkWindow *parent, WbExportSubject *subject, gsize chosen,
                          WbExportDone done, gpointer data)
{
  WbAnimationWindow *self = g_object_new (WB_TYPE_ANIMATION_WINDOW, "transient-for", parent, NULL);

  self->subject = subject;
  self->chosen = chosen;
  self->done = done;
  self->data = data;
  set_defaults (self);
  show_timing (self);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (forget_parent), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self));
}

static void
wb_animation_window_dispose (GObject *object)
{
  WbAnimationWindow *self = WB_ANIMATION_WINDOW (object);

  g_clear_handle_id (&self->ticker, g_source_remove);
  g_clear_pointer (&self->job, wb_job_free);
  G_OBJECT_CLASS (wb_animation_window_parent_class)->dispose (object);
}

static void
wb_animation_window_finalize (GObject *object)
{
  WbAnimationWindow *self = WB_ANIMATION_WINDOW (object);

  g_clear_pointer (&self->progress, wb_progress_unref);
  g_clear_pointer (&self->subject, wb_export_subject_unref);
  fop_settings_unref (self->timing);
  g_ptr_array_unref (self->rows);
  g_free (self->parameters);
  G_OBJECT_CLASS (wb_animation_window_parent_class)->finalize (object);
}

static void
wb_animation_window_class_init (WbAnimationWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_animation_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = wb_animation_window_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/fopworkbench/Workbench/window/animation-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WbAnimationWindow, list);
  gtk_widget_class_bind_template_child (widget_class, WbAnimationWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, WbAnimationWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, WbAnimationWindow, save);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wb_animation_window_init (WbAnimationWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->timing = fig_timing_new ();
  self->rows = g_ptr_array_new ();
  self->job = wb_job_new (&animation_job, self);
  add_rows (self);
}
