/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a page says about itself. */

#include "ui/figures/paper/remarks.h"

#include "ui/figures/paint/text.h"
#include "ui/figures/paper/length.h"

#include <math.h>
#include <string.h>

/* Beyond the page by less than this, in figure pixels, is within rounding. */
#define SLACK 0.5

static void add (GPtrArray *remarks, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add (GPtrArray *remarks, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  g_autofree char *remark = g_strdup_vprintf (format, values);
  va_end (values);
  if (!g_ptr_array_find_with_equal_func (remarks, remark, g_str_equal, NULL))
    g_ptr_array_add (remarks, g_steal_pointer (&remark));
}

static char *
points_text (double points)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (number, sizeof number, "%.1f", points));
}

/* @box in figure pixels. */
static FigTextBox
on_page (const FigTextBox *box, cairo_t *cr)
{
  FigTextBox place = *box;
  double unused = 0;

  cairo_device_to_user (cr, &place.x, &place.y);
  cairo_device_to_user_distance (cr, &place.width, &place.height);
  cairo_device_to_user_distance (cr, &place.size, &unused);
  unused = 0;
  cairo_device_to_user_distance (cr, &place.enlarged, &unused);
  return place;
}

static void
check_texts (const FigPage *page, const FigTextNotes *notes, cairo_t *cr, GPtrArray *remarks)
{
  double smallest = INFINITY, exponent = INFINITY;

  for (guint i = 0; i < notes->boxes->len; i++)
    {
      FigTextBox box = on_page (&g_array_index (notes->boxes, FigTextBox, i), cr);

      smallest = MIN (smallest, box.size * page->unit);
      if (box.enlarged > 0)
        exponent = MIN (exponent, box.enlarged * page->unit);
      if (box.is_cut)
        add (remarks, "“%s” does not fit and is cut off", box.text);
      else if (box.x < -SLACK || box.y < -SLACK || box.x + box.width > page->width + SLACK
               || box.y + box.height > page->height + SLACK)
        add (remarks, "“%s” extends beyond the page", box.text);
    }
  if (isfinite (exponent))
    {
      g_autofree char *points = points_text (exponent);

      add (remarks, "Exponents would print at %s pt and have been enlarged to %g pt", points,
           FIG_POINTS_LEAST);
    }
  if (smallest < FIG_POINTS_LEAST - 0.01)
    {
      g_autofree char *points = points_text (smallest);

      add (remarks, "Text of %s pt is too small to read in print", points);
    }
}

/* The family that Pango takes for the theme's. */
static char *
family_in_use (const FigTheme *theme)
{
  g_autoptr (PangoLayout) layout = fig_text_layout (theme, "x", FIG_TEXT_LABEL, FALSE);
  PangoContext *context = pango_layout_get_context (layout);
  g_autoptr (PangoFont) font = pango_font_map_load_font (
      pango_context_get_font_map (context), context, pango_layout_get_font_description (layout));
  PangoFontDescription *description = font != NULL ? pango_font_describe (font) : NULL;
  char *family
      = description != NULL ? g_strdup (pango_font_description_get_family (description)) : NULL;

  pango_font_description_free (description);
  return family;
}

/* A family that is one of those asked for, or generic, is no surprise. */
static void
check_font (const FigTheme *theme, GPtrArray *remarks)
{
  static const char *const generic[] = { "sans", "sans-serif", "serif", "monospace", "mono", NULL };
  g_auto (GStrv) families = g_strsplit (theme->family, ",", -1);
  g_autofree char *used = family_in_use (theme);

  for (char **family = families; *family != NULL && used != NULL; family++)
    {
      g_autofree char *lower = g_ascii_strdown (g_strstrip (*family), -1);

      if (g_ascii_strcasecmp (*family, used) == 0 || g_strv_contains (generic, lower))
        return;
    }
  if (used != NULL)
    add (remarks, "The font “%s” is not installed; “%s” is used instead", families[0], used);
}

void
fig_remarks_collect (const FigPage *page, const FigTextNotes *notes, cairo_t *cr,
                     GPtrArray *remarks)
{
  if (page->asked > 0)
    {
      g_autofree char *height = fig_length_text (page->height * page->unit);
      g_autofree char *asked = fig_length_text (page->asked * page->unit);

      add (remarks, "The page is %s high instead of %s so that its text fits", height, asked);
    }
  check_font (&page->theme, remarks);
  check_texts (page, notes, cr, remarks);
  for (guint i = 0; i < notes->remarks->len; i++)
    add (remarks, "%s", (const char *) g_ptr_array_index (notes->remarks, i));
}
