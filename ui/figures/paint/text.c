/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pango layouts with the same metrics everywhere. */

#include "ui/figures/paint/text.h"

#include "ui/figures/paint/text-notes.h"
#include "ui/figures/paint/typeset.h"

#include <pthread.h>

/* Capacity of the cache of text sizes, which is cleared when it is full. */
#define MEASURED_MOST 4096u

void
fig_set_color (cairo_t *cr, FigColor color, double alpha)
{
  cairo_set_source_rgba (cr, color.red, color.green, color.blue, alpha);
}

void
fig_set_line_width (cairo_t *cr, const FigTheme *theme, double width)
{
  cairo_set_line_width (cr, width * theme->line_width);
}

char *
fig_text_library_versions (void)
{
  return g_strdup_printf ("cairo %s, Pango %s", cairo_version_string (), pango_version_string ());
}

/* Whether @text has superscripts that the theme does not allow to be so small. */
static gboolean
enlarges (const FigTheme *theme, const char *text, double size)
{
  return theme->least > FIG_EXPONENT * size && fig_has_exponent (text);
}

/* Returns: (transfer full) (nullable): @text as markup, if plain text would not do. */
static char *
markup_of (const FigTheme *theme, const char *text, double size)
{
  gboolean is_small = enlarges (theme, text, size);
  g_autofree char *markup = is_small || fig_has_index (text) ? fig_typeset (text) : NULL;

  return is_small ? fig_enlarge_exponents (markup, size, MIN (theme->least, size))
                  : g_steal_pointer (&markup);
}

/* Returns: (transfer full): the attributes of the indices in @text, which @layout shows. */
static PangoAttrList *
set_text (PangoLayout *layout, const FigTheme *theme, const char *text, double size)
{
  g_autofree char *markup = markup_of (theme, text, size);

  if (markup == NULL)
    {
      pango_layout_set_text (layout, text, -1);
      return pango_attr_list_new ();
    }
  pango_layout_set_markup (layout, markup, -1);
  return pango_attr_list_ref (pango_layout_get_attributes (layout));
}

PangoLayout *
fig_text_layout (const FigTheme *theme, const char *text, double size, gboolean bold)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();
  PangoFontDescription *font = pango_font_description_new ();
  PangoAttrList *attributes;
  PangoLayout *layout;

  /* Hinted advances would make widths depend on the scale. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);

  pango_font_description_set_family (font, theme->family);
  layout = pango_layout_new (context);
  g_object_unref (context);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  attributes = set_text (layout, theme, text, size);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

static void
size_of (PangoLayout *layout, double *width, double *height)
{
  int w, h;

  pango_layout_get_size (layout, &w, &h);
  *width = (double) w / PANGO_SCALE;
  *height = (double) h / PANGO_SCALE;
}

/* ---- cache of text sizes ----
 *
 * Figures are laid out whenever they are drawn or the pointer moves over them, with the same few
 * strings each time. A single Pango layout takes as long as the rest of a figure's layout. */

typedef struct
{
  char *text, *family;
  double size, least;
  double width, height;
} Measure;

static pthread_mutex_t measured_lock = PTHREAD_MUTEX_INITIALIZER;
static GHashTable *measured; /* protected by the lock: Measure, by text and size */

static guint
measure_hash (gconstpointer data)
{
  const Measure *measure = data;

  return g_str_hash (measure->text) ^ g_str_hash (measure->family) ^ g_double_hash (&measure->size);
}

static gboolean
measure_equal (gconstpointer a, gconstpointer b)
{
  const Measure *one = a, *other = b;

  return one->size == other->size && one->least == other->least
         && g_str_equal (one->text, other->text) && g_str_equal (one->family, other->family);
}

static void
measure_free (gpointer data)
{
  Measure *measure = data;

  g_free (measure->text);
  g_free (measure->family);
  g_free (measure);
}

/* Looks the text up in the cache. Returns: whether it was found. */
static gboolean
recall (Measure *wanted)
{
  const Measure *known;

  pthread_mutex_lock (&measured_lock);
  known = measured != NULL ? g_hash_table_lookup (measured, wanted) : NULL;
  if (known != NULL)
    {
      wanted->width = known->width;
      wanted->height = known->height;
    }
  pthread_mutex_unlock (&measured_lock);
  return known != NULL;
}

static void
keep (const Measure *measure)
{
  Measure *copy = g_memdup2 (measure, sizeof *measure);

  copy->text = g_strdup (measure->text);
  copy->family = g_strdup (measure->family);
  pthread_mutex_lock (&measured_lock);
  if (measured == NULL)
    measured = g_hash_table_new_full (measure_hash, measure_equal, measure_free, NULL);
  if (g_hash_table_size (measured) >= MEASURED_MOST)
    g_hash_table_remove_all (measured);
  g_hash_table_add (measured, copy);
  pthread_mutex_unlock (&measured_lock);
}

void
fig_text_extents (const FigTheme *theme, const char *text, double size, double *width,
                  double *height)
{
  Measure measure = {
    .text = (char *) text, .family = (char *) theme->family, .size = size, .least = theme->least
  };

  if (!recall (&measure))
    {
      g_autoptr (PangoLayout) layout = fig_text_layout (theme, text, size, FALSE);

      size_of (layout, &measure.width, &measure.height);
      keep (&measure);
    }
  *width = measure.width;
  *height = measure.height;
}

double
fig_text_width (const FigTheme *theme, const char *text, double size)
{
  double width, height;

  fig_text_extents (theme, text, size, &width, &height);
  return width;
}

void
fig_text_show (cairo_t *cr, const FigTheme *theme, const char *text, double size,
               PangoLayout *layout, FigColor color, double x, double y)
{
  fig_text_note (cr, layout, x, y, size, enlarges (theme, text, size) ? FIG_EXPONENT * size : 0);
  if (fig_text_collect (cr, layout, color, x, y))
    return;
  fig_set_color (cr, color, 1);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

void
fig_text_draw (cairo_t *cr, const FigTheme *theme, const char *text, double size, FigColor color,
               double x, double y, double x_align, double y_align, double limit)
{
  g_autoptr (PangoLayout) layout = fig_text_layout (theme, text, size, FALSE);
  double width, height;

  if (limit > 0)
    {
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_single_paragraph_mode (layout, TRUE);
      size_of (layout, &width, &height);
      if (width > limit)
        pango_layout_set_width (layout, (int) (limit * PANGO_SCALE));
    }
  size_of (layout, &width, &height);
  if (limit > 0)
    width = MIN (width, limit);
  fig_text_show (cr, theme, text, size, layout, color, x - x_align * width, y - y_align * height);
}

double
fig_text_fit (const FigTheme *theme, const char *text, double width)
{
  double least = MIN (MAX (theme->least, 0.75 * FIG_TEXT_LABEL), FIG_TEXT_LABEL);

  return CLAMP (FIG_TEXT_LABEL * width / fig_text_width (theme, text, FIG_TEXT_LABEL), least,
                FIG_TEXT_LABEL);
}

void
fig_text_draw_upwards (cairo_t *cr, const FigTheme *theme, const char *text, FigColor color,
                       double x, double y, double limit)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rotate (cr, -G_PI / 2);
  fig_text_draw (cr, theme, text, fig_text_fit (theme, text, limit), color, 0, 0, 0.5, 0.5, limit);
  cairo_restore (cr);
}

void
fig_text_draw_halo (cairo_t *cr, const FigTheme *theme, const char *text, double size,
                    FigColor color, FigColor halo, double x, double y, double x_align,
                    double y_align)
{
  g_autoptr (PangoLayout) layout = fig_text_layout (theme, text, size, TRUE);
  double width, height;

  size_of (layout, &width, &height);
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_move_to (cr, x - x_align * width, y - y_align * height);
  pango_cairo_layout_path (cr, layout);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 3);
  fig_set_color (cr, halo, 0.75);
  cairo_stroke (cr);
  fig_text_show (cr, theme, text, size, layout, color, x - x_align * width, y - y_align * height);
  cairo_restore (cr);
}

double
fig_text_draw_wrapped (cairo_t *cr, const FigTheme *theme, const char *text, double size,
                       FigColor color, double x, double y, double width, double most,
                       PangoAlignment alignment)
{
  g_autoptr (PangoLayout) layout = fig_text_layout (theme, text, size, FALSE);
  double unused, height;

  pango_layout_set_width (layout, (int) (MAX (width, 1) * PANGO_SCALE));
  if (most > 0)
    {
      pango_layout_set_height (layout, (int) (most * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, alignment);
  size_of (layout, &unused, &height);
  if (cr != NULL)
    fig_text_show (cr, theme, text, size, layout, color, x, y);
  return height;
}
