/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WbForesightWindow:
 *
 * What a far-sighted learner would have done in the place of one run: the run is taken to its end
 * and back on a thread of its own, and the figure of that shown. Closing the window ends the work.
 *
 * Accessible names: button "Export…", progress bar "Progress", image "Foresight of NAME".
 */
#define WB_TYPE_FORESIGHT_WINDOW (wb_foresight_window_get_type ())
G_DECLARE_FINAL_TYPE (WbForesightWindow, wb_foresight_window, WB, FORESIGHT_WINDOW, AdwWindow)

/** @experiment: (transfer full): slider moves included; @run: which of its runs. */
WbForesightWindow *wb_foresight_window_new (GtkWindow *parent, FopExperiment *experiment,
                                            gsize run);

G_END_DECLS
