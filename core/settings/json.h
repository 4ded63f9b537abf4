/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * fop_json_parse:
 * @text: JSON as RFC 8259 has it, in UTF-8; a byte order mark is passed over
 * @length: in bytes, or -1 where @text ends with a zero byte
 * @name: stands in messages
 *
 * Strict, where json-glib's own parser is generous: comments, repeated keys, text behind the end,
 * numbers past the range of a double, deep nesting and more than a few million values are errors.
 *
 * Returns: (transfer full): the value, or %NULL with @error: "NAME: line 7: …"
 */
JsonNode *fop_json_parse (const char *text, gssize length, const char *name, GError **error);

/**
 * fop_json_to_text:
 *
 * Indented by two spaces; objects and lists that fit on a line stand on one. Numbers are the
 * shortest that read back as the same.
 *
 * Returns: (transfer full): the text, with a line end behind it
 */
char *fop_json_to_text (JsonNode *node);

/** "\"frob\"", "12", "a list", …: a value as messages show it, shortened where it is long. */
char *fop_json_describe (JsonNode *node);

/** @value as a double, where @node is a number. */
gboolean fop_json_get_number (JsonNode *node, double *value);

G_END_DECLS
