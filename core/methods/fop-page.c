/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page and the parameters of `fop`. */
#include "core/methods/fop-page.h"

#include "core/data/philox.h"
#include "core/methods/base.h"
#include "core/methods/rows.h"
#include "core/methods/structures/structure.h"

const char fop_fop_page[]
    = "Learns a matrix P = M Mᵀ along with the parameters, from the derivative of the current loss "
      "with respect to the previous step's M, and passes P g to a base optimizer. (Moskovitz et "
      "al., arXiv:1910.08461; which normalization the paper uses is unverified.)\n"
      "Steps. d = P_t g_t replaces the gradient in the base method, which computes a direction u "
      "from it and takes the step θ_{t+1} = θ_t − ε_t u (see its own page). With anneal-after, d = "
      "δ_t P_t g_t + (1 − δ_t) g_t, where δ_t is 1 up to t = τ and (τ/t)² after. P_t = M_t M_tᵀ, "
      "M_0 = I.\n"
      "Learning, from t = 1 on, before the step. With g = g_t, h = g_{t−1} and S = g hᵀ + h gᵀ, "
      "∂J_t/∂M_{t−1} is −s S M_{t−1}, where s is the factor on P_{t−1} h in step t − 1: with base "
      "sgd ε_{t−1} δ_{t−1}, times 1 + μ with nesterov, and times 1 − dampening if v already held a "
      "direction; with other bases, as an approximation, ε_{t−1} δ_{t−1} alone. V_t = μ_M V_{t−1} "
      "+ "
      "c S M_{t−1}, V_0 = 0, and M_t = M_{t−1} + V_t. c is ρ_t s (normalize none), ρ_t/‖S M_{t−1}‖ "
      "(frobenius) or ρ_t/(‖g‖ ‖h‖) (cosine), with ρ_t = ρ/(1 + κ t); 0 if that is not finite. If "
      "g "
      "or h is 0 or not finite, M does not change.\n"
      "Structures. full: as above, M is n × n. layerwise: as above for each weight matrix "
      "separately: g, h and d are its m × c parts G, H and P G, with S = G Hᵀ + H Gᵀ, M is m × m, "
      "and norms are those of the parts; biases keep P = I, and the M of a matrix whose G or H is "
      "0 "
      "does not change. A convolution's kernels are one matrix, m = k² and c = channels in · "
      "channels out; a dense layer's m is its fan-in, c its fan-out; problems without layers are "
      "one matrix with c = 1. diagonal: M = diag(w), and 2 g∘h∘w replaces S M. scalar: M = w I, "
      "and "
      "2 (g·h) w replaces S M, so that frobenius changes w by ±ρ_t.\n"
      "low-rank, for each matrix: P = I + U Uᵀ, U is m × r, and S U replaces S M. U_0 is drawn "
      "from "
      "N(0, 0.01/m), row by row, i the matrix's number from 0. As long as ρ has been 0 since step "
      "0, P is I; the first step with ρ ≠ 0 does not learn yet. " FOP_DRAWS_HELP "\nkronecker, for "
      "each matrix with c > 1, the others as in layerwise: d = L Lᵀ G R Rᵀ, L m × m and R c × c "
      "from I. With B = R Rᵀ and C = L Lᵀ of step t − 1, (G B Hᵀ + H B Gᵀ) L and (Gᵀ C H + Hᵀ C G) "
      "R replace S M, each with its own V, c and norm.\n"
      "Bounds. After each update, and of P_0, eigenvalues of P below min-eigenvalue or above "
      "max-eigenvalue are clipped to it, and with them M's singular values to the roots; w keeps "
      "its sign. low-rank: singular values of U are clipped to √(max-eigenvalue − 1). kronecker: "
      "the eigenvalues of L Lᵀ and of R Rᵀ are each clipped to between √min-eigenvalue and "
      "√max-eigenvalue, so that their products, the eigenvalues of P, lie within the bounds.\n"
      "monotone: θ⁺ = θ_t − ε_t d + β (θ_t − θ_{t−1}), with θ_{−1} = θ_0; θ_{t+1} = θ⁺ if J(θ⁺) < "
      "J(θ_t), else θ_t. Accepted or not, M_{t+1} is learned immediately as above, from g = ∇J(θ⁺) "
      "and h = g_t with s = ε_t δ_t. β is momentum; with momentum-rate it starts at 0.95 and is "
      "updated by each trial: m = ∇J(θ⁺)·(θ_t − θ_{t−1})/(‖g_t‖² + 10⁻¹²), A ← A + m², A from 0, "
      "and β ← β − η_β m/(√A + 10⁻¹²), clipped to [0, 0.9995].\n"
      "Columns: cosine, g·h/(‖g‖ ‖h‖), with monotone of the pair that step t learned from; trace, "
      "tr P_t/n, while annealing that of δ_t P_t + (1 − δ_t) I, which is also the matrix shown and "
      "written as P.";

static const char *const normalize_words[] = { "none", "frobenius", "cosine", NULL };

const FopParameter fop_fop_parameters[] = {
  FOP_ROW_LEARNING_RATE (0.1),
  FOP_ROW_HYPER_RATE (0.01, "Step size of M: M ← M + ρ S M, scaled according to `normalize`. 0 is "
                            "the base optimizer."),
  {
      .key = "normalize",
      .label = "Normalization",
      .type = FOP_PARAMETER_CHOICE,
      .flags = FOP_PARAMETER_LIVE,
      .fallback = FOP_NORMALIZE_FROBENIUS,
      .choices = normalize_words,
      .help = "Scale of the update of M: ρ s S M as derived (none), S M scaled to Frobenius norm "
              "ρ (frobenius), or S M times ρ over the norms of the two gradients (cosine). The "
              "last two do not depend on the scale of the gradients.",
  },
  {
      .key = "structure",
      .label = "Structure",
      .type = FOP_PARAMETER_CHOICE,
      .choices = fop_structure_words,
      .help
      = "Structure of P: a full matrix (full: n²/2 numbers, O(n²) per step); one matrix per "
        "layer, of order fan-in for dense layers and k² for k × k kernels, with P = I for biases "
        "(layerwise); a diagonal matrix (diagonal); or a multiple of I (scalar). Per layer, "
        "low-rank is I + U Uᵀ of a given rank (P never falls below I, so ε must suit the base; "
        "unused while ρ = 0), and kronecker multiplies from both sides, L Lᵀ G R Rᵀ (normalized "
        "and bounded factor by factor; only L for a layer with one output).",
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
      .help = "Number of columns of U in P = I + U Uᵀ, at most the order of P in every layer.",
  },
  {
      .key = "base",
      .label = "Base optimizer",
      .type = FOP_PARAMETER_CHOICE,
      .choices = fop_base_words,
      .help = "Optimizer that receives P g instead of the gradient. The hypergradient is exact "
              "for sgd, with and without momentum, and the usual approximation for the others.",
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
      .help = "Momentum of the update of M. Above 0, structures full and layerwise store M and "
              "its velocity: 2n² numbers instead of n²/2 with structure full.",
  },
  {
      .key = "keep-factor",
      .label = "Keep factor",
      .type = FOP_PARAMETER_BOOLEAN,
      .flags = FOP_PARAMETER_ADVANCED,
      .maximum = 1,
      .when = "structure=full|layerwise|kronecker",
      .help = "Stores the factor M itself, so that it can be shown and written, instead of only P "
              "= M Mᵀ: the same steps up to rounding, n² numbers instead of n²/2 and three to six "
              "times the time per step. Structures diagonal and scalar always keep M, kronecker "
              "keeps L and R.",
  },
  {
      .key = "hyper-decay",
      .label = "Hypergradient rate decay",
      .symbol = "κ",
      .type = FOP_PARAMETER_REAL,
      .flags = FOP_PARAMETER_LIVE | FOP_PARAMETER_LOG | FOP_PARAMETER_ADVANCED,
      .minimum = 0,
      .maximum = G_MAXDOUBLE,
      .low = 1e-4,
      .high = 1,
      .help = "Decay of the hypergradient rate: ρ_t = ρ/(1 + κ t).",
  },
  {
      .key = "monotone",
      .label = "Monotone",
      .type = FOP_PARAMETER_BOOLEAN,
      .maximum = 1,
      .when = "base=sgd",
      .help = "Accepts the trial point x − ε P g + β (x − x_old) only if the loss decreases; P "
              "learns from it either way. Not with batches, Nesterov, dampening or weight decay.",
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
      .help = "Step size of the momentum β, which starts at 0.95, learns from the trials and "
              "stays within [0, 0.9995]. 0 uses the given momentum.",
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
      .help = "Lower bound on P's eigenvalues. With structure full, steps in which the bounds may "
              "be active cost O(n³).",
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
      .help = "Upper bound on P's eigenvalues. With structure full, steps in which the bounds may "
              "be active cost O(n³).",
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
              "approaches its base optimizer. That this ensures convergence is unverified here.",
  },
  FOP_SCHEDULE_ROWS ("monotone=false"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (fop_fop_parameters) == FOP_FOP_N_PARAMETERS);
