/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/data-files.h"
#include "ui/figures/kinds/kind.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define FIG_PROVENANCE_VERSION 1

/** FigDrawn: a kind of figure and the options it was drawn with. */
typedef struct
{
  const FigKind *kind;
  FigOptions *options;
} FigDrawn;

/** Returns: (transfer full): with those of @options (nullable) that @kind declares. */
FigDrawn *fig_drawn_new (const FigKind *kind, const FigOptions *options);
void fig_drawn_free (FigDrawn *drawn);

/**
 * FigProvenance:
 * @experiment: text of its file, with absolute paths of data
 * @step: the row that the runs had reached
 * @kind: (nullable): %NULL if the window shows no figures of this kind
 * @run: (nullable): name of the selected run
 * @block: index of its selected preconditioner
 * @hidden: names of the runs that are not shown, NULL-terminated
 * @options: its words and its view
 * @more: (element-type FigDrawn): the further figures of a sheet
 * @style: (nullable): an object that describes the page; not interpreted here
 * @program: (nullable): version of the program that drew it
 * @files: (element-type FopDataFile): the data that the experiment read
 *
 * Where a figure comes from: everything that is needed to draw it again. As text it is the JSON
 * that a figure's file carries (ui/figures/paper/attachment.h).
 */
typedef struct
{
  char *experiment;
  guint64 step;
  const FigKind *kind;
  char *run;
  gsize block;
  char **hidden;
  FigOptions *options;
  GPtrArray *more;
  JsonNode *style;
  char *program;
  GPtrArray *files;
} FigProvenance;

/**
 * fig_provenance_new:
 * @kind: (nullable)
 * @options: (nullable): %NULL for defaults
 * @style: (nullable): an object; referenced
 * @files: (element-type FopDataFile): fop_data_files() of the experiment; referenced
 *
 * Returns: (transfer full): the provenance of the figure that @kind builds from @source and
 *   @options
 */
FigProvenance *fig_provenance_new (const FigSource *source, const FigKind *kind,
                                   const FigOptions *options, JsonNode *style, GPtrArray *files);

/** Adds another figure of the same sheet. @options: (nullable): %NULL for defaults. */
void fig_provenance_add (FigProvenance *provenance, const FigKind *kind, const FigOptions *options);

/** Returns: (transfer full): the same for a figure of one run of @experiment, of no kind that the
 * window shows among others. */
FigProvenance *fig_provenance_new_of_run (const FopExperiment *experiment, gsize run, guint64 step,
                                          GPtrArray *files);
void fig_provenance_free (FigProvenance *provenance);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigProvenance, fig_provenance_free)

/** Returns: (transfer full): JSON in ASCII, with a checksum of its contents. */
char *fig_provenance_to_text (const FigProvenance *provenance);

/**
 * fig_provenance_parse:
 * @name: of the figure's file, for messages
 *
 * Does not read the experiment, nor any file.
 *
 * Returns: (transfer full): the provenance; %NULL with an error that starts with @name:
 *   %FOP_ERROR_VERSION if it was written by a newer version, %FOP_ERROR_FORMAT if it is not a
 *   provenance or has been changed since
 */
FigProvenance *fig_provenance_parse (const char *text, const char *name, GError **error);

/**
 * fig_provenance_load:
 * @path: a PDF, an SVG or a PNG, whatever its name
 *
 * Returns: (transfer full): the provenance of the figure in a file; %NULL with the errors of
 *   fig_provenance_parse() and fig_attachment_get(), or %FOP_ERROR_IO
 */
FigProvenance *fig_provenance_load (const char *path, GError **error);

/** Whether the file at @path begins like a figure, so that fig_provenance_load() is to open it. */
gboolean fig_provenance_is_figure (const char *path);

/**
 * fig_provenance_read_experiment:
 * @name: of the figure's file, for messages
 *
 * Returns: (transfer full): the experiment, without a path; %NULL with the errors of
 *   fop_experiment_parse(), or %FOP_ERROR_UNKNOWN_KEY if it has no run named @run
 */
FopExperiment *fig_provenance_read_experiment (const FigProvenance *provenance, const char *name,
                                               GError **error);

G_END_DECLS
