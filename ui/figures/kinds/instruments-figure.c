/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Instruments of the selected run's preconditioner over the steps, one family at a time on a common
 * axis: condition numbers, distance to H⁻¹, trace and rank, step angles, contraction, and others.
 * Quantities of H alone are gray and dashed.
 */

#include "ui/figures/kinds/caption.h"
#include "ui/figures/kinds/kind.h"
#include "ui/figures/kinds/record-data.h"
#include "ui/figures/paint/axis-extent.h"
#include "ui/figures/paint/end-labels.h"
#include "ui/figures/paint/legend.h"
#include "ui/figures/paint/number-text.h"
#include "ui/figures/paint/pen.h"
#include "ui/figures/paint/plot.h"

#include <math.h>

#define LABEL_GAP    8.0
#define LABEL_HEIGHT 15.0
#define BESIDE       0.4  /* of the width, for labels beside the curves of a printed figure */
#define GAP          0.08 /* of the axis */
#define DOTS_MOST    24u

static const double reference_dash[] = { 4, 3 };

/* How a family is drawn, and the word that chooses it. */
typedef struct
{
  const char *title;
  const char *y_label;
  gboolean logarithmic;
} Family;

static const Family families[] = {
  [FOP_FAMILY_CONDITIONING] = { "Conditioning", "κ", TRUE },
  [FOP_FAMILY_NEARNESS] = { "Distance to H⁻¹", NULL, FALSE },
  [FOP_FAMILY_SPREAD] = { "Trace and rank", NULL, TRUE },
  [FOP_FAMILY_DIRECTIONS] = { "Step angles", "degrees", FALSE },
  [FOP_FAMILY_CONTRACTION] = { "Contraction", NULL, FALSE },
  [FOP_FAMILY_RATE] = { "Learning-rate limit", "ε", TRUE },
  [FOP_FAMILY_DETERMINANT] = { "Log-determinant", "ln det P", FALSE },
  [FOP_FAMILY_HYPERGRADIENT] = { "Hypergradient", NULL, FALSE },
  [FOP_FAMILY_COSINE] = { "Gradient cosine", NULL, FALSE },
};

/* In the families' order, without the first, which is none. */
static const FigWord words[] = {
  { "conditioning", "Condition Numbers" }, { "nearness", "Distance to H⁻¹" },
  { "spread", "Trace and Rank" },          { "directions", "Step Angles" },
  { "contraction", "Contraction" },        { "rate", "Learning-Rate Limit" },
  { "determinant", "Log-Determinant" },    { "hypergradient", "Hypergradient" },
  { "cosine", "Gradient Cosine" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (families) == FOP_N_FAMILIES);
G_STATIC_ASSERT (G_N_ELEMENTS (words) == FOP_N_FAMILIES - 1);

static const FigChoice choices[] = { FIG_CHOICE ("family", "_Instruments", FIG_AXIS_Y, words) };

typedef struct
{
  FigFigure base;
  const Family *family;
  gsize n_members;
  FopInstrumentId members[FOP_N_INSTRUMENTS];
  FopRecord *record;
  guint style;
  double steps;
  gint64 step;
  FigScale y;
  FigView view;
} InstrumentsFigure;

/* The curve of one instrument, with its last value next to its end. */
typedef struct
{
  FopInstrumentId id;
  FigColor color;
  gboolean reference;
  double label_y;
  char *label;
} Member;

typedef struct
{
  FigPlot plot;
  gsize n;
  Member members[FOP_N_INSTRUMENTS];
  gboolean has_legend; /* in place of labels beside the curves */
  FigLegend legend;
  FigLegendEntry entries[FOP_N_INSTRUMENTS];
} Layout;

static void
layout_clear (Layout *layout)
{
  for (gsize i = 0; i < layout->n; i++)
    g_free (layout->members[i].label);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Layout, layout_clear)

static double
value_at (const InstrumentsFigure *figure, gsize row, FopInstrumentId id)
{
  return figure->record->values[row * FOP_N_INSTRUMENTS + id];
}

/* The latest row at or before the current step, or else the first. */
static gsize
row_now (const InstrumentsFigure *figure)
{
  gsize row = 0;

  while (row + 1 < figure->record->n
         && (figure->step < 0 || figure->record->steps[row + 1] <= (guint64) figure->step))
    row++;
  return row;
}

/* The run's color first, then other colors. */
static FigColor
color_of (const InstrumentsFigure *figure, const FigTheme *theme, gsize member)
{
  static const guint others[] = { 2, 1, 4, 0 };
  gsize skip = 0;

  if (member == 0)
    return fig_theme_style_color (theme, figure->style);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i] != figure->style % FIG_N_STYLES && ++skip == member)
      return fig_theme_style_color (theme, others[i]);
  return theme->text;
}

/* Returns: the width of the labels. */
static double
list_members (const InstrumentsFigure *figure, const FigTheme *theme, Layout *layout)
{
  gsize now = row_now (figure);
  double widest = 0;

  *layout = (Layout){ 0 };
  for (gsize i = 0; i < figure->n_members; i++)
    {
      FopInstrumentId id = figure->members[i];
      double value = value_at (figure, now, id);
      g_autofree char *number = fig_number_text (value, 3);
      const FopInstrument *instrument = fop_instrument (id);
      Member *member = &layout->members[layout->n];

      if (isnan (value))
        continue;
      layout->n++;
      member->id = id;
      member->reference = instrument->is_reference;
      member->color = member->reference ? theme->reference : color_of (figure, theme, i);
      member->label = g_strdup_printf ("%s  %s%s", instrument->symbol, number,
                                       instrument->unit != NULL ? instrument->unit : "");
      widest = fmax (widest, fig_text_width (theme, member->label, FIG_TEXT_LABEL));
    }
  return widest;
}

/* Next to the ends of their curves. */
static void
place_labels (const InstrumentsFigure *figure, Layout *layout)
{
  const FigPlot *plot = &layout->plot;
  double ends[FOP_N_INSTRUMENTS], places[FOP_N_INSTRUMENTS];
  gsize now = row_now (figure);

  for (gsize i = 0; i < layout->n; i++)
    {
      double y = fig_scale_pixel (&plot->y, value_at (figure, now, layout->members[i].id));

      ends[i] = CLAMP (y, plot->top, plot->bottom);
    }
  fig_end_labels_place (layout->n, ends, plot->top + 6, plot->bottom - 6, LABEL_HEIGHT, places);
  for (gsize i = 0; i < layout->n; i++)
    layout->members[i].label_y = places[i];
}

/* On paper, labels that would leave too little of the width to the plot become a legend. */
static gboolean
needs_legend (const FigTheme *theme, double width, double widest)
{
  return theme->names_all && widest + LABEL_GAP > BESIDE * width;
}

static void
list_entries (Layout *layout)
{
  for (gsize i = 0; i < layout->n; i++)
    layout->entries[i] = (FigLegendEntry){ .label = layout->members[i].label,
                                           .color = layout->members[i].color,
                                           .dash = reference_dash,
                                           .n_dash = layout->members[i].reference ? 2 : 0,
                                           .swatch = FIG_SWATCH_LINE };
}

static void
lay_out (const InstrumentsFigure *figure, const FigTheme *theme, double width, double height,
         Layout *layout)
{
  double widest = list_members (figure, theme, layout);
  FigRoom room = { .beside = fmin (widest + LABEL_GAP, width / 2) };

  layout->has_legend = needs_legend (theme, width, widest);
  if (layout->has_legend)
    {
      list_entries (layout);
      layout->legend = fig_legend_fit (layout->n, layout->entries, theme, width, height);
      room = fig_legend_room (&layout->legend);
    }
  layout->plot.x = fig_view_x (&figure->view, fig_scale (FIG_SCALE_WHOLE, 0, figure->steps));
  layout->plot.y = fig_view_y (&figure->view, figure->y);
  layout->plot.x_label = "step";
  layout->plot.y_label = figure->family->y_label;
  fig_plot_layout (&layout->plot, theme, width, height, room);
  place_labels (figure, layout);
}

/* Whether the gap between two rows is too large to be bridged by a line. */
static gboolean
is_gap (const InstrumentsFigure *figure, gsize row)
{
  const guint64 *steps = figure->record->steps;

  return row == 0 || (double) (steps[row] - steps[row - 1]) > GAP * figure->steps;
}

static void
draw_curve (const InstrumentsFigure *figure, const Layout *layout, const Member *member,
            cairo_t *cr, const FigTheme *theme)
{
  const FopRecord *record = figure->record;
  FigPen pen = { .cr = cr, .x = &layout->plot.x, .y = &layout->plot.y };

  cairo_new_path (cr);
  for (gsize row = 0; row < record->n; row++)
    {
      if (is_gap (figure, row))
        fig_pen_lift (&pen);
      fig_pen_to (&pen, (double) record->steps[row], value_at (figure, row, member->id));
    }
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  fig_set_line_width (cr, theme, member->reference ? 1.25 : 1.75);
  cairo_set_dash (cr, reference_dash, member->reference ? 2 : 0, 0);
  fig_set_color (cr, member->color, 1);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* If there are few rows, each is marked with a dot. */
static void
draw_dots (const InstrumentsFigure *figure, const Layout *layout, const Member *member, cairo_t *cr)
{
  for (gsize row = 0; row < figure->record->n && figure->record->n <= DOTS_MOST; row++)
    {
      double value = value_at (figure, row, member->id);

      if (!isfinite (value))
        continue;
      cairo_new_path (cr);
      cairo_arc (cr, fig_scale_pixel (&layout->plot.x, (double) figure->record->steps[row]),
                 fig_scale_pixel (&layout->plot.y, value), 2.5, 0, 2 * G_PI);
      fig_set_color (cr, member->color, 1);
      cairo_fill (cr);
    }
}

static void
draw_names (const Layout *layout, cairo_t *cr, const FigTheme *theme)
{
  if (layout->has_legend)
    fig_legend_draw (&layout->legend, cr, theme, &layout->plot, 0, 0, NULL);
  else
    for (gsize i = 0; i < layout->n; i++)
      fig_text_draw (cr, theme, layout->members[i].label, FIG_TEXT_LABEL,
                     fig_theme_legible (theme, layout->members[i].color),
                     layout->plot.right + LABEL_GAP, layout->members[i].label_y, 0, 0.5, 0);
}

static void
draw (const FigFigure *base, cairo_t *cr, const FigTheme *theme, double width, double height)
{
  const InstrumentsFigure *figure = (const InstrumentsFigure *) base;
  g_auto (Layout) layout = { 0 };

  lay_out (figure, theme, width, height, &layout);
  fig_plot_draw (&layout.plot, cr, theme);
  cairo_save (cr);
  fig_plot_clip (&layout.plot, cr, 2, 2);
  for (gsize i = layout.n; i-- > 0;)
    {
      draw_curve (figure, &layout, &layout.members[i], cr, theme);
      draw_dots (figure, &layout, &layout.members[i], cr);
    }
  cairo_restore (cr);
  if (figure->step >= 0)
    fig_plot_draw_step (&layout.plot, cr, theme, (double) figure->step);
  draw_names (&layout, cr, theme);
}

static double
height_for (const FigFigure *base, const FigTheme *theme, double width)
{
  g_auto (Layout) layout = { 0 };
  double widest = list_members ((const InstrumentsFigure *) base, theme, &layout);

  if (!needs_legend (theme, width, widest))
    return fig_height_usual (width);
  list_entries (&layout);
  return fig_legend_height (layout.n, layout.entries, theme, width, fig_height_usual (width));
}

static gboolean
read_figure (const FigFigure *base, double width, double height, double x, double y,
             FigReading *reading)
{
  const InstrumentsFigure *figure = (const InstrumentsFigure *) base;
  const FopRecord *record = figure->record;
  g_auto (Layout) layout = { 0 };
  GString *text;
  gsize nearest;

  lay_out (figure, fig_theme_light (), width, height, &layout);
  if (!fig_plot_contains (&layout.plot, x, y))
    return FALSE;
  nearest = fop_record_nearest (record, fig_scale_value (&layout.plot.x, x));

  g_autofree char *count = fig_count_text (record->steps[nearest]);
  text = g_string_new ("step ");
  g_string_append (text, count);
  for (gsize i = 0; i < layout.n; i++)
    {
      const FopInstrument *instrument = fop_instrument (layout.members[i].id);
      g_autofree char *number
          = fig_number_text (value_at (figure, nearest, layout.members[i].id), 4);

      g_string_append_printf (text, "\n%s  %s%s", instrument->symbol, number,
                              instrument->unit != NULL ? instrument->unit : "");
    }
  reading->x = fig_scale_pixel (&layout.plot.x, (double) record->steps[nearest]);
  reading->step = (gint64) record->steps[nearest];
  reading->text = g_string_free (text, FALSE);
  return TRUE;
}

static double
x_of_step (const FigFigure *base, double width, double height, gint64 step)
{
  const InstrumentsFigure *figure = (const InstrumentsFigure *) base;
  g_auto (Layout) layout = { 0 };

  lay_out (figure, fig_theme_light (), width, height, &layout);
  if ((double) step < layout.plot.x.low || (double) step > layout.plot.x.high)
    return NAN;
  return fig_scale_pixel (&layout.plot.x, (double) step);
}

static void
axes (const FigFigure *base, const FigTheme *theme, double width, double height, FigAxes *axes)
{
  g_auto (Layout) layout = { 0 };

  lay_out ((const InstrumentsFigure *) base, theme, width, height, &layout);
  axes->x = layout.plot.x;
  axes->y = layout.plot.y;
}

static void
data_of (const FigFigure *base, FigData *data)
{
  const InstrumentsFigure *figure = (const InstrumentsFigure *) base;
  FigTable *table = fig_record_add_table (data, figure->record, "instruments", figure->base.title,
                                          figure->n_members, figure->members);
  g_auto (Layout) layout = { 0 };
  gsize axes;

  lay_out (figure, fig_theme_export (), 640, 480, &layout);
  axes = fig_data_add_axes (data, NULL, "step", &layout.plot.x, figure->family->y_label,
                            &layout.plot.y);
  for (gsize i = 0, at = 0; i < figure->n_members && at < layout.n; i++)
    {
      const Member *member = &layout.members[at];
      FigLegendEntry entry = { .label = fop_instrument (figure->members[i])->symbol,
                               .color = member->color,
                               .dash = reference_dash,
                               .n_dash = member->reference ? 2 : 0 };

      if (member->id != figure->members[i])
        continue;
      entry.swatch = figure->record->n <= DOTS_MOST ? FIG_SWATCH_DISC : FIG_SWATCH_LINE;
      fig_table_add_line (table, axes, 0, i + 1, &entry, member->reference ? 1.25 : 1.75);
      at++;
    }
}

static void
free_figure (FigFigure *base)
{
  g_clear_pointer (&((InstrumentsFigure *) base)->record, fop_record_unref);
}

static const FigFigureClass klass = {
  .draw = draw,
  .height = height_for,
  .read = read_figure,
  .x_of_step = x_of_step,
  .axes = axes,
  .data = data_of,
  .free = free_figure,
};

static FopExtent
extent_of (const InstrumentsFigure *figure)
{
  FopExtent extent = fop_extent_none ();

  for (gsize row = 0; row < figure->record->n; row++)
    for (gsize i = 0; i < figure->n_members; i++)
      {
        double value = value_at (figure, row, figure->members[i]);

        extent = fop_extent_join (extent, fop_extent_of_values (1, &value));
      }
  return extent;
}

static FopInstrumentFamily
chosen_family (const FigOptions *options)
{
  const char *word = fig_options_word (options, &choices[0]);
  gsize i = 0;

  while (!g_str_equal (words[i].word, word))
    i++;
  return (FopInstrumentFamily) (i + 1);
}

static FigFigure *
build (const FigSource *source, const FigOptions *options)
{
  const FopSnapshot *snapshot = source->snapshot;
  const FopRunSpec *spec = fop_experiment_run (snapshot->experiment, source->run);
  FopInstrumentFamily family = chosen_family (options);
  InstrumentsFigure *figure = g_new0 (InstrumentsFigure, 1);
  g_autofree char *subject = fig_source_subject (source);
  FopExtent extent = fop_extent_none ();
  const char *scale_words = "";

  figure->family = &families[family];
  figure->n_members = fop_instruments_of_family (family, figure->members);
  if (source->record != NULL)
    {
      figure->record = fop_record_ref (source->record);
      extent = extent_of (figure);
    }
  figure->style = spec->style;
  figure->steps = (double) MAX (MAX (snapshot->experiment->steps, snapshot->step), 1);
  figure->step = (gint64) snapshot->step;
  figure->view = fig_options_view (options);
  figure->y = fig_extent_scale (
      extent, figure->family->logarithmic ? FIG_SCALING_BY_VALUES : FIG_SCALING_LINEAR,
      &scale_words);
  fig_figure_init (&figure->base, &klass, g_strdup (figure->family->title),
                   g_strdup_printf ("%s · %s", subject, scale_words),
                   fig_caption_text (source, TRUE));
  if (fop_extent_is_empty (extent))
    {
      figure->base.empty = fig_source_why_no_record (source);
      if (figure->base.empty == NULL)
        figure->base.empty = g_strdup_printf (
            "“%s” needs what this problem or preconditioner does not have", figure->family->title);
    }
  return &figure->base;
}

const FigKind fig_instruments_kind = {
  .id = "instruments",
  .title = "Instruments",
  .help = "The instruments of P over the steps, one family at a time on a common axis.",
  .needs = FIG_NEEDS_INSPECTION | FIG_NEEDS_RECORD,
  .per_run = TRUE,
  .n_choices = G_N_ELEMENTS (choices),
  .choices = choices,
  .build = build,
};
