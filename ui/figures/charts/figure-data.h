/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/legend.h"

G_BEGIN_DECLS

/*
 * The numbers that a figure draws, in data units and before anything is reduced to pixels: tables
 * of columns, matrices, and notes in words. Axes and lines say how they are drawn, for formats that
 * draw them again.
 */

typedef enum
{
  FIG_COLUMN_NUMBERS, /* double */
  FIG_COLUMN_WHOLE,   /* gint64: steps, indices */
  FIG_COLUMN_WORDS    /* char *, UTF-8 */
} FigColumnKind;

/**
 * FigColumn:
 * @key: in files, unique in its table: ASCII letters, digits, "-", "_", "."
 * @label: for people, with its unit; a symbol as in fig_typeset(): "λ_max(PH)"
 * @numbers, @whole, @words: the array of its kind, as long as the table; %NULL for the others
 */
typedef struct
{
  FigColumnKind kind;
  char *key, *label;
  double *numbers;
  gint64 *whole;
  char **words;
} FigColumn;

/**
 * FigDataLine:
 * @axes: the axes it is drawn on
 * @name: (nullable): in the legend
 * @x, @y: its columns
 * @low, @high: columns with the extremes of the steps that a row stands for; −1 if it stands for
 * one
 * @color, @dash, @n_dash, @swatch: as in a legend; rings and discs are markers on a line
 * @width: in CSS pixels; 0 for markers only
 * @on_right: whether it belongs to the right axis
 * @skips_nan: whether the line leads across NaN, as those of histories do, instead of breaking
 * there
 * @in_steps: whether y stays the same up to the next row
 */
typedef struct
{
  gsize axes;
  char *name;
  gsize x, y;
  gssize low, high;
  FigColor color;
  const double *dash;
  gsize n_dash;
  FigSwatch swatch;
  double width;
  gboolean on_right, skips_nan, in_steps;
} FigDataLine;

/**
 * FigTable:
 * @key: in files and their names, unique in the figure, also ignoring case
 * @label: for people: the name of a run, as it is
 * @n: number of rows
 * @columns: (element-type FigColumn)
 * @lines: (element-type FigDataLine)
 */
typedef struct
{
  char *key, *label;
  gsize n;
  GArray *columns;
  GArray *lines;
} FigTable;

/**
 * FigDataMatrix:
 * @key, @label: as for tables
 * @n, @shape: 2 or 3 dimensions
 * @values: row-major; row 0 is drawn at the top, or at the bottom if there are coordinates
 * @x, @y: (nullable): coordinates of columns and rows
 * @x_label, @y_label: (nullable): labels of the coordinates
 * @limit: the color scale spans ±@limit; 0 for one of log (value − minimum + @offset)
 * @linear: as in FigHeatmap
 * @offset: positive; see @limit
 * @as_ellipse: whether it is drawn as an ellipse, not as a heatmap
 */
typedef struct
{
  char *key, *label;
  gsize n, shape[3];
  double *values;
  double *x, *y;
  char *x_label, *y_label;
  double limit, linear, offset;
  gboolean as_ellipse;
} FigDataMatrix;

/**
 * FigDataAxes:
 * @title: (nullable): above the plot, if the figure has several
 * @x_label, @y_label, @second_label: (nullable)
 * @x, @y: kinds and limits, as on paper
 * @second: the right axis; all zeros if there is none
 */
typedef struct
{
  char *title, *x_label, *y_label, *second_label;
  FigScale x, y, second;
} FigDataAxes;

/**
 * FigData:
 * @title, @subtitle, @caption: (nullable): of the figure
 * @notes: what a row stands for and what is left out, with numbers: a sentence each
 */
typedef struct
{
  char *title, *subtitle, *caption;
  GPtrArray *tables;   /* (element-type FigTable) */
  GPtrArray *matrices; /* (element-type FigDataMatrix) */
  GArray *axes;        /* (element-type FigDataAxes) */
  GPtrArray *notes;    /* (element-type utf8) */
  GHashTable *keys;    /* those in use */
} FigData;

FigData *fig_data_new (void);
void fig_data_free (FigData *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigData, fig_data_free)

/**
 * fig_data_add_table:
 * @key: any text, from which a key is made
 *
 * Returns: (transfer none): an empty table of @n rows
 */
FigTable *fig_data_add_table (FigData *data, const char *key, const char *label, gsize n);

/*
 * Add a column. @key: any text, from which a key is made. Each returns (transfer none) the table's
 * array, zeroed, for the caller to fill; words are (transfer full).
 */
double *fig_table_add_numbers (FigTable *table, const char *key, const char *label);
gint64 *fig_table_add_whole (FigTable *table, const char *key, const char *label);
char **fig_table_add_words (FigTable *table, const char *key, const char *label);

/** Returns: the column @index. */
const FigColumn *fig_table_column (const FigTable *table, gsize index);
/** Returns: the value of a column that does not hold words. */
double fig_column_value (const FigColumn *column, gsize row);

/**
 * fig_data_add_matrix:
 * @key: any text, from which a key is made
 * @depth: 0 for two dimensions
 * @values: (transfer full): @rows × @columns (× @depth)
 *
 * Returns: (transfer none): the matrix, whose color scale spans its values
 */
FigDataMatrix *fig_data_add_matrix (FigData *data, const char *key, const char *label, gsize rows,
                                    gsize columns, gsize depth, double *values);

/** Returns: the index of new axes. Labels are copied; nullable. */
gsize fig_data_add_axes (FigData *data, const char *title, const char *x_label, const FigScale *x,
                         const char *y_label, const FigScale *y);

/** Moves automatic limits to round values, as on paper; see fig_scale_round(). */
void fig_data_round_axes (FigData *data);

/** Draws columns @x and @y of @table as a line of @axes that looks like @entry. Returns: (transfer
 * none): the line, valid until the next one is added. */
FigDataLine *fig_table_add_line (FigTable *table, gsize axes, gsize x, gsize y,
                                 const FigLegendEntry *entry, double width);

/** Adds a sentence. */
void fig_data_note (FigData *data, const char *format, ...) G_GNUC_PRINTF (2, 3);

/**
 * fig_data_decimate:
 * @points: largest number of rows of a table
 *
 * Reduces tables that are drawn as lines and have more rows, as drawing does: of each stretch of
 * the axis the first, the smallest, the largest and the last value are kept, so that no spike is
 * lost. The rows that are kept are unchanged. A note states the numbers.
 */
void fig_data_decimate (FigData *data, gsize points);

G_END_DECLS
