/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Panning and zooming with pointer and keyboard. */
#include "ui/grid/hand.h"

#include <math.h>

#define WHEEL_FACTOR 1.2 /* per scroll step */
#define KEY_FACTOR   1.5
#define KEY_PIXELS   48.0
#define DRAG_LEAST   4.0 /* pixels; below this it is a click */

struct _WbHand
{
  GtkWidget *widget; /* the owner of this */
  void (*viewed) (GtkWidget *widget);
  void (*pointed) (GtkWidget *widget, gsize n, const double *theta);
  void (*chosen) (GtkWidget *widget, const char *key, const char *word);
  FigFigure *figure; /* nullable */

  FigView view;
  FigView view_pressed; /* view and axes at the start of the current drag */
  FigAxes axes_pressed;
  FigAxis dragged;
  guint click; /* timeout source that distinguishes a click from a double-click */
  double click_x, click_y;
  gboolean has_pointer;
  double pointer_x, pointer_y;
};

static void
pointer_moved (GtkEventController *motion, double x, double y, WbHand *self)
{
  self->has_pointer = TRUE;
  self->pointer_x = x;
  self->pointer_y = y;
}

static void
pointer_left (GtkEventController *motion, WbHand *self)
{
  self->has_pointer = FALSE;
}

/* The axes of the latest figure with the current limits: the figure may be older than the last
 * scroll event. */
static gboolean
axes_now (WbHand *self, FigAxes *axes)
{
  int width = gtk_widget_get_width (self->widget);
  int height = gtk_widget_get_height (self->widget);

  if (self->figure == NULL
      || !fig_figure_axes (self->figure, fig_theme_light (), width, height, axes))
    return FALSE;
  fig_view_apply (&self->view, axes);
  return TRUE;
}

static void
set_view (WbHand *self, FigView view)
{
  self->view = view;
  self->viewed (self->widget);
}

static gboolean
zoom (WbHand *self, double x, double y, double factor)
{
  FigView view = self->view;
  FigAxes axes;
  FigAxis which;

  if (!axes_now (self, &axes) || (which = fig_axes_at (&axes, x, y)) == FIG_AXIS_NONE)
    return FALSE;
  fig_view_zoom (&view, &axes, which, x, y, factor);
  set_view (self, view);
  return TRUE;
}

static gboolean
scrolled (GtkEventControllerScroll *scroll, double dx, double dy, WbHand *self)
{
  return self->has_pointer && dy != 0
         && zoom (self, self->pointer_x, self->pointer_y, pow (WHEEL_FACTOR, -dy));
}

static void
drag_begun (GtkGestureDrag *drag, double x, double y, WbHand *self)
{
  self->view_pressed = self->view;
  self->dragged = axes_now (self, &self->axes_pressed) ? fig_axes_at (&self->axes_pressed, x, y)
                                                       : FIG_AXIS_NONE;
  if (self->dragged != FIG_AXIS_NONE)
    gtk_widget_grab_focus (self->widget);
}

static void
drag_moved (GtkGestureDrag *drag, double dx, double dy, WbHand *self)
{
  GdkEventSequence *sequence = gtk_gesture_single_get_current_sequence (GTK_GESTURE_SINGLE (drag));
  gboolean claimed
      = gtk_gesture_get_sequence_state (GTK_GESTURE (drag), sequence) == GTK_EVENT_SEQUENCE_CLAIMED;
  FigView view = self->view_pressed;

  if (self->dragged == FIG_AXIS_NONE || (!claimed && hypot (dx, dy) < DRAG_LEAST))
    return;
  if (!claimed)
    gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  fig_view_pan (&view, &self->axes_pressed, self->dragged, dx, dy);
  set_view (self, view);
}

static void
fit (WbHand *self, FigAxis which)
{
  FigView view = self->view;

  fig_view_fit (&view, which);
  set_view (self, view);
}

static void
pressed (GtkGestureClick *click, int n, double x, double y, WbHand *self)
{
  FigAxes axes;
  FigAxis which;

  if (n != 2 || !axes_now (self, &axes) || (which = fig_axes_at (&axes, x, y)) == FIG_AXIS_NONE)
    return;
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  fit (self, which);
}

static gboolean
clicked (gpointer data)
{
  WbHand *self = data;
  gsize n = 0;
  g_autofree double *theta
      = self->figure != NULL
            ? fig_figure_start_at (self->figure, gtk_widget_get_width (self->widget),
                                   gtk_widget_get_height (self->widget), self->click_x,
                                   self->click_y, &n)
            : NULL;

  self->click = 0;
  if (theta != NULL)
    self->pointed (self->widget, n, theta);
  return G_SOURCE_REMOVE;
}

/* The first click of a double-click, which resets the view, is ignored. */
static void
released (GtkGestureClick *click, int n, double x, double y, WbHand *self)
{
  const char *key, *word = NULL;
  guint wait = 0;

  key = self->figure != NULL
            ? fig_figure_choose_at (self->figure, gtk_widget_get_width (self->widget),
                                    gtk_widget_get_height (self->widget), x, y, &word)
            : NULL;
  if (key != NULL)
    {
      self->chosen (self->widget, key, word);
      return;
    }
  g_clear_handle_id (&self->click, g_source_remove);
  if (n != 1)
    return;
  g_object_get (gtk_widget_get_settings (self->widget), "gtk-double-click-time", &wait, NULL);
  self->click_x = x;
  self->click_y = y;
  self->click = g_timeout_add (wait, clicked, self);
}

static void
zoom_at_center (WbHand *self, const FigAxes *axes, FigAxis which, double factor)
{
  FigView view = self->view;

  fig_view_zoom (&view, axes, which, (axes->x.from + axes->x.to) / 2,
                 (axes->y.from + axes->y.to) / 2, factor);
  set_view (self, view);
}

/* With Shift, an arrow key zooms the axis along which it points; up and right zoom in. */
static void
arrow_pressed (WbHand *self, const FigAxes *axes, double x, double y, gboolean stretches)
{
  FigView view = self->view;

  if (stretches)
    {
      zoom_at_center (self, axes, x != 0 ? FIG_AXIS_X : FIG_AXIS_Y | FIG_AXIS_SECOND,
                      x - y > 0 ? KEY_FACTOR : 1 / KEY_FACTOR);
      return;
    }
  fig_view_pan (&view, axes, FIG_AXIS_ALL, -x * KEY_PIXELS, -y * KEY_PIXELS);
  set_view (self, view);
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers,
             WbHand *self)
{
  gboolean shift = (modifiers & GDK_SHIFT_MASK) != 0;
  FigAxes axes;

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) || !axes_now (self, &axes))
    return FALSE;
  switch (key)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      zoom_at_center (self, &axes, FIG_AXIS_ALL, KEY_FACTOR);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom_at_center (self, &axes, FIG_AXIS_ALL, 1 / KEY_FACTOR);
      return TRUE;
    case GDK_KEY_Left:
      arrow_pressed (self, &axes, -1, 0, shift);
      return TRUE;
    case GDK_KEY_Right:
      arrow_pressed (self, &axes, 1, 0, shift);
      return TRUE;
    case GDK_KEY_Up:
      arrow_pressed (self, &axes, 0, -1, shift);
      return TRUE;
    case GDK_KEY_Down:
      arrow_pressed (self, &axes, 0, 1, shift);
      return TRUE;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      fit (self, FIG_AXIS_ALL);
      return TRUE;
    default:
      return FALSE;
    }
}

const FigView *
wb_hand_view (WbHand *self)
{
  return &self->view;
}

void
wb_hand_set_view (WbHand *self, const FigView *view)
{
  self->view = *view;
}

void
wb_hand_fit (WbHand *self, FigAxis which)
{
  fig_view_fit (&self->view, which);
}

void
wb_hand_set_figure (WbHand *self, FigFigure *figure)
{
  if (figure != NULL)
    fig_figure_ref (figure);
  g_clear_pointer (&self->figure, fig_figure_unref);
  self->figure = figure;
}

static void
add_controllers (WbHand *self)
{
  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_widget_set_focusable (self->widget, TRUE);
  g_signal_connect (motion, "enter", G_CALLBACK (pointer_moved), self);
  g_signal_connect (motion, "motion", G_CALLBACK (pointer_moved), self);
  g_signal_connect (motion, "leave", G_CALLBACK (pointer_left), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scrolled), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begun), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_moved), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed), self);
  g_signal_connect (click, "released", G_CALLBACK (released), self);
  gtk_widget_add_controller (self->widget, motion);
  gtk_widget_add_controller (self->widget, scroll);
  gtk_widget_add_controller (self->widget, key);
  gtk_widget_add_controller (self->widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (self->widget, GTK_EVENT_CONTROLLER (click));
}

WbHand *
wb_hand_new (GtkWidget *widget, void (*viewed) (GtkWidget *widget),
             void (*pointed) (GtkWidget *widget, gsize n, const double *theta),
             void (*chosen) (GtkWidget *widget, const char *key, const char *word))
{
  WbHand *self = g_new0 (WbHand, 1);

  self->widget = widget;
  self->viewed = viewed;
  self->pointed = pointed;
  self->chosen = chosen;
  self->view = fig_view_automatic ();
  add_controllers (self);
  return self;
}

void
wb_hand_free (WbHand *self)
{
  g_clear_handle_id (&self->click, g_source_remove);
  g_clear_pointer (&self->figure, fig_figure_unref);
  g_free (self);
}
