/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/array.h"
#include "core/settings/parameter.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * FopSettings:
 *
 * A value for each parameter of one table: the settings of a problem, a run or a data source in an
 * experiment. Starts with the defaults. Reference-counted: shared settings must not be changed, and
 * may be read by any thread.
 */
typedef struct _FopSettings FopSettings;

FopSettings *fop_settings_new (const FopParameterTable *table);
/** Returns: (transfer full): an unshared copy that may be changed. */
FopSettings *fop_settings_copy (const FopSettings *settings);
FopSettings *fop_settings_ref (FopSettings *settings);
void fop_settings_unref (FopSettings *settings); /* releases a reference */
/**
 * Same table and same effect: settings that do not apply are ignored, and a default equals the same
 * value given explicitly (except for OPTIONAL parameters, whose absence differs from every value).
 */
gboolean fop_settings_equal (const FopSettings *a, const FopSettings *b);
/** Copies every value of @from, which has the same table. */
void fop_settings_assign (FopSettings *settings, const FopSettings *from);
/** The same for one value, or its absence. */
void fop_settings_assign_one (FopSettings *settings, const FopSettings *from, const char *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopSettings, fop_settings_unref)

const FopParameterTable *fop_settings_table (const FopSettings *settings);

/* Reading. @key must be in the table and have the given type: otherwise a programmer error. */
gboolean fop_settings_has (const FopSettings *settings, const char *key); /* given, not defaulted */
double fop_settings_number (const FopSettings *settings, const char *key);
gint64 fop_settings_integer (const FopSettings *settings, const char *key);
gboolean fop_settings_boolean (const FopSettings *settings, const char *key);
int fop_settings_choice (const FopSettings *settings, const char *key);
const char *fop_settings_word (const FopSettings *settings, const char *key);
const char *fop_settings_file (const FopSettings *settings, const char *key); /* nullable */
const char *fop_settings_text (const FopSettings *settings, const char *key); /* nullable */
/** COLUMN and COLUMNS, as in core/settings/column.h; %NULL if not given. */
GVariant *fop_settings_columns (const FopSettings *settings, const char *key); /* borrowed */
FopArray *fop_settings_array (const FopSettings *settings,
                              const char *key); /* nullable, borrowed */
const FopSettings *fop_settings_group (const FopSettings *settings, const char *key); /* nullable */

/** Whether the parameter's `when` holds under the other settings. */
gboolean fop_settings_applies (const FopSettings *settings, const char *key);
/** The same with FOP_ERROR_COMBINATION: "runs[0].momentum has no effect when base is adam". */
gboolean fop_settings_check_applies (const FopSettings *settings, const char *key,
                                     const char *place, GError **error);

/* Writing. Each checks type and range, leaves @settings untouched on failure, and names @place
 * (such as "runs[1]", nullable) in the message. */

/** REAL, INTEGER, BOOLEAN, and CHOICE (by index). */
gboolean fop_settings_set_number (FopSettings *settings, const char *key, double value,
                                  const char *place, GError **error);
/**
 * From text, as entered on the command line or in the window: scalars, paths, and lists and objects
 * in JSON. Paths are relative to the working directory. Empty text unsets an OPTIONAL parameter.
 */
gboolean fop_settings_set_text (FopSettings *settings, const char *key, const char *text,
                                const char *place, GError **error);
gboolean fop_settings_set_file (FopSettings *settings, const char *key, const char *path,
                                GError **error);
/** TEXT, COLUMN and COLUMNS; @value is referenced. */
gboolean fop_settings_set_columns (FopSettings *settings, const char *key, GVariant *value,
                                   GError **error);
gboolean fop_settings_set_array (FopSettings *settings, const char *key, FopArray *array,
                                 GError **error);
/** @group is copied; %NULL removes it. */
gboolean fop_settings_set_group (FopSettings *settings, const char *key, const FopSettings *group,
                                 GError **error);
/** Restores the default. */
void fop_settings_unset (FopSettings *settings, const char *key);

/**
 * fop_settings_read_json:
 * @object: members are keys of the table; those in @skip (NULL-terminated, nullable) are ignored
 * @place: path of @object, for messages: "problem", "runs[1]"
 * @directory: (nullable): base of relative paths
 *
 * Sets every member of @object. Unknown keys, wrong types, values out of range, and parameters
 * whose `when` does not hold are errors that name the key, its path and what is valid. .npy files
 * of VECTOR and MATRIX parameters are read here.
 *
 * Returns: %FALSE with @error set; @settings is then unchanged
 */
gboolean fop_settings_read_json (FopSettings *settings, JsonObject *object, const char *const *skip,
                                 const char *place, const char *directory, GError **error);

/** The same for a single member, @key, without checking its `when`. */
gboolean fop_settings_read_json_member (FopSettings *settings, const char *key, JsonNode *node,
                                        const char *place, const char *directory, GError **error);

/**
 * fop_settings_write_json:
 * @directory: (nullable): folder of the file being written: paths below it become relative, others
 *   absolute
 *
 * Adds the explicit settings (neither defaults nor those without effect) to @object in table order.
 */
void fop_settings_write_json (const FopSettings *settings, JsonObject *object,
                              const char *directory);

/** A number as JSON: a CHOICE as its word, a BOOLEAN as true or false. */
JsonNode *fop_parameter_number_to_json (const FopParameter *parameter, double value);

G_END_DECLS
