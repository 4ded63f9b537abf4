/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Styles of exported figures: lengths, files, and what their keys mean. */

#include "ui/figures/paper/style.h"
#include "core/settings/error.h"
#include "ui/figures/paper/length.h"
#include "ui/figures/paper/palette.h"
#include "ui/figures/paper/venue.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static void
test_lengths (void)
{
  static const struct
  {
    const char *text;
    double points;
  } good[] = { { "25.4mm", 72 }, { "2.54 cm", 72 }, { "1in", 72 },
               { "241pt", 241 }, { "96px", 72 },    { "3.25in", 234 } };
  static const char *const bad[]
      = { "", "85", "mm", "85 m", "-5cm", "nanmm", "infin", "1mm", "6000mm", "85mm wide" };
  double points;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (fig_length_parse (good[i].text, &points));
      g_assert_cmpfloat_with_epsilon (points, good[i].points, 1e-9);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (fig_length_parse (bad[i], &points));
}

static void
test_aspects (void)
{
  static const char *const bad[] = { "", ":", "4:", ":3", "4:0", "-4:3", "4:3:2", "100:1", "fits" };
  double aspect;

  g_assert_true (fig_aspect_parse ("16:9", &aspect));
  g_assert_cmpfloat (aspect, ==, 16.0 / 9);
  g_assert_true (fig_aspect_parse ("golden", &aspect));
  g_assert_cmpfloat_with_epsilon (aspect, (1 + sqrt (5)) / 2, 1e-12);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (fig_aspect_parse (bad[i], &aspect));
}

/* What a style refuses, and what the message says about it. */
static void
test_refusals (void)
{
  static const char *const cases[][3] = {
    { "width", "85", "a length from 10 mm to 5 m such as 85mm" },
    { "height", "tall", "an aspect such as 4:3 or golden" },
    { "preset", "nips", "neurips" },
    { "legend", "left", "automatic, inside, right, below, off" },
    { "dpi", "50", "from 72 to 1200" },
    { "font-size", "2", "4 to 96" },
    { "colour", "print", "colors" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FopSettings) style = fig_style_new (), untouched = fig_style_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (fig_style_set (style, cases[i][0], cases[i][1], &error));
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i][0]));
      g_assert_nonnull (strstr (error->message, cases[i][2]));
      g_assert_true (fop_settings_equal (style, untouched));
    }
}

static void
test_combinations (void)
{
  g_autoptr (FopSettings) style = fig_style_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (fig_style_set (style, "x-min", "5", NULL));
  g_assert_false (fig_style_set (style, "x-max", "5", &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_COMBINATION);
  g_clear_error (&error);
  g_assert_true (fig_style_set (style, "ground", "dark", NULL));
  g_assert_false (fig_style_set (style, "colors", "print", &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_COMBINATION);
}

static char *
file_with (const char *folder, const char *text)
{
  char *path = g_build_filename (folder, "style.json", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
test_files_round_trip (void)
{
  g_autofree char *folder = g_dir_make_tmp ("style-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "style.json", NULL);
  g_autoptr (FopSettings) style = fig_style_new (), read = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (fig_style_set (style, "preset", "icml", NULL));
  g_assert_true (fig_style_set (style, "width", "80mm", NULL));
  g_assert_true (fig_style_set (style, "title", "true", NULL));
  g_assert_true (fig_style_set (style, "y-label", "J(θ) − J*", NULL));
  g_assert_true (fig_style_set (style, "y-min", "1e-9", NULL));
  g_assert_true (fig_style_save (style, path, &error));
  read = fig_style_load (path, &error);
  g_assert_no_error (error);
  g_assert_true (fop_settings_equal (style, read));
  g_assert_true (fop_settings_has (read, "title"));
  g_remove (path);
  g_rmdir (folder);
}

/* Errors name the file and the key. */
static void
test_files_are_checked (void)
{
  static const char *const cases[][2] = {
    { "{ \"width\": \"85mm\" }", "fop-workbench-style" },
    { "{ \"fop-workbench-style\": 2 }", "newer" },
    { "{ \"fop-workbench-style\": 1, \"widht\": \"85mm\" }", "width" },
    { "{ \"fop-workbench-style\": 1, \"width\": \"85\" }", "width" },
    { "{ \"fop-workbench-style\": 1, \"width\": 85 }", "width" },
    { "{ \"fop-workbench-style\": 1, \"grid\": 1 }", "grid" },
    { "[ 1 ]", "an object" },
    { "{", "line 1" },
  };
  g_autofree char *folder = g_dir_make_tmp ("style-XXXXXX", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = file_with (folder, cases[i][0]);
      g_autoptr (GError) error = NULL;

      g_assert_null (fig_style_load (path, &error));
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, path));
      g_assert_nonnull (strstr (error->message, cases[i][1]));
      g_remove (path);
    }
  g_rmdir (folder);
}

/* Other keys prevail over the preset's. */
static void
test_presets (void)
{
  g_autoptr (FopSettings) style = fig_style_new ();

  g_assert_cmpfloat_with_epsilon (fig_style_width (style), 85 * 72 / 25.4, 1e-9);
  g_assert_true (fig_style_prints (style, "caption"));
  g_assert_true (fig_style_set (style, "preset", "icml", NULL));
  g_assert_cmpfloat (fig_style_width (style), ==, 3.25 * 72);
  g_assert_cmpfloat (fig_style_font_size (style), ==, 8);
  g_assert_false (fig_style_prints (style, "title"));
  g_assert_nonnull (strstr (fig_style_theme (style).family, "Times"));
  g_assert_true (fig_style_set (style, "part", "half", NULL));
  g_assert_cmpfloat (fig_style_width (style), ==, 3.25 * 36);
  g_assert_true (fig_style_set (style, "title", "true", NULL));
  g_assert_true (fig_style_set (style, "font", "Cantarell", NULL));
  g_assert_true (fig_style_prints (style, "title"));
  g_assert_cmpstr (fig_style_theme (style).family, ==, "Cantarell");
  g_assert_true (fig_style_set (style, "preset", "slide", NULL));
  g_assert_cmpfloat (fig_style_height (style, 160), ==, 90);
}

/* A style that says everything looks the same; following the preset again drops what was said. */
static void
test_presets_are_spelled_out (void)
{
  g_autoptr (FopSettings) style = fig_style_new (), full = NULL;

  g_assert_true (fig_style_set (style, "preset", "slide", NULL));
  g_assert_true (fig_style_set (style, "title", "false", NULL));
  full = fig_style_spell_out (style);
  g_assert_true (fig_style_check (full, NULL));
  g_assert_cmpfloat_with_epsilon (fig_style_width (full), fig_style_width (style), 0.2);
  g_assert_cmpfloat (fig_style_font_size (full), ==, 16);
  g_assert_cmpstr (fop_settings_text (full, "height"), ==, "16:9");
  g_assert_false (fop_settings_boolean (full, "title"));
  g_assert_true (fop_settings_boolean (full, "subtitle"));
  g_assert_false (fop_settings_boolean (full, "caption"));
  g_assert_false (fop_settings_has (style, "width"));
  g_assert_false (fig_style_prints (style, "title"));
  fig_style_follow_preset (style);
  g_assert_true (fig_style_prints (style, "title"));
}

static double
gray_of (FigColor color)
{
  return (fig_color_contrast (color, (FigColor){ 0, 0, 0 }) * 0.05 - 0.05);
}

/* CIE lightness. */
static double
lightness (FigColor color)
{
  return 116 * cbrt (gray_of (color)) - 16;
}

static void
test_print_colors_differ_in_gray (void)
{
  FigTheme theme = *fig_theme_export ();

  fig_palette_apply ("print", &theme);
  for (gsize i = 0; i < FIG_N_STYLES; i++)
    {
      g_assert_cmpfloat (fig_color_contrast (theme.styles[i], theme.background), >=, 1.9);
      for (gsize k = 0; k < i; k++)
        g_assert_cmpfloat (fabs (lightness (theme.styles[i]) - lightness (theme.styles[k])), >, 7);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/style/lengths-have-units-and-limits", test_lengths);
  g_test_add_func ("/style/aspects-are-width-by-height", test_aspects);
  g_test_add_func ("/style/refusals-say-what-is-valid", test_refusals);
  g_test_add_func ("/style/some-keys-exclude-each-other", test_combinations);
  g_test_add_func ("/style/files-round-trip", test_files_round_trip);
  g_test_add_func ("/style/files-are-checked", test_files_are_checked);
  g_test_add_func ("/style/keys-prevail-over-presets", test_presets);
  g_test_add_func ("/style/presets-are-spelled-out", test_presets_are_spelled_out);
  g_test_add_func ("/style/print-colors-differ-in-gray", test_print_colors_differ_in_gray);
  return g_test_run ();
}
