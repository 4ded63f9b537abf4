/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * File contents and file names as text that is safe for terminals, labels and JSON: UTF-8 without
 * control characters and without characters that change the writing direction. Every other byte is
 * escaped as "\xE9", with two uppercase hexadecimal digits.
 */

/**
 * fop_plain_text:
 * @length: of @bytes, or -1 if they are zero-terminated
 *
 * Returns: (transfer full): text from which fop_plain_text_to_bytes() restores the same bytes,
 *   except zeros: a backslash that would start an escape is itself escaped, "\x5C"
 */
char *fop_plain_text (const char *bytes, gssize length);

/** Returns: (transfer full): @text with each escape "\xE9" replaced by its byte, except "\x00". */
char *fop_plain_text_to_bytes (const char *text);

/** Returns: (transfer full): the last component of a path, for display. */
char *fop_plain_name (const char *path);

/** Returns: (transfer full): @message for display; it may quote files and names verbatim. */
char *fop_plain_message (const char *message);

/** Whether @text is UTF-8 without such characters; @with_lines: newlines and tabs are allowed. */
gboolean fop_is_plain (const char *text, gboolean with_lines);

G_END_DECLS
