/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WbDataDialog:
 *
 * Creates an experiment from a data set: choice of model, and its settings, with the data filled
 * in. The data are read off the main thread; errors are shown in the dialog.
 *
 * Signal: created (FopExperiment *experiment): borrowed.
 */
#define WB_TYPE_DATA_DIALOG (wb_data_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WbDataDialog, wb_data_dialog, WB, DATA_DIALOG, AdwWindow)

/** @source: settings of fop_dataset_table, inferred from a file; copied. */
WbDataDialog *wb_data_dialog_new (GtkWindow *parent, const FopSettings *source);

G_END_DECLS
