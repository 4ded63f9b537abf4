/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CLI_NAME "fop-workbench-cli"

/**
 * CliStatus:
 * @CLI_DONE: all went well
 * @CLI_BAD_INPUT: usage error, or unreadable or invalid input; nothing was written
 * @CLI_DIVERGED: a run diverged; all results were written, and the summary says where and why
 * @CLI_FAILED: the output could not be written
 *
 * The program's exit status.
 */
typedef enum
{
  CLI_DONE = 0,
  CLI_BAD_INPUT = 2,
  CLI_DIVERGED = 3,
  CLI_FAILED = 4
} CliStatus;

/* The commands. @arguments starts with the name of the command and is NULL-terminated. */
CliStatus cli_run (char **arguments);
CliStatus cli_render (char **arguments);
CliStatus cli_animate (char **arguments);
CliStatus cli_report (char **arguments);
CliStatus cli_foresee (char **arguments);
CliStatus cli_analyze (char **arguments);
CliStatus cli_extract (char **arguments);
CliStatus cli_list (char **arguments);
CliStatus cli_describe (char **arguments);

/** Prints "fop-workbench-cli: MESSAGE" on stderr, see fop_plain_message(). Returns: @status. */
CliStatus cli_complain (CliStatus status, const char *format, ...) G_GNUC_PRINTF (2, 3);

/** Prints "note: …" on stderr for each of @notes (nullable). */
void cli_print_notes (const GPtrArray *notes);

/**
 * cli_parse_options:
 * @arguments: the command's arguments; the options are removed from it
 * @usage: the arguments after the command: "FILE.fopx"
 * @entries: the command's options
 *
 * Reads the options of one command; `--help` prints the command's page and ends the program.
 *
 * Returns: (transfer full): the arguments that are not options, without the command; %NULL after an
 *   error message about an invalid option
 */
char **cli_parse_options (char **arguments, const char *usage, const char *summary,
                          const GOptionEntry *entries);

/**
 * cli_texts_to_utf8:
 * @texts: (nullable): NULL-terminated command line arguments, changed in place
 *
 * Arguments are read as UTF-8 if valid, whatever the locale, and otherwise in the locale's
 * encoding.
 *
 * Returns: %FALSE after an error message about an argument that is neither
 */
gboolean cli_texts_to_utf8 (char **texts);
/** The same for a single argument, which may be %NULL. */
gboolean cli_text_to_utf8 (char **text);

G_END_DECLS
