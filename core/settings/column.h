/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/parameter.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Names, and references to columns, as settings hold them: a GVariant of type "s" for a name and
 * for a column by its name, "x" for a column by its index, and "av" of these for a list of columns.
 */

/**
 * fop_column_from_json:
 * @parameter: of type TEXT, COLUMN or COLUMNS
 * @where: place and key, for messages
 *
 * Returns: (transfer full): the value, not floating, or %NULL with FOP_ERROR_TYPE or
 *   FOP_ERROR_RANGE
 */
GVariant *fop_column_from_json (const FopParameter *parameter, JsonNode *node, const char *where,
                                GError **error);
JsonNode *fop_column_to_json (GVariant *value);

/**
 * fop_column_from_text:
 *
 * Like fop_column_from_json(), for typed text: `species`, `-1`, `"-1"` for a column of that name,
 * `id, date, 0` for a list.
 */
GVariant *fop_column_from_text (const FopParameter *parameter, const char *text, const char *where,
                                GError **error);

/** Returns: (transfer full): the text that fop_column_from_text() reads back as @value. */
char *fop_column_to_text (GVariant *value);

G_END_DECLS
