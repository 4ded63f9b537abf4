/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/whole-folder.h"

G_BEGIN_DECLS

/**
 * CliOutput:
 *
 * A command's results folder, see FopWholeFolder, which SIGINT, SIGTERM and SIGHUP remove. Only one
 * at a time.
 */
typedef struct _CliOutput CliOutput;

/** Returns: (transfer full): the future @directory, or %NULL with %FOP_ERROR_IO. */
CliOutput *cli_output_open (const char *directory, GError **error);

/** Returns: the folder to write into until then. */
const char *cli_output_place (const CliOutput *output);

/**
 * cli_output_commit:
 * @written: whether everything was written; otherwise @error is set
 * @stale: see fop_whole_folder_commit()
 *
 * Returns: whether it succeeded; otherwise @error names the requested folder
 */
gboolean cli_output_commit (CliOutput *output, gboolean written, GHashTable *stale, GError **error);
void cli_output_free (CliOutput *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliOutput, cli_output_free)

/**
 * cli_watch_memory:
 *
 * From now on, if memory cannot be allocated, the program exits with %CLI_BAD_INPUT and an error
 * message, leaving no results.
 */
void cli_watch_memory (void);

/** Prints the path of the results on standard output. */
void cli_print_place (const char *directory);

/**
 * cli_watch_standard_output:
 *
 * From now on, if its output cannot be written, the program exits with %CLI_FAILED and an error
 * message.
 */
void cli_watch_standard_output (void);

G_END_DECLS
