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

FigTextNotes *
fig_text_notes_new (void)
{
  FigTextNotes *notes = g_new (FigTextNotes, 1);

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
  g_ptr_array_unref (notes->remarks);
  g_free (notes);
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
