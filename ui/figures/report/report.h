/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/session.h"
#include "ui/figures/report/report-part.h"

G_BEGIN_DECLS

/**
 * FigReport:
 * @title: of the experiment
 * @parts: (element-type FigPart): in reading order
 *
 * What a session has computed, as a document: the question, the settings, the results and figures
 * of all runs, and why runs diverged. A function of the experiment and the step: it contains
 * neither times nor dates.
 */
typedef struct
{
  char *title;
  GPtrArray *parts;
} FigReport;

/** Returns: (transfer full): a report about @session in its current state. Inspects every
 * preconditioner, which takes seconds for large ones. */
FigReport *fig_report_new (FopSession *session);
void fig_report_free (FigReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigReport, fig_report_free)

/** Returns: (transfer full): a self-contained HTML page without scripts, in light and dark. */
char *fig_report_to_html (const FigReport *report);

/** Returns: (transfer full): a PDF file with A4 pages, or %NULL with %FOP_ERROR_IO if cairo failed.
 */
GBytes *fig_report_to_pdf (const FigReport *report, GError **error);

/** Whether @path ends in .html or .pdf. */
gboolean fig_report_can_write (const char *path);

/** Writes the file @path, in the format of its suffix. Returns: %FALSE with %FOP_ERROR_IO. */
gboolean fig_report_write (const FigReport *report, const char *path, GError **error);

G_END_DECLS
