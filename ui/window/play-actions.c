/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Playing, stepping, speed, and layout. */
#include "ui/window/play-actions.h"

#include "ui/grid/arrangement.h"

static void
play (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WbDocument *document = wb_window_document (data);

  if (wb_document_playing (document))
    wb_document_pause (document);
  else
    wb_document_play (document);
}

static void
restart (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  wb_document_restart (wb_window_document (data), FALSE);
}

static void
step_back (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  wb_document_step (wb_window_document (data), -1);
}

static void
step_forward (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  wb_document_step (wb_window_document (data), 1);
}

static void
go_to (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  wb_document_go_to (wb_window_document (data), g_variant_get_uint64 (parameter));
}

static void
forget_moves (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  wb_document_restart (wb_window_document (data), TRUE);
}

static void
set_speed (GSimpleAction *action, GVariant *value, gpointer data)
{
  double speed = g_variant_get_double (value);

  if (speed >= 0 && speed <= 1e9)
    wb_document_set_speed (wb_window_document (data), speed);
}

static void
set_layout (GSimpleAction *action, GVariant *value, gpointer data)
{
  const FopSnapshot *snapshot = wb_document_snapshot (wb_window_document (data));
  const WbLayout *layout = wb_layout_find (g_variant_get_string (value, NULL));

  if (layout == NULL)
    return;
  wb_arrangement_take (wb_window_grid (data), layout, snapshot != NULL ? snapshot->problem : NULL);
}

/* Returns to the layout that suits the problem, discarding all changes. */
static void
reset_layout (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const FopSnapshot *snapshot = wb_document_snapshot (wb_window_document (data));

  if (snapshot == NULL)
    return;
  wb_arrangement_take (wb_window_grid (data), wb_layout_suitable (snapshot->problem),
                       snapshot->problem);
}

static void
add_figure (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (!wb_figure_grid_add (wb_window_grid (data)))
    wb_window_say (data, "The layout is limited to nine figures");
}

static void
restore (GSimpleAction *action, GVariant *value, gpointer data)
{
  wb_figure_grid_restore (wb_window_grid (data));
}

static void
set_state (WbWindow *window, const char *name, GVariant *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

static void
show_speed (WbWindow *window)
{
  set_state (window, "speed",
             g_variant_new_double (wb_document_speed (wb_window_document (window))));
}

static void
show_layout (WbWindow *window)
{
  set_state (window, "layout",
             g_variant_new_string (wb_figure_grid_layout (wb_window_grid (window))->id));
}

/* Application accelerators take precedence over the focused widget; this one must not. */
static void
add_space (WbWindow *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_space, 0),
                                                          gtk_named_action_new ("win.play")));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Home, 0),
                                                          gtk_named_action_new ("win.restart")));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_named_action_new ("win.restore")));
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
}

void
wb_play_actions_install (WbWindow *window)
{
  static const GActionEntry entries[] = {
    { .name = "play", .activate = play },
    { .name = "restart", .activate = restart },
    { .name = "step-back", .activate = step_back },
    { .name = "step-forward", .activate = step_forward },
    { .name = "go-to", .activate = go_to, .parameter_type = "t" },
    { .name = "forget-moves", .activate = forget_moves },
    { .name = "restore", .activate = restore },
    { .name = "speed", .parameter_type = "d", .state = "0.0", .change_state = set_speed },
    { .name = "reset-layout", .activate = reset_layout },
    { .name = "add-figure", .activate = add_figure },
    { .name = "layout", .parameter_type = "s", .state = "'overview'", .change_state = set_layout },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  g_signal_connect_object (wb_window_document (window), "experiment-changed",
                           G_CALLBACK (show_speed), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (wb_window_grid (window), "placed", G_CALLBACK (show_layout), window,
                           G_CONNECT_SWAPPED);
  add_space (window);
}
