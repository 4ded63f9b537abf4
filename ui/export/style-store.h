/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/settings.h"

G_BEGIN_DECLS

/*
 * The named styles of the user, which are JSON files in a folder, and the style that was used last,
 * which is another.
 */

/** Returns: (transfer full): the folder of the named styles: "~/.config/fop-workbench/styles". */
char *wb_style_store_folder (void);

/** Returns: (transfer full) (element-type utf8): their names, sorted. */
GStrv wb_style_store_names (void);

/** Whether @name can be that of a style; otherwise with @error. */
gboolean wb_style_store_check_name (const char *name, GError **error);

/** Returns: (transfer full): the style named @name; %NULL with the errors of fig_style_load(). */
FopSettings *wb_style_store_load (const char *name, GError **error);
gboolean wb_style_store_save (const char *name, const FopSettings *style, GError **error);
gboolean wb_style_store_delete (const char *name, GError **error);

/** Returns: (transfer full): the style that was used last, or the default one. */
FopSettings *wb_style_store_last (void);
/** Remembers @style as the last one used; without a writable folder nothing is remembered. */
void wb_style_store_remember (const FopSettings *style);

G_END_DECLS
