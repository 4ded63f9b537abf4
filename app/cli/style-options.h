/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/settings.h"

G_BEGIN_DECLS

/**
 * CliStyleOptions:
 *
 * An option for each key of a style: --width LENGTH; for switches --title and --no-title.
 */
typedef struct _CliStyleOptions CliStyleOptions;

CliStyleOptions *cli_style_options_new (void);
void cli_style_options_free (CliStyleOptions *options);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliStyleOptions, cli_style_options_free)

/** Appends the options to @entries (element-type GOptionEntry), which point into @options. */
void cli_style_options_add (CliStyleOptions *options, GArray *entries);

/** Converts what was read to UTF-8. Returns: %FALSE after an error message. */
gboolean cli_style_options_decode (CliStyleOptions *options);

/**
 * cli_style_options_style:
 * @file: (nullable): a style to start from
 *
 * Returns: (transfer full): the style of the file as changed by the options, or %NULL with @error
 *   naming the file or the option
 */
FopSettings *cli_style_options_style (const CliStyleOptions *options, const char *file,
                                      GError **error);

G_END_DECLS
