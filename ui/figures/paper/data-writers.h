/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure-data.h"

G_BEGIN_DECLS

/*
 * The formats of a figure's data; see fig_data_write(). Each writes its files atomically, the same
 * bytes for the same data, and returns %FALSE with %FOP_ERROR_IO.
 */

gboolean fig_data_write_csv (const FigData *data, const char *path, GError **error);
gboolean fig_data_write_npz (const FigData *data, const char *path, GError **error);
/** Also %FOP_ERROR_TOO_LARGE: the text is built in memory. */
gboolean fig_data_write_json (const FigData *data, const char *path, GError **error);
/** Decimates @data if there is more than pdfTeX can hold. */
gboolean fig_data_write_pgfplots (FigData *data, const char *path, GError **error);

/** Returns: (transfer full): "figures/loss-GD.csv" for "figures/loss.csv", "GD", ".csv". */
char *fig_data_path (const char *path, const char *key, const char *suffix);

G_END_DECLS
