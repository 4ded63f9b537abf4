/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/session.h"
#include "ui/figures/charts/export.h"

G_BEGIN_DECLS

/**
 * cli_formats_parse:
 * @text: (nullable): "pdf,svg"; pdf by default
 *
 * Returns: (transfer full) (element-type FigFormat): the formats; %NULL after a complaint
 */
GArray *cli_formats_parse (const char *text);

/* The usual height of a figure, in CSS pixels. */
#define CLI_FIGURE_HEIGHT 480

/** Writes @directory/NAME.FORMAT, @height CSS pixels high, in each of the formats. */
gboolean cli_figure_write (const FigFigure *figure, double height, const char *directory,
                           const char *name, const GArray *formats, GError **error);

/** Makes the folder @path, where it is not there. Returns: %FALSE with %FOP_ERROR_IO. */
gboolean cli_folder_make (const char *path, GError **error);

/**
 * cli_figures_write:
 * @place: the folder of the results
 * @formats: (element-type FigFormat): the formats that every figure is written in
 *
 * Writes every figure that has something to show of @session as it stands: figures/KIND.FORMAT, and
 * those of a single run as figures/NAME/KIND.FORMAT, or KIND-BLOCK.FORMAT where it has several
 * preconditioners; NAME as fop_run_folders() has it. Densities are left to cli_densities_write().
 */
gboolean cli_figures_write (FopSession *session, const char *place, const GArray *formats,
                            GError **error);

G_END_DECLS
