/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/session.h"
#include "ui/figures/paper/data-file.h"
#include "ui/figures/paper/export.h"
#include "ui/figures/paper/provenance.h"

G_BEGIN_DECLS

/** A format of figures: a picture, or its data. */
typedef struct
{
  gboolean is_data;
  FigFormat picture;
  FigDataFormat data;
} CliFormat;

/** Parses "pdf", "csv", …, as in the endings of files. Returns: %FALSE for any other word. */
gboolean cli_format_from_word (const char *word, CliFormat *format);

/**
 * cli_formats_parse:
 * @text: (nullable): "pdf,csv"; pdf by default
 *
 * Returns: (transfer full) (element-type CliFormat): the formats; %NULL after an error message
 */
GArray *cli_formats_parse (const char *text);

/* The default height of a figure, in CSS pixels. */
#define CLI_FIGURE_HEIGHT 480

/* Memory for fonts and drawing, checked beforehand because the libraries may abort without it. */
#define DRAWING_BYTES (64.0 * 1024.0 * 1024.0)

/** Writes @directory/NAME.FORMAT in each of the formats: pictures are @height CSS pixels high; data
 * may need further files, see fig_data_write(), and is not written if the figure is empty.
 * @provenance: (nullable). */
gboolean cli_figure_write (const FigFigure *figure, double height, const char *directory,
                           const char *name, const GArray *formats, const char *provenance,
                           GError **error);

/** Returns: (transfer full) (nullable): the text of fig_provenance_new() with these arguments;
 * %NULL if @files is %NULL. */
char *cli_provenance (const FigKind *kind, const FigSource *source, const FigOptions *options,
                      GPtrArray *files);

/** Creates the folder @path if it does not exist. Returns: %FALSE with %FOP_ERROR_IO. */
gboolean cli_folder_make (const char *path, GError **error);

/**
 * cli_figures_write:
 * @place: the results folder
 * @formats: (element-type CliFormat): the formats of every figure
 * @files: (nullable) (element-type FopDataFile): fop_data_files() of the experiment, which every
 *   figure then carries
 *
 * Writes every nonempty figure of @session in its current state: figures/KIND.FORMAT, and those of
 * a single run as figures/NAME/KIND.FORMAT, or KIND-BLOCK.FORMAT if it has several preconditioners;
 * NAME from fop_run_folders(). Densities are written by cli_densities_write().
 */
gboolean cli_figures_write (FopSession *session, const char *place, const GArray *formats,
                            GPtrArray *files, GError **error);

G_END_DECLS
