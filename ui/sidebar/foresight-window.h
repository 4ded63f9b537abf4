/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WbForesightWindow:
 *
 * The foresight of a run: how learning rates chosen for the final loss, rather than the next one,
 * would differ. Runs forward and backward on a separate thread, then shows the figure. Closing the
 * window cancels the computation.
 *
 * Accessible names: button "Export…", progress bar "Progress", image "Foresight of NAME".
 */
#define WB_TYPE_FORESIGHT_WINDOW (wb_foresight_window_get_type ())
G_DECLARE_FINAL_TYPE (WbForesightWindow, wb_foresight_window, WB, FORESIGHT_WINDOW, AdwWindow)

/** @experiment: (transfer full): including slider moves; @run: index of the run. */
WbForesightWindow *wb_foresight_window_new (GtkWindow *parent, FopExperiment *experiment,
                                            gsize run);

G_END_DECLS
