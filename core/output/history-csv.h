/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/history.h"

G_BEGIN_DECLS

/**
 * fop_history_write_csv:
 *
 * Writes `step` and the columns of @curves, one line a row; numbers with 17 digits, which read back
 * as the same double, a decimal point in every locale, NaN as nothing, infinities as inf and -inf.
 *
 * Where rows were merged into buckets a line is a bucket: its first step and its first values, with
 * columns NAME-min and NAME-max behind them; the newest row follows exactly, unless it has a bucket
 * to itself.
 *
 * Returns: %FALSE with %FOP_ERROR_IO; nothing stands at @path then that did not before
 */
gboolean fop_history_write_csv (const FopCurves *curves, const char *path, GError **error);

G_END_DECLS
