/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/methods/trackers/tracker.h"

G_BEGIN_DECLS

/*
 * A structure of P, identified by the word that users select it with: how the parameters are
 * divided into parts, and which tracker stores the P of each part. A structure is one line in
 * structure.c and, if no existing tracker is suitable, one file next to
 * core/methods/trackers/tracker.h.
 */

/* The words of `structure`, NULL-terminated. */
extern const char *const fop_structure_words[];

/* The first number of the slice of state: 0 if and only if P = I has never been modified. In that
 * case `fop` passes the gradient through unchanged. */
#define FOP_STRUCTURE_TOUCHED FOP_TRACKER_TOUCHED

/**
 * FopStructure:
 * @dimension: n, the number of parameters
 * @state_size: size of its slice of the state, in doubles
 * @n_matrices: number of matrices that can be viewed
 * @starts_apart: P_0 ≠ I: takes effect at the first step with ρ > 0; until then P = I
 *
 * P of all parameters. Contains only scratch memory; everything that later steps read is in the
 * slice.
 */
typedef struct
{
  gsize dimension, state_size, n_matrices;
  gboolean starts_apart;
  /*< private >*/
  gboolean by_layer;
  gsize n_parts;
  struct _FopStructurePart *parts;
  struct _FopStructureMatrix *matrices;
  double *g, *h;
} FopStructure;

/**
 * fop_structure_new:
 * @settings: includes `structure` and the settings of FopTrackerNew
 *
 * Returns: (transfer full): the structure, or %NULL with FOP_ERROR_TOO_LARGE, or
 *   FOP_ERROR_COMBINATION if the bounds are reversed or cannot be satisfied, or rank exceeds m
 */
FopStructure *fop_structure_new (const FopSettings *settings, const FopProblem *problem,
                                 guint64 seed, GError **error);
void fop_structure_free (FopStructure *structure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopStructure, fop_structure_free)

/** Writes the slice of step 0, projected onto the bounds. */
void fop_structure_reset (FopStructure *structure, double *state);

/**
 * fop_structure_learn:
 * @image: (out): P_t g, for the unit vector g; cheap to compute here
 *
 * Updates P_{t−1} to P_t from a pair of gradients. If there is a part per layer, each applies the
 * formulas to itself, with the norms of its part of the gradients. Does not allocate.
 */
void fop_structure_learn (FopStructure *structure, double *state, const FopLearning *learning,
                          const FopGradientPair *pair, double *image);

/** y ← P x; @x and @y must not overlap. */
void fop_structure_apply (FopStructure *structure, const double *state, const double *x, double *y);

/** Returns: tr P, in at most O(n). */
double fop_structure_trace (const FopStructure *structure, const double *state);

/* As in FopMethodClass. */
FopPreconditionerInfo fop_structure_matrix_info (const FopStructure *structure, gsize block);
void fop_structure_matrix (const FopStructure *structure, const double *state, gsize block,
                           double *matrix);
gboolean fop_structure_factor (const FopStructure *structure, const double *state, gsize block,
                               double *matrix);
/** Returns: whether a matrix is a factor of a product that gives P, rather than P itself; annealing
 * does not affect such factors. */
gboolean fop_structure_is_factor (const FopStructure *structure, gsize block);

G_END_DECLS
