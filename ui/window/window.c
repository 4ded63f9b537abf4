/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The main window. */
#include "ui/window/window.h"

#include "core/settings/plain-text.h"
#include "ui/document/failure.h"
#include "ui/document/preferences.h"
#include "ui/figures/paint/number-text.h"
#include "ui/grid/arrangement.h"
#include "ui/sidebar/method-panel.h"
#include "ui/sidebar/problem-panel.h"
#include "ui/sidebar/run-list.h"
#include "ui/window/example-list.h"
#include "ui/window/transport.h"

#include <math.h>

struct _WbWindow
{
  AdwApplicationWindow parent_instance;

  WbDocument *document;
  AdwMessageDialog *failure; /* (nullable): while it is open */
  guint tick;
  guint64 generation; /* of the experiment for which the figures were arranged: */
  const WbLayout *suitable;
  GVariant *usual, *found; /* arrangements: the layout's, and the user's saved one */

  AdwToastOverlay *toasts;
  AdwToast *toast; /* (nullable): the last one, a weak pointer */
  AdwWindowTitle *title;
  GtkMenuButton *examples, *layouts;
  AdwFlap *flap;
  WbProblemPanel *problem;
  WbRunList *runs;
  WbMethodPanel *method;
  WbFigureGrid *grid;
  WbTransport *transport;
};

G_DEFINE_FINAL_TYPE (WbWindow, wb_window, ADW_TYPE_APPLICATION_WINDOW)

WbDocument *
wb_window_document (WbWindow *self)
{
  return self->document;
}

WbFigureGrid *
wb_window_grid (WbWindow *self)
{
  return self->grid;
}

void
wb_window_say (WbWindow *self, const char *text)
{
  g_autofree char *plain = fop_plain_message (text);
  g_autofree char *escaped = g_markup_escape_text (plain, -1);

  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_set_weak_pointer (&self->toast, adw_toast_new (escaped));
  adw_toast_overlay_add_toast (self->toasts, self->toast);
}

void
wb_window_fail (WbWindow *self, const char *heading, const char *message)
{
  g_autofree char *plain = fop_plain_message (message);

  /* A slider may cause several errors before the first dialog is closed. */
  if (self->failure != NULL)
    {
      adw_message_dialog_set_heading (self->failure, heading);
      adw_message_dialog_set_body (self->failure, plain);
      return;
    }
  g_set_weak_pointer (&self->failure, wb_failure_show (GTK_WINDOW (self), heading, message));
}

static gboolean
refresh (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  WbWindow *self = WB_WINDOW (widget);

  self->tick = 0;
  wb_document_refresh (self->document);
  return G_SOURCE_REMOVE;
}

/* News from the engine is processed at most once per frame. */
static void
has_news (WbWindow *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), refresh, NULL, NULL);
}

static void
show_title (WbWindow *self)
{
  const FopExperiment *experiment = wb_document_experiment (self->document);
  g_autofree char *title = NULL;

  if (experiment == NULL)
    return;
  title = g_strdup_printf ("%s%s", wb_document_modified (self->document) ? "• " : "",
                           experiment->title);
  adw_window_title_set_title (self->title, title);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
show_subtitle (WbWindow *self)
{
  const FopSnapshot *snapshot = wb_document_snapshot (self->document);
  g_autofree char *step = fig_count_text (snapshot->step);
  g_autofree char *steps = fig_count_text (snapshot->experiment->steps);
  const char *state = snapshot->playing                   ? "playing"
                      : wb_document_done (self->document) ? "done"
                                                          : "paused";
  g_autofree char *subtitle = g_strdup_printf ("step %s of %s · %s", step, steps, state);

  adw_window_title_set_subtitle (self->title, subtitle);
}

/* The user's arrangement is restored for the next problem with the same suitable layout. */
static void
keep_arrangement (WbWindow *self)
{
  g_autoptr (GVariant) arrangement = NULL;

  if (self->suitable == NULL)
    return;
  arrangement = g_variant_ref_sink (wb_arrangement_save (self->grid));
  if (g_variant_equal (arrangement, self->found))
    return;
  wb_arrangement_remember (self->suitable->id,
                           g_variant_equal (arrangement, self->usual) ? NULL : arrangement);
}

void
wb_window_take_arrangement (WbWindow *self)
{
  g_clear_pointer (&self->found, g_variant_unref);
  self->found = g_variant_ref_sink (wb_arrangement_save (self->grid));
}

static void
arrange (WbWindow *self, const FopProblem *problem)
{
  g_autoptr (GVariant) kept = NULL;

  self->suitable = wb_layout_suitable (problem);
  wb_arrangement_take (self->grid, self->suitable, problem);
  g_clear_pointer (&self->usual, g_variant_unref);
  self->usual = g_variant_ref_sink (wb_arrangement_save (self->grid));
  kept = wb_arrangement_recall (self->suitable->id);
  if (kept != NULL)
    wb_arrangement_restore (self->grid, kept, problem);
  wb_window_take_arrangement (self);
}

static void
show_snapshot (WbWindow *self)
{
  const FopSnapshot *snapshot = wb_document_snapshot (self->document);

  if (snapshot->generation == self->generation)
    return;
  self->generation = snapshot->generation;
  keep_arrangement (self);
  arrange (self, snapshot->problem);
}

static void
show_experiment (WbWindow *self)
{
  show_title (self);
  wb_transport_show_speed (self->transport, wb_document_speed (self->document));
}

static void
show_inspection (WbWindow *self)
{
  const FopInspection *inspection = wb_figure_grid_inspection (self->grid);
  const FopSpectrum *spectrum = inspection ? inspection->spectrum : NULL;

  wb_transport_set_condition (self->transport, spectrum ? spectrum->condition : NAN,
                              inspection ? inspection->seconds : 0);
}

static void
failed (WbWindow *self, const char *message)
{
  wb_window_fail (self, "Cannot Run Experiment", message);
}

static void
connect_document (WbWindow *self)
{
  WbDocument *document = self->document;

  g_signal_connect_swapped (document, "news", G_CALLBACK (has_news), self);
  g_signal_connect_swapped (document, "experiment-changed", G_CALLBACK (show_experiment), self);
  g_signal_connect_swapped (document, "snapshot-changed", G_CALLBACK (show_snapshot), self);
  g_signal_connect_swapped (document, "numbers-changed", G_CALLBACK (show_subtitle), self);
  g_signal_connect_swapped (document, "view-changed", G_CALLBACK (show_inspection), self);
  g_signal_connect_swapped (document, "modified-changed", G_CALLBACK (show_title), self);
  g_signal_connect_swapped (document, "failed", G_CALLBACK (failed), self);
  wb_problem_panel_set_document (self->problem, document);
  wb_run_list_set_document (self->runs, document);
  wb_method_panel_set_document (self->method, document);
  wb_figure_grid_set_document (self->grid, document);
  wb_transport_set_document (self->transport, document);
  g_signal_connect_swapped (self->grid, "inspected", G_CALLBACK (show_inspection), self);
}

/* Focuses the play button, which can only have the focus once its action has been added. */
static void
wb_window_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (wb_window_parent_class)->map (widget);
  wb_transport_focus (WB_WINDOW (widget)->transport);
}

/* Runs however the window is closed, even if references to it remain. */
static void
wb_window_unmap (GtkWidget *widget)
{
  keep_arrangement (WB_WINDOW (widget));
  GTK_WIDGET_CLASS (wb_window_parent_class)->unmap (widget);
}

static void
wb_window_dispose (GObject *object)
{
  WbWindow *self = WB_WINDOW (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_pointer (&self->usual, g_variant_unref);
  g_clear_pointer (&self->found, g_variant_unref);
  G_OBJECT_CLASS (wb_window_parent_class)->dispose (object);
  g_clear_weak_pointer (&self->failure);
  g_clear_weak_pointer (&self->toast);
  g_clear_object (&self->document); /* after the widgets that borrow it */
}

static void
wb_window_class_init (WbWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_window_dispose;
  widget_class->map = wb_window_map;
  widget_class->unmap = wb_window_unmap;
  g_type_ensure (WB_TYPE_PROBLEM_PANEL);
  g_type_ensure (WB_TYPE_RUN_LIST);
  g_type_ensure (WB_TYPE_METHOD_PANEL);
  g_type_ensure (WB_TYPE_FIGURE_GRID);
  g_type_ensure (WB_TYPE_TRANSPORT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/fopworkbench/Workbench/window/window.ui");
  gtk_widget_class_bind_template_child (widget_class, WbWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, title);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, examples);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, layouts);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, runs);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, method);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, grid);
  gtk_widget_class_bind_template_child (widget_class, WbWindow, transport);
}

/* The predefined layouts, then actions on the current one. */
static GMenuModel *
layout_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) presets = g_menu_new (), changes = g_menu_new ();

  for (gsize i = 0; i < wb_n_layouts (); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (wb_layout (i)->title, NULL);

      g_menu_item_set_action_and_target (item, "win.layout", "s", wb_layout (i)->id);
      g_menu_append_item (presets, item);
    }
  g_menu_append (changes, "_Add Figure", "win.add-figure");
  g_menu_append (changes, "_Reset Layout", "win.reset-layout");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (presets));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (changes));
  return G_MENU_MODEL (menu);
}

static void
wb_window_init (WbWindow *self)
{
  g_autoptr (GMenuModel) layouts = layout_menu ();
  GActionMap *actions = G_ACTION_MAP (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  wb_arrangement_take (self->grid, wb_layout (0), NULL);
  self->document = wb_document_new ();
  gtk_menu_button_set_popover (self->examples, wb_examples_popover_new ());
  gtk_menu_button_set_menu_model (self->layouts, layouts);

  wb_preferences_add_switch (actions, "sidebar", self->flap, "reveal-flap", "show-sidebar");
  wb_preferences_add_switch (actions, "fullscreen", self, "fullscreened", NULL);
  wb_preferences_add_switch (actions, "instruments", self->grid, "instruments", NULL);

  connect_document (self);
  wb_preferences_bind_window (GTK_WINDOW (self));
}

WbWindow *
wb_window_new (GtkApplication *application)
{
  return g_object_new (WB_TYPE_WINDOW, "application", application, NULL);
}
