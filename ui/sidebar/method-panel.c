/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hyperparameters of the selected run. */
#include "ui/sidebar/method-panel.h"

#include "ui/document/edits.h"
#include "ui/parameters/parameter-rows.h"

struct _WbMethodPanel
{
  GtkBox parent_instance;

  WbDocument *document; /* owned by the window */
  FopProblem *problem;  /* (nullable): the problem for which the choices have been checked */

  GtkLabel *title;
  AdwBin *parameters;
};

G_DEFINE_FINAL_TYPE (WbMethodPanel, wb_method_panel, GTK_TYPE_BOX)

static void
show_run (WbMethodPanel *self)
{
  const FopExperiment *experiment = wb_document_experiment (self->document);
  gsize run = wb_document_selected (self->document);

  gtk_widget_set_visible (GTK_WIDGET (self), experiment != NULL && run < experiment->runs->len);
  if (experiment == NULL || run >= experiment->runs->len)
    return;

  WbParameterPanel *panel = WB_PARAMETER_PANEL (adw_bin_get_child (self->parameters));
  const FopRunSpec *spec = fop_experiment_run (experiment, run);
  g_autofree char *title = g_strdup_printf ("%s · Hyperparameters", spec->name);
  g_autofree char *summary = fop_help_summary (spec->method->help);
  g_autoptr (FopSettings) settings = wb_document_settings (self->document, run);

  if (!g_str_equal (gtk_label_get_text (self->title), title))
    gtk_label_set_text (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), summary);
  wb_parameter_panel_show (panel, settings);
}

/* Whether the selected run's method can have these settings for the current problem. */
static gboolean
fits (const FopSettings *settings, gpointer data, GError **error)
{
  WbMethodPanel *self = data;
  const FopExperiment *experiment = wb_document_experiment (self->document);
  gsize run = wb_document_selected (self->document);

  return self->problem == NULL || run >= experiment->runs->len
         || fop_method_fits (fop_experiment_run (experiment, run)->method, settings, self->problem,
                             error);
}

static void
check_problem (WbMethodPanel *self)
{
  const FopSnapshot *snapshot = wb_document_snapshot (self->document);

  if (snapshot == NULL || snapshot->problem == self->problem)
    return;
  g_clear_pointer (&self->problem, fop_problem_unref);
  self->problem = fop_problem_ref (snapshot->problem);
  wb_parameter_panel_check (WB_PARAMETER_PANEL (adw_bin_get_child (self->parameters)));
}

static void
edited (WbParameterPanel *panel, const FopParameter *parameter, const FopSettings *settings,
        WbMethodPanel *self)
{
  wb_edit_run (self->document, wb_document_selected (self->document), parameter, settings);
}

static void
reset_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WbMethodPanel *self = WB_METHOD_PANEL (widget);

  wb_edit_reset_run (self->document, wb_document_selected (self->document));
}

void
wb_method_panel_set_document (WbMethodPanel *self, WbDocument *document)
{
  self->document = document;
  g_signal_connect_object (document, "experiment-changed", G_CALLBACK (show_run), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "view-changed", G_CALLBACK (show_run), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "numbers-changed", G_CALLBACK (show_run), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (check_problem), self,
                           G_CONNECT_SWAPPED);
}

static void
wb_method_panel_finalize (GObject *object)
{
  g_clear_pointer (&WB_METHOD_PANEL (object)->problem, fop_problem_unref);
  G_OBJECT_CLASS (wb_method_panel_parent_class)->finalize (object);
}

static void
wb_method_panel_class_init (WbMethodPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wb_method_panel_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/fopworkbench/Workbench/window/method-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, WbMethodPanel, title);
  gtk_widget_class_bind_template_child (widget_class, WbMethodPanel, parameters);
  gtk_widget_class_install_action (widget_class, "method.reset", NULL, reset_action);
}

static void
wb_method_panel_init (WbMethodPanel *self)
{
  GtkWidget *parameters = wb_parameter_rows_panel_new (TRUE);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (parameters, "edited", G_CALLBACK (edited), self);
  wb_parameter_panel_set_fits (WB_PARAMETER_PANEL (parameters), fits, self);
  adw_bin_set_child (self->parameters, parameters);
}
