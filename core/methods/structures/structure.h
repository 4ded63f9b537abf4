/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/methods/trackers/tracker.h"

G_BEGIN_DECLS

/*
 * A structure of P, by the word that a user chooses it by: how all parameters are divided into
 * parts, and which tracker keeps the P of each. A structure is one line in structure.c and, where
 * none of the trackers is what it needs, one file beside core/methods/trackers/tracker.h.
 */

/* The words of `structure`, NULL-terminated. */
extern const char *const fop_structure_words[];

/* The first number of the slice of state: 0 exactly as long as P = I has never been touched. `fop`
 * then hands the gradient on as it is. */
#define FOP_STRUCTURE_TOUCHED FOP_TRACKER_TOUCHED

/**
 * FopStructure:
 * @dimension: n, of all parameters
 * @state_size: doubles in its slice of state
 * @n_matrices: that there are to look at
 * @starts_apart: P_0 ≠ I: it is put to use by the first step with ρ > 0, and stands for I before
 *
 * P of all parameters. Holds scratch and nothing that a later step reads; that is in the slice.
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
 * @settings: with `structure`, and as FopTrackerNew says
 *
 * Returns: (transfer full): the structure, or %NULL with FOP_ERROR_TOO_LARGE, or with
 *   FOP_ERROR_COMBINATION where the bounds are crossed or cannot be kept, or rank is above m
 */
FopStructure *fop_structure_new (const FopSettings *settings, const FopProblem *problem,
                                 guint64 seed, GError **error);
void fop_structure_free (FopStructure *structure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopStructure, fop_structure_free)

/** Writes the slice of step 0, projected onto the bounds. */
void fop_structure_reset (FopStructure *structure, double *state);

/**
 * fop_structure_learn:
 * @image: gets P_t g (of the unit g), which costs little here
 *
 * P_{t−1} → P_t from a pair. Where there are parts by layer, each learns by the formulas of its
 * own: its norms are those of its part of the gradients. No allocation.
 */
void fop_structure_learn (FopStructure *structure, double *state, const FopLearning *learning,
                          const FopGradientPair *pair, double *image);

/** y ← P x; must not overlap. */
void fop_structure_apply (FopStructure *structure, const double *state, const double *x, double *y);

/** tr P, at most O(n). */
double fop_structure_trace (const FopStructure *structure, const double *state);

/* As in FopMethodClass. */
FopPreconditionerInfo fop_structure_matrix_info (const FopStructure *structure, gsize block);
void fop_structure_matrix (const FopStructure *structure, const double *state, gsize block,
                           double *matrix);
gboolean fop_structure_factor (const FopStructure *structure, const double *state, gsize block,
                               double *matrix);
/** Whether a matrix is not P itself but one that P is a product of, in which annealing does not
 * show. */
gboolean fop_structure_is_factor (const FopStructure *structure, gsize block);

G_END_DECLS
