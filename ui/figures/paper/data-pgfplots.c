/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A figure's data as a tikzpicture that draws it. */

#include "core/settings/plain-text.h"
#include "core/settings/whole-file.h"
#include "ui/figures/paint/number-text.h"
#include "ui/figures/paper/data-writers.h"
#include "ui/figures/paper/latex-text.h"
#include "ui/figures/paper/pgfplots-lines.h"
#include "ui/figures/paper/pgfplots-matrix.h"
#include "ui/figures/paper/pgfplots-overflow.h"

#include <locale.h>
#include <math.h>
#include <string.h>

/* Axes in a row if there are more than three. */
#define ROW_OF_AXES 3u
/* Matrices up to this order have a tick for each row and column. */
#define NUMBERED 10u
typedef struct
{
  FigData *data;
  const char *path;
  GString *text;
  gsize n_axes, placed; /* drawn in all, and so far */
} Picture;

/* ---- comments ---- */

static void
append_comment (GString *text, const char *words)
{
  g_autofree char *plain = fop_plain_text (words, -1);

  g_string_append_printf (text, "%% %s\n", plain);
}

static void
append_head (Picture *picture)
{
  const FigData *data = picture->data;
  GString *text = picture->text;

  append_comment (text, data->title != NULL ? data->title : "");
  if (data->subtitle != NULL)
    append_comment (text, data->subtitle);
  if (data->caption != NULL)
    append_comment (text, data->caption);
  for (guint i = 0; i < data->notes->len; i++)
    append_comment (text, g_ptr_array_index (data->notes, i));
  g_string_append (text, "% Needs \\usepackage{pgfplots} and \\pgfplotsset{compat=1.16}.\n");
  g_string_append (text, FIG_LATEX_LETTER);
}

/* ---- axes ---- */

static void
append_text (GString *text, const char *key, const char *words)
{
  g_autofree char *latex = words != NULL ? fig_latex_text (words) : NULL;

  if (latex != NULL)
    g_string_append_printf (text, "  %s={%s},\n", key, latex);
}

/* Size and place of the next axes: one below the other, or several in a row. */
static void
append_place (Picture *picture)
{
  gsize columns = picture->n_axes > ROW_OF_AXES ? ROW_OF_AXES : 1;
  gsize row = picture->placed / columns, column = picture->placed % columns;
  double width = 0.9 / (double) columns;
  double height = picture->n_axes > 1 ? MAX (0.75 * width, 0.3) : 0.75;

  g_string_append_printf (picture->text,
                          "  at={(%.4g\\linewidth,%.4g\\linewidth)}, anchor=north west,\n"
                          "  width=%.4g\\linewidth, height=%.4g\\linewidth,\n",
                          (double) column / (double) columns, -(double) row * (height + 0.05),
                          width, height);
  picture->placed++;
}

static void
begin_axes (Picture *picture, const FigDataAxes *axes)
{
  GString *text = picture->text;

  g_string_append (text, "\\begin{axis}[\n");
  append_place (picture);
  append_text (text, "title", axes->title);
  append_text (text, "xlabel", axes->x_label);
  /* Small axes have a title, and no room for more. */
  if (picture->n_axes > ROW_OF_AXES && axes->title != NULL)
    g_string_append (text, "  title style={font=\\footnotesize}, label style={font=\\tiny}, "
                           "tick label style={font=\\tiny},\n");
  else
    append_text (text, "ylabel", axes->y_label);
  fig_pgfplots_append_axis (text, "x", &axes->x);
  fig_pgfplots_append_axis (text, "y", &axes->y);
  g_string_append (text, "  grid=major, grid style={black!12}, scaled x ticks=false,\n"
                         "  unbounded coords=jump, filter discard warning=false,\n"
                         "  legend style={font=\\footnotesize, draw=none, fill opacity=0.8, "
                         "text opacity=1}, legend cell align=left,\n");
  /* Above the plot, where it hides nothing, unless the title is there. */
  if (axes->title == NULL)
    g_string_append (text, "  legend style={at={(0.5,1.02)}, anchor=south, "
                           "/tikz/every even column/.append style={column sep=1em}},\n"
                           "  legend columns=3,\n");
}

/* ---- lines ---- */

typedef void (*LineUse) (Picture *picture, const FigTable *table, const FigDataLine *line);

static gsize
each_line (Picture *picture, gsize axes, gboolean on_right, LineUse use)
{
  gsize n = 0;

  for (guint t = 0; t < picture->data->tables->len; t++)
    {
      const FigTable *table = g_ptr_array_index (picture->data->tables, t);

      for (guint i = 0; i < table->lines->len; i++)
        {
          const FigDataLine *line = &g_array_index (table->lines, FigDataLine, i);

          if (line->axes != axes || !line->on_right != !on_right)
            continue;
          if (use != NULL)
            use (picture, table, line);
          n++;
        }
    }
  return n;
}

static void
draw_line (Picture *picture, const FigTable *table, const FigDataLine *line)
{
  fig_pgfplots_append_line (picture->text, table, line,
                            &g_array_index (picture->data->axes, FigDataAxes, line->axes));
  if (!line->on_right)
    fig_pgfplots_append_entry (picture->text, line);
}

static void
name_line (Picture *picture, const FigTable *table, const FigDataLine *line)
{
  fig_pgfplots_append_entry (picture->text, line);
}

/* The axes of the right side lie on top of those of the left. */
static void
draw_right (Picture *picture, gsize index, const FigDataAxes *axes)
{
  GString *text = picture->text;

  if (each_line (picture, index, TRUE, NULL) == 0)
    return;
  picture->placed--;
  g_string_append (text, "\\begin{axis}[\n");
  append_place (picture);
  append_text (text, "ylabel", axes->second_label);
  fig_pgfplots_append_axis (text, "x", &axes->x);
  fig_pgfplots_append_axis (text, "y", &axes->second);
  g_string_append (text, "  axis y line*=right, axis x line=none, unbounded coords=jump,\n"
                         "  filter discard warning=false]\n");
  each_line (picture, index, TRUE, draw_line);
  g_string_append (text, "\\end{axis}\n");
}

/* ---- matrices ---- */

/* The name of the file with the image of @matrix; %NULL if its cells are drawn. */
static char *
image_name (const Picture *picture, const FigDataMatrix *matrix)
{
  g_autofree char *path = NULL;

  if (!fig_pgfplots_is_image (picture->data, matrix))
    return NULL;
  path = fig_data_path (picture->path, matrix->key, ".png");
  return g_path_get_basename (path);
}

static gboolean
has_own_axes (const FigDataMatrix *matrix)
{
  return !matrix->as_ellipse && matrix->x == NULL;
}

static void
draw_matrix (Picture *picture, const FigDataMatrix *matrix)
{
  g_autofree char *image = image_name (picture, matrix);
  GString *text = picture->text;

  g_string_append (text, "\\begin{axis}[\n");
  append_place (picture);
  append_text (text, "title", matrix->label);
  g_string_append_printf (text,
                          "  xmin=0.5, xmax=%" G_GSIZE_FORMAT ".5, ymin=0.5, ymax=%" G_GSIZE_FORMAT
                          ".5, y dir=reverse,\n"
                          "  axis equal image, axis on top, unbounded coords=jump,\n",
                          fig_pgfplots_columns (matrix), fig_pgfplots_rows (matrix));
  if (MAX (fig_pgfplots_rows (matrix), fig_pgfplots_columns (matrix)) <= NUMBERED)
    g_string_append_printf (
        text, "  xtick={1,...,%" G_GSIZE_FORMAT "}, ytick={1,...,%" G_GSIZE_FORMAT "},\n",
        fig_pgfplots_columns (matrix), fig_pgfplots_rows (matrix));
  fig_pgfplots_append_scale (text, matrix);
  g_string_append (text, "]\n");
  fig_pgfplots_append_matrix (text, matrix, image);
  g_string_append (text, "\\end{axis}\n");
}

/* The matrix with coordinates, which lies below the lines of the first axes; nullable. */
static const FigDataMatrix *
ground_of (const FigData *data)
{
  for (guint i = 0; i < data->matrices->len; i++)
    {
      const FigDataMatrix *matrix = g_ptr_array_index (data->matrices, i);

      if (matrix->x != NULL)
        return matrix;
    }
  return NULL;
}

static void
draw_axes (Picture *picture, gsize index)
{
  const FigDataAxes *axes = &g_array_index (picture->data->axes, FigDataAxes, index);
  const FigDataMatrix *ground = index == 0 ? ground_of (picture->data) : NULL;

  begin_axes (picture, axes);
  if (ground != NULL)
    {
      g_string_append (picture->text, "  axis on top, grid=none,\n");
      fig_pgfplots_append_scale (picture->text, ground);
    }
  g_string_append (picture->text, "]\n");
  if (ground != NULL)
    {
      g_autofree char *image = image_name (picture, ground);

      fig_pgfplots_append_matrix (picture->text, ground, image);
    }
  each_line (picture, index, FALSE, draw_line);
  each_line (picture, index, TRUE, name_line);
  g_string_append (picture->text, "\\end{axis}\n");
  draw_right (picture, index, axes);
}

/* ---- tables of numbers ---- */

static char *
cell_text (const FigColumn *column, gsize row)
{
  g_autofree char *words = column->words != NULL   ? g_strdup (column->words[row])
                           : column->whole != NULL ? fig_count_text ((guint64) column->whole[row])
                           : isnan (column->numbers[row])
                               ? g_strdup ("–")
                               : fig_number_text (column->numbers[row], 4);

  return fig_latex_text (words);
}

/* A figure without axes is a table. */
static void
append_tabular (GString *text, const FigTable *table)
{
  g_string_append (text, "\\begin{tabular}{l");
  for (guint i = 1; i < table->columns->len; i++)
    g_string_append_c (text, 'r');
  g_string_append (text, "}\n\\hline\n");
  for (guint i = 0; i < table->columns->len; i++)
    {
      g_autofree char *label = fig_latex_text (fig_table_column (table, i)->label);

      g_string_append_printf (text, "%s%s", i > 0 ? " & " : "", label);
    }
  g_string_append (text, "\\\\\n\\hline\n");
  for (gsize row = 0; row < table->n; row++)
    {
      for (guint i = 0; i < table->columns->len; i++)
        {
          g_autofree char *cell = cell_text (fig_table_column (table, i), row);

          g_string_append_printf (text, "%s%s", i > 0 ? " & " : "", cell);
        }
      g_string_append (text, "\\\\\n");
    }
  g_string_append (text, "\\hline\n\\end{tabular}\n");
}

/* ---- the picture ---- */

static gsize
count_axes (const FigData *data)
{
  gsize n = data->axes->len;

  for (guint i = 0; i < data->matrices->len; i++)
    n += has_own_axes (g_ptr_array_index (data->matrices, i)) ? 1 : 0;
  return n;
}

static void
draw (Picture *picture)
{
  const FigData *data = picture->data;

  g_string_append (picture->text, "\\begin{tikzpicture}\n");
  for (gsize i = 0; i < data->axes->len; i++)
    draw_axes (picture, i);
  for (guint i = 0; i < data->matrices->len; i++)
    if (has_own_axes (g_ptr_array_index (data->matrices, i)))
      draw_matrix (picture, g_ptr_array_index (data->matrices, i));
  g_string_append (picture->text, "\\end{tikzpicture}\n");
}

/* While this is the thread's locale, numbers have a decimal point. */
typedef struct
{
  locale_t own, before;
} Numbers;

static Numbers
numbers_enter (void)
{
  Numbers numbers = { newlocale (LC_NUMERIC_MASK, "C", (locale_t) 0), (locale_t) 0 };

  numbers.before = uselocale (numbers.own);
  return numbers;
}

static void
numbers_leave (Numbers *numbers)
{
  uselocale (numbers->before);
  freelocale (numbers->own);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Numbers, numbers_leave)

gboolean
fig_data_write_pgfplots (FigData *data, const char *path, GError **error)
{
  G_GNUC_UNUSED g_auto (Numbers) numbers = numbers_enter ();
  g_autoptr (GString) text = g_string_new (NULL);
  Picture picture = { .data = data, .path = path, .text = text, .n_axes = count_axes (data) };

  if (!fig_pgfplots_make_room (data, path, error))
    return FALSE;
  append_head (&picture);
  if (picture.n_axes > 0)
    draw (&picture);
  else
    for (guint i = 0; i < data->tables->len; i++)
      append_tabular (text, g_ptr_array_index (data->tables, i));
  return fop_whole_file_write (path, text->str, text->len, error);
}
