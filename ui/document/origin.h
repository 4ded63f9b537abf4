/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"

G_BEGIN_DECLS

/**
 * WbOrigin:
 * @path: (nullable): the file, if any
 * @sum: (nullable): checksum of the file when it was last read or written
 * @saved: (nullable): the version that was opened or last saved
 * @speed: playback speed in steps per second; 0: unlimited
 *
 * The origin of the open experiment. Each opened experiment has its own.
 */
typedef struct
{
  char *path;
  char *sum;
  FopExperiment *saved;
  double speed;
} WbOrigin;

/** @experiment, @path, @sum: (nullable). */
WbOrigin *wb_origin_new (FopExperiment *experiment, const char *path, const char *sum);
void wb_origin_free (WbOrigin *origin);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbOrigin, wb_origin_free)

/** Records that @version was written to @path, which is now its file. */
void wb_origin_saved (WbOrigin *origin, FopExperiment *version, const char *path);

/**
 * wb_origin_differs:
 *
 * Whether closing @version (nullable) would lose work: any unsaved changes if there is a file,
 * otherwise a different problem or different runs. Slider moves in an example do not count.
 */
gboolean wb_origin_differs (const WbOrigin *origin, const FopExperiment *version);

/** Whether another program has changed the file since it was read or written; %FALSE if it no
 * longer exists. */
gboolean wb_origin_changed_outside (const WbOrigin *origin);

G_END_DECLS
