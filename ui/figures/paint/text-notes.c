/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes on the texts of a drawing, kept with its cairo context. */

#include "ui/figures/paint/text-notes.h"

#include <math.h>

static const cairo_user_data_key_t key;

static void
box_clear (gpointer data)
{
  g_free (((FigTextBox *) data)->text);
}

static void
run_clear (gpointer data)
{
  FigTextRun *run = data;

  g_free (run->text);
  g_free (run->family);
}

FigTextNotes *
fig_text_notes_new (void)
{
  FigTextNotes *notes = g_new0 (FigTextNotes, 1);

  notes->boxes = g_array_new (FALSE, FALSE, sizeof (FigTextBox));
  g_array_set_clear_func (notes->boxes, box_clear);
  notes->remarks = g_ptr_array_new_with_free_func (g_free);
  return notes;
}

void
fig_text_notes_free (FigTextNotes *notes)
{
  if (notes == NULL)
    return;
  g_array_unref (notes->boxes);
  g_clear_pointer (&notes->runs, g_array_unref);
  g_ptr_array_unref (notes->remarks);
  g_free (notes);
}

void
fig_text_notes_collect_runs (FigTextNotes *notes)
{
  notes->runs = g_array_new (FALSE, FALSE, sizeof (FigTextRun));
  g_array_set_clear_func (notes->runs, run_clear);
}

void
fig_text_notes_watch (FigTextNotes *notes, cairo_t *cr)
{
  cairo_set_user_data (cr, &key, notes, NULL);
}

/* The box around a rectangle that may be rotated by a multiple of 90 degrees. */
static void
to_surface (cairo_t *cr, double x, double y, double width, double height, FigTextBox *box)
{
  double left = x, top = y, right = x + width, bottom = y + height;

  cairo_user_to_device (cr, &left, &top);
  cairo_user_to_device (cr, &right, &bottom);
  box->x = MIN (left, right);
  box->y = MIN (top, bottom);
  box->width = fabs (right - left);
  box->height = fabs (bottom - top);
}

void
fig_text_note (cairo_t *cr, PangoLayout *layout, double x, double y, double size, double enlarged)
{
  FigTextNotes *notes = cairo_get_user_data (cr, &key);
  FigTextBox box = { .is_cut = FALSE };
  PangoRectangle ink;
  double across = 1, up = 0, scale;

  if (notes == NULL)
    return;
  pango_layout_get_extents (layout, &ink, NULL);
  to_surface (cr, x + (double) ink.x / PANGO_SCALE, y + (double) ink.y / PANGO_SCALE,
              (double) ink.width / PANGO_SCALE, (double) ink.height / PANGO_SCALE, &box);
  cairo_user_to_device_distance (cr, &across, &up);
  box.text = g_strdup (pango_layout_get_text (layout));
  scale = hypot (across, up);
  box.size = size * scale;
  box.enlarged = enlarged * scale;
  box.is_cut = pango_layout_is_ellipsized (layout);
  g_array_append_val (notes->boxes, box);
}

/* ---- runs ---- */

static char *
text_of (PangoLayout *layout, const PangoItem *item)
{
  if ((item->analysis.flags & PANGO_ANALYSIS_FLAG_IS_ELLIPSIS) != 0)
    return g_strdup ("…");
  return g_strndup (pango_layout_get_text (layout) + item->offset, (gsize) item->length);
}

static double
from_pango (int length)
{
  return (double) length / PANGO_SCALE;
}

/* The run at @iter of a layout at (x, y). */
static FigTextRun
run_at (cairo_t *cr, PangoLayout *layout, PangoLayoutIter *iter, double x, double y)
{
  const PangoGlyphItem *glyphs = pango_layout_iter_get_run_readonly (iter);
  const PangoItem *item = glyphs->item;
  PangoFontDescription *font = pango_font_describe_with_absolute_size (item->analysis.font);
  int raised = glyphs->glyphs->num_glyphs > 0 ? glyphs->glyphs->glyphs[0].geometry.y_offset : 0;
  double across = 1, down = 0, scale;
  PangoRectangle logical;
  FigTextRun run = { .text = text_of (layout, item) };

  pango_layout_iter_get_run_extents (iter, NULL, &logical);
  cairo_user_to_device_distance (cr, &across, &down);
  scale = hypot (across, down);
  run.x = x + from_pango (logical.x);
  run.y = y + from_pango (pango_layout_iter_get_run_baseline (iter) + raised);
  cairo_user_to_device (cr, &run.x, &run.y);
  run.angle = atan2 (down, across) * 180 / G_PI;
  run.family = g_strdup (pango_font_description_get_family (font));
  run.is_bold = pango_font_description_get_weight (font) >= PANGO_WEIGHT_SEMIBOLD;
  run.size = scale * from_pango (pango_font_description_get_size (font));
  run.width = scale * from_pango (logical.width);
  pango_font_description_free (font);
  return run;
}

gboolean
fig_text_collect (cairo_t *cr, PangoLayout *layout, FigColor color, double x, double y)
{
  FigTextNotes *notes = cairo_get_user_data (cr, &key);
  PangoLayoutIter *iter;

  if (notes == NULL || notes->runs == NULL)
    return FALSE;
  iter = pango_layout_get_iter (layout);
  do
    if (pango_layout_iter_get_run_readonly (iter) != NULL)
      {
        FigTextRun run = run_at (cr, layout, iter, x, y);

        run.color = color;
        g_array_append_val (notes->runs, run);
      }
  while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
  return TRUE;
}

void
fig_text_remark (cairo_t *cr, const char *format, ...)
{
  FigTextNotes *notes = cairo_get_user_data (cr, &key);
  va_list values;

  if (notes == NULL)
    return;
  va_start (values, format);
  g_autofree char *remark = g_strdup_vprintf (format, values);
  va_end (values);
  if (!g_ptr_array_find_with_equal_func (notes->remarks, remark, g_str_equal, NULL))
    g_ptr_array_add (notes->remarks, g_steal_pointer (&remark));
}
