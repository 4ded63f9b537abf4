/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Display of matrices: figures, instruments, and timeline. */
#include "ui/matrix/matrix-view.h"

#include "core/settings/plain-text.h"
#include "ui/figures/charts/eigenvalues-figure.h"
#include "ui/figures/kinds/reading-figures.h"
#include "ui/figures/paint/number-text.h"
#include "ui/grid/figure-pane.h"
#include "ui/matrix/instrument-list.h"
#include "ui/matrix/matrix-course.h"

#include <adwaita.h>
#include <math.h>

struct _WbMatrixView
{
  GtkBox parent_instance;

  WbMatrices *matrices;   /* (nullable) */
  WbMatrixCourse *course; /* of @matrices */
  FopReading *reading;    /* (nullable): displayed */
  gboolean logarithmic;   /* whether the heatmap has a signed log color scale */
  gsize at;               /* current position in the sequence */
  gboolean is_there;   /* whether that matrix, or the reason why it cannot be shown, is displayed */
  gboolean is_showing; /* whether the timeline is being set by the program */

  WbFigurePane *heatmap, *kernels, *spectrum, *curve;
  GtkWidget *warning;
  GtkLabel *note;
  WbInstrumentList *instruments;
  GtkWidget *timeline;
  GtkAdjustment *place;
  GtkWidget *scale;
  GtkLabel *position;
};

enum
{
  PROPERTY_LOGARITHMIC = 1,
  N_PROPERTIES
};

enum
{
  MOVED,
  SAID,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbMatrixView, wb_matrix_view, GTK_TYPE_BOX)

static void
say (WbMatrixView *self, const char *text)
{
  g_signal_emit (self, signals[SAID], 0, text);
}

static void
show_position (WbMatrixView *self)
{
  g_autofree char *step = fig_count_text (self->matrices->steps[self->at]);
  g_autofree char *place = fig_count_text (self->at + 1);
  g_autofree char *n = fig_count_text (self->matrices->n);
  g_autofree char *text = g_strdup_printf ("step %s · %s of %s", step, place, n);

  self->is_showing = TRUE;
  gtk_adjustment_set_upper (self->place, (double) (self->matrices->n - 1));
  gtk_adjustment_set_value (self->place, (double) self->at);
  self->is_showing = FALSE;
  gtk_label_set_text (self->position, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  text, -1);
}

static char *
figure_name (WbMatrixView *self, const char *figure)
{
  g_autofree char *name = fop_plain_name (self->matrices->names[self->at]);
  char *dot = strrchr (name, '.');

  if (dot != NULL)
    *dot = '\0';
  return g_strdup_printf ("%s-%s", name, figure);
}

static void
show_figure (WbMatrixView *self, WbFigurePane *pane, FigFigure *figure, const char *word)
{
  g_autofree char *name = figure_name (self, word);

  wb_figure_pane_set_figure (pane, figure, name);
}

/* A hidden pane gives its space to the one above. */
static void
show_lower (WbFigurePane *upper, WbFigurePane *lower, gboolean shown)
{
  GtkWidget *grid = gtk_widget_get_parent (GTK_WIDGET (upper));
  GtkLayoutChild *place = gtk_layout_manager_get_layout_child (gtk_widget_get_layout_manager (grid),
                                                               GTK_WIDGET (upper));

  gtk_widget_set_visible (GTK_WIDGET (lower), shown);
  gtk_grid_layout_child_set_row_span (GTK_GRID_LAYOUT_CHILD (place), shown ? 1 : 2);
}

static void
show_course (WbMatrixView *self)
{
  FopInstrumentId instrument = wb_instrument_list_selected (self->instruments);
  g_autofree char *first = NULL, *last = NULL;
  g_autoptr (FigFigure) figure = NULL;
  char *caption;

  if (self->matrices == NULL || self->matrices->n < 2)
    return;
  first = fop_plain_name (self->matrices->names[0]);
  last = fop_plain_name (self->matrices->names[self->matrices->n - 1]);
  caption = g_strdup_printf ("%s to %s. FOP Workbench " FOP_VERSION ".", first, last);
  figure = wb_matrix_course_figure (self->course, instrument, self->at, caption);
  show_figure (self, self->curve, figure, fop_instrument (instrument)->key);
}

/* @note: (nullable): lines of plain text. */
static void
show_note (WbMatrixView *self, const char *note)
{
  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (self->warning, note != NULL);
}

/* In a sequence, colors have the same meaning at every step. */
static void
show_heatmap (WbMatrixView *self)
{
  const FigMatrixLook look
      = { .scale = self->matrices->n > 1 ? FIG_MATRIX_STEADY : FIG_MATRIX_SHARED,
          .logarithmic = self->logarithmic };
  g_autoptr (FigFigure) heatmap = fig_reading_matrix_new (self->reading, &look);

  show_figure (self, self->heatmap, heatmap, "preconditioner");
}

static void
show_reading (WbMatrixView *self, const WbMatrixAnswer *answer)
{
  g_autofree char *about = fop_reading_note (answer->reading);
  g_autofree char *note = about != NULL ? fop_plain_message (about) : NULL;

  if (note != NULL)
    *note = g_ascii_toupper (*note);
  if (self->matrices->notes != NULL)
    {
      g_autofree char *own = g_steal_pointer (&note);

      note = g_strconcat (self->matrices->notes, own != NULL ? "\n" : NULL, own, NULL);
    }
  show_note (self, note);
  g_clear_pointer (&self->reading, fop_reading_unref);
  self->reading = fop_reading_ref (answer->reading);
  show_heatmap (self);
  show_figure (self, self->spectrum, answer->spectrum, "spectrum");
  if (answer->kernels != NULL)
    show_figure (self, self->kernels, answer->kernels, "kernels");
  show_lower (self->heatmap, self->kernels, answer->kernels != NULL);
  wb_instrument_list_show (self->instruments, answer->reading->values);
}

static FigFigure *
empty_figure (const char *title)
{
  FigFigure *figure = fig_eigenvalues_figure_new (
      0, 0, g_new0 (FigEigenvalues, 1), FIG_EIGENVALUES_LOG, "λ", g_strdup (title), NULL, NULL);

  g_free (figure->empty);
  figure->empty = g_strdup ("Cannot show this matrix");
  return figure;
}

/* Shows the error for a matrix that does not fit its sequence. */
static void
show_gap (WbMatrixView *self, const char *message)
{
  g_autoptr (FigFigure) heatmap = empty_figure ("Preconditioner");
  g_autoptr (FigFigure) spectrum = empty_figure ("Spectrum");
  g_autofree char *plain = fop_plain_message (message);
  double nothing[FOP_N_INSTRUMENTS];

  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    nothing[i] = NAN;
  g_clear_pointer (&self->reading, fop_reading_unref);
  show_note (self, plain);
  show_figure (self, self->heatmap, heatmap, "preconditioner");
  show_figure (self, self->spectrum, spectrum, "spectrum");
  show_lower (self->heatmap, self->kernels, FALSE);
  wb_instrument_list_show (self->instruments, nothing);
}

void
wb_matrix_view_set_matrices (WbMatrixView *self, WbMatrices *matrices, gsize at)
{
  g_clear_pointer (&self->matrices, wb_matrices_unref);
  g_clear_pointer (&self->course, wb_matrix_course_free);
  self->matrices = wb_matrices_ref (matrices);
  self->course = wb_matrix_course_new (
      matrices->n, g_memdup2 (matrices->steps, matrices->n * sizeof *matrices->steps));
  self->at = MIN (at, matrices->n - 1);
  self->is_there = FALSE;
  gtk_widget_set_visible (self->timeline, matrices->n > 1);
  show_lower (self->spectrum, self->curve, matrices->n > 1);
  wb_instrument_list_set_selects (self->instruments, matrices->n > 1);
  show_position (self);
}

gboolean
wb_matrix_view_take (WbMatrixView *self, const WbMatrixAnswer *answer)
{
  gboolean is_awaited = answer->index == self->at && !self->is_there;

  wb_matrix_course_note (self->course, answer->index,
                         answer->reading != NULL ? answer->reading->values : NULL);
  if (is_awaited)
    {
      self->is_there = TRUE;
      if (answer->reading != NULL)
        show_reading (self, answer);
      else
        show_gap (self, answer->error->message);
    }
  show_course (self);
  return is_awaited;
}

gsize
wb_matrix_view_wanted (WbMatrixView *self)
{
  return self->is_there ? wb_matrix_course_next (self->course) : self->at;
}

gsize
wb_matrix_view_at (WbMatrixView *self)
{
  return self->at;
}

gboolean
wb_matrix_view_is_there (WbMatrixView *self)
{
  return self->is_there;
}

void
wb_matrix_view_go_to (WbMatrixView *self, gsize index)
{
  if (self->matrices == NULL || index >= self->matrices->n || index == self->at)
    return;
  self->at = index;
  self->is_there = FALSE;
  show_position (self);
  show_course (self);
  g_signal_emit (self, signals[MOVED], 0);
}

static void
scrubbed (WbMatrixView *self)
{
  if (!self->is_showing)
    wb_matrix_view_go_to (self, (gsize) (gtk_adjustment_get_value (self->place) + 0.5));
}

void
wb_matrix_view_export (WbMatrixView *self)
{
  WbFigurePane *panes[] = { self->kernels, self->spectrum, self->curve };
  WbFigurePane *chosen = self->heatmap;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));

  for (gsize i = 0; focus != NULL && i < G_N_ELEMENTS (panes); i++)
    if (gtk_widget_is_ancestor (focus, GTK_WIDGET (panes[i])))
      chosen = panes[i];
  wb_figure_pane_export (chosen);
}

static void
wb_matrix_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_value_set_boolean (value, WB_MATRIX_VIEW (object)->logarithmic);
}

static void
wb_matrix_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  WbMatrixView *self = WB_MATRIX_VIEW (object);

  self->logarithmic = g_value_get_boolean (value);
  if (self->reading != NULL)
    show_heatmap (self);
}

static void
wb_matrix_view_finalize (GObject *object)
{
  WbMatrixView *self = WB_MATRIX_VIEW (object);

  g_clear_pointer (&self->reading, fop_reading_unref);
  g_clear_pointer (&self->matrices, wb_matrices_unref);
  g_clear_pointer (&self->course, wb_matrix_course_free);
  G_OBJECT_CLASS (wb_matrix_view_parent_class)->finalize (object);
}

static void
wb_matrix_view_class_init (WbMatrixViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wb_matrix_view_finalize;
  G_OBJECT_CLASS (klass)->get_property = wb_matrix_view_get_property;
  G_OBJECT_CLASS (klass)->set_property = wb_matrix_view_set_property;
  properties[PROPERTY_LOGARITHMIC] = g_param_spec_boolean (
      "logarithmic", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);
  signals[MOVED]
      = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAID] = g_signal_new ("said", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_STRING);
  g_type_ensure (WB_TYPE_FIGURE_PANE);
  g_type_ensure (WB_TYPE_INSTRUMENT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/fopworkbench/Workbench/window/matrix-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WbMatrixView, heatmap);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixView, kernels);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixView, spectrum);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixView, curve);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixView, warning);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixView, note);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixView, instruments);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixView, timeline);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixView, place);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixView, scale);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixView, position);
  gtk_widget_class_bind_template_callback (widget_class, say);
  gtk_widget_class_bind_template_callback (widget_class, scrubbed);
  gtk_widget_class_bind_template_callback (widget_class, show_course);
}

static void
wb_matrix_view_init (WbMatrixView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
