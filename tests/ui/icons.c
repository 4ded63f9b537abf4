/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All icons used by the window exist. Without an SVG loader, or with a name that is missing from
 * the theme, GTK shows a broken-image icon instead. */
#include "ui/window/application.h"
#include "ui/window/file-actions.h"
#include "ui/window/window.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SIZE 16

typedef struct
{
  guint8 pixels[SIZE * SIZE * 4];
} Picture;

static void
draw (GdkPaintable *icon, Picture *picture)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;

  memset (picture, 0, sizeof *picture);
  gdk_paintable_snapshot (icon, snapshot, SIZE, SIZE);
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    return;
  surface = cairo_image_surface_create_for_data (picture->pixels, CAIRO_FORMAT_ARGB32, SIZE, SIZE,
                                                 SIZE * 4);
  cr = cairo_create (surface);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
draw_named (const char *name, Picture *picture)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  g_autoptr (GtkIconPaintable) icon
      = gtk_icon_theme_lookup_icon (theme, name, NULL, SIZE, 1, GTK_TEXT_DIR_LTR, 0);

  draw (GDK_PAINTABLE (icon), picture);
}

/* The image that GTK draws in place of a file that it cannot read. */
static void
draw_unreadable (Picture *picture)
{
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("fop-XXXXXX.svg", &stream, NULL);
  g_autoptr (GtkIconPaintable) icon = gtk_icon_paintable_new_for_file (file, SIZE, 1);

  draw (GDK_PAINTABLE (icon), picture);
  g_file_delete (file, NULL, NULL);
}

static gboolean
equal (const Picture *a, const Picture *b)
{
  return memcmp (a, b, sizeof *a) == 0;
}

static void
expect_drawn (GHashTable *names)
{
  Picture picture, unreadable, unknown, empty = { { 0 } };
  GHashTableIter iter;
  gpointer name;

  draw_unreadable (&unreadable);
  draw_named ("there-is-no-such-icon-symbolic", &unknown);
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      draw_named (name, &picture);
      if (equal (&picture, &empty) || equal (&picture, &unreadable) || equal (&picture, &unknown))
        {
          g_test_message ("the icon “%s” is not drawn", (const char *) name);
          g_test_fail ();
        }
    }
}

static void
add_names_in (const char *text, GHashTable *names)
{
  g_autoptr (GRegex) pattern = g_regex_new ("[\">]([a-z0-9-]+-symbolic)[\"<]", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (pattern, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    g_hash_table_add (names, g_match_info_fetch (match, 1));
}

static void
add_names_below (const char *folder, GHashTable *names)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        add_names_below (path, names);
      else if ((g_str_has_suffix (name, ".c") || g_str_has_suffix (name, ".ui"))
               && g_file_get_contents (path, &text, NULL, NULL))
        add_names_in (text, names);
    }
}

static void
test_in_sources (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_names_below (FOP_SOURCES "/ui", names);
  add_names_below (FOP_SOURCES "/resources", names);
  g_assert_cmpuint (g_hash_table_size (names), >, 10);
  expect_drawn (names);
}

/* All images in a widget and its descendants, including those of libadwaita's rows. */
static void
add_names_of (GtkWidget *widget, GHashTable *names)
{
  if (GTK_IS_IMAGE (widget) && gtk_image_get_icon_name (GTK_IMAGE (widget)) != NULL)
    g_hash_table_add (names, g_strdup (gtk_image_get_icon_name (GTK_IMAGE (widget))));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_names_of (child, names);
}

static void
test_in_the_window (gconstpointer window)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_names_of (GTK_WIDGET (window), names);
  g_assert_cmpuint (g_hash_table_size (names), >, 10);
  expect_drawn (names);
}

int
main (int argc, char **argv)
{
  g_autoptr (WbApplication) application = NULL;
  WbWindow *window;
  int status;

  g_test_init (&argc, &argv, NULL);
  /* GTK warns about each file that it cannot read, including the one created for comparison. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  application = wb_application_new ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  window = wb_window_new (GTK_APPLICATION (application));
  wb_file_actions_open_first_example (window);
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);

  g_test_add_func ("/icons/named-in-sources-are-drawn", test_in_sources);
  g_test_add_data_func ("/icons/of-the-window-are-drawn", window, test_in_the_window);
  status = g_test_run ();

  /* Exits as the program does: its threads may still be working. */
  fflush (NULL);
  _exit (status);
}
