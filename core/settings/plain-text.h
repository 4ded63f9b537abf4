/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Bytes of files, and their names, as text that terminals, labels and JSON take: UTF-8 without
 * control characters and without those that turn the direction of writing. Each byte of what is
 * none of that becomes "\xE9", two capital hexadecimal digits.
 */

/**
 * fop_plain_text:
 * @length: of @bytes, or -1 where a zero byte ends them
 *
 * Returns: (transfer full): text from which fop_plain_text_to_bytes() makes the same bytes, zeros
 *   apart: a backslash that would begin an escape is one itself, "\x5C"
 */
char *fop_plain_text (const char *bytes, gssize length);

/** Returns: (transfer full): @text with each "\xE9" as the byte it stands for, but for "\x00". */
char *fop_plain_text_to_bytes (const char *text);

/** Returns: (transfer full): the last part of a path, to be shown. */
char *fop_plain_name (const char *path);

/** Returns: (transfer full): a message, to be shown, that may quote files and names as they are. */
char *fop_plain_message (const char *message);

/** Whether @text is UTF-8 without any such character; @with_lines: line ends and tabs are none. */
gboolean fop_is_plain (const char *text, gboolean with_lines);

G_END_DECLS
