/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/snapshot.h"

G_BEGIN_DECLS

/**
 * FopIdentity:
 * @version: of the experiment: see FopSnapshot.generation
 * @serial: of the snapshot
 * @run, @block: indices of the run and of its preconditioner; block 0 for results about the entire
 *   run
 * @step: of the run
 *
 * The input that a result was computed from. Results computed outside the engine carry it, and only
 * these functions decide whether a result is still valid.
 */
typedef struct
{
  guint64 version, serial;
  gsize run, block;
  guint64 step;
} FopIdentity;

FopIdentity fop_identity (const FopSnapshot *snapshot, gsize run, gsize block);

/** Whether both refer to the same run, possibly at different steps. */
gboolean fop_identity_same_run (const FopIdentity *a, const FopIdentity *b);
/** Whether both refer to the same preconditioner of the same run. */
gboolean fop_identity_same_block (const FopIdentity *a, const FopIdentity *b);
/** Whether both also refer to the same snapshot, so that there is nothing newer to compute. */
gboolean fop_identity_equal (const FopIdentity *a, const FopIdentity *b);

G_END_DECLS
