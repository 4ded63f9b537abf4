/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopHistoryColumn:
 * @key: the column's name in history.csv: "gradient-norm"
 * @title: for people, in sentence case: "Gradient norm"
 * @symbol: (nullable): the usual symbol, which labels its axis: "‖∇J(θ)‖"
 * @logarithmic: whether its axis is logarithmic, if the values allow it
 * @help: its definition, in one sentence
 *
 * A quantity that a run records at every step. Declared once, where it is computed: the columns of
 * every run in `core/run/standard-columns.c`, the others with their method or problem. Files,
 * curves, menus and `describe` derive from it. Arrays of columns are terminated by one without a
 * key.
 */
typedef struct
{
  const char *key;
  const char *title;
  const char *symbol;
  gboolean logarithmic;
  const char *help;
} FopHistoryColumn;

/** Number of columns; 0 for %NULL. */
gsize fop_history_columns_count (const FopHistoryColumn *columns);

/** Index of @key among @columns (nullable), or -1. */
gssize fop_history_columns_find (const FopHistoryColumn *columns, const char *key);

G_END_DECLS
