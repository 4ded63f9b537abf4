/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/whole-folder.h"

G_BEGIN_DECLS

/**
 * CliOutput:
 *
 * A command's folder of results, see FopWholeFolder, that SIGINT, SIGTERM and SIGHUP leave nothing
 * of. One at a time.
 */
typedef struct _CliOutput CliOutput;

/** Returns: (transfer full): what is to stand at @directory, or %NULL with %FOP_ERROR_IO. */
CliOutput *cli_output_open (const char *directory, GError **error);

/** Returns: the folder that is to be written into meanwhile. */
const char *cli_output_place (const CliOutput *output);

/**
 * cli_output_commit:
 * @written: whether all was written; else @error says why not
 * @stale: see fop_whole_folder_commit()
 *
 * Returns: whether the folder stands; else @error names it as it was asked for
 */
gboolean cli_output_commit (CliOutput *output, gboolean written, GHashTable *stale, GError **error);
void cli_output_free (CliOutput *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliOutput, cli_output_free)

/**
 * cli_watch_memory:
 *
 * From here on the program ends with %CLI_BAD_INPUT, saying why, and leaves nothing, where memory
 * that it needs cannot be allocated.
 */
void cli_watch_memory (void);

/** Says on standard output where results stand. */
void cli_print_place (const char *directory);

/**
 * cli_watch_standard_output:
 *
 * From here on the program ends with %CLI_FAILED, saying why, where what it printed could not be
 * written.
 */
void cli_watch_standard_output (void);

G_END_DECLS
