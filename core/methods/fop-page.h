/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/philox.h"
#include "core/methods/base.h"
#include "core/methods/rows.h"
#include "core/methods/structures/preconditioner.h"

/*
 * What `fop` says of itself, apart from what it does: for fop.c alone.
 */

#define FOP_PAGE                                                                                           \
  "Learns a matrix P = M Mᵀ along with the parameters, from the derivative of this "                     \
  "step's loss with respect to the last step's M, and hands P g to a base optimizer. "                     \
  "(Moskovitz et al., arXiv:1910.08461; which normalisation is the paper's is "                            \
  "unverified.)\n"                                                                                         \
  "Steps. d = P_t g_t takes the place of the gradient in the method named by base, "                       \
  "which makes a direction u of it and goes θ_{t+1} = θ_t − ε_t u: see describe of that "             \
  "one. With anneal-after, d = δ_t P_t g_t + (1 − δ_t) g_t, where δ_t is 1 up to t = τ "             \
  "and (τ/t)² after. P_t = M_t M_tᵀ, M_0 = I.\n"                                                       \
  "Learning, from t = 1 on, before the step. With g = g_t, h = g_{t−1} and S = g hᵀ + h "              \
  "gᵀ, ∂J_t/∂M_{t−1} is −s S M_{t−1}, where s is what step t − 1 multiplied P_{t−1} h "    \
  "by: with base sgd ε_{t−1} δ_{t−1}, times 1 + μ with nesterov, and times 1 − "                  \
  "dampening where v held a direction before; with other bases, as an approximation, "                     \
  "ε_{t−1} δ_{t−1} alone. V_t = μ_M V_{t−1} + c S M_{t−1}, V_0 = 0, and M_t = M_{t−1} + "     \
  "V_t. c is ρ_t s (normalize none), ρ_t/‖S M_{t−1}‖ (frobenius) or ρ_t/(‖g‖ ‖h‖) "       \
  "(cosine), with ρ_t = ρ/(1 + κ t); 0 where that is not finite. Where g or h is 0 or "                 \
  "not finite, nothing is learned.\n"                                                                      \
  "Structures. full: as above, M is n × n. layerwise: as above for each matrix of "                       \
  "weights by itself: g, h and d are its m × c parts G, H and P G, with S = G Hᵀ + H "                  \
  "Gᵀ, M is m × m, and norms are those of the parts; biases keep P = I, and a matrix "                  \
  "whose G or H is 0 learns nothing. A convolution's kernels are one matrix, m = k² and "                 \
  "c = channels in · channels out; a dense layer's m is its fan-in, c its fan-out; "                      \
  "problems without layers are one matrix with c = 1. diagonal: M = diag(w), and 2 "                       \
  "g∘h∘w stands for S M. scalar: M = w I, and 2 (g·h) w stands for S M, so that "                     \
  "frobenius moves w by ρ_t, up or down.\n"                                                               \
  "low-rank, for each matrix: P = I + U Uᵀ, U is m × r, and S U stands for S M. U_0 is "                \
  "drawn from N(0, 0.01/m), row by row, i the matrix's number from 0. While ρ has been "                  \
  "0 since step 0, P is I; the step that ends this does not learn yet. " FOP_DRAWS_HELP "\n"               \
  "kronecker, for each matrix with c > 1, the others as in layerwise: d = L Lᵀ G R Rᵀ, "               \
  "L m × m and R c × c from I. With B = R Rᵀ and C = L Lᵀ of step t − 1, (G B Hᵀ + H B "         \
  "Gᵀ) L and (Gᵀ C H + Hᵀ C G) R stand for S M, each with a V, a c and a norm of its "               \
  "own.\n"                                                                                                 \
  "Bounds. After each update, and of P_0, eigenvalues of P below min-eigenvalue or "                       \
  "above max-eigenvalue are moved to it, and M's singular values with them to the "                        \
  "roots; w keeps its sign. low-rank: singular values of U above √(max-eigenvalue − 1). "              \
  "kronecker: the eigenvalues of L Lᵀ and of R Rᵀ each between √min-eigenvalue and "                 \
  "√max-eigenvalue, so that their products, which are P's, lie within the bounds.\n"                     \
  "monotone: θ⁺ = θ_t − ε_t d + β (θ_t − θ_{t−1}), with θ_{−1} = θ_0; θ_{t+1} = θ⁺ " \
  "where J(θ⁺) < J(θ_t), else θ_t. Taken or not, M_{t+1} is learned at once as above, "               \
  "from g = ∇J(θ⁺) and h = g_t with s = ε_t δ_t. β is momentum; with momentum-rate it "            \
  "starts at 0.95, and each trial moves it: m = ∇J(θ⁺)·(θ_t − θ_{t−1})/(‖g_t‖² + "        \
  "10⁻¹²), A ← A + m², A from 0, and β ← β − η_β m/(√A + 10⁻¹²), held within 0 and "  \
  "0.9995.\n"                                                                                              \
  "Columns: cosine, g·h/(‖g‖ ‖h‖), monotone of the pair that step t learned from; "               \
  "trace, tr P_t/n, while annealing that of δ_t P_t + (1 − δ_t) I, which is also what "                \
  "is shown and written as P."

static const char *const normalize_words[] = { "none", "frobenius", "cosine", NULL };

static const FopParameter parameters[] = {
  FOP_ROW_LEARNING_RATE (0.1),
  FOP_ROW_HYPER_RATE (0.01, "How fast P learns: M ← M + ρ S M, in the scale that `normalize` "
                            "chooses. 0 is the base optimizer."),
  {
      .key = "normalize",
      .label = "Normalisation",
      .type = FOP_PARAMETER_CHOICE,
      .flags = FOP_PARAMETER_LIVE,
      .fallback = FOP_NORMALIZE_FROBENIUS,
      .choices = normalize_words,
      .help = "Scale of the update of M: ρ s S M as derived (none), ρ over its Frobenius norm "
              "(frobenius), or ρ over the norms of the two gradients (cosine). The last two do not "
              "depend on the gradients' scale.",
  },
  {
      .key = "structure",
      .label = "Structure",
      .type = FOP_PARAMETER_CHOICE,
      .choices = fop_structure_words,
      .help
      = "Shape of P: every pair of parameters (full, n²/2 numbers and a step of O(n²)); a "
        "matrix for each layer, of order k² for k × k kernels and fan-in for dense layers, "
        "biases as they are (layerwise); each parameter for itself (diagonal); one number "
        "(scalar); layerwise with I + U Uᵀ of a given rank (low-rank: P never falls below "
        "I, so that ε has to suit the base, and with ρ = 0 U is not put to use); or layerwise from "
        "both sides, L Lᵀ G R Rᵀ (kronecker: normalised and bounded factor by factor; a layer with "
        "one output has only the left).",
  },
  {
      .key = "rank",
      .label = "Rank",
      .symbol = "r",
      .type = FOP_PARAMETER_INTEGER,
      .minimum = 1,
      .maximum = 4096,
      .low = 1,
      .high = 64,
      .fallback = 2,
      .when = "structure=low-rank",
      .help = "Columns of U in P = I + U Uᵀ; at most the order of P in every layer.",
  },
  {
      .key = "base",
      .label = "Base optimizer",
      .type = FOP_PARAMETER_CHOICE,
      .choices = fop_base_words,
      .help = "What P g is handed to in place of the gradient. The hypergradient is exact for sgd, "
              "with and without momentum, and the usual approximation for the others.",
  },
  FOP_BASE_ROWS,
  {
      .key = "hyper-momentum",
      .label = "Hypergradient momentum",
      .symbol = "μ_M",
      .type = FOP_PARAMETER_REAL,
      .flags = FOP_PARAMETER_ADVANCED,
      .minimum = 0,
      .maximum = 1,
      .low = 0,
      .high = 1,
      .help = "Momentum on the update of M. Above 0, structures full and layerwise keep M and "
              "its velocity: structure full 2n² numbers instead of n²/2.",
  },
  {
      .key = "keep-factor",
      .label = "Keep M",
      .type = FOP_PARAMETER_BOOLEAN,
      .flags = FOP_PARAMETER_ADVANCED,
      .maximum = 1,
      .when = "structure=full|layerwise|kronecker",
      .help = "Keeps M itself, to be seen and written, where P = M Mᵀ would do: the same steps but "
              "for rounding, n² numbers instead of n²/2 and three to six times the time of a step. "
              "Structures diagonal and scalar keep M always, kronecker L and R.",
  },
  {
      .key = "hyper-decay",
      .label = "Decay of the hypergradient rate",
      .symbol = "κ",
      .type = FOP_PARAMETER_REAL,
      .flags = FOP_PARAMETER_LIVE | FOP_PARAMETER_LOG | FOP_PARAMETER_ADVANCED,
      .minimum = 0,
      .maximum = G_MAXDOUBLE,
      .low = 1e-4,
      .high = 1,
      .help = "P learns more slowly as it goes: ρ_t = ρ/(1 + κ t).",
  },
  {
      .key = "monotone",
      .label = "Monotone",
      .type = FOP_PARAMETER_BOOLEAN,
      .maximum = 1,
      .when = "base=sgd",
      .help = "Takes a step only where the loss falls: x − ε P g + β (x − x_old) is a trial, from "
              "which P learns either way. Not with batches, Nesterov, dampening or weight decay.",
  },
  {
      .key = "momentum-rate",
      .label = "Learning rate of the momentum",
      .symbol = "η_β",
      .type = FOP_PARAMETER_REAL,
      .flags = FOP_PARAMETER_LIVE | FOP_PARAMETER_LOG,
      .minimum = 0,
      .maximum = G_MAXDOUBLE,
      .low = 1e-3,
      .high = 100,
      .when = "monotone=true",
      .help = "How fast the momentum β learns from the trials, from 0.95 on and within 0 and "
              "0.9995. 0: it is the momentum given.",
  },
  {
      .key = "min-eigenvalue",
      .label = "Smallest eigenvalue",
      .type = FOP_PARAMETER_REAL,
      .flags = FOP_PARAMETER_OPTIONAL | FOP_PARAMETER_LOG | FOP_PARAMETER_ADVANCED,
      .minimum = 0,
      .maximum = G_MAXDOUBLE,
      .low = 1e-6,
      .high = 1,
      .help = "P's eigenvalues are kept at or above this. With structure full, steps on which the "
              "bounds may act cost O(n³).",
  },
  {
      .key = "max-eigenvalue",
      .label = "Largest eigenvalue",
      .type = FOP_PARAMETER_REAL,
      .flags = FOP_PARAMETER_OPTIONAL | FOP_PARAMETER_LOG | FOP_PARAMETER_ADVANCED,
      .minimum = G_MINDOUBLE,
      .maximum = G_MAXDOUBLE,
      .low = 1,
      .high = 1e6,
      .help = "P's eigenvalues are kept at or below this. With structure full, steps on which the "
              "bounds may act cost O(n³).",
  },
  {
      .key = "anneal-after",
      .label = "Anneal after",
      .symbol = "τ",
      .unit = "steps",
      .type = FOP_PARAMETER_INTEGER,
      .flags
      = FOP_PARAMETER_LIVE | FOP_PARAMETER_OPTIONAL | FOP_PARAMETER_LOG | FOP_PARAMETER_ADVANCED,
      .minimum = 1,
      .maximum = FOP_WHOLE_MAX,
      .low = 1,
      .high = 1e6,
      .help = "From step τ on the step uses δ P + (1 − δ) I with δ = (τ/t)², so that the method "
              "ends as its base optimizer. That this gives convergence is unverified here.",
  },
  FOP_SCHEDULE_ROWS ("monotone=false"),
};
