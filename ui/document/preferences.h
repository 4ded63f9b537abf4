/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * What the workbench remembers between two starts. Where the settings schema is not installed,
 * everything works with the defaults and nothing is remembered.
 */

/** Returns: (nullable) (transfer none): the settings of the program. */
GSettings *wb_preferences_settings (void);

/** Gives @application the action `color-scheme` ('follow', 'light', 'dark') and obeys it. */
void wb_preferences_install_color_scheme (GtkApplication *application);

/** Restores the size of @window, and remembers it from now on. */
void wb_preferences_bind_window (GtkWindow *window);

/**
 * wb_preferences_add_switch:
 * @key: (nullable): of the schema, where it is remembered; else it is as the window starts
 *
 * Gives @actions the action @name, which menus and shortcuts use, for a boolean @property of
 * @object.
 */
void wb_preferences_add_switch (GActionMap *actions, const char *name, gpointer object,
                                const char *property, const char *key);

/** Returns: (transfer full) (nullable): the folder of the last file, if it still exists. */
GFile *wb_preferences_last_folder (void);
/** Remembers the folder that @file is in. */
void wb_preferences_remember_folder (GFile *file);

G_END_DECLS
