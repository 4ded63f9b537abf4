/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run looked back on, in a window of its own. */
#include "ui/sidebar/foresight-window.h"

#include "core/settings/plain-text.h"
#include "core/study/foresight.h"
#include "ui/figures/kinds/foresight-figure.h"
#include "ui/grid/export-dialog.h"
#include "ui/grid/figure-view.h"

#include <stdatomic.h>

#define META_ITERATIONS 20
#define TICK            100 /* milliseconds between two looks at the progress */
#define EXPORT_WIDTH    640
#define EXPORT_HEIGHT   640

/* What the working thread is to do, and how far it is: counted, as either side may end first. */
typedef struct
{
  FopExperiment *experiment;
  gsize run;
  atomic_ullong done, total;
} Job;

struct _WbForesightWindow
{
  AdwWindow parent_instance;

  Job *job;
  GCancellable *cancellable;
  guint ticker;

  AdwWindowTitle *heading;
  GtkWidget *export;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkProgressBar *progress;
  AdwStatusPage *failure;
  WbFigureView *view;
};

G_DEFINE_FINAL_TYPE (WbForesightWindow, wb_foresight_window, ADW_TYPE_WINDOW)

static void
job_clear (gpointer data)
{
  fop_experiment_unref (((Job *) data)->experiment);
}

static void
job_release (gpointer data)
{
  g_atomic_rc_box_release_full (data, job_clear);
}

static void
note_progress (guint64 done, guint64 total, gpointer data)
{
  Job *job = data;

  atomic_store (&job->total, total);
  atomic_store (&job->done, done);
}

/* On the working thread. */
static void
look_back (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  FopForesight *foresight = fop_foresight_new (job->experiment, job->run, META_ITERATIONS,
                                               note_progress, job, cancellable, &error);

  if (foresight != NULL)
    g_task_return_pointer (task, foresight, (GDestroyNotify) fop_foresight_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
tick (gpointer data)
{
  WbForesightWindow *self = data;
  guint64 total = atomic_load (&self->job->total), done = atomic_load (&self->job->done);

  if (total > 0)
    gtk_progress_bar_set_fraction (self->progress, (double) done / (double) total);
  else
    gtk_progress_bar_pulse (self->progress);
  return G_SOURCE_CONTINUE;
}

static void
finished (GObject *source, GAsyncResult *result, gpointer data)
{
  WbForesightWindow *self = WB_FORESIGHT_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (FopForesight) foresight = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (FigFigure) figure = NULL;

  /* Closed meanwhile: there is nobody to tell. */
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  g_clear_handle_id (&self->ticker, g_source_remove);
  gtk_progress_bar_set_fraction (self->progress, 1); /* one that pulses asks for every frame */
  if (foresight == NULL)
    {
      g_autofree char *plain = fop_plain_message (error->message);
      g_autofree char *text = g_markup_escape_text (plain, -1);

      adw_status_page_set_description (self->failure, text);
      gtk_stack_set_visible_child_name (self->stack, "failure");
      return;
    }
  figure = fig_foresight_figure_new (foresight);
  wb_figure_view_set_figure (self->view, figure);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  figure->title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  figure->subtitle, -1);
  adw_window_title_set_subtitle (self->heading, figure->subtitle);
  gtk_widget_set_sensitive (self->export, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "figure");
}

static void
exported (GFile *file, const GError *error, gpointer data)
{
  g_autofree char *name = fop_plain_name (g_file_peek_path (file));
  g_autofree char *text
      = error != NULL ? g_strdup (error->message) : g_strdup_printf ("%s was written", name);
  g_autofree char *plain = fop_plain_message (text);
  g_autofree char *escaped = g_markup_escape_text (plain, -1);

  adw_toast_overlay_add_toast (WB_FORESIGHT_WINDOW (data)->toasts, adw_toast_new (escaped));
}

static void
export_clicked (WbForesightWindow *self)
{
  FigFigure *figure = wb_figure_view_figure (self->view);
  g_autofree char *name = g_utf8_strdown (figure->title, -1);

  wb_export_dialog_show (GTK_WINDOW (self), figure, EXPORT_WIDTH, EXPORT_HEIGHT,
                         g_strdelimit (name, " /\\:·", '-'), exported, self);
}

WbForesightWindow *
wb_foresight_window_new (GtkWindow *parent, FopExperiment *experiment, gsize run)
{
  WbForesightWindow *self = g_object_new (WB_TYPE_FORESIGHT_WINDOW, "transient-for", parent, NULL);
  g_autofree char *title
      = g_strdup_printf ("Foresight of %s", fop_experiment_run (experiment, run)->name);
  g_autoptr (GTask) task = NULL;

  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->heading, title);
  self->job = g_atomic_rc_box_new0 (Job);
  self->job->experiment = experiment;
  self->job->run = run;
  self->cancellable = g_cancellable_new ();
  self->ticker = g_timeout_add (TICK, tick, self);

  task = g_task_new (self, self->cancellable, finished, NULL);
  g_task_set_task_data (task, g_atomic_rc_box_acquire (self->job), job_release);
  g_task_run_in_thread (task, look_back);
  return self;
}

static void
wb_foresight_window_dispose (GObject *object)
{
  WbForesightWindow *self = WB_FORESIGHT_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->ticker, g_source_remove);
  G_OBJECT_CLASS (wb_foresight_window_parent_class)->dispose (object);
}

static void
wb_foresight_window_finalize (GObject *object)
{
  WbForesightWindow *self = WB_FORESIGHT_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->job, job_release);
  G_OBJECT_CLASS (wb_foresight_window_parent_class)->finalize (object);
}

static void
wb_foresight_window_class_init (WbForesightWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WB_TYPE_FIGURE_VIEW);
  G_OBJECT_CLASS (klass)->dispose = wb_foresight_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = wb_foresight_window_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/fopworkbench/Workbench/window/foresight-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WbForesightWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, WbForesightWindow, export);
  gtk_widget_class_bind_template_child (widget_class, WbForesightWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, WbForesightWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, WbForesightWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, WbForesightWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, WbForesightWindow, view);
  gtk_widget_class_bind_template_callback (widget_class, export_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wb_foresight_window_init (WbForesightWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
