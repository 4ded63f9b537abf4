/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Memory limit for the keyframes of one run, in bytes. */
#define FOP_KEYFRAMES_BUDGET ((gsize) 64 << 20)
#define FOP_KEYFRAMES_MAX    256u

/**
 * FopKeyframes:
 *
 * Frames of a run in order of ascending step, in bounded memory. Recent frames are dense and older
 * ones increasingly sparse, so that the distance from a frame to any step is small compared with
 * the distance from that step to the newest one.
 */
typedef struct _FopKeyframes FopKeyframes;

/**
 * fop_keyframes_new:
 * @frame_size: size of a frame in doubles
 * @budget: in bytes; if it is smaller than a frame, none are kept
 *
 * Reserves address space; memory is used only as frames are added.
 */
FopKeyframes *fop_keyframes_new (gsize frame_size, gsize budget);
void fop_keyframes_free (FopKeyframes *keyframes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopKeyframes, fop_keyframes_free)

/** Returns: the number of steps between frames, a power of two; larger for larger frames. */
guint64 fop_keyframes_spacing (const FopKeyframes *keyframes);

/**
 * fop_keyframes_add:
 * @step: must be after all kept frames; otherwise returns %NULL
 *
 * May drop the frame whose removal leaves the smallest gap relative to its age.
 *
 * Returns: (nullable): frame_size doubles for the caller to fill
 */
double *fop_keyframes_add (FopKeyframes *keyframes, guint64 step);

/** Returns: (nullable): the newest frame at or before @step; @found is set to its step. */
const double *fop_keyframes_find (const FopKeyframes *keyframes, guint64 step, guint64 *found);

/** Removes the frames after @step. */
void fop_keyframes_cut (FopKeyframes *keyframes, guint64 step);

/** Removes all frames. */
void fop_keyframes_clear (FopKeyframes *keyframes);

gsize fop_keyframes_n (const FopKeyframes *keyframes);

G_END_DECLS
