/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The slider over the steps, with marks for slider moves. */
#include "ui/window/timeline.h"

#include "ui/figures/paint/number-text.h"
#include "ui/figures/paint/theme.h"

#include <adwaita.h>

#define MARK_WIDTH  2.0f
#define MARK_HEIGHT 16.0f

struct _WbTimeline
{
  GtkScale parent_instance;

  WbDocument *document; /* owned by the window */
  gboolean is_showing;
  gint64 asked;    /* the requested row, until it is reached, or -1 */
  gint64 asked_at; /* time of the request */
};

G_DEFINE_FINAL_TYPE (WbTimeline, wb_timeline, GTK_TYPE_SCALE)

/* The slider stays under the pointer until the runs have reached the requested row. */
#define WAIT_MICROSECONDS 2000000

static gboolean
is_on_its_way (WbTimeline *self, guint64 step)
{
  if (self->asked < 0)
    return FALSE;
  if ((guint64) self->asked == step || g_get_monotonic_time () - self->asked_at > WAIT_MICROSECONDS)
    self->asked = -1;
  return self->asked >= 0;
}

static void
show_snapshot (WbTimeline *self)
{
  const FopSnapshot *snapshot = wb_document_snapshot (self->document);
  double steps = (double) MAX (snapshot->experiment->steps, 1);
  g_autofree char *text = NULL;

  if (is_on_its_way (self, snapshot->step))
    return;
  text = fig_count_text (snapshot->step);
  self->is_showing = TRUE;
  gtk_range_set_range (GTK_RANGE (self), 0, steps);
  gtk_range_set_increments (GTK_RANGE (self), 1, MAX (1, steps / 20));
  gtk_range_set_value (GTK_RANGE (self), (double) snapshot->step);
  self->is_showing = FALSE;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
wb_timeline_value_changed (GtkRange *range)
{
  WbTimeline *self = WB_TIMELINE (range);
  guint64 step = (guint64) (gtk_range_get_value (range) + 0.5);

  if (self->is_showing || self->document == NULL)
    return;
  self->asked = (gint64) step;
  self->asked_at = g_get_monotonic_time ();
  wb_document_go_to (self->document, step);
}

static void
draw_mark (GtkSnapshot *snapshot, const GdkRectangle *trough, double fraction, FigColor color)
{
  GdkRGBA paint = { (float) color.red, (float) color.green, (float) color.blue, 1 };
  float x = (float) trough->x + (float) (fraction * trough->width) - MARK_WIDTH / 2;
  float y = (float) trough->y + ((float) trough->height - MARK_HEIGHT) / 2;

  gtk_snapshot_append_color (snapshot, &paint, &GRAPHENE_RECT_INIT (x, y, MARK_WIDTH, MARK_HEIGHT));
}

static void
wb_timeline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WbTimeline *self = WB_TIMELINE (widget);
  const FopSnapshot *ran = self->document ? wb_document_snapshot (self->document) : NULL;
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const FigTheme *theme = dark ? fig_theme_dark () : fig_theme_light ();
  GdkRectangle trough;

  gtk_range_get_range_rect (GTK_RANGE (self), &trough);
  for (guint r = 0; ran != NULL && r < ran->experiment->runs->len; r++)
    {
      const FopRunSpec *spec = fop_experiment_run (ran->experiment, r);

      for (const FopEvents *at = spec->events; at != NULL; at = at->earlier)
        draw_mark (snapshot, &trough,
                   (double) at->last.step / (double) MAX (ran->experiment->steps, 1),
                   fig_theme_style_color (theme, spec->style));
    }
  /* The knob is drawn on top of the marks. */
  GTK_WIDGET_CLASS (wb_timeline_parent_class)->snapshot (widget, snapshot);
}

void
wb_timeline_set_document (WbTimeline *self, WbDocument *document)
{
  self->document = document;
  g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (show_snapshot), self,
                           G_CONNECT_SWAPPED);
}

static void
wb_timeline_class_init (WbTimelineClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = wb_timeline_snapshot;
  GTK_RANGE_CLASS (klass)->value_changed = wb_timeline_value_changed;
}

static void
wb_timeline_init (WbTimeline *self)
{
  self->asked = -1;
  gtk_scale_set_draw_value (GTK_SCALE (self), FALSE);
  gtk_range_set_adjustment (GTK_RANGE (self), gtk_adjustment_new (0, 0, 1, 1, 1, 0));
}
