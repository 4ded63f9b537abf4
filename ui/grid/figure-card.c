/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A figure in the grid, with its header and menu. */
#include "ui/grid/figure-card.h"

#include "ui/figures/paint/typeset.h"
#include "ui/grid/figure-dragging.h"
#include "ui/grid/figure-menu.h"
#include "ui/grid/figure-view.h"

#define INTERVAL_MICROSECONDS 33000

struct _WbFigureCard
{
  GtkBox parent_instance;

  const FigKind *kind;
  FigOptions *options;
  GSimpleActionGroup *choices; /* one action per choice of the kind */

  gboolean is_stale, is_maximized;
  gint64 refreshed_at;
  WbFigureMenu *offer;
  const FopProblemClass *viewed; /* (nullable): class of the problem to which the view belongs */

  GtkWidget *header;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *maximize;
  GtkMenuButton *menu;
  WbFigureView *view;
};

enum
{
  PROPERTY_KIND = 1,
  N_PROPERTIES
};

enum
{
  CHANGED,
  VIEWED,
  POINTED,
  MAXIMIZE_TOGGLED,
  HOVERED,
  CHOSEN,
  OFFERED,
  SWAP,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbFigureCard, wb_figure_card, GTK_TYPE_BOX)

/* @model: (transfer full) (nullable): %NULL to keep the menu. */
static void
take_menu (WbFigureCard *self, GMenuModel *model)
{
  g_autoptr (GMenuModel) owned = model;

  if (owned != NULL)
    gtk_menu_button_set_menu_model (self->menu, owned);
}

static void
changed (WbFigureCard *self)
{
  wb_figure_card_invalidate (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The user's view is kept until the kind of figure or problem changes. */
static void
take_view (WbFigureCard *self)
{
  const FigView *view = wb_figure_view_view (self->view);

  fig_options_set_view (self->options, view);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.fit", !fig_view_is_automatic (view));
}

static void
fit (WbFigureCard *self, FigAxis which)
{
  wb_figure_view_fit (self->view, which);
  take_view (self);
}

static void
show_subtitle (WbFigureCard *self, const char *subtitle)
{
  g_autofree char *markup = fig_typeset (subtitle != NULL ? subtitle : "");

  if (g_strcmp0 (gtk_label_get_label (self->subtitle), markup) != 0)
    gtk_label_set_markup (self->subtitle, markup);
  gtk_widget_set_tooltip_markup (GTK_WIDGET (self->subtitle), *markup != '\0' ? markup : NULL);
}

/* Drawing may have changed the subtitle. */
static void
figure_painted (WbFigureCard *self)
{
  show_subtitle (self, wb_figure_view_painted (self->view)->subtitle);
}

static void
figure_viewed (WbFigureCard *self)
{
  take_view (self);
  wb_figure_card_invalidate (self);
  g_signal_emit (self, signals[VIEWED], 0);
}

static void
figure_pointed (WbFigureCard *self, guint64 n, const double *theta)
{
  g_signal_emit (self, signals[POINTED], 0, n, theta);
}

static void
fit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fit (WB_FIGURE_CARD (widget), FIG_AXIS_ALL);
  figure_viewed (WB_FIGURE_CARD (widget));
}

static void
choice_activated (GSimpleAction *action, GVariant *word, WbFigureCard *self)
{
  wb_figure_card_choose (self, g_action_get_name (G_ACTION (action)),
                         g_variant_get_string (word, NULL));
}

static void
add_choice (WbFigureCard *self, const char *key, const char *word)
{
  g_autoptr (GSimpleAction) action
      = g_simple_action_new_stateful (key, G_VARIANT_TYPE_STRING, g_variant_new_string (word));

  g_signal_connect (action, "activate", G_CALLBACK (choice_activated), self);
  g_action_map_add_action (G_ACTION_MAP (self->choices), G_ACTION (action));
}

static void
add_choices (WbFigureCard *self)
{
  g_clear_object (&self->choices);
  self->choices = g_simple_action_group_new ();
  for (gsize i = 0; i < self->kind->n_choices; i++)
    add_choice (self, self->kind->choices[i].key, self->kind->choices[i].words[0].word);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "figure", G_ACTION_GROUP (self->choices));
}

void
wb_figure_card_set_kind (WbFigureCard *self, const char *id)
{
  const FigKind *kind = fig_kind_find (id);

  g_return_if_fail (kind != NULL);
  self->kind = kind;
  fig_options_clear (self->options);
  fit (self, FIG_AXIS_ALL);
  add_choices (self);
  take_menu (self, wb_figure_menu_set_kind (self->offer, kind));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROPERTY_KIND]);
  changed (self);
}

void
wb_figure_card_choose (WbFigureCard *self, const char *key, const char *word)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->choices), key);

  if (action == NULL || word == NULL)
    return;
  fig_options_set (self->options, key, word);
  for (gsize i = 0; i < self->kind->n_choices; i++)
    if (g_str_equal (self->kind->choices[i].key, key))
      fit (self, self->kind->choices[i].turns);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (word));
  changed (self);
}

const char *
wb_figure_card_word (WbFigureCard *self, const char *key)
{
  return fig_options_get (self->options, key);
}

const FigOptions *
wb_figure_card_options (WbFigureCard *self)
{
  return self->options;
}

void
wb_figure_card_restore (WbFigureCard *self, const FigKind *kind, const FigOptions *options,
                        const FopProblem *problem)
{
  const FigView view = fig_options_view (options);

  wb_figure_card_set_kind (self, kind->id);
  for (gsize i = 0; i < kind->n_choices; i++)
    wb_figure_card_choose (self, kind->choices[i].key,
                           fig_options_get (options, kind->choices[i].key));
  self->viewed = problem->klass;
  wb_figure_view_set_view (self->view, &view);
  take_view (self);
}

const FigKind *
wb_figure_card_kind (WbFigureCard *self)
{
  return self->kind;
}

FigNeeds
wb_figure_card_needs (WbFigureCard *self)
{
  return fig_kind_needs (self->kind, self->options);
}

void
wb_figure_card_invalidate (WbFigureCard *self)
{
  self->is_stale = TRUE;
}

FigFigure *
wb_figure_card_build (WbFigureCard *self, const FigSource *source)
{
  if (self->kind->applies != NULL && !self->kind->applies (source->snapshot->problem))
    return NULL;
  return self->kind->build (source, self->options);
}

/* Every card has the same buttons, so their accessible names include the card's title. */
static void
name_buttons (WbFigureCard *self, const char *title)
{
  g_autofree char *maximize
      = g_strdup_printf ("%s %s", self->is_maximized ? "Restore" : "Maximize", title);
  g_autofree char *menu = g_strdup_printf ("%s menu", title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->maximize), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  maximize, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, menu,
                                  -1);
}

static void
show_title (WbFigureCard *self, const char *title)
{
  if (g_str_equal (gtk_label_get_text (self->title), title))
    return;
  gtk_label_set_text (self->title, title);
  name_buttons (self, title);
}

gboolean
wb_figure_card_refresh (WbFigureCard *self, const FigSource *source)
{
  gint64 now = g_get_monotonic_time ();
  gint64 rest = MAX (INTERVAL_MICROSECONDS, (gint64) (2e6 * wb_figure_view_seconds (self->view)));
  g_autoptr (FigFigure) figure = NULL;
  const char *subtitle;

  if (!self->is_stale || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return TRUE;
  if (wb_figure_view_busy (self->view) || now - self->refreshed_at < rest)
    return FALSE;
  if (self->viewed != source->snapshot->problem->klass)
    {
      fit (self, FIG_AXIS_ALL);
      self->viewed = source->snapshot->problem->klass;
    }
  self->is_stale = FALSE;
  self->refreshed_at = now;
  figure = wb_figure_card_build (self, source);
  subtitle = figure ? figure->subtitle : "not available for this problem";
  take_menu (self, wb_figure_menu_update (self->offer, source));
  show_title (self, figure ? figure->title : self->kind->title);
  wb_figure_view_set_figure (self->view, figure);
  if (figure == NULL || figure->klass->prepare == NULL)
    show_subtitle (self, subtitle);
  return TRUE;
}

void
wb_figure_card_size (WbFigureCard *self, int *width, int *height)
{
  *width = gtk_widget_get_width (GTK_WIDGET (self->view));
  *height = gtk_widget_get_height (GTK_WIDGET (self->view));
}

void
wb_figure_card_mark_step (WbFigureCard *self, gint64 step)
{
  wb_figure_view_mark_step (self->view, step);
}

void
wb_figure_card_set_maximized (WbFigureCard *self, gboolean maximized)
{
  self->is_maximized = maximized;
  gtk_button_set_icon_name (GTK_BUTTON (self->maximize),
                            maximized ? "view-restore-symbolic" : "view-fullscreen-symbolic");
  gtk_widget_set_tooltip_text (self->maximize, maximized ? "Restore" : "Maximize");
  name_buttons (self, gtk_label_get_text (self->title));
}

static void
maximize_clicked (WbFigureCard *self)
{
  g_signal_emit (self, signals[MAXIMIZE_TOGGLED], 0);
}

static void
figure_hovered (WbFigureCard *self, gint64 step)
{
  g_signal_emit (self, signals[HOVERED], 0, step);
}

static void
choose (WbFigureCard *self)
{
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *of_window = g_strconcat ("win.", name + strlen ("card."), NULL);

  choose (WB_FIGURE_CARD (widget));
  gtk_widget_activate_action (widget, of_window, NULL);
}

static void
wb_figure_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *property)
{
  WbFigureCard *self = WB_FIGURE_CARD (object);

  switch (id)
    {
    case PROPERTY_KIND:
      g_value_set_string (value, self->kind->id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, property);
    }
}

static void
wb_figure_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *property)
{
  WbFigureCard *self = WB_FIGURE_CARD (object);

  switch (id)
    {
    case PROPERTY_KIND:
      if (g_value_get_string (value) != NULL)
        wb_figure_card_set_kind (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, property);
    }
}

static void
wb_figure_card_finalize (GObject *object)
{
  WbFigureCard *self = WB_FIGURE_CARD (object);

  fig_options_free (self->options);
  g_clear_object (&self->choices);
  wb_figure_menu_free (self->offer);
  G_OBJECT_CLASS (wb_figure_card_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROPERTY_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  g_object_class_install_properties (klass, N_PROPERTIES, properties);
}

static void
wb_figure_card_class_init (WbFigureCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->get_property = wb_figure_card_get_property;
  object_class->set_property = wb_figure_card_set_property;
  object_class->finalize = wb_figure_card_finalize;
  install_properties (object_class);
  signals[CHANGED]
      = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[POINTED] = g_signal_new ("pointed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_POINTER);
  signals[VIEWED]
      = g_signal_new ("viewed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MAXIMIZE_TOGGLED] = g_signal_new ("maximize-toggled", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 0);
  signals[HOVERED] = g_signal_new ("hovered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[CHOSEN]
      = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OFFERED]
      = g_signal_new ("offered", type, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_first_wins, NULL,
                      NULL, GDK_TYPE_CONTENT_PROVIDER, 0);
  signals[SWAP] = g_signal_new ("swap", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, WB_TYPE_FIGURE_CARD);

  g_type_ensure (WB_TYPE_FIGURE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/fopworkbench/Workbench/window/figure-card.ui");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, WbFigureCard, header);
  gtk_widget_class_bind_template_child (widget_class, WbFigureCard, title);
  gtk_widget_class_bind_template_child (widget_class, WbFigureCard, subtitle);
  gtk_widget_class_bind_template_child (widget_class, WbFigureCard, maximize);
  gtk_widget_class_bind_template_child (widget_class, WbFigureCard, menu);
  gtk_widget_class_bind_template_child (widget_class, WbFigureCard, view);
  gtk_widget_class_bind_template_callback (widget_class, maximize_clicked);
  gtk_widget_class_bind_template_callback (widget_class, figure_hovered);
  gtk_widget_class_bind_template_callback (widget_class, figure_painted);
  gtk_widget_class_bind_template_callback (widget_class, figure_viewed);
  gtk_widget_class_bind_template_callback (widget_class, figure_pointed);
  gtk_widget_class_bind_template_callback (widget_class, wb_figure_card_choose);
  gtk_widget_class_install_property_action (widget_class, "card.kind", "kind");
  gtk_widget_class_install_action (widget_class, "card.fit", NULL, fit_action);
  gtk_widget_class_install_action (widget_class, "card.export", NULL, file_action);
  gtk_widget_class_install_action (widget_class, "card.animate", NULL, file_action);
  gtk_widget_class_install_action (widget_class, "card.copy", NULL, file_action);
}

static void
wb_figure_card_init (WbFigureCard *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *press = gtk_gesture_click_new ();

  self->kind = fig_kind (0);
  self->options = fig_options_new ();
  self->offer = wb_figure_menu_new ();
  add_choices (self);
  self->is_stale = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  wb_figure_dragging_install (GTK_WIDGET (self), self->header);
  fit (self, FIG_AXIS_ALL);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (choose), self);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (choose), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  wb_figure_card_set_maximized (self, FALSE);
}

GtkWidget *
wb_figure_card_new (void)
{
  return g_object_new (WB_TYPE_FIGURE_CARD, NULL);
}
