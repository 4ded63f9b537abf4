/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/export/export-subject.h"
#include "ui/figures/paper/data-file.h"
#include "ui/figures/paper/export.h"
#include "ui/figures/paper/style.h"

G_BEGIN_DECLS

#define WB_N_PICTURES (FIG_FORMAT_PNG + 1)
#define WB_N_DATA     (FIG_DATA_PGFPLOTS + 1)

/**
 * WbExportPlan:
 * @subject: what there is
 * @n, @which: the chosen figures, in order
 * @one_sheet: whether pictures show all of them on one sheet; data always has files of its own for
 *   each figure
 * @pictures, @data: the chosen formats
 * @carries_experiment: whether pictures carry their experiment
 * @style: settings of fig_style_table()
 *
 * What is to be written.
 */
typedef struct
{
  WbExportSubject *subject;
  gsize n;
  gsize *which;
  gboolean one_sheet;
  gboolean pictures[WB_N_PICTURES];
  gboolean data[WB_N_DATA];
  gboolean carries_experiment;
  FopSettings *style;
} WbExportPlan;

/** Returns: (transfer full): a copy that shares the subject. */
WbExportPlan *wb_export_plan_copy (const WbExportPlan *plan);
void wb_export_plan_clear (WbExportPlan *plan);
void wb_export_plan_free (WbExportPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbExportPlan, wb_export_plan_free)

/** Whether anything is to be written; otherwise with @error. */
gboolean wb_export_plan_check (const WbExportPlan *plan, GError **error);

/**
 * wb_export_plan_base:
 * @path: as chosen by the user
 *
 * Drops an extension that is one of a format, and adds that format to those chosen.
 *
 * Returns: (transfer full): the path without it
 */
char *wb_export_plan_base (WbExportPlan *plan, const char *path);

/** Returns: (transfer full) (element-type utf8): the files that it writes: "BASE.pdf", or
 * "BASE-loss.pdf" if several figures have files of their own. Formats that consist of several files
 * add more beside these. */
GPtrArray *wb_export_plan_paths (const WbExportPlan *plan, const char *base);

/**
 * wb_export_plan_write:
 *
 * For a worker thread. Each file is written atomically; those before a failure remain.
 *
 * Returns: the number of files written; with @error if it is not all of them
 */
guint wb_export_plan_write (const WbExportPlan *plan, const char *base, GError **error);

G_END_DECLS
