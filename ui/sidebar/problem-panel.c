/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kind and parameters of the problem. */
#include "ui/sidebar/problem-panel.h"

#include "core/data/notes.h"
#include "ui/document/edits.h"
#include "ui/figures/paint/number-text.h"
#include "ui/parameters/parameter-rows.h"

/* Space in the sidebar is limited, and the methods' sliders matter most. */
#define N_SHOWN 3

struct _WbProblemPanel
{
  GtkBox parent_instance;

  WbDocument *document; /* owned by the window */
  gboolean is_showing;

  AdwComboRow *kind; /* first row of the parameters */
  AdwBin *parameters;
  GtkLabel *notes;
  AdwBin *experiment;

  FopProblem *problem; /* (nullable): problem whose notes are shown */
};

G_DEFINE_FINAL_TYPE (WbProblemPanel, wb_problem_panel, GTK_TYPE_BOX)

static void
show_length (WbProblemPanel *self, const FopExperiment *experiment)
{
  WbParameterPanel *panel = WB_PARAMETER_PANEL (adw_bin_get_child (self->experiment));
  g_autoptr (FopSettings) settings = fop_experiment_settings (experiment);
  g_autofree char *steps = fig_count_text (experiment->steps);
  g_autofree char *title
      = g_strdup_printf ("%s steps · seed %" G_GUINT64_FORMAT, steps, experiment->seed);

  wb_parameter_panel_fold (panel, 0, title);
  wb_parameter_panel_show (panel, settings);
}

static void
show_experiment (WbProblemPanel *self)
{
  const FopExperiment *experiment = wb_document_experiment (self->document);
  g_autofree char *summary = fop_help_summary (experiment->problem->help);

  self->is_showing = TRUE;
  for (gsize i = 0; i < fop_problem_n_classes (); i++)
    if (fop_problem_class (i) == experiment->problem)
      adw_combo_row_set_selected (self->kind, (guint) i);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->kind), summary);
  wb_parameter_panel_show (WB_PARAMETER_PANEL (adw_bin_get_child (self->parameters)),
                           experiment->problem_settings);
  show_length (self, experiment);
  self->is_showing = FALSE;
}

static void
kind_selected (WbProblemPanel *self)
{
  if (!self->is_showing && adw_combo_row_get_selected (self->kind) != GTK_INVALID_LIST_POSITION)
    wb_edit_problem_kind (self->document,
                          fop_problem_class (adw_combo_row_get_selected (self->kind)));
}

static void
problem_edited (WbParameterPanel *panel, const FopParameter *parameter, const FopSettings *settings,
                WbProblemPanel *self)
{
  wb_edit_problem (self->document, settings);
}

static void
experiment_edited (WbParameterPanel *panel, const FopParameter *parameter,
                   const FopSettings *settings, WbProblemPanel *self)
{
  wb_edit_experiment (self->document, settings);
}

/* How the problem's data were interpreted, if that is not obvious. */
static void
show_notes (WbProblemPanel *self)
{
  const FopSnapshot *snapshot = wb_document_snapshot (self->document);
  g_autofree char *text = NULL;

  if (snapshot == NULL || snapshot->problem == self->problem)
    return;
  g_clear_pointer (&self->problem, fop_problem_unref);
  self->problem = fop_problem_ref (snapshot->problem);
  text = fop_notes_text (self->problem->notes);
  gtk_label_set_text (self->notes, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notes), text != NULL);
}

void
wb_problem_panel_set_document (WbProblemPanel *self, WbDocument *document)
{
  self->document = document;
  g_signal_connect_object (document, "experiment-changed", G_CALLBACK (show_experiment), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (show_notes), self,
                           G_CONNECT_SWAPPED);
}

static void
wb_problem_panel_finalize (GObject *object)
{
  g_clear_pointer (&WB_PROBLEM_PANEL (object)->problem, fop_problem_unref);
  G_OBJECT_CLASS (wb_problem_panel_parent_class)->finalize (object);
}

static void
wb_problem_panel_class_init (WbProblemPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wb_problem_panel_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/fopworkbench/Workbench/window/problem-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, WbProblemPanel, parameters);
  gtk_widget_class_bind_template_child (widget_class, WbProblemPanel, notes);
  gtk_widget_class_bind_template_child (widget_class, WbProblemPanel, experiment);
}

static void
wb_problem_panel_init (WbProblemPanel *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  GtkWidget *parameters = wb_parameter_rows_panel_new (FALSE);
  GtkWidget *experiment = wb_parameter_rows_panel_new (FALSE);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < fop_problem_n_classes (); i++)
    gtk_string_list_append (titles, fop_problem_class (i)->title);
  self->kind = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kind), "Kind");
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (titles));
  gtk_widget_add_css_class (GTK_WIDGET (self->kind), "kind");
  wb_parameter_panel_fold (WB_PARAMETER_PANEL (parameters), N_SHOWN, "More");
  wb_parameter_panel_set_first_row (WB_PARAMETER_PANEL (parameters), GTK_WIDGET (self->kind));
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (kind_selected), self);
  adw_bin_set_child (self->parameters, parameters);
  adw_bin_set_child (self->experiment, experiment);
  g_signal_connect (parameters, "edited", G_CALLBACK (problem_edited), self);
  g_signal_connect (experiment, "edited", G_CALLBACK (experiment_edited), self);
}
