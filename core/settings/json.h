/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * fop_json_parse:
 * @text: JSON according to RFC 8259, in UTF-8; a byte order mark is skipped
 * @length: in bytes, or -1 if @text is zero-terminated
 * @name: for messages
 *
 * Stricter than json-glib's own parser: comments, repeated keys, trailing text, numbers outside the
 * range of a double, deep nesting and more than a few million values are errors.
 *
 * Returns: (transfer full): the value, or %NULL with @error: "NAME: line 7: …"
 */
JsonNode *fop_json_parse (const char *text, gssize length, const char *name, GError **error);

/**
 * fop_json_to_text:
 *
 * Indented by two spaces; objects and lists that fit on one line are written on one. Numbers are
 * the shortest decimals that read back as the same double.
 *
 * Returns: (transfer full): the text, ending in a newline
 */
char *fop_json_to_text (JsonNode *node);

/** "\"frob\"", "12", "a list", …: a value as shown in messages, shortened if it is long. */
char *fop_json_describe (JsonNode *node);

/** Returns: whether @node is a number; if so, sets @value. */
gboolean fop_json_get_number (JsonNode *node, double *value);

G_END_DECLS
