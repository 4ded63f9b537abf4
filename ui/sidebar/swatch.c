/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run's color and dash. */
#include "ui/sidebar/swatch.h"

#include "ui/figures/paint/theme.h"

#include <adwaita.h>

#define WIDTH  24
#define HEIGHT 12
#define LINE   3.0

struct _WbSwatch
{
  GtkWidget parent_instance;
  guint style;
};

G_DEFINE_FINAL_TYPE (WbSwatch, wb_swatch, GTK_TYPE_WIDGET)

void
wb_swatch_set_style (WbSwatch *self, guint style)
{
  if (self->style == style)
    return;
  self->style = style;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
wb_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WbSwatch *self = WB_SWATCH (widget);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  FigColor color
      = fig_theme_style_color (dark ? fig_theme_dark () : fig_theme_light (), self->style);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double dashes[8];
  gsize n;
  const double *pattern = fig_style_dash (self->style, &n);
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  n = MIN (n, G_N_ELEMENTS (dashes));
  for (gsize i = 0; i < n; i++)
    dashes[i] = pattern[i] * LINE * 0.75;
  cairo_set_dash (cr, dashes, (int) n, 0);
  cairo_set_source_rgb (cr, color.red, color.green, color.blue);
  cairo_set_line_width (cr, LINE);
  cairo_move_to (cr, 0, height / 2.0);
  cairo_line_to (cr, width, height / 2.0);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
wb_swatch_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                   int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
wb_swatch_class_init (WbSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = wb_swatch_snapshot;
  widget_class->measure = wb_swatch_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
wb_swatch_init (WbSwatch *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}
