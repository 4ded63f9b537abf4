/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * What the workbench remembers between sessions. If the settings schema is not installed,
 * everything works with the defaults and nothing is remembered.
 */

/** Returns: (nullable) (transfer none): the settings of the program; %NULL without a schema. */
GSettings *wb_preferences_settings (void);

/** Adds the action `color-scheme` ('follow', 'light', 'dark') to @application and applies it. */
void wb_preferences_install_color_scheme (GtkApplication *application);

/** Restores the size of @window and keeps saving it. */
void wb_preferences_bind_window (GtkWindow *window);

/**
 * wb_preferences_add_switch:
 * @key: (nullable): the key of the schema that stores the value; %NULL: it is not remembered
 *
 * Adds the action @name to @actions. It toggles the boolean @property of @object, and is used by
 * menus and shortcuts.
 */
void wb_preferences_add_switch (GActionMap *actions, const char *name, gpointer object,
                                const char *property, const char *key);

/** Returns: (transfer full) (nullable): the folder of the last file, if the folder still exists. */
GFile *wb_preferences_last_folder (void);
/** Remembers the folder that contains @file. */
void wb_preferences_remember_folder (GFile *file);

G_END_DECLS
