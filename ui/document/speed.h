/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Speeds are steps a second of each run; 0 is as fast as it goes. */

/**
 * wb_suitable_speed:
 *
 * Small problems are over in a blink at full speed: all their steps are to take about seven
 * seconds. Real data and long runs go as fast as it goes.
 */
double wb_suitable_speed (const FopExperiment *experiment);

/** Returns: (transfer full): "300/s", "Max" */
char *wb_speed_text (double speed);

/** Returns: (transfer full): a menu of speeds that sets the action `win.speed`. */
GMenuModel *wb_speed_menu (void);

G_END_DECLS
