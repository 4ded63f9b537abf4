/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/settings.h"
#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/**
 * WbExportFigure:
 * @shown: as on the screen
 * @kind: (nullable): from which it can be built with other limits; %NULL for a fixed figure
 * @options: (nullable): its words and its view
 */
typedef struct
{
  FigFigure *shown;
  const FigKind *kind;
  FigOptions *options;
} WbExportFigure;

/**
 * WbExportSubject:
 * @title: of the experiment
 * @name: suggested for files, without extension
 * @source: (nullable): what figures are built from, held
 * @provenance: (nullable): what files carry if there is no source, see fig_provenance_to_text()
 * @figures: (element-type WbExportFigure)
 *
 * What can be exported: the figures of a window at the moment when the dialog was opened. Not
 * changed afterwards, so that other threads may read it. Reference-counted.
 */
typedef struct
{
  gint ref_count;
  char *title, *name;
  FigSource *source;
  char *provenance;
  GPtrArray *figures;
} WbExportSubject;

/** @source: (nullable): held from now on. */
WbExportSubject *wb_export_subject_new (const char *title, const char *name,
                                        const FigSource *source);
WbExportSubject *wb_export_subject_ref (WbExportSubject *subject);
void wb_export_subject_unref (WbExportSubject *subject);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbExportSubject, wb_export_subject_unref)

/** Before the subject is shared. @provenance: (nullable); copied. */
void wb_export_subject_set_provenance (WbExportSubject *subject, const char *provenance);

/** Before the subject is shared. @shown: referenced; @kind, @options: (nullable); copied. */
void wb_export_subject_add (WbExportSubject *subject, FigFigure *shown, const FigKind *kind,
                            const FigOptions *options);

/** Whether files can carry their experiment. */
gboolean wb_export_subject_can_carry (const WbExportSubject *subject);

const WbExportFigure *wb_export_subject_get (const WbExportSubject *subject, gsize index);

/**
 * wb_export_subject_sheet:
 * @which: (array length=n): indices of figures
 * @style: settings of fig_style_table(), whose limits prevail over those on the screen
 *
 * Returns: (transfer full): the figure, or a sheet of all of them
 */
FigFigure *wb_export_subject_sheet (const WbExportSubject *subject, gsize n, const gsize *which,
                                    const FopSettings *style);

/**
 * wb_export_subject_provenance:
 *
 * Reads the experiment's data files, for their checksums: for a worker thread.
 *
 * Returns: (transfer full) (nullable): what the file of that sheet carries
 */
char *wb_export_subject_provenance (const WbExportSubject *subject, gsize n, const gsize *which,
                                    const FopSettings *style);

G_END_DECLS
