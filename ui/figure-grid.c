/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures: their places, and what keeps them up to date. */
#include "ui/figure-grid.h"

#include "ui/analyst.h"
#include "ui/edits.h"
#include "ui/figure-card.h"
#include "ui/layout.h"
#include "ui/surveyor.h"
#include "ui/theorist.h"

#define USUAL_WIDTH  720
#define USUAL_HEIGHT 480

struct _WbFigureGrid
{
  GtkWidget parent_instance;

  WbDocument *document; /* not owned: the window's */
  WbAnalyst *analyst;
  WbSurveyor *surveyor;
  WbTheorist *theorist;
  GPtrArray *inspections, *records; /* of all blocks, borrowed: for the sources of figures */
  const WbLayout *layout;           /* chosen last: what resetting goes back to */
  gboolean leads;                   /* the first figure is larger */
  guint n;                          /* figures that have a place: the first of */
  WbFigureCard *cards[WB_LAYOUT_CELLS];
  WbFigureCard *chosen;    /* the one to export */
  WbFigureCard *maximized; /* nullable */
  GtkWidget *grid;
  gboolean instruments; /* preconditioners are looked into */
  int block;            /* which of the selected run's preconditioners; past its last: the last */
  guint tick;
  FopWatch watch;
  gboolean is_watching;
};

enum
{
  PROPERTY_BLOCK = 1,
  PROPERTY_INSTRUMENTS
};

static guint inspected_signal;

G_DEFINE_FINAL_TYPE (WbFigureGrid, wb_figure_grid, GTK_TYPE_WIDGET)

static gboolean
get_source (WbFigureGrid *self, FigSource *source)
{
  FopSnapshot *snapshot = wb_document_snapshot (self->document);
  gsize run = wb_document_selected (self->document), blocks, block;

  g_ptr_array_set_size (self->inspections, 0);
  g_ptr_array_set_size (self->records, 0);

  if (snapshot == NULL || snapshot->n_runs == 0)
    return FALSE;
  run = MIN (run, snapshot->n_runs - 1);
  blocks = snapshot->runs[run].n_preconditioners;
  block = blocks > 0 ? MIN ((gsize) self->block, blocks - 1) : 0;
  for (gsize b = 0; b < blocks; b++)
    {
      g_ptr_array_add (self->inspections, wb_analyst_inspection (self->analyst, snapshot, run, b));
      g_ptr_array_add (self->records, wb_analyst_record (self->analyst, run, b));
    }
  *source = (FigSource){ .snapshot = snapshot,
                         .inspection = wb_analyst_inspection (self->analyst, snapshot, run, block),
                         .run = run,
                         .block = block,
                         .visible = wb_document_visible (self->document),
                         .n_blocks = blocks,
                         .inspections = (FopInspection *const *) self->inspections->pdata,
                         .records = (FopRecord *const *) self->records->pdata,
                         .instruments_off = !self->instruments,
                         .record = wb_analyst_record (self->analyst, run, block),
                         .density = wb_surveyor_density (self->surveyor, snapshot, run),
                         .theory = wb_theorist_theory (self->theorist, snapshot, run) };
  return TRUE;
}

static FigNeeds
needs (WbFigureGrid *self)
{
  /* The status line asks for the condition number always. */
  FigNeeds all = FIG_NEEDS_INSPECTION;

  for (guint i = 0; i < WB_LAYOUT_CELLS; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (self->cards[i])))
      all |= wb_figure_card_needs (self->cards[i]);
  return self->instruments ? all
                           : all
                                 & ~(FIG_NEEDS_INSPECTION | FIG_NEEDS_DENSITY | FIG_NEEDS_THEORY
                                     | FIG_NEEDS_BLOCKS);
}

/* Snapshots copy what some visible figure asks for, and nothing else. */
static void
update_watch (WbFigureGrid *self)
{
  gsize run = wb_document_selected (self->document);
  guint64 selected = run < 64 ? G_GUINT64_CONSTANT (1) << run : 0;
  FigNeeds all = needs (self);
  FopWatch watch = { .curves = (all & FIG_NEEDS_CURVES) != 0 };

  if (all & (FIG_NEEDS_PRECONDITIONER | FIG_NEEDS_INSPECTION | FIG_NEEDS_DENSITY))
    watch.preconditioners = selected;
  if (all & FIG_NEEDS_FACTOR)
    watch.factors = selected;
  if (all & (FIG_NEEDS_INSPECTION | FIG_NEEDS_DENSITY))
    watch.theta = selected;
  if (all & (FIG_NEEDS_THETA | FIG_NEEDS_PATHS))
    watch.theta = G_MAXUINT64;
  if (all & FIG_NEEDS_PATHS)
    watch.paths = G_MAXUINT64;
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

  if (get_source (self, &source))
    {
      if (self->instruments)
        done = wb_analyst_offer (self->analyst, source.snapshot, source.run, source.block,
                                 (needs (self) & FIG_NEEDS_BLOCKS) != 0);
      if (needs (self) & FIG_NEEDS_DENSITY)
        wb_surveyor_offer (self->surveyor, source.snapshot, source.run);
      if (needs (self) & FIG_NEEDS_THEORY)
        wb_theorist_offer (self->theorist, source.snapshot, source.run);
      for (guint i = 0; i < WB_LAYOUT_CELLS; i++)
        done = wb_figure_card_refresh (self->cards[i], &source) && done;
    }
  if (!done)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

/* The frame clock runs only as long as something on show is out of date. */
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
  update_watch (self);
  invalidate (self);
}

static void
invalidate_needing (WbFigureGrid *self, FigNeeds what)
{
  for (guint i = 0; i < WB_LAYOUT_CELLS; i++)
    if (wb_figure_card_needs (self->cards[i]) & what)
      wb_figure_card_invalidate (self->cards[i]);
  wake (self);
}

static void
surveyed (gpointer data)
{
  invalidate_needing (data, FIG_NEEDS_DENSITY);
}

static void
theorised (gpointer data)
{
  invalidate_needing (data, FIG_NEEDS_THEORY);
}

static void
found (gpointer data)
{
  WbFigureGrid *self = data;

  invalidate_needing (self, FIG_NEEDS_INSPECTION | FIG_NEEDS_RECORD | FIG_NEEDS_BLOCKS);
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

/* The keyboard goes from card to card in the order in which they stand. */
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
  if (self->document != NULL)
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

/* The menu's actions concern the card that a person works with. */
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
  static const char *const wishes[]
      = { "loss",   "preconditioner", "spectrum", "instruments", "landscape",
          "gauges", "waterfall",      "density",  "theory" };
  const FopSnapshot *snapshot = self->document ? wb_document_snapshot (self->document) : NULL;
  const char *kind = "loss";
  gboolean is_new = FALSE;

  if (self->n == WB_LAYOUT_CELLS)
    return FALSE;
  /* What is not shown yet. */
  for (gsize w = 0; w < G_N_ELEMENTS (wishes) && !is_new; w++)
    {
      is_new = wb_cell_applies (&(WbCell){ .kind = wishes[w] },
                                snapshot != NULL ? snapshot->problem : NULL);
      for (guint i = 0; i < self->n && is_new; i++)
        is_new = !g_str_equal (wb_figure_card_kind (self->cards[i])->id, wishes[w]);
      kind = is_new ? wishes[w] : kind;
    }
  wb_figure_card_set_kind (self->cards[self->n], kind);
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

/* Where a problem records a column of its own, that says more than the norm of the gradient. */
static const char *
word_of (const WbCell *cell, const FopProblem *problem)
{
  if (problem == NULL || fop_problem_n_columns (problem->klass) == 0
      || g_strcmp0 (cell->word, "gradient-norm") != 0)
    return cell->word;
  return problem->klass->columns[0];
}

void
wb_figure_grid_set_layout (WbFigureGrid *self, const WbLayout *layout)
{
  const FopSnapshot *snapshot = self->document ? wb_document_snapshot (self->document) : NULL;
  const FopProblem *problem = snapshot != NULL ? snapshot->problem : NULL;

  self->layout = layout;
  self->leads = layout->leads && wb_cell_applies (&layout->cells[0], problem);
  self->maximized = NULL;
  self->chosen = self->cards[0];
  self->n = 0;
  for (const WbCell *cell = layout->cells; cell->kind != NULL; cell++)
    if (wb_cell_applies (cell, problem))
      {
        WbFigureCard *card = self->cards[self->n++];

        wb_figure_card_set_kind (card, cell->kind);
        if (cell->key != NULL)
          wb_figure_card_choose (card, cell->key, word_of (cell, problem));
      }
  show_cards (self);
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

  return get_source (self, &source) ? source.inspection : NULL;
}

static WbFigureCard *
card_of_kind (WbFigureGrid *self, const char *kind)
{
  for (guint i = 0; i < WB_LAYOUT_CELLS; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (self->cards[i]))
        && g_str_equal (wb_figure_card_kind (self->cards[i])->id, kind))
      return self->cards[i];
  return NULL;
}

FigFigure *
wb_figure_grid_figure (WbFigureGrid *self, const char *kind, int *width, int *height)
{
  WbFigureCard *card = kind != NULL ? card_of_kind (self, kind) : self->chosen;
  const FigKind *other = kind != NULL ? fig_kind_find (kind) : NULL;
  FigSource source;

  *width = USUAL_WIDTH;
  *height = USUAL_HEIGHT;
  if (!get_source (self, &source))
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

  g_clear_pointer (&self->analyst, wb_analyst_free);
  g_clear_pointer (&self->surveyor, wb_surveyor_free);
  g_clear_pointer (&self->theorist, wb_theorist_free);
  g_clear_pointer (&self->inspections, g_ptr_array_unref);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (wb_figure_grid_parent_class)->dispose (object);
}

static void
wb_figure_grid_class_init (WbFigureGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GObjectClass *object_class = G_OBJECT_CLASS (klass);

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
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "figures");
}

static void
wb_figure_grid_init (WbFigureGrid *self)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());

  self->instruments = TRUE;
  self->analyst = wb_analyst_new (found, self);
  self->surveyor = wb_surveyor_new (surveyed, self);
  self->inspections = g_ptr_array_new ();
  self->records = g_ptr_array_new ();
  self->theorist = wb_theorist_new (theorised, self);
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
      gtk_grid_attach (grid, GTK_WIDGET (self->cards[i]), (int) i, 0, 1, 1);
    }
  wb_figure_grid_set_layout (self, wb_layout (0));
  for (guint i = 0; i < WB_LAYOUT_CELLS; i++)
    {
      g_signal_connect_swapped (self->cards[i], "changed", G_CALLBACK (view_changed), self);
      g_signal_connect_swapped (self->cards[i], "viewed", G_CALLBACK (wake), self);
    }
}
