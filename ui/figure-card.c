/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A figure in the grid, with its header and menu. */
#include "ui/figure-card.h"

#include "ui/figure-view.h"

#define INTERVAL_MICROSECONDS 33000

struct _WbFigureCard
{
  GtkBox parent_instance;

  const FigKind *kind;
  FigOptions *options;
  GSimpleActionGroup *choices; /* an action for each of the kind's choices */

  gboolean is_stale, is_maximized;
  gint64 refreshed_at;
  GPtrArray *words;              /* FigWords in the menu, of each of the kind's choices */
  GStrv blocks;                  /* preconditioners in the menu; none where there is no choice */
  FopProblem *menu_problem;      /* (nullable): whose kinds are in the menu */
  const FopProblemClass *viewed; /* (nullable): of the problem whose figure was panned or zoomed */

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
  SWAP,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbFigureCard, wb_figure_card, GTK_TYPE_BOX)

static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text ? text : "") != 0)
    gtk_label_set_text (label, text ? text : "");
}

static GMenuModel *
kinds_menu (const FopProblem *problem)
{
  GMenu *menu = g_menu_new ();

  for (gsize i = 0; i < fig_n_kinds (); i++)
    {
      const FigKind *kind = fig_kind (i);
      g_autoptr (GMenuItem) item = g_menu_item_new (kind->title, NULL);

      if (kind->applies != NULL && problem != NULL && !kind->applies (problem))
        continue;
      g_menu_item_set_action_and_target (item, "card.kind", "s", kind->id);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

/* Another problem with the same figures needs no other menu: one may be open just now. */
static gboolean
has_same_kinds (const FopProblem *a, const FopProblem *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  for (gsize i = 0; i < fig_n_kinds (); i++)
    if (fig_kind (i)->applies != NULL && !fig_kind (i)->applies (a) != !fig_kind (i)->applies (b))
      return FALSE;
  return TRUE;
}

static GMenuModel *
words_menu (const FigChoice *choice, const FigWords *words)
{
  g_autofree char *action = g_strconcat ("figure.", choice->key, NULL);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  const char *heading = NULL;

  for (gsize i = 0; i < fig_words_n (words); i++)
    {
      const FigWord *word = fig_words_get (words, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (word->title, NULL);

      if (g_strcmp0 (fig_words_heading (words, i), heading) != 0)
        {
          g_menu_append_section (menu, heading, G_MENU_MODEL (section));
          g_object_unref (section);
          section = g_menu_new ();
          heading = fig_words_heading (words, i);
        }
      g_menu_item_set_action_and_target (item, action, "s", word->word);
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, heading, G_MENU_MODEL (section));
  return G_MENU_MODEL (menu);
}

/* The choice is the grid's: all figures show the same block of the selected run. */
static GMenuModel *
blocks_menu (char **blocks)
{
  GMenu *menu = g_menu_new ();

  for (int i = 0; blocks != NULL && blocks[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (blocks[i], NULL);

      g_menu_item_set_action_and_target (item, "grid.block", "i", i);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
rebuild_menu (WbFigureCard *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) choices = g_menu_new (), files = g_menu_new ();
  g_autoptr (GMenu) places = g_menu_new ();
  g_autoptr (GMenuModel) kinds = kinds_menu (self->menu_problem);
  g_autoptr (GMenuModel) blocks = blocks_menu (self->blocks);

  g_menu_append_section (menu, "Figure", kinds);
  if (self->kind->per_run && g_menu_model_get_n_items (blocks) > 0)
    g_menu_append_submenu (choices, "_Block", blocks);
  for (gsize i = 0; i < self->kind->n_choices; i++)
    {
      g_autoptr (GMenuModel) words
          = words_menu (&self->kind->choices[i], g_ptr_array_index (self->words, i));

      g_menu_append_submenu (choices, self->kind->choices[i].title, words);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (choices));
  g_menu_append (files, "_Fit", "card.fit");
  if (self->kind->can_start)
    g_menu_append (files, "_Reset Start", "grid.reset-start");
  g_menu_append (places, "Move _Earlier", "grid.earlier");
  g_menu_append (places, "Move _Later", "grid.later");
  g_menu_append (places, "_Remove", "grid.remove");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (places));
  g_menu_append (files, "_Export…", "card.export");
  g_menu_append (files, "_Copy", "card.copy");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  gtk_menu_button_set_menu_model (self->menu, G_MENU_MODEL (menu));
}

/* What there is to choose from, of each of the kind's choices; @source: (nullable): the runs.
 * Returns: whether that is anything else than before. */
static gboolean
take_words (WbFigureCard *self, const FigSource *source)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func ((GDestroyNotify) fig_words_free);
  gboolean same = self->words != NULL && self->words->len == self->kind->n_choices;

  for (gsize i = 0; i < self->kind->n_choices; i++)
    {
      g_ptr_array_add (words, fig_choice_words (&self->kind->choices[i], source));
      same = same
             && fig_words_equal (g_ptr_array_index (words, i), g_ptr_array_index (self->words, i));
    }
  if (same)
    return FALSE;
  g_clear_pointer (&self->words, g_ptr_array_unref);
  self->words = g_steal_pointer (&words);
  return TRUE;
}

/* The preconditioners of the selected run, where there are several to choose from. */
static GStrv
blocks_of (const FopRunView *view)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0;
       view->preconditioners != NULL && view->n_preconditioners > 1 && i < view->n_preconditioners;
       i++)
    g_strv_builder_add (builder, view->preconditioners[i]->name);
  return g_strv_builder_end (builder);
}

static gboolean
same_words (char **a, char **b)
{
  return a != NULL && b != NULL && g_strv_equal ((const char *const *) a, (const char *const *) b);
}

static void
update_menu (WbFigureCard *self, const FigSource *source)
{
  g_auto (GStrv) blocks = blocks_of (&source->snapshot->runs[source->run]);

  if (!take_words (self, source) && has_same_kinds (self->menu_problem, source->snapshot->problem)
      && same_words (blocks, self->blocks))
    return;
  g_strfreev (self->blocks);
  self->blocks = g_steal_pointer (&blocks);
  g_clear_pointer (&self->menu_problem, fop_problem_unref);
  self->menu_problem = fop_problem_ref (source->snapshot->problem);
  rebuild_menu (self);
}

static void
changed (WbFigureCard *self)
{
  wb_figure_card_invalidate (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The view is the person's, until the figure is of another kind or problem. */
static void
take_view (WbFigureCard *self)
{
  const FigView *view = wb_figure_view_view (self->view);

  fig_options_set_view (self->options, view);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.fit", !fig_view_is_automatic (view));
}

static void
fit (WbFigureCard *self)
{
  self->viewed = NULL;
  wb_figure_view_fit (self->view);
  take_view (self);
}

static void
show_subtitle (WbFigureCard *self, const char *subtitle)
{
  set_text (self->subtitle, subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle), subtitle);
}

/* What was found out while it was drawn may stand in the subtitle. */
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
  fit (WB_FIGURE_CARD (widget));
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
  fit (self);
  add_choices (self);
  take_words (self, NULL);
  rebuild_menu (self);
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
  fit (self); /* the axes may be others now */
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (word));
  changed (self);
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

/* The buttons of all cards look alike: their names say whose they are. */
static void
name_buttons (WbFigureCard *self, const char *title)
{
  g_autofree char *maximize
      = g_strdup_printf ("%s %s", self->is_maximized ? "Restore" : "Maximize", title);
  g_autofree char *menu = g_strdup_printf ("Menu of %s", title);

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
      fit (self);
      self->viewed = source->snapshot->problem->klass;
    }
  self->is_stale = FALSE;
  self->refreshed_at = now;
  figure = wb_figure_card_build (self, source);
  subtitle = figure ? figure->subtitle : "not for this problem";
  update_menu (self, source);
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
  choose (WB_FIGURE_CARD (widget));
  gtk_widget_activate_action (widget, g_str_equal (name, "card.export") ? "win.export" : "win.copy",
                              NULL);
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
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_strfreev (self->blocks);
  g_clear_pointer (&self->menu_problem, fop_problem_unref);
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
  gtk_widget_class_install_action (widget_class, "card.copy", NULL, file_action);
}

static GdkContentProvider *
drag_began (GtkDragSource *source, double x, double y, WbFigureCard *self)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self->header));

  gtk_drag_source_set_icon (source, picture, (int) x, (int) y);
  return gdk_content_provider_new_typed (WB_TYPE_FIGURE_CARD, self);
}

static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, WbFigureCard *self)
{
  g_signal_emit (self, signals[SWAP], 0, g_value_get_object (value));
  return TRUE;
}

/* A card that is dragged by its header onto another changes places with it. */
static void
make_movable (WbFigureCard *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (WB_TYPE_FIGURE_CARD, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_began), self);
  g_signal_connect (target, "drop", G_CALLBACK (dropped), self);
  gtk_widget_add_controller (self->header, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
wb_figure_card_init (WbFigureCard *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *press = gtk_gesture_click_new ();

  self->kind = fig_kind (0);
  self->options = fig_options_new ();
  add_choices (self);
  self->is_stale = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  make_movable (self);
  fit (self);
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
