/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures: their layout, and keeping them up to date. */
#include "ui/grid/figure-grid.h"

#include "ui/document/edits.h"
#include "ui/grid/figure-sources.h"

#define USUAL_WIDTH  720
#define USUAL_HEIGHT 480

struct _WbFigureGrid
{
  GtkWidget parent_instance;

  WbDocument *document; /* owned by the window */
  WbFigureSources *sources;
  const WbLayout *layout; /* the last one chosen, to which resetting returns */
  gboolean leads;         /* whether the first figure is larger */
  guint n;                /* number of visible figures, the first of */
  WbFigureCard *cards[WB_LAYOUT_CELLS];
  WbFigureCard *chosen;    /* the one to export */
  WbFigureCard *maximized; /* nullable */
  GtkWidget *grid;
  gboolean instruments; /* whether preconditioners are inspected */
  int block;            /* index of the selected run's preconditioner, clamped to the last */
  guint tick;
  FopWatch watch;
  gboolean is_watching;
};

enum
{
  PROPERTY_BLOCK = 1,
  PROPERTY_INSTRUMENTS
};

static guint inspected_signal, placed_signal;

G_DEFINE_FINAL_TYPE (WbFigureGrid, wb_figure_grid, GTK_TYPE_WIDGET)

gboolean
wb_figure_grid_source (WbFigureGrid *self, FigSource *source)
{
  return wb_figure_sources_get (self->sources, self->document, self->block, self->instruments,
                                source);
}

static FigNeeds
needs (WbFigureGrid *self)
{
  /* The status line always needs the condition number. */
  FigNeeds all = FIG_NEEDS_INSPECTION;

  for (guint i = 0; i < WB_LAYOUT_CELLS; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (self->cards[i])))
      all |= wb_figure_card_needs (self->cards[i]);
  return self->instruments ? all
                           : all
                                 & ~(FIG_NEEDS_INSPECTION | FIG_NEEDS_DENSITY | FIG_NEEDS_THEORY
                                     | FIG_NEEDS_BLOCKS);
}

/* Snapshots contain only what visible figures need. */
static void
update_watch (WbFigureGrid *self)
{
  FopWatch watch = wb_figure_sources_watch (needs (self), wb_document_selected (self->document));

  if (self->is_watching && watch.curves == self->watch.curves && watch.theta == self->watch.theta
      && watch.paths == self->watch.paths && watch.preconditioners == self->watch.preconditioners
      && watch.factors == self->watch.factors)
    return;
  self->is_watching = TRUE;
  self->watch = watch;
  wb_document_watch (self->document, &watch);
}

static gboolean
refresh (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  WbFigureGrid *self = WB_FIGURE_GRID (widget);
  FigSource source;
  gboolean done = TRUE;

  if (wb_figure_grid_source (self, &source))
    {
      wb_figure_sources_offer (self->sources, &source, needs (self));
      for (guint i = 0; i < WB_LAYOUT_CELLS; i++)
        done = wb_figure_card_refresh (self->cards[i], &source) && done;
    }
  if (!done)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

/* The frame clock runs only while a visible figure is out of date. */
static void
wake (WbFigureGrid *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), refresh, NULL, NULL);
}

static void
invalidate (WbFigureGrid *self)
{
  for (guint i = 0; i < WB_LAYOUT_CELLS; i++)
    wb_figure_card_invalidate (self->cards[i]);
  wake (self);
}

static void
view_changed (WbFigureGrid *self)
{
  if (self->document == NULL)
    return;
  update_watch (self);
  invalidate (self);
}

static void
found (FigNeeds what, gpointer data)
{
  WbFigureGrid *self = data;

  for (guint i = 0; i < WB_LAYOUT_CELLS; i++)
    if (wb_figure_card_needs (self->cards[i]) & what)
      wb_figure_card_invalidate (self->cards[i]);
  wake (self);
  if (what & FIG_NEEDS_INSPECTION)
    g_signal_emit (self, inspected_signal, 0);
}

static void
place_card (WbFigureGrid *self, guint index)
{
  GtkLayoutManager *manager = gtk_widget_get_layout_manager (self->grid);
  GtkWidget *card = GTK_WIDGET (self->cards[index]);
  WbPlace place = wb_layout_place (self->n, index, self->leads);

  g_object_set (gtk_layout_manager_get_layout_child (manager, card), "column", place.column, "row",
                place.row, "column-span", place.columns, "row-span", place.rows, NULL);
}

/* Keyboard focus moves from card to card in layout order. */
static void
order_cards (WbFigureGrid *self)
{
  GtkWidget *last = NULL;

  for (guint i = 0; i < WB_LAYOUT_CELLS; i++)
    {
      GtkWidget *card = GTK_WIDGET (self->cards[i]);

      gtk_widget_insert_after (card, self->grid, last);
      last = card;
    }
}

static void
show_cards (WbFigureGrid *self)
{
  for (guint i = 0; i < WB_LAYOUT_CELLS; i++)
    {
      GtkWidget *card = GTK_WIDGET (self->cards[i]);
      gboolean placed = i < self->n;

      if (placed)
        place_card (self, i);
      gtk_widget_set_visible (card, self->maximized ? self->cards[i] == self->maximized : placed);
      wb_figure_card_set_maximized (self->cards[i], self->cards[i] == self->maximized);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "grid.remove", self->n > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "grid.earlier", self->n > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "grid.later", self->n > 1);
  view_changed (self);
}

static guint
index_of (WbFigureGrid *self, WbFigureCard *card)
{
  guint index = 0;

  while (index < WB_LAYOUT_CELLS - 1 && self->cards[index] != card)
    index++;
  return index;
}

static void
swap (WbFigureGrid *self, guint one, guint other)
{
  WbFigureCard *card = self->cards[one];

  self->cards[one] = self->cards[other];
  self->cards[other] = card;
  order_cards (self);
  show_cards (self);
}

static void
swap_asked (WbFigureCard *card, WbFigureCard *dropped, WbFigureGrid *self)
{
  if (dropped != card)
    swap (self, index_of (self, card), index_of (self, dropped));
}

/* The menu's actions apply to the card in use. */
static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WbFigureGrid *self = WB_FIGURE_GRID (widget);
  guint index = index_of (self, self->chosen);
  guint step = g_str_equal (name, "grid.later") ? 1 : self->n - 1;

  if (index < self->n)
    swap (self, index, (index + step) % self->n);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WbFigureGrid *self = WB_FIGURE_GRID (widget);
  guint index = index_of (self, self->chosen);
  WbFigureCard *card = self->cards[index];

  if (self->n == 1 || index >= self->n)
    return;
  for (guint i = index; i + 1 < WB_LAYOUT_CELLS; i++)
    self->cards[i] = self->cards[i + 1];
  self->cards[WB_LAYOUT_CELLS - 1] = card;
  self->n--;
  self->maximized = NULL;
  self->chosen = self->cards[MIN (index, self->n - 1)];
  order_cards (self);
  show_cards (self);
}

gboolean
wb_figure_grid_add (WbFigureGrid *self)
{
  const FopSnapshot *snapshot = self->document ? wb_document_snapshot (self->document) : NULL;
  const char *shown[WB_LAYOUT_CELLS];

  if (self->n == WB_LAYOUT_CELLS)
    return FALSE;
  for (guint i = 0; i < self->n; i++)
    shown[i] = wb_figure_card_kind (self->cards[i])->id;
  wb_figure_card_set_kind (
      self->cards[self->n],
      wb_layout_addition (self->n, shown, snapshot != NULL ? snapshot->problem : NULL));
  self->chosen = self->cards[self->n++];
  self->maximized = NULL;
  show_cards (self);
  return TRUE;
}

static void
maximize_toggled (WbFigureCard *card, WbFigureGrid *self)
{
  self->maximized = self->maximized == card ? NULL : card;
  show_cards (self);
}

gboolean
wb_figure_grid_restore (WbFigureGrid *self)
{
  if (self->maximized == NULL)
    return FALSE;
  maximize_toggled (self->maximized, self);
  return TRUE;
}

static void
chosen (WbFigureCard *card, WbFigureGrid *self)
{
  self->chosen = card;
}

static void
hovered (WbFigureCard *card, gint64 step, WbFigureGrid *self)
{
  for (guint i = 0; i < WB_LAYOUT_CELLS; i++)
    wb_figure_card_mark_step (self->cards[i], step);
}

static void
pointed (WbFigureCard *card, guint64 n, const double *theta, WbFigureGrid *self)
{
  wb_edit_start (self->document, (gsize) n, theta);
}

static void
reset_start (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wb_edit_start (WB_FIGURE_GRID (widget)->document, 0, NULL);
}

static void
experiment_changed (WbFigureGrid *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "grid.reset-start",
                                 wb_edit_start_is_set (self->document));
  view_changed (self);
}

void
wb_figure_grid_place (WbFigureGrid *self, const WbLayout *layout, gboolean leads, gsize n,
                      const char *const *kinds)
{
  g_return_if_fail (n > 0 && n <= WB_LAYOUT_CELLS);

  self->layout = layout;
  self->leads = leads;
  self->maximized = NULL;
  self->chosen = self->cards[0];
  self->n = (guint) n;
  for (gsize i = 0; i < n; i++)
    wb_figure_card_set_kind (self->cards[i], kinds[i]);
  show_cards (self);
  g_signal_emit (self, placed_signal, 0);
}

gsize
wb_figure_grid_n (WbFigureGrid *self)
{
  return self->n;
}

WbFigureCard *
wb_figure_grid_card (WbFigureGrid *self, gsize index)
{
  return self->cards[index];
}

gboolean
wb_figure_grid_leads (WbFigureGrid *self)
{
  return self->leads;
}

const WbLayout *
wb_figure_grid_layout (WbFigureGrid *self)
{
  return self->layout;
}

const FopInspection *
wb_figure_grid_inspection (WbFigureGrid *self)
{
  FigSource source;

  return wb_figure_grid_source (self, &source) ? source.inspection : NULL;
}

WbFigureCard *
wb_figure_grid_find (WbFigureGrid *self, const char *kind)
{
  if (kind == NULL)
    return self->chosen;
  for (guint i = 0; i < WB_LAYOUT_CELLS; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (self->cards[i]))
        && g_str_equal (wb_figure_card_kind (self->cards[i])->id, kind))
      return self->cards[i];
  return NULL;
}

FigFigure *
wb_figure_grid_figure (WbFigureGrid *self, const char *kind, int *width, int *height)
{
  WbFigureCard *card = wb_figure_grid_find (self, kind);
  const FigKind *other = kind != NULL ? fig_kind_find (kind) : NULL;
  FigSource source;

  *width = USUAL_WIDTH;
  *height = USUAL_HEIGHT;
  if (!wb_figure_grid_source (self, &source))
    return NULL;
  if (card != NULL)
    {
      wb_figure_card_size (card, width, height);
      return wb_figure_card_build (card, &source);
    }
  if (other == NULL || (other->applies != NULL && !other->applies (source.snapshot->problem)))
    return NULL;
  return other->build (&source, NULL);
}

void
wb_figure_grid_set_document (WbFigureGrid *self, WbDocument *document)
{
  self->document = document;
  g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (invalidate), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "view-changed", G_CALLBACK (view_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "experiment-changed", G_CALLBACK (experiment_changed), self,
                           G_CONNECT_SWAPPED);
  experiment_changed (self);
}

static void
wb_figure_grid_get_property (GObject *object, guint id, GValue *value, GParamSpec *property)
{
  if (id == PROPERTY_BLOCK)
    g_value_set_int (value, WB_FIGURE_GRID (object)->block);
  else if (id == PROPERTY_INSTRUMENTS)
    g_value_set_boolean (value, WB_FIGURE_GRID (object)->instruments);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, property);
}

static void
wb_figure_grid_set_property (GObject *object, guint id, const GValue *value, GParamSpec *property)
{
  WbFigureGrid *self = WB_FIGURE_GRID (object);

  switch (id)
    {
    case PROPERTY_BLOCK:
      self->block = g_value_get_int (value);
      invalidate (self);
      break;
    case PROPERTY_INSTRUMENTS:
      self->instruments = g_value_get_boolean (value);
      view_changed (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, property);
      return;
    }
  g_object_notify_by_pspec (object, property);
}

static void
wb_figure_grid_dispose (GObject *object)
{
  WbFigureGrid *self = WB_FIGURE_GRID (object);

  g_clear_pointer (&self->sources, wb_figure_sources_free);
  g_clear_pointer (&self->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (wb_figure_grid_parent_class)->dispose (object);
}

static void
wb_figure_grid_class_init (WbFigureGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = wb_figure_grid_get_property;
  object_class->set_property = wb_figure_grid_set_property;
  object_class->dispose = wb_figure_grid_dispose;
  g_object_class_install_property (
      object_class, PROPERTY_BLOCK,
      g_param_spec_int ("block", NULL, NULL, 0, G_MAXINT, 0,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY));
  g_object_class_install_property (
      object_class, PROPERTY_INSTRUMENTS,
      g_param_spec_boolean ("instruments", NULL, NULL, TRUE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY));
  gtk_widget_class_install_property_action (widget_class, "grid.block", "block");
  gtk_widget_class_install_action (widget_class, "grid.reset-start", NULL, reset_start);
  gtk_widget_class_install_action (widget_class, "grid.earlier", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "grid.later", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "grid.remove", NULL, remove_action);
  inspected_signal = g_signal_new ("inspected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  placed_signal = g_signal_new ("placed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "figures");
}

static void
wb_figure_grid_init (WbFigureGrid *self)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());

  self->instruments = TRUE;
  self->sources = wb_figure_sources_new (found, self);
  self->grid = GTK_WIDGET (grid);
  gtk_grid_set_row_homogeneous (grid, TRUE);
  gtk_grid_set_column_homogeneous (grid, TRUE);
  gtk_grid_set_row_spacing (grid, 12);
  gtk_grid_set_column_spacing (grid, 12);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  for (guint i = 0; i < WB_LAYOUT_CELLS; i++)
    {
      self->cards[i] = WB_FIGURE_CARD (wb_figure_card_new ());
      g_signal_connect (self->cards[i], "maximize-toggled", G_CALLBACK (maximize_toggled), self);
      g_signal_connect (self->cards[i], "chosen", G_CALLBACK (chosen), self);
      g_signal_connect (self->cards[i], "hovered", G_CALLBACK (hovered), self);
      g_signal_connect (self->cards[i], "pointed", G_CALLBACK (pointed), self);
      g_signal_connect (self->cards[i], "swap", G_CALLBACK (swap_asked), self);
      g_signal_connect_swapped (self->cards[i], "changed", G_CALLBACK (view_changed), self);
      g_signal_connect_swapped (self->cards[i], "viewed", G_CALLBACK (wake), self);
      gtk_grid_attach (grid, GTK_WIDGET (self->cards[i]), (int) i, 0, 1, 1);
    }
}
