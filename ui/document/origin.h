/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"

G_BEGIN_DECLS

/**
 * WbOrigin:
 * @path: (nullable): the file, if there is one
 * @sum: (nullable): of what was last read from it or written to it
 * @saved: (nullable): the version that was opened, or saved last
 * @speed: steps a second at which it plays; 0: as fast as possible
 *
 * Where the open experiment came from. One for each experiment that is opened.
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

/** @version was written to @path: that is its file from now on. */
void wb_origin_saved (WbOrigin *origin, FopExperiment *version, const char *path);

/**
 * wb_origin_differs:
 *
 * Whether closing @version (nullable) loses work: any change to a file; without a file, another
 * problem or other runs. Sliders moved over an example are play, not work.
 */
gboolean wb_origin_differs (const WbOrigin *origin, const FopExperiment *version);

/** Whether another program has changed the file since it was read or written; one that is gone is
 * not changed. */
gboolean wb_origin_changed_outside (const WbOrigin *origin);

G_END_DECLS
