/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Window size, last folder, figures and color scheme, stored in GSettings. */
#include "ui/document/preferences.h"

#include "core/settings/plain-text.h"

#define SCHEMA "org.fopworkbench.Workbench"

/* Looks in the folders of the desktop, which GSETTINGS_SCHEMA_DIR extends, and then where this
 * program is installed, since the desktop does not search a custom prefix.
 * Returns: (transfer full) (nullable) */
static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *desktop = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchemaSource) own = NULL;
  GSettingsSchema *schema
      = desktop ? g_settings_schema_source_lookup (desktop, SCHEMA, TRUE) : NULL;

  if (schema != NULL)
    return schema;
  own = g_settings_schema_source_new_from_directory (WB_SCHEMA_FOLDER, NULL, TRUE, NULL);
  return own ? g_settings_schema_source_lookup (own, SCHEMA, FALSE) : NULL;
}

GSettings *
wb_preferences_settings (void)
{
  static GSettings *settings;
  static gboolean looked_up;

  if (!looked_up)
    {
      g_autoptr (GSettingsSchema) schema = find_schema ();

      if (schema != NULL)
        settings = g_settings_new_full (schema, NULL, NULL);
      looked_up = TRUE;
    }
  return settings;
}

static void
obey_color_scheme (GVariant *value)
{
  const char *word = g_variant_get_string (value, NULL);
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (word, "light"))
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (word, "dark"))
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

static void
color_scheme_changed (GAction *action, GParamSpec *property, gpointer data)
{
  g_autoptr (GVariant) state = g_action_get_state (action);

  obey_color_scheme (state);
}

void
wb_preferences_install_color_scheme (GtkApplication *application)
{
  GSettings *settings = wb_preferences_settings ();
  g_autoptr (GAction) action = NULL;

  if (settings != NULL)
    action = g_settings_create_action (settings, "color-scheme");
  else
    action = G_ACTION (g_simple_action_new_stateful ("color-scheme", G_VARIANT_TYPE_STRING,
                                                     g_variant_new_string ("follow")));
  g_signal_connect (action, "notify::state", G_CALLBACK (color_scheme_changed), NULL);
  g_action_map_add_action (G_ACTION_MAP (application), action);
  color_scheme_changed (action, NULL, NULL);
}

void
wb_preferences_bind_window (GtkWindow *window)
{
  GSettings *settings = wb_preferences_settings ();

  if (settings == NULL)
    return;
  g_settings_bind (settings, "window-width", window, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", window, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", window, "maximized", G_SETTINGS_BIND_DEFAULT);
}

void
wb_preferences_add_switch (GActionMap *actions, const char *name, gpointer object,
                           const char *property, const char *key)
{
  GSettings *settings = wb_preferences_settings ();
  g_autoptr (GPropertyAction) action = g_property_action_new (name, object, property);

  g_action_map_add_action (actions, G_ACTION (action));
  if (settings != NULL && key != NULL)
    g_settings_bind (settings, key, object, property, G_SETTINGS_BIND_DEFAULT);
}

GFile *
wb_preferences_last_folder (void)
{
  GSettings *settings = wb_preferences_settings ();
  g_autofree char *text = settings ? g_settings_get_string (settings, "last-folder") : NULL;
  g_autofree char *path = text ? fop_plain_text_to_bytes (text) : NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_IS_DIR))
    return NULL;
  return g_file_new_for_path (path);
}

void
wb_preferences_remember_folder (GFile *file)
{
  GSettings *settings = wb_preferences_settings ();
  g_autoptr (GFile) folder = g_file_get_parent (file);
  const char *path = folder ? g_file_peek_path (folder) : NULL;
  g_autofree char *text = path ? fop_plain_text (path, -1) : NULL;

  if (settings != NULL && text != NULL)
    g_settings_set_string (settings, "last-folder", text);
}
