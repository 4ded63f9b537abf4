/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run in the list. */
#include "ui/sidebar/run-row.h"

#include "ui/document/edits.h"
#include "ui/figures/paint/number-text.h"
#include "ui/sidebar/foresight-window.h"
#include "ui/sidebar/swatch.h"

struct _WbRunRow
{
  GtkListBoxRow parent_instance;

  WbDocument *document; /* owned by the window */
  gsize run;
  gboolean is_showing;

  WbSwatch *swatch;
  GtkStack *stack;
  GtkLabel *name;
  GtkEntry *entry;
  GtkWidget *warning;
  GtkLabel *loss;
  GtkToggleButton *shown;
  GtkMenuButton *menu;
};

G_DEFINE_FINAL_TYPE (WbRunRow, wb_run_row, GTK_TYPE_LIST_BOX_ROW)

static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

static void
show_view (WbRunRow *self)
{
  const FopRunView *view = wb_document_view (self->document, self->run);
  gboolean diverged = view != NULL && view->status == FOP_RUN_DIVERGED;
  g_autofree char *loss = NULL;

  if (diverged)
    loss = g_strdup ("diverged");
  else
    loss = view ? fig_number_text (view->loss, 3) : g_strdup ("");
  set_text (self->loss, loss);
  gtk_widget_set_visible (self->warning, diverged);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               diverged && view->reason != NULL ? view->reason : NULL);
}

static void
show_name (WbRunRow *self, const char *name)
{
  g_autofree char *shown_label = NULL, *menu_label = NULL;

  if (g_str_equal (gtk_label_get_text (self->name), name))
    return;
  shown_label = g_strdup_printf ("Show %s", name);
  menu_label = g_strdup_printf ("%s menu", name);
  gtk_label_set_text (self->name, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->shown), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  shown_label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  menu_label, -1);
}

void
wb_run_row_refresh (WbRunRow *self)
{
  const FopExperiment *experiment = wb_document_experiment (self->document);
  const FopRunSpec *spec = fop_experiment_run (experiment, self->run);
  gboolean visible = !fop_run_set_has (wb_document_hidden (self->document), self->run);

  show_name (self, spec->name);
  wb_swatch_set_style (self->swatch, spec->style);
  self->is_showing = TRUE;
  gtk_toggle_button_set_active (self->shown, visible);
  self->is_showing = FALSE;
  gtk_button_set_icon_name (GTK_BUTTON (self->shown),
                            visible ? "view-reveal-symbolic" : "view-conceal-symbolic");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.remove", experiment->runs->len > 1);
  show_view (self);
}

void
wb_run_row_rename (WbRunRow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), gtk_label_get_text (self->name));
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_stack_set_visible_child_name (self->stack, "entry");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
leave_entry (WbRunRow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "name");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry), NULL);
}

static void
rename_committed (WbRunRow *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autoptr (GError) error = NULL;

  g_strstrip (name);
  if (!wb_edit_rename_run (self->document, self->run, name, &error))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry), error->message);
      gtk_widget_error_bell (GTK_WIDGET (self->entry));
      return;
    }
  leave_entry (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gboolean
entry_key_pressed (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType modifiers,
                   WbRunRow *self)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  leave_entry (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return GDK_EVENT_STOP;
}

static void
shown_toggled (WbRunRow *self)
{
  if (!self->is_showing)
    wb_document_set_visible (self->document, self->run, gtk_toggle_button_get_active (self->shown));
}

static void
rename_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wb_run_row_rename (WB_RUN_ROW (widget));
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wb_edit_duplicate_run (WB_RUN_ROW (widget)->document, WB_RUN_ROW (widget)->run);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wb_edit_remove_run (WB_RUN_ROW (widget)->document, WB_RUN_ROW (widget)->run);
}

static void
foresee_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WbRunRow *self = WB_RUN_ROW (widget);
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (widget));

  gtk_window_present (GTK_WINDOW (wb_foresight_window_new (
      parent, fop_experiment_ref (wb_document_experiment (self->document)), self->run)));
}

static void
secondary_pressed (GtkGestureClick *gesture, int n, double x, double y, WbRunRow *self)
{
  gtk_menu_button_popup (self->menu);
}

static void
primary_pressed (GtkGestureClick *gesture, int n, double x, double y, WbRunRow *self)
{
  if (n == 2)
    wb_run_row_rename (self);
}

GtkWidget *
wb_run_row_new (WbDocument *document, gsize run)
{
  WbRunRow *self = g_object_new (WB_TYPE_RUN_ROW, NULL);

  self->document = document;
  self->run = run;
  wb_run_row_refresh (self);
  return GTK_WIDGET (self);
}

static void
wb_run_row_class_init (WbRunRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WB_TYPE_SWATCH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/fopworkbench/Workbench/window/run-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WbRunRow, swatch);
  gtk_widget_class_bind_template_child (widget_class, WbRunRow, stack);
  gtk_widget_class_bind_template_child (widget_class, WbRunRow, name);
  gtk_widget_class_bind_template_child (widget_class, WbRunRow, entry);
  gtk_widget_class_bind_template_child (widget_class, WbRunRow, warning);
  gtk_widget_class_bind_template_child (widget_class, WbRunRow, loss);
  gtk_widget_class_bind_template_child (widget_class, WbRunRow, shown);
  gtk_widget_class_bind_template_child (widget_class, WbRunRow, menu);
  gtk_widget_class_bind_template_callback (widget_class, rename_committed);
  gtk_widget_class_bind_template_callback (widget_class, shown_toggled);
  gtk_widget_class_install_action (widget_class, "row.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "row.duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (widget_class, "row.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "row.foresee", NULL, foresee_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "row.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "row.remove", NULL);
}

static void
wb_run_row_init (WbRunRow *self)
{
  GtkGesture *secondary = gtk_gesture_click_new (), *primary = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect (secondary, "pressed", G_CALLBACK (secondary_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (secondary));
  g_signal_connect (primary, "pressed", G_CALLBACK (primary_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->name), GTK_EVENT_CONTROLLER (primary));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (entry_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_entry), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
}
