/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a style means, and its file. */

#include "ui/figures/paper/style.h"

#include "core/settings/error.h"
#include "core/settings/file.h"
#include "core/settings/json.h"
#include "core/settings/whole-file.h"
#include "ui/figures/paper/length.h"
#include "ui/figures/paper/palette.h"
#include "ui/figures/paper/venue.h"

#include <math.h>
#include <string.h>

#define VERSION        1
#define FILE_BYTES_MAX (1024 * 1024)

static const char version_key[] = "fop-workbench-style";
static const char fits[] = "fits";

FopSettings *
fig_style_new (void)
{
  return fop_settings_new (fig_style_table ());
}

/* ---- validity ---- */

static gboolean
refuse (const char *key, const char *text, const char *expected, GError **error)
{
  g_autofree char *quoted = fop_parameter_quote (text);

  g_set_error (error, FOP_ERROR, FOP_ERROR_TYPE, "%s: %s is not valid; expected %s", key, quoted,
               expected);
  return FALSE;
}

static gboolean
check_limits (const FopSettings *style, const char *low, const char *high, GError **error)
{
  if (!fop_settings_has (style, low) || !fop_settings_has (style, high)
      || fop_settings_number (style, low) < fop_settings_number (style, high))
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION, "%s must be below %s", low, high);
  return FALSE;
}

gboolean
fig_style_check (const FopSettings *style, GError **error)
{
  const char *width = fop_settings_text (style, "width");
  const char *height = fop_settings_text (style, "height");
  double value;

  if (width != NULL && !fig_length_parse (width, &value))
    return refuse ("width", width, FIG_LENGTH_WORDS, error);
  if (height != NULL && !g_str_equal (height, fits) && !fig_length_parse (height, &value)
      && !fig_aspect_parse (height, &value))
    return refuse ("height", height, "fits, an aspect such as 4:3 or golden, or " FIG_LENGTH_WORDS,
                   error);
  if (g_str_equal (fop_settings_word (style, "colors"), "print")
      && g_str_equal (fop_settings_word (style, "ground"), "dark"))
    {
      g_set_error_literal (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                           "colors: print requires a light or transparent ground");
      return FALSE;
    }
  return check_limits (style, "x-min", "x-max", error)
         && check_limits (style, "y-min", "y-max", error);
}

gboolean
fig_style_set (FopSettings *style, const char *key, const char *text, GError **error)
{
  g_autoptr (FopSettings) changed = fop_settings_copy (style);

  if (!fop_settings_set_text (changed, key, text, NULL, error) || !fig_style_check (changed, error))
    return FALSE;
  fop_settings_assign (style, changed);
  return TRUE;
}

/* ---- the file ---- */

static gboolean
check_version (JsonObject *object, GError **error)
{
  JsonNode *node = json_object_get_member (object, version_key);
  double version = 0;

  if (node != NULL && fop_json_get_number (node, &version) && version == VERSION)
    return TRUE;
  if (version > VERSION)
    g_set_error (error, FOP_ERROR, FOP_ERROR_VERSION,
                 "%s: the format is newer than this program, which reads version %d", version_key,
                 VERSION);
  else
    g_set_error (
        error, FOP_ERROR, FOP_ERROR_FORMAT,
        "not a style: the key %s, which gives the format version (%d), is missing or wrong",
        version_key, VERSION);
  return FALSE;
}

FopSettings *
fig_style_parse (JsonNode *root, GError **error)
{
  static const char *const skip[] = { version_key, NULL };
  g_autoptr (FopSettings) style = fig_style_new ();

  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, FOP_ERROR, FOP_ERROR_FORMAT, "not a style: expected an object");
      return NULL;
    }
  return check_version (json_node_get_object (root), error)
                 && fop_settings_read_json (style, json_node_get_object (root), skip, NULL, NULL,
                                            error)
                 && fig_style_check (style, error)
             ? g_steal_pointer (&style)
             : NULL;
}

FopSettings *
fig_style_load (const char *path, GError **error)
{
  gsize length;
  g_autofree char *text = fop_file_read (path, FILE_BYTES_MAX, &length, error);
  g_autoptr (JsonNode) root
      = text != NULL ? fop_json_parse (text, (gssize) length, path, error) : NULL;
  FopSettings *style;

  if (root == NULL)
    return NULL;
  style = fig_style_parse (root, error);
  if (style == NULL)
    g_prefix_error (error, "%s: ", path);
  return style;
}

JsonNode *
fig_style_to_json (const FopSettings *style)
{
  JsonObject *object = json_object_new ();
  JsonNode *root = json_node_new (JSON_NODE_OBJECT);

  json_object_set_int_member (object, version_key, VERSION);
  fop_settings_write_json (style, object, NULL);
  json_node_take_object (root, object);
  return root;
}

gboolean
fig_style_save (const FopSettings *style, const char *path, GError **error)
{
  g_autoptr (JsonNode) root = fig_style_to_json (style);
  g_autofree char *text = fop_json_to_text (root);

  return fop_whole_file_write (path, text, strlen (text), error);
}

/* ---- meaning ---- */

static const FigVenue *
venue_of (const FopSettings *style)
{
  return fig_venue ((gsize) fop_settings_choice (style, "preset"));
}

double
fig_style_width (const FopSettings *style)
{
  static const double shares[] = { 1, 1.0 / 2, 1.0 / 3 };
  const char *text = fop_settings_text (style, "width");
  double width = venue_of (style)->width;

  if (text != NULL)
    fig_length_parse (text, &width);
  return width * shares[fop_settings_choice (style, "part")];
}

double
fig_style_font_size (const FopSettings *style)
{
  return fop_settings_has (style, "font-size") ? fop_settings_number (style, "font-size")
                                               : venue_of (style)->size;
}

double
fig_style_height (const FopSettings *style, double width)
{
  const char *text = fop_settings_text (style, "height");
  double aspect, height;

  if (text == NULL)
    text = venue_of (style)->height;
  if (text == NULL || g_str_equal (text, fits))
    return 0;
  if (fig_aspect_parse (text, &aspect))
    return width / aspect;
  return fig_length_parse (text, &height) ? height * width / fig_style_width (style) : 0;
}

gboolean
fig_style_prints (const FopSettings *style, const char *key)
{
  const FigVenue *venue = venue_of (style);

  if (fop_settings_has (style, key) || fop_settings_choice (style, "preset") == 0)
    return fop_settings_boolean (style, key);
  return venue->has_words && !g_str_equal (key, "caption");
}

/* What a preset implies. */
static const char *const words[] = { "title", "subtitle", "caption", NULL };
static const char *const implied[] = { "part", "width", "height", "font", "font-size", NULL };

FopSettings *
fig_style_spell_out (const FopSettings *style)
{
  FopSettings *full = fop_settings_copy (style);
  const FigVenue *venue = venue_of (style);

  if (!fop_settings_has (style, "width"))
    {
      g_autofree char *width = fig_length_text (venue->width);

      fop_settings_set_text (full, "width", width, NULL, NULL);
    }
  if (!fop_settings_has (style, "height"))
    fop_settings_set_text (full, "height", venue->height != NULL ? venue->height : fits, NULL,
                           NULL);
  if (!fop_settings_has (style, "font"))
    fop_settings_set_text (full, "font", venue->family, NULL, NULL);
  fop_settings_set_number (full, "font-size", fig_style_font_size (style), NULL, NULL);
  for (const char *const *key = words; *key != NULL; key++)
    fop_settings_set_text (full, *key, fig_style_prints (style, *key) ? "true" : "false", NULL,
                           NULL);
  return full;
}

void
fig_style_follow_preset (FopSettings *style)
{
  for (const char *const *key = words; *key != NULL; key++)
    fop_settings_unset (style, *key);
  for (const char *const *key = implied; *key != NULL; key++)
    fop_settings_unset (style, *key);
}

FigFigure *
fig_style_sheet (const FopSettings *style, gsize n, FigFigure *const *figures, const char *title)
{
  guint columns
      = fop_settings_has (style, "columns") ? (guint) fop_settings_integer (style, "columns") : 0;

  return n == 1 ? fig_figure_ref (figures[0])
                : fig_panels_new (n, figures, columns, fig_style_prints (style, "title"), title);
}

FigTheme
fig_style_theme (const FopSettings *style)
{
  static const FigKeyPlace places[]
      = { FIG_KEY_AUTOMATIC, FIG_KEY_INSIDE, FIG_KEY_RIGHT, FIG_KEY_BELOW, FIG_KEY_OFF };
  static const FigKeyOrder orders[] = { FIG_KEY_BY_RUN, FIG_KEY_BY_VALUE, FIG_KEY_REVERSED };
  const char *ground = fop_settings_word (style, "ground");
  const char *font = fop_settings_text (style, "font");
  FigTheme theme = *fig_theme_export ();

  if (g_str_equal (ground, "dark"))
    {
      theme = *fig_theme_dark ();
      theme.rounds_limits = theme.names_all = TRUE;
    }
  theme.is_transparent = g_str_equal (ground, "transparent");
  fig_palette_apply (fop_settings_word (style, "colors"), &theme);
  theme.family = font != NULL ? font : venue_of (style)->family;
  theme.line_width = fop_settings_number (style, "line-width");
  theme.shows_grid = fop_settings_boolean (style, "grid");
  theme.shows_step = fop_settings_boolean (style, "step-line");
  theme.key = places[fop_settings_choice (style, "legend")];
  theme.key_order = orders[fop_settings_choice (style, "legend-order")];
  theme.x_label = fop_settings_text (style, "x-label");
  theme.y_label = fop_settings_text (style, "y-label");
  return theme;
}

static double
limit_of (const FopSettings *style, const char *key)
{
  return fop_settings_has (style, key) ? fop_settings_number (style, key) : NAN;
}

FigView
fig_style_view (const FopSettings *style)
{
  FigView view = fig_view_automatic ();

  view.x_low = limit_of (style, "x-min");
  view.x_high = limit_of (style, "x-max");
  view.y_low = limit_of (style, "y-min");
  view.y_high = limit_of (style, "y-max");
  return view;
}
