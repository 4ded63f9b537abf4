/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/nearest-word.h"

G_BEGIN_DECLS

/*
 * A parameter is declared once, in the table of its problem or method. Sliders, JSON, the command
 * line, validation and `describe` all derive from that table.
 */

/* Integers up to 2^53 are exact as doubles. */
#define FOP_WHOLE_MAX 9007199254740992.0

typedef enum
{
  FOP_PARAMETER_REAL,
  FOP_PARAMETER_INTEGER, /* whole, |value| <= FOP_WHOLE_MAX */
  FOP_PARAMETER_BOOLEAN,
  FOP_PARAMETER_CHOICE,  /* one word of @choices */
  FOP_PARAMETER_FILE,    /* a path; absolute in memory, relative to the experiment in JSON */
  FOP_PARAMETER_TEXT,    /* a name, such as that of an array in a file */
  FOP_PARAMETER_COLUMN,  /* of a table: an index or a name */
  FOP_PARAMETER_COLUMNS, /* a list of such */
  FOP_PARAMETER_VECTOR,  /* [..] or a .npy path */
  FOP_PARAMETER_MATRIX,  /* [[..]] or a .npy path */
  FOP_PARAMETER_GROUP    /* an object with the parameters of @members */
} FopParameterType;

typedef enum
{
  FOP_PARAMETER_LIVE = 1 << 0, /* may change between steps of a run; else a change restarts it */
  FOP_PARAMETER_LOG = 1 << 1,  /* its slider is logarithmic */
  FOP_PARAMETER_OPTIONAL = 1 << 2, /* may be absent (off); its default is absent */
  FOP_PARAMETER_ADVANCED = 1 << 3  /* folded away in the window */
} FopParameterFlags;

typedef struct _FopParameter FopParameter;

/**
 * FopParameterTable:
 *
 * The parameters of one kind, in the order in which they are shown.
 */
typedef struct
{
  const FopParameter *parameters;
  gsize n;
} FopParameterTable;

/**
 * FopParameter:
 * @key: kebab-case name in files and on the command line
 * @label: for people, in sentence case
 * @symbol: (nullable): the usual symbol ("ε"), shown after the label
 * @unit: (nullable): unit, shown after the value
 * @minimum, @maximum: the valid range, inclusive (REAL, INTEGER, and indices of COLUMN and
 *   COLUMNS); unused for VECTOR and MATRIX. ±G_MAXDOUBLE (INTEGER: ±FOP_WHOLE_MAX) or infinity: no
 *   bound; G_MINDOUBLE: above 0
 * @low, @high: the slider's range within it; both 0: the valid range
 * @fallback: the default (BOOLEAN 0 or 1; CHOICE the index of the word; COLUMN the index)
 * @choices: (nullable): NULL-terminated words of a CHOICE
 * @members: table of a GROUP
 * @when: (nullable): when the parameter has an effect, as "key=word|word" over CHOICE and BOOLEAN
 *   keys of the same table (an absent OPTIONAL one matches no word); "key" alone requires that it
 *   is given and not false; several conditions are joined by '&', and a condition also fails if its
 *   key itself has no effect. Otherwise the parameter is hidden in the window, and setting it in a
 *   file is an error
 * @help: one or two sentences: its meaning, sign and scale
 *
 * One declared parameter. Tables are static const arrays.
 */
struct _FopParameter
{
  const char *key;
  const char *label;
  const char *symbol;
  const char *unit;
  FopParameterType type;
  FopParameterFlags flags;
  double minimum, maximum;
  double low, high;
  double fallback;
  const char *const *choices;
  const FopParameterTable *members;
  const char *when;
  const char *help;
};

#define FOP_PARAMETER_TABLE(array) ((FopParameterTable){ (array), G_N_ELEMENTS (array) })

/** Index of @key in @table, or -1. */
gssize fop_parameter_table_find (const FopParameterTable *table, const char *key);

/** "0 to 1", "an integer of at least 1", "none, frobenius or cosine": for messages and help. */
char *fop_parameter_range_text (const FopParameter *parameter);

/**
 * fop_help_summary:
 * @help: of a problem or a method: a paragraph of at most two sentences, for tooltips and lists;
 *   after a line break, everything needed to reimplement it, for its page
 *
 * Returns: (transfer full): the first paragraph
 */
char *fop_help_summary (const char *help);

/**
 * fop_parameter_format_number:
 *
 * The shortest decimal that reads back as the same double: "0.1", not "0.10000000000000001".
 *
 * Returns: (transfer full): the text, independent of the locale
 */
char *fop_parameter_format_number (double value);

/** "\"frob\"": user input as quoted in messages, shortened if it is long. */
char *fop_parameter_quote (const char *text);

/** "runs[1].momentum", or "momentum" if @place is %NULL or empty. */
char *fop_parameter_place (const char *place, const char *key);

/**
 * fop_parameter_check_number:
 *
 * Whether @value is valid for @parameter (REAL, INTEGER, BOOLEAN, CHOICE), regardless of the other
 * settings.
 */
gboolean fop_parameter_check_number (const FopParameter *parameter, double value, const char *place,
                                     GError **error);

/** Returns: the index of @word among the choices, or -1 with @error suggesting the nearest. */
int fop_parameter_find_choice (const FopParameter *parameter, const char *word, const char *place,
                               GError **error);

/**
 * fop_parameter_table_refuse_key:
 * @table: (nullable): valid keys
 * @others: (nullable): further valid keys, NULL-terminated
 *
 * Sets FOP_ERROR_UNKNOWN_KEY with the nearest valid key, or with all of them if none is close.
 */
void fop_parameter_table_refuse_key (const FopParameterTable *table, const char *const *others,
                                     const char *key, const char *place, GError **error);

G_END_DECLS
