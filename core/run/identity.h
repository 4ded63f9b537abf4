/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/snapshot.h"

G_BEGIN_DECLS

/**
 * FopIdentity:
 * @version: of the experiment: see FopSnapshot.generation
 * @serial: of the snapshot
 * @run, @block: which run, and which of its preconditioners; 0 for what is of the run as a whole
 * @step: of the run
 *
 * What something was computed from. Results that are computed beside the engine carry it, and what
 * still fits is told here alone.
 */
typedef struct
{
  guint64 version, serial;
  gsize run, block;
  guint64 step;
} FopIdentity;

FopIdentity fop_identity (const FopSnapshot *snapshot, gsize run, gsize block);

/** Whether both are of one run: a result of one says something of the other, earlier or later. */
gboolean fop_identity_same_run (const FopIdentity *a, const FopIdentity *b);
/** Whether both are of one preconditioner of it. */
gboolean fop_identity_same_block (const FopIdentity *a, const FopIdentity *b);
/** Whether both are of one snapshot too: there is nothing newer to be computed. */
gboolean fop_identity_equal (const FopIdentity *a, const FopIdentity *b);

G_END_DECLS
