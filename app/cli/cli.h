/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CLI_NAME "fop-workbench-cli"

/**
 * CliStatus:
 * @CLI_DONE: all went well
 * @CLI_BAD_INPUT: wrong usage, or an input that cannot be read or is not valid; nothing was written
 * @CLI_DIVERGED: some run diverged; everything was written, the summary says where and why
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

/* The commands. @arguments starts with the command's own word and is NULL-terminated. */
CliStatus cli_run (char **arguments);
CliStatus cli_foresee (char **arguments);
CliStatus cli_analyze (char **arguments);
CliStatus cli_list (char **arguments);
CliStatus cli_describe (char **arguments);

/** Prints "fop-workbench-cli: MESSAGE" on stderr, see fop_plain_message(). Returns: @status. */
CliStatus cli_complain (CliStatus status, const char *format, ...) G_GNUC_PRINTF (2, 3);

/** Prints "note: …" on stderr for each of @notes (nullable). */
void cli_print_notes (const GPtrArray *notes);

/**
 * cli_parse_options:
 * @arguments: the command's words; what is left after the options stays in it
 * @usage: what follows the command's word: "FILE.fopx"
 * @entries: the command's options
 *
 * Reads the options of one command; `--help` prints the command's page and ends the program.
 *
 * Returns: (transfer full): the words that are no options, without the command's own; %NULL after
 *   a complaint about a wrong option
 */
char **cli_parse_options (char **arguments, const char *usage, const char *summary,
                          const GOptionEntry *entries);

/**
 * cli_texts_to_utf8:
 * @texts: (nullable): NULL-terminated words of the command line, changed in place
 *
 * Words are taken as UTF-8 where they are that, whatever the locale says, and else from the
 * locale's encoding.
 *
 * Returns: %FALSE after a complaint about a word that is neither
 */
gboolean cli_texts_to_utf8 (char **texts);
/** The same of one word, which may be %NULL. */
gboolean cli_text_to_utf8 (char **text);

G_END_DECLS
