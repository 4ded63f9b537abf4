/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A figure on screen: an image drawn by another thread, with a crosshair and a readout on top. */
#include "ui/grid/figure-view.h"

#include "ui/figures/paint/typeset.h"
#include "ui/grid/hand.h"
#include "ui/jobs/job.h"
#include "ui/jobs/painting.h"

#include <adwaita.h>
#include <math.h>

#define READOUT_PADDING  8.0f
#define READOUT_DISTANCE 14.0f

struct _WbFigureView
{
  GtkWidget parent_instance;

  WbJob *job;
  FigFigure *figure;    /* (nullable): the figure to show */
  FigFigure *requested; /* (nullable): the last request, with its parameters: */
  const FigTheme *theme;
  int width, height, scale;

  WbPainting *painting; /* (nullable): the current image */
  GdkTexture *texture;  /* (nullable): of the painting, created on demand */

  gboolean has_pointer;
  double pointer_x, pointer_y;
  gint64 marked; /* step under the pointer in another figure, or -1 */

  WbHand *hand;
};

enum
{
  HOVERED,
  PAINTED,
  VIEWED,
  POINTED,
  CHOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbFigureView, wb_figure_view, GTK_TYPE_WIDGET)

static const FigTheme *
current_theme (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? fig_theme_dark ()
                                                                       : fig_theme_light ();
}

/* Requests an image if the current one is out of date. An image in progress is not canceled: during
 * a resize, it is better than none. */
static void
request (WbFigureView *self)
{
  const FigTheme *theme = current_theme ();
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (self->figure == NULL || width <= 0 || height <= 0 || wb_job_is_busy (self->job))
    return;
  if (self->figure == self->requested && theme == self->theme && width == self->width
      && height == self->height && scale == self->scale)
    return;
  g_clear_pointer (&self->requested, fig_figure_unref);
  self->requested = fig_figure_ref (self->figure);
  self->theme = theme;
  self->width = width;
  self->height = height;
  self->scale = scale;
  wb_job_request (self->job, wb_painting_new (self->figure, theme, width, height, scale));
}

static gint64
step_under_pointer (WbFigureView *self)
{
  FigReading reading = { .step = -1 };
  gint64 step = -1;

  if (self->has_pointer && self->painting != NULL
      && fig_figure_read (self->painting->figure, self->painting->width, self->painting->height,
                          self->pointer_x, self->pointer_y, &reading))
    {
      step = reading.step;
      fig_reading_clear (&reading);
    }
  return step;
}

static void
forget_painting (WbFigureView *self)
{
  wb_job_cancel (self->job);
  g_clear_pointer (&self->painting, wb_painting_free);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->requested, fig_figure_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
describe (WbFigureView *self, const FigFigure *figure)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  figure->title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  figure->empty      ? figure->empty
                                  : figure->subtitle ? figure->subtitle
                                                     : "",
                                  -1);
}

static void
painted (gpointer painting, gpointer owner)
{
  WbFigureView *self = owner;

  g_clear_pointer (&self->painting, wb_painting_free);
  g_clear_object (&self->texture);
  self->painting = painting;
  request (self);
  wb_hand_set_figure (self->hand, self->painting->figure);
  describe (self, self->painting->figure);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[PAINTED], 0);
}

static GdkRGBA
rgba (FigColor color, double alpha)
{
  return (GdkRGBA){ (float) color.red, (float) color.green, (float) color.blue, (float) alpha };
}

static void
draw_line (GtkSnapshot *snapshot, const FigTheme *theme, graphene_rect_t rectangle)
{
  GdkRGBA color = rgba (theme->dim, 0.6);

  gtk_snapshot_append_color (snapshot, &color, &rectangle);
}

static void
draw_vertical (WbFigureView *self, GtkSnapshot *snapshot, FigMark mark)
{
  draw_line (snapshot, self->painting->theme,
             GRAPHENE_RECT_INIT ((float) floor (mark.x), (float) floor (mark.top), 1,
                                 (float) ceil (mark.bottom - mark.top)));
}

/* Marks every occurrence of the step in the figure. */
static void
draw_step (WbFigureView *self, GtkSnapshot *snapshot, gint64 step)
{
  const WbPainting *painting = self->painting;
  FigMark marks[FIG_MARKS_MAX];
  gsize n = fig_figure_marks (painting->figure, painting->width, painting->height, step, marks);

  for (gsize i = 0; i < n; i++)
    draw_vertical (self, snapshot, marks[i]);
}

static void
draw_readout (WbFigureView *self, GtkSnapshot *snapshot, const char *text)
{
  const FigTheme *theme = self->painting->theme;
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  g_autofree char *markup = fig_typeset (text);
  GdkRGBA background = rgba (theme->background, 0.94), border = rgba (theme->axis, 1);
  GdkRGBA foreground = rgba (theme->text, 1);
  GskRoundedRect outline;
  int text_width, text_height;
  float width, height, x, y;

  pango_layout_set_markup (layout, markup, -1);
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  width = (float) text_width + 2 * READOUT_PADDING;
  height = (float) text_height + 2 * READOUT_PADDING;
  x = (float) self->pointer_x + READOUT_DISTANCE;
  y = (float) self->pointer_y + READOUT_DISTANCE;
  if (x + width > (float) self->painting->width)
    x = (float) self->pointer_x - READOUT_DISTANCE - width;
  if (y + height > (float) self->painting->height)
    y = (float) self->painting->height - height;
  x = MAX (x, 0);
  y = MAX (y, 0);

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (x, y, width, height), 6);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &background, &outline.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 1, 1, 1, 1 },
                              (GdkRGBA[4]){ border, border, border, border });
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (x + READOUT_PADDING, y + READOUT_PADDING));
  gtk_snapshot_append_layout (snapshot, layout, &foreground);
  gtk_snapshot_restore (snapshot);
}

static void
draw_reading (WbFigureView *self, GtkSnapshot *snapshot)
{
  const WbPainting *painting = self->painting;
  FigReading reading = { .step = -1 };

  if (!fig_figure_read (painting->figure, painting->width, painting->height, self->pointer_x,
                        self->pointer_y, &reading))
    return;
  if (isfinite (reading.x))
    draw_vertical (self, snapshot, (FigMark){ reading.x, 0, painting->height });
  else if (reading.step >= 0)
    draw_step (self, snapshot, reading.step);
  if (isfinite (reading.y))
    draw_line (snapshot, painting->theme,
               GRAPHENE_RECT_INIT (0, (float) floor (reading.y), (float) painting->width, 1));
  if (reading.text != NULL)
    draw_readout (self, snapshot, reading.text);
  fig_reading_clear (&reading);
}

/*
 * At its own size: during a resize, cropping an image looks better than scaling it. If the window
 * is rendered by cairo, the surface is drawn directly, because GTK 4.8 would convert a texture's
 * pixels to floats and back in every frame, which is ten times slower.
 */
static void
draw_painting (WbFigureView *self, GtkSnapshot *snapshot)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  graphene_rect_t place
      = GRAPHENE_RECT_INIT (0, 0, (float) self->painting->width, (float) self->painting->height);

  if (GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native)))
    {
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &place);

      cairo_set_source_surface (cr, self->painting->surface, 0, 0);
      cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE); /* opaque, so copying is enough */
      cairo_paint (cr);
      cairo_destroy (cr);
      return;
    }
  if (self->texture == NULL)
    self->texture = wb_surface_texture (self->painting->surface);
  gtk_snapshot_append_texture (snapshot, self->texture, &place);
}

static void
wb_figure_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WbFigureView *self = WB_FIGURE_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  request (self);
  if (self->painting == NULL)
    return;
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  draw_painting (self, snapshot);
  if (self->has_pointer)
    draw_reading (self, snapshot);
  else if (self->marked >= 0)
    draw_step (self, snapshot, self->marked);
  gtk_snapshot_pop (snapshot);
}

static void
pointer_moved (WbFigureView *self, double x, double y)
{
  self->has_pointer = TRUE;
  self->pointer_x = x;
  self->pointer_y = y;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[HOVERED], 0, step_under_pointer (self));
}

static void
pointer_left (WbFigureView *self)
{
  self->has_pointer = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[HOVERED], 0, (gint64) -1);
}

static void
viewed (GtkWidget *widget)
{
  g_signal_emit (widget, signals[VIEWED], 0);
}

static void
pointed (GtkWidget *widget, gsize n, const double *theta)
{
  g_signal_emit (widget, signals[POINTED], 0, (guint64) n, theta);
}

static void
chose (GtkWidget *widget, const char *key, const char *word)
{
  g_signal_emit (widget, signals[CHOSE], 0, key, word);
}

const FigView *
wb_figure_view_view (WbFigureView *self)
{
  return wb_hand_view (self->hand);
}

void
wb_figure_view_set_view (WbFigureView *self, const FigView *limits)
{
  wb_hand_set_view (self->hand, limits);
}

void
wb_figure_view_fit (WbFigureView *self, FigAxis which)
{
  wb_hand_fit (self->hand, which);
}

void
wb_figure_view_set_figure (WbFigureView *self, FigFigure *figure)
{
  if (figure == self->figure)
    return;
  if (figure != NULL)
    fig_figure_ref (figure);
  g_clear_pointer (&self->figure, fig_figure_unref);
  self->figure = figure;
  if (figure == NULL)
    {
      wb_hand_set_figure (self->hand, NULL);
      forget_painting (self);
    }
  else
    describe (self, figure);
  request (self);
}

FigFigure *
wb_figure_view_figure (WbFigureView *self)
{
  return self->figure;
}

FigFigure *
wb_figure_view_painted (WbFigureView *self)
{
  return self->painting != NULL ? self->painting->figure : NULL;
}

gboolean
wb_figure_view_busy (WbFigureView *self)
{
  return wb_job_is_busy (self->job);
}

double
wb_figure_view_seconds (WbFigureView *self)
{
  return self->painting ? self->painting->seconds : 0;
}

void
wb_figure_view_mark_step (WbFigureView *self, gint64 step)
{
  if (self->marked == step)
    return;
  self->marked = step;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
wb_figure_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 180 : 110;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 480 : 300;
}

static void
wb_figure_view_finalize (GObject *object)
{
  WbFigureView *self = WB_FIGURE_VIEW (object);
  WbHand *hand = self->hand;

  wb_job_free (self->job);
  g_clear_pointer (&self->painting, wb_painting_free);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->requested, fig_figure_unref);
  g_clear_pointer (&self->figure, fig_figure_unref);
  G_OBJECT_CLASS (wb_figure_view_parent_class)->finalize (object);
  wb_hand_free (hand); /* only now have the controllers been removed */
}

static void
wb_figure_view_class_init (WbFigureViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wb_figure_view_finalize;
  widget_class->snapshot = wb_figure_view_snapshot;
  widget_class->measure = wb_figure_view_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "figure");
  signals[HOVERED] = g_signal_new ("hovered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[PAINTED] = g_signal_new ("painted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[POINTED] = g_signal_new ("pointed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_POINTER);
  signals[CHOSE] = g_signal_new ("chose", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[VIEWED] = g_signal_new ("viewed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
wb_figure_view_init (WbFigureView *self)
{
  static const WbJobKind kind = {
    .pool = wb_pool_pictures, .work = wb_painting_draw, .done = painted, .free = wb_painting_free
  };
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->marked = -1;
  self->job = wb_job_new (&kind, self);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (pointer_moved), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (pointer_moved), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (pointer_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  self->hand = wb_hand_new (GTK_WIDGET (self), viewed, pointed, chose);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}
