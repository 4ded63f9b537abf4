/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"
#include "ui/figures/charts/figure.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbFigureContents:
 *
 * A figure as other programs take it: SVG and PNG as in its files, and its picture for those that
 * take no PNG. If it has a name, also as an SVG file of that name; see wb_dragged_file(). Each is
 * made when a program asks for it.
 */
#define WB_TYPE_FIGURE_CONTENTS (wb_figure_contents_get_type ())
G_DECLARE_FINAL_TYPE (WbFigureContents, wb_figure_contents, WB, FIGURE_CONTENTS, GdkContentProvider)

/**
 * wb_figure_contents_new:
 * @width, @height: in CSS pixels
 * @provenance: (nullable): what its files carry
 * @name: (nullable): name of the file, without an extension
 */
GdkContentProvider *wb_figure_contents_new (FigFigure *figure, int width, int height,
                                            const char *provenance, const char *name);

/** Makes SVG and PNG now. Returns: %FALSE with @error if that fails. */
gboolean wb_figure_contents_make (WbFigureContents *contents, GError **error);

/** Returns: (transfer full): "a-hidden-valley-loss": how its file is called, without an
 * extension. */
char *wb_figure_file_name (const FopExperiment *experiment, const FigFigure *figure);

G_END_DECLS
