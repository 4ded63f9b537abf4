/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window that exports figures. */
#include "ui/export/export-window.h"

#include "ui/export/export-preview.h"
#include "ui/export/export-saving.h"
#include "ui/export/figure-chooser.h"
#include "ui/export/format-chooser.h"
#include "ui/export/style-actions.h"
#include "ui/export/style-panel.h"
#include "ui/export/style-store.h"
#include "ui/jobs/job.h"

#define ZOOM_STEP  1.25
#define ZOOM_LEAST 0.1
#define ZOOM_MOST  16.0
#define REMARKS    3

struct _WbExportWindow
{
  AdwWindow parent_instance;

  WbExportSubject *subject;
  WbExportDone done;
  gpointer data;

  WbJob *drafts;
  WbExportSaving *saving;
  double zoom; /* 0: fits */

  AdwWindowTitle *heading;
  GtkWidget *export_button;
  GtkSpinner *spinner;
  GtkScrolledWindow *scroller;
  WbExportPreview *preview;
  GtkWidget *remark_icon;
  GtkLabel *remarks;
  GtkLabel *zoom_label;
  WbFigureChooser *figures;
  WbFormatChooser *formats;
  WbStylePanel *styles;
  GMenu *styles_menu;
};

G_DEFINE_FINAL_TYPE (WbExportWindow, wb_export_window, ADW_TYPE_WINDOW)

/* ---- the preview ---- */

/* All of them in the tooltip, if there is no room for more than the first. */
static void
show_remarks (WbExportWindow *self, const GPtrArray *remarks)
{
  g_autofree char *all = NULL, *text = NULL;
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  for (guint i = 0; i < remarks->len; i++)
    g_strv_builder_add (lines, remarks->pdata[i]);
  words = g_strv_builder_end (lines);
  all = g_strjoinv ("\n", words);
  text = remarks->len > REMARKS ? g_strdup_printf ("%s\n…and %u more", words[0], remarks->len - 1)
                                : g_strdup (all);
  gtk_label_set_text (self->remarks, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->remarks), remarks->len > 0 ? all : NULL);
  gtk_widget_set_visible (self->remark_icon, remarks->len > 0);
}

static void
drawn (gpointer draft, gpointer owner)
{
  WbExportWindow *self = owner;
  const WbDraft *its = draft;
  g_autofree char *zoom = g_strdup_printf (
      "%.0f %%", 100 * its->zoom / gtk_widget_get_scale_factor (GTK_WIDGET (self)));

  show_remarks (self, its->remarks);
  gtk_label_set_text (self->zoom_label, zoom);
  wb_export_preview_set_draft (self->preview, draft);
}

static const WbJobKind draft_job
    = { .pool = wb_pool_pictures, .work = wb_draft_draw, .done = drawn, .free = wb_draft_free };

/* Device pixels that the page may take up without scrolling. */
static void
measure_room (WbExportWindow *self, WbDraft *draft)
{
  double scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  draft->room_width
      = scale
        * MAX (gtk_widget_get_width (GTK_WIDGET (self->scroller)) - 2 * WB_PREVIEW_MARGIN, 50);
  draft->room_height
      = scale
        * MAX (gtk_widget_get_height (GTK_WIDGET (self->scroller)) - 2 * WB_PREVIEW_MARGIN, 50);
}

static void
refresh (WbExportWindow *self)
{
  const FopSettings *style = wb_style_panel_style (self->styles);
  gsize n;
  g_autofree gsize *which = wb_figure_chooser_which (self->figures, &n);
  WbDraft *draft;

  gtk_widget_set_sensitive (self->export_button, n > 0);
  if (n == 0 || gtk_widget_get_width (GTK_WIDGET (self->scroller)) == 0)
    return;
  if (!wb_figure_chooser_one_sheet (self->figures))
    n = 1;
  draft = wb_draft_new (wb_export_subject_sheet (self->subject, n, which, style), style,
                        self->zoom * gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  measure_room (self, draft);
  wb_job_request (self->drafts, draft);
}

static void
zoom_by (WbExportWindow *self, double factor)
{
  const WbDraft *draft = wb_export_preview_draft (self->preview);
  double zoom = draft != NULL ? draft->zoom / gtk_widget_get_scale_factor (GTK_WIDGET (self)) : 1;

  self->zoom = CLAMP (zoom * factor, ZOOM_LEAST, ZOOM_MOST);
  refresh (self);
}

static gboolean
zoom_key (GtkWidget *widget, GVariant *factor, gpointer data)
{
  WbExportWindow *self = WB_EXPORT_WINDOW (widget);
  double by = g_variant_get_double (factor);

  if (by > 0)
    zoom_by (self, by);
  else
    {
      self->zoom = 0;
      refresh (self);
    }
  return TRUE;
}

/* With Ctrl, as in viewers of documents; otherwise the wheel scrolls. */
static gboolean
wheel (GtkEventControllerScroll *scroll, double dx, double dy, WbExportWindow *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));

  if ((state & GDK_CONTROL_MASK) == 0 || dy == 0)
    return FALSE;
  zoom_by (self, dy < 0 ? ZOOM_STEP : 1 / ZOOM_STEP);
  return TRUE;
}

static void
zoom_in (WbExportWindow *self)
{
  zoom_by (self, ZOOM_STEP);
}

static void
zoom_out (WbExportWindow *self)
{
  zoom_by (self, 1 / ZOOM_STEP);
}

static void
zoom_original (WbExportWindow *self)
{
  self->zoom = 1;
  refresh (self);
}

static void
zoom_fit (WbExportWindow *self)
{
  self->zoom = 0;
  refresh (self);
}

static void
wb_export_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WbExportWindow *self = WB_EXPORT_WINDOW (widget);
  int before = gtk_widget_get_width (GTK_WIDGET (self->scroller));
  int before_height = gtk_widget_get_height (GTK_WIDGET (self->scroller));

  GTK_WIDGET_CLASS (wb_export_window_parent_class)->size_allocate (widget, width, height, baseline);
  if (self->zoom == 0
      && (before != gtk_widget_get_width (GTK_WIDGET (self->scroller))
          || before_height != gtk_widget_get_height (GTK_WIDGET (self->scroller))))
    refresh (self);
}

/* ---- writing ---- */

static void
set_busy (gboolean is_busy, gpointer data)
{
  WbExportWindow *self = data;

  gtk_spinner_set_spinning (self->spinner, is_busy);
  gtk_widget_set_sensitive (self->export_button, !is_busy);
}

static void
written (const char *text, gpointer data)
{
  WbExportWindow *self = data;

  self->done (text, self->data);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
export_clicked (WbExportWindow *self)
{
  WbExportPlan *plan = g_new0 (WbExportPlan, 1);

  plan->subject = wb_export_subject_ref (self->subject);
  plan->style = fop_settings_copy (wb_style_panel_style (self->styles));
  plan->one_sheet = wb_figure_chooser_one_sheet (self->figures);
  plan->which = wb_figure_chooser_which (self->figures, &plan->n);
  wb_format_chooser_get (self->formats, plan);
  wb_export_saving_start (self->saving, plan);
}

/* ---- construction ---- */

static void
forget_parent (WbExportWindow *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

void
wb_export_window_show (GtkWindow *parent, WbExportSubject *subject, gsize chosen, WbExportDone done,
                       gpointer data)
{
  WbExportWindow *self = g_object_new (WB_TYPE_EXPORT_WINDOW, "transient-for", parent, NULL);
  g_autoptr (FopSettings) style = wb_style_store_last ();

  self->subject = subject;
  self->done = done;
  self->data = data;
  adw_window_title_set_subtitle (self->heading, subject->title);
  wb_figure_chooser_set_subject (self->figures, subject, chosen);
  wb_format_chooser_set_can_carry (self->formats, wb_export_subject_can_carry (subject));
  wb_style_panel_show (self->styles, style);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (forget_parent), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self));
}

static void
wb_export_window_dispose (GObject *object)
{
  WbExportWindow *self = WB_EXPORT_WINDOW (object);

  g_clear_pointer (&self->drafts, wb_job_free);
  g_clear_pointer (&self->saving, wb_export_saving_free);
  G_OBJECT_CLASS (wb_export_window_parent_class)->dispose (object);
}

static void
wb_export_window_finalize (GObject *object)
{
  g_clear_pointer (&WB_EXPORT_WINDOW (object)->subject, wb_export_subject_unref);
  G_OBJECT_CLASS (wb_export_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WbExportWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, WbExportWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, WbExportWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, WbExportWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, WbExportWindow, preview);
  gtk_widget_class_bind_template_child (widget_class, WbExportWindow, remark_icon);
  gtk_widget_class_bind_template_child (widget_class, WbExportWindow, remarks);
  gtk_widget_class_bind_template_child (widget_class, WbExportWindow, zoom_label);
  gtk_widget_class_bind_template_child (widget_class, WbExportWindow, figures);
  gtk_widget_class_bind_template_child (widget_class, WbExportWindow, formats);
  gtk_widget_class_bind_template_child (widget_class, WbExportWindow, styles);
  gtk_widget_class_bind_template_child (widget_class, WbExportWindow, styles_menu);
  gtk_widget_class_bind_template_callback (widget_class, export_clicked);
  gtk_widget_class_bind_template_callback (widget_class, zoom_in);
  gtk_widget_class_bind_template_callback (widget_class, zoom_out);
  gtk_widget_class_bind_template_callback (widget_class, zoom_original);
  gtk_widget_class_bind_template_callback (widget_class, zoom_fit);
}

static void
bind_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    double factor; /* 0: fits */
  } keys[] = {
    { GDK_KEY_plus, ZOOM_STEP },
    { GDK_KEY_KP_Add, ZOOM_STEP },
    { GDK_KEY_equal, ZOOM_STEP },
    { GDK_KEY_minus, 1 / ZOOM_STEP },
    { GDK_KEY_KP_Subtract, 1 / ZOOM_STEP },
    { GDK_KEY_0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, GDK_CONTROL_MASK, zoom_key, "d",
                                  keys[i].factor);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wb_export_window_class_init (WbExportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_export_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = wb_export_window_finalize;
  widget_class->size_allocate = wb_export_window_size_allocate;
  g_type_ensure (WB_TYPE_EXPORT_PREVIEW);
  g_type_ensure (WB_TYPE_FIGURE_CHOOSER);
  g_type_ensure (WB_TYPE_FORMAT_CHOOSER);
  g_type_ensure (WB_TYPE_STYLE_PANEL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/fopworkbench/Workbench/window/export-window.ui");
  bind_children (widget_class);
  bind_keys (widget_class);
}

static void
wb_export_window_init (WbExportWindow *self)
{
  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (wheel), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), scroll);
  self->drafts = wb_job_new (&draft_job, self);
  self->saving = wb_export_saving_new (GTK_WINDOW (self), set_busy, written, self);
  wb_style_actions_install (GTK_WINDOW (self), self->styles_menu, self->styles);
  g_signal_connect_swapped (self->figures, "changed", G_CALLBACK (refresh), self);
  g_signal_connect_swapped (self->styles, "changed", G_CALLBACK (refresh), self);
}
