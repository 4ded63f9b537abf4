/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Memory for the keyframes of one run. */
#define FOP_KEYFRAMES_BUDGET ((gsize) 64 << 20)
#define FOP_KEYFRAMES_MAX    256u

/**
 * FopKeyframes:
 *
 * Frames of a run by step, ascending, in bounded memory: dense where they are young, thinner the
 * older they are, so that the way from a frame to any step is short against the way back to now.
 */
typedef struct _FopKeyframes FopKeyframes;

/**
 * fop_keyframes_new:
 * @frame_size: doubles in a frame
 * @budget: bytes; fewer than one frame's keep none
 *
 * Address space is taken here, memory only with the frames.
 */
FopKeyframes *fop_keyframes_new (gsize frame_size, gsize budget);
void fop_keyframes_free (FopKeyframes *keyframes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopKeyframes, fop_keyframes_free)

/** Steps between two frames worth keeping, a power of two: more where a frame is large. */
guint64 fop_keyframes_spacing (const FopKeyframes *keyframes);

/**
 * fop_keyframes_add:
 * @step: after all kept ones; otherwise nothing is to be written
 *
 * May drop the frame whose loss widens a gap least, measured by its age.
 *
 * Returns: (nullable): frame_size doubles to be written
 */
double *fop_keyframes_add (FopKeyframes *keyframes, guint64 step);

/** Returns: (nullable): the newest frame at or before @step, and its step in @found. */
const double *fop_keyframes_find (const FopKeyframes *keyframes, guint64 step, guint64 *found);

/** Forgets the frames after @step. */
void fop_keyframes_cut (FopKeyframes *keyframes, guint64 step);

/** Forgets all frames. */
void fop_keyframes_clear (FopKeyframes *keyframes);

gsize fop_keyframes_n (const FopKeyframes *keyframes);

G_END_DECLS
