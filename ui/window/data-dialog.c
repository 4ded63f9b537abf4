/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choice of a model for a data set, and its settings. */
#include "ui/window/data-dialog.h"

#include "core/data/dataset.h"
#include "core/data/notes.h"
#include "core/settings/plain-text.h"
#include "ui/document/data-experiment.h"
#include "ui/jobs/job.h"
#include "ui/parameters/parameter-rows.h"

/* What is to be read, and what it came to. */
typedef struct
{
  const FopProblemClass *klass; /* NULL to only describe the data */
  FopSettings *settings;        /* of the class, or of the data */

  FopExperiment *experiment;
  char *description;
  gsize batch; /* size that suits the data */
  GError *error;
} Reading;

struct _WbDataDialog
{
  AdwWindow parent_instance;

  FopSettings *source;
  FopSettings *settings; /* of the model */
  gsize batch;           /* that suits the data */
  GPtrArray *classes;    /* models that learn from data */
  WbJob *reading;

  GtkSpinner *spinner;
  GtkWidget *create;
  GtkLabel *description;
  AdwComboRow *model;
  AdwBin *parameters;
};

static guint created_signal;

G_DEFINE_FINAL_TYPE (WbDataDialog, wb_data_dialog, ADW_TYPE_WINDOW)

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  fop_settings_unref (reading->settings);
  g_clear_pointer (&reading->experiment, fop_experiment_unref);
  g_free (reading->description);
  g_clear_error (&reading->error);
  g_free (reading);
}

static void
read_data (gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;

  if (reading->klass != NULL)
    reading->experiment = wb_data_experiment (reading->klass, reading->settings, &reading->error);
  else
    {
      g_autoptr (FopDataset) dataset
          = fop_dataset_load (reading->settings, TRUE, NULL, 0, &reading->error);

      if (dataset != NULL)
        {
          g_autofree char *notes = fop_notes_text (dataset->notes);

          reading->description
              = g_strconcat (dataset->description, notes != NULL ? "\n" : NULL, notes, NULL);
          reading->batch = wb_suitable_batch (dataset->rows, dataset->features);
        }
    }
}

/* Descriptions and notes are plain text; an error may quote files verbatim. */
static void
say (WbDataDialog *self, const char *text, gboolean is_error)
{
  g_autofree char *plain = is_error ? fop_plain_message (text) : g_strdup (text);

  gtk_label_set_text (self->description, plain);
  if (is_error)
    gtk_widget_add_css_class (GTK_WIDGET (self->description), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->description), "error");
}

static void
show_settings (WbDataDialog *self)
{
  wb_parameter_panel_show (WB_PARAMETER_PANEL (adw_bin_get_child (self->parameters)),
                           self->settings);
}

static void
suggest_batch (WbDataDialog *self, gsize batch)
{
  self->batch = batch;
  if (batch == 0 || fop_settings_has (self->settings, "batch"))
    return;
  fop_settings_set_number (self->settings, "batch", (double) batch, NULL, NULL);
  show_settings (self);
}

static void
was_read (gpointer data, gpointer owner)
{
  WbDataDialog *self = owner;
  Reading *reading = data;

  gtk_spinner_stop (self->spinner);
  gtk_widget_set_sensitive (self->create, TRUE);
  if (reading->error != NULL)
    say (self, reading->error->message, TRUE);
  else if (reading->description != NULL)
    {
      say (self, reading->description, FALSE);
      suggest_batch (self, reading->batch);
    }
  else
    {
      g_signal_emit (self, created_signal, 0, reading->experiment);
      gtk_window_destroy (GTK_WINDOW (self));
    }
  reading_free (reading);
}

static const WbJobKind reading_job
    = { .pool = wb_pool_studies, .work = read_data, .done = was_read, .free = reading_free };

static void
start_reading (WbDataDialog *self, const FopProblemClass *klass, const FopSettings *settings)
{
  Reading *wanted = g_new0 (Reading, 1);

  wanted->klass = klass;
  wanted->settings = fop_settings_copy (settings);
  gtk_spinner_start (self->spinner);
  gtk_widget_set_sensitive (self->create, FALSE);
  wb_job_request (self->reading, wanted);
}

static const FopProblemClass *
chosen_class (WbDataDialog *self)
{
  return g_ptr_array_index (self->classes, adw_combo_row_get_selected (self->model));
}

static void
create_clicked (WbDataDialog *self)
{
  start_reading (self, chosen_class (self), self->settings);
}

static void
model_selected (WbDataDialog *self)
{
  const FopProblemClass *klass = chosen_class (self);
  g_autofree char *summary = fop_help_summary (klass->help);

  g_clear_pointer (&self->settings, fop_settings_unref);
  self->settings = wb_data_settings (klass, self->source);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->model), summary);
  suggest_batch (self, self->batch);
  show_settings (self);
}

static void
settings_edited (WbParameterPanel *panel, const FopParameter *parameter,
                 const FopSettings *settings, WbDataDialog *self)
{
  const FopSettings *source = fop_settings_group (settings, "data");

  fop_settings_unref (self->settings);
  self->settings = fop_settings_copy (settings);
  if (!g_str_equal (parameter->key, "data") || source == NULL)
    return;
  fop_settings_unref (self->source);
  self->source = fop_settings_copy (source);
  start_reading (self, NULL, self->source);
}

WbDataDialog *
wb_data_dialog_new (GtkWindow *parent, const FopSettings *source)
{
  WbDataDialog *self = g_object_new (WB_TYPE_DATA_DIALOG, "transient-for", parent, NULL);
  const char *suitable = wb_suitable_model (source);

  self->source = fop_settings_copy (source);
  for (guint i = 0; i < self->classes->len; i++)
    {
      const FopProblemClass *klass = g_ptr_array_index (self->classes, i);

      if (g_str_equal (klass->kind, suitable))
        adw_combo_row_set_selected (self->model, i);
    }
  model_selected (self);
  g_signal_connect_swapped (self->model, "notify::selected", G_CALLBACK (model_selected), self);
  start_reading (self, NULL, source);
  return self;
}

static void
wb_data_dialog_dispose (GObject *object)
{
  WbDataDialog *self = WB_DATA_DIALOG (object);

  g_clear_pointer (&self->reading, wb_job_free);
  g_clear_pointer (&self->source, fop_settings_unref);
  g_clear_pointer (&self->settings, fop_settings_unref);
  g_clear_pointer (&self->classes, g_ptr_array_unref);
  G_OBJECT_CLASS (wb_data_dialog_parent_class)->dispose (object);
}

static void
wb_data_dialog_class_init (WbDataDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_data_dialog_dispose;
  created_signal = g_signal_new ("created", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/fopworkbench/Workbench/window/data-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, WbDataDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, WbDataDialog, create);
  gtk_widget_class_bind_template_child (widget_class, WbDataDialog, description);
  gtk_widget_class_bind_template_child (widget_class, WbDataDialog, model);
  gtk_widget_class_bind_template_child (widget_class, WbDataDialog, parameters);
  gtk_widget_class_bind_template_callback (widget_class, create_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wb_data_dialog_init (WbDataDialog *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  GtkWidget *parameters = wb_parameter_rows_panel_new (FALSE);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->classes = g_ptr_array_new ();
  for (gsize i = 0; i < fop_problem_n_classes (); i++)
    if (wb_is_data_problem (fop_problem_class (i)))
      {
        g_ptr_array_add (self->classes, (gpointer) fop_problem_class (i));
        gtk_string_list_append (titles, fop_problem_class (i)->title);
      }
  adw_combo_row_set_model (self->model, G_LIST_MODEL (titles));
  g_signal_connect (parameters, "edited", G_CALLBACK (settings_edited), self);
  adw_bin_set_child (self->parameters, parameters);
  self->reading = wb_job_new (&reading_job, self);
}
