/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Speeds are in steps per second of each run; 0 means unlimited. */

/**
 * wb_suitable_speed:
 *
 * Small problems would finish instantly at full speed, so their speed is chosen such that all steps
 * take about seven seconds. For data from files and long runs, the speed is unlimited.
 */
double wb_suitable_speed (const FopExperiment *experiment);

/** Returns: (transfer full): such as "300/s" or "Max". */
char *wb_speed_text (double speed);

/** Returns: (transfer full): a menu of speeds for the action `win.speed`. */
GMenuModel *wb_speed_menu (void);

G_END_DECLS
