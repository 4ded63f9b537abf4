/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The foresight of a run, in a separate window. */
#include "ui/sidebar/foresight-window.h"

#include "core/settings/plain-text.h"
#include "core/study/foresight.h"
#include "ui/export/export-window.h"
#include "ui/figures/kinds/foresight-figure.h"
#include "ui/grid/figure-provenance.h"
#include "ui/grid/figure-view.h"
#include "ui/jobs/job.h"
#include "ui/jobs/task-progress.h"

#define META_ITERATIONS 20

typedef struct
{
  FopExperiment *experiment;
  gsize run;
  WbProgress *progress;

  FopForesight *foresight; /* or the error */
  char *provenance;        /* what the exported figure carries */
  GError *error;
} Task;

struct _WbForesightWindow
{
  AdwWindow parent_instance;

  WbJob *job;
  WbProgress *progress;
  guint ticker;
  char *provenance; /* (nullable): until there is a figure */

  AdwWindowTitle *heading;
  GtkWidget *export;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkProgressBar *bar;
  AdwStatusPage *failure;
  WbFigureView *view;
};

G_DEFINE_FINAL_TYPE (WbForesightWindow, wb_foresight_window, ADW_TYPE_WINDOW)

static void
task_free (gpointer data)
{
  Task *task = data;

  fop_experiment_unref (task->experiment);
  wb_progress_unref (task->progress);
  g_clear_pointer (&task->foresight, fop_foresight_unref);
  g_free (task->provenance);
  g_clear_error (&task->error);
  g_free (task);
}

static void
note_progress (guint64 done, guint64 total, gpointer data)
{
  wb_progress_set (data, done, total);
}

static char *
provenance_of (const Task *task)
{
  g_autoptr (GPtrArray) files = fop_data_files (task->experiment);
  g_autoptr (FigProvenance) provenance
      = fig_provenance_new_of_run (task->experiment, task->run, task->experiment->steps, files);

  return fig_provenance_to_text (provenance);
}

static void
look_back (gpointer data, GCancellable *cancellable)
{
  Task *task = data;

  task->foresight = fop_foresight_new (task->experiment, task->run, META_ITERATIONS, note_progress,
                                       task->progress, cancellable, &task->error);
  if (task->foresight != NULL)
    task->provenance = provenance_of (task);
}

static gboolean
tick (gpointer data)
{
  WbForesightWindow *self = data;

  wb_progress_show (self->progress, self->bar);
  return G_SOURCE_CONTINUE;
}

static void
fail (WbForesightWindow *self, const char *message)
{
  g_autofree char *plain = fop_plain_message (message);
  g_autofree char *text = g_markup_escape_text (plain, -1);

  adw_status_page_set_description (self->failure, text);
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

static void
show_foresight (WbForesightWindow *self, FopForesight *foresight)
{
  g_autoptr (FigFigure) figure = fig_foresight_figure_new (foresight);

  wb_figure_view_set_figure (self->view, figure);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  figure->title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  figure->subtitle, -1);
  adw_window_title_set_subtitle (self->heading, figure->subtitle);
  gtk_widget_set_sensitive (self->export, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "figure");
}

static void
finished (gpointer data, gpointer owner)
{
  WbForesightWindow *self = owner;
  Task *task = data;

  g_clear_handle_id (&self->ticker, g_source_remove);
  gtk_progress_bar_set_fraction (self->bar, 1); /* one that pulses asks for every frame */
  g_free (self->provenance);
  self->provenance = g_steal_pointer (&task->provenance);
  if (task->foresight != NULL)
    show_foresight (self, task->foresight);
  else
    fail (self, task->error->message);
  task_free (task);
}

static const WbJobKind foresight_job
    = { .pool = wb_pool_studies, .work = look_back, .done = finished, .free = task_free };

static void
exported (const char *text, gpointer data)
{
  g_autofree char *plain = fop_plain_message (text);
  g_autofree char *escaped = g_markup_escape_text (plain, -1);

  adw_toast_overlay_add_toast (WB_FORESIGHT_WINDOW (data)->toasts, adw_toast_new (escaped));
}

static void
export_clicked (WbForesightWindow *self)
{
  FigFigure *figure = wb_figure_view_figure (self->view);
  g_autofree char *name = g_utf8_strdown (figure->title, -1);
  WbExportSubject *subject
      = wb_export_subject_new (figure->title, g_strdelimit (name, " /\\:·", '-'), NULL);

  wb_export_subject_add (subject, figure, NULL, NULL);
  wb_export_subject_set_provenance (subject, self->provenance);
  wb_export_window_show (GTK_WINDOW (self), subject, 0, exported, self);
}

WbForesightWindow *
wb_foresight_window_new (GtkWindow *parent, FopExperiment *experiment, gsize run)
{
  WbForesightWindow *self = g_object_new (WB_TYPE_FORESIGHT_WINDOW, "transient-for", parent, NULL);
  g_autofree char *title
      = g_strdup_printf ("Foresight of %s", fop_experiment_run (experiment, run)->name);
  Task *task = g_new0 (Task, 1);

  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->heading, title);
  task->experiment = experiment;
  task->run = run;
  task->progress = wb_progress_ref (self->progress);
  wb_job_request (self->job, task);
  self->ticker = g_timeout_add (WB_PROGRESS_TICK, tick, self);
  return self;
}

static void
wb_foresight_window_dispose (GObject *object)
{
  WbForesightWindow *self = WB_FORESIGHT_WINDOW (object);

  g_clear_pointer (&self->job, wb_job_free);
  g_clear_handle_id (&self->ticker, g_source_remove);
  G_OBJECT_CLASS (wb_foresight_window_parent_class)->dispose (object);
}

static void
wb_foresight_window_finalize (GObject *object)
{
  wb_progress_unref (WB_FORESIGHT_WINDOW (object)->progress);
  g_free (WB_FORESIGHT_WINDOW (object)->provenance);
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
  gtk_widget_class_bind_template_child (widget_class, WbForesightWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, WbForesightWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, WbForesightWindow, view);
  gtk_widget_class_bind_template_callback (widget_class, export_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wb_foresight_window_init (WbForesightWindow *self)
{
  self->progress = wb_progress_new ();
  self->job = wb_job_new (&foresight_job, self);
  gtk_widget_init_template (GTK_WIDGET (self));
}
