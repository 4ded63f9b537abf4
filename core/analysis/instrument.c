/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of instruments. */

#include "core/analysis/instrument.h"

static const FopInstrument instruments[FOP_N_INSTRUMENTS] = {
  [FOP_INSTRUMENT_CONDITION] = {
      .key = "condition",
      .title = "Condition number of P",
      .symbol = "κ(P)",
      .logarithmic = TRUE,
      .family = FOP_FAMILY_CONDITIONING,
      .tables = FOP_TABLE_OVERVIEW | FOP_TABLE_SPREAD,
      .gauge = 2,
      .help = "Ratio of the largest to the smallest magnitude of P's eigenvalues; 1 for gradient "
              "descent.",
  },
  [FOP_INSTRUMENT_CONDITION_HESSIAN] = {
      .key = "condition-hessian",
      .title = "Condition number of H",
      .symbol = "κ(H)",
      .logarithmic = TRUE,
      .of_curvature = TRUE,
      .is_reference = TRUE,
      .family = FOP_FAMILY_CONDITIONING,
      .tables = FOP_TABLE_OVERVIEW,
      .help = "Ratio of the largest to the smallest magnitude of the Hessian's eigenvalues: how "
              "hard the problem is without P.",
  },
  [FOP_INSTRUMENT_CONDITION_PRECONDITIONED] = {
      .key = "condition-preconditioned",
      .title = "Condition number of MᵀHM",
      .symbol = "κ(MᵀHM)",
      .logarithmic = TRUE,
      .of_curvature = TRUE,
      .family = FOP_FAMILY_CONDITIONING,
      .tables = FOP_TABLE_OVERVIEW,
      .gauge = 1,
      .help = "Ratio of the largest to the smallest magnitude of PH's eigenvalues (equal to those "
              "of MᵀHM, P = M Mᵀ): how hard the problem is with P. 1 if P is a multiple of H⁻¹.",
  },
  [FOP_INSTRUMENT_TRACE] = {
      .key = "trace",
      .title = "Trace of P",
      .symbol = "tr P",
      .logarithmic = TRUE,
      .family = FOP_FAMILY_SPREAD,
      .tables = FOP_TABLE_SPREAD,
      .gauge = 9,
      .help = "Sum of P's eigenvalues; n for P = I.",
  },
  [FOP_INSTRUMENT_LOG_DETERMINANT] = {
      .key = "log-determinant",
      .title = "Log-determinant of P",
      .symbol = "ln det P",
      .family = FOP_FAMILY_DETERMINANT,
      .tables = FOP_TABLE_SPREAD,
      .help = "Sum of the natural logarithms of P's eigenvalues; 0 for P = I.",
  },
  [FOP_INSTRUMENT_EFFECTIVE_RANK] = {
      .key = "effective-rank",
      .title = "Effective rank of P",
      .symbol = "erank P",
      .family = FOP_FAMILY_SPREAD,
      .tables = FOP_TABLE_OVERVIEW | FOP_TABLE_SPREAD,
      .gauge = 5,
      .help = "Exponential of the entropy of P's eigenvalue magnitudes, normalized to sum to 1 "
              "(Roy and Vetterli 2007): n for P = I, 1 for rank one.",
  },
  [FOP_INSTRUMENT_PARTICIPATION_RATIO] = {
      .key = "participation-ratio",
      .title = "Participation ratio of P",
      .symbol = "(Σ|λ|)²/Σλ²",
      .family = FOP_FAMILY_SPREAD,
      .tables = FOP_TABLE_SPREAD,
      .help = "(Σ|λ|)²/Σλ² over P's eigenvalues: n for P = I, 1 for rank one. Gives small "
              "eigenvalues less weight than the effective rank.",
  },
  [FOP_INSTRUMENT_DISTANCE_INVERSE_HESSIAN] = {
      .key = "distance-inverse-hessian",
      .title = "Distance to H⁻¹",
      .symbol = "‖P − cH⁻¹‖/‖P‖",
      .of_curvature = TRUE,
      .family = FOP_FAMILY_NEARNESS,
      .tables = FOP_TABLE_OVERVIEW | FOP_TABLE_NEARNESS,
      .gauge = 3,
      .help = "Relative Frobenius distance from P to the nearest multiple of H⁻¹: 0 if P is a "
              "multiple of H⁻¹, 1 if P is orthogonal to H⁻¹ (Frobenius).",
  },
  [FOP_INSTRUMENT_DISTANCE_INVERSE_FISHER] = {
      .key = "distance-inverse-fisher",
      .title = "Distance to F⁻¹",
      .symbol = "‖P − cF⁻¹‖/‖P‖",
      .of_curvature = TRUE,
      .family = FOP_FAMILY_NEARNESS,
      .tables = FOP_TABLE_NEARNESS,
      .help = "Relative Frobenius distance from P to the nearest multiple of the inverse Fisher "
              "matrix, if the model has a nonsingular one.",
  },
  [FOP_INSTRUMENT_COMMUTATOR] = {
      .key = "commutator",
      .title = "Commutator of P and H",
      .symbol = "‖PH − HP‖/(‖P‖‖H‖)",
      .of_curvature = TRUE,
      .family = FOP_FAMILY_NEARNESS,
      .tables = FOP_TABLE_NEARNESS,
      .gauge = 7,
      .help = "In Frobenius norms: 0 if P and H share their eigenvectors, at most √2.",
  },
  [FOP_INSTRUMENT_OVERLAP] = {
      .key = "overlap",
      .title = "Overlap of eigenspaces",
      .symbol = "‖UᵀV‖²/k",
      .of_curvature = TRUE,
      .family = FOP_FAMILY_NEARNESS,
      .tables = FOP_TABLE_NEARNESS,
      .help = "Overlap of the eigenspace of P's k largest eigenvalues with that of H's k "
              "smallest, k = max (1, ⌊n/10⌋): 1 if they coincide, k/n by chance. Undefined if the "
              "k-th and the next eigenvalue are equal.",
  },
  [FOP_INSTRUMENT_NEWTON_ANGLE] = {
      .key = "newton-angle",
      .title = "Angle to the Newton step",
      .symbol = "∠(Pg, H⁻¹g)",
      .unit = "°",
      .of_curvature = TRUE,
      .family = FOP_FAMILY_DIRECTIONS,
      .tables = FOP_TABLE_OVERVIEW | FOP_TABLE_NEARNESS,
      .gauge = 4,
      .help = "Angle between P_t g_t and H⁻¹ g_t, in degrees: 0 if P is a multiple of H⁻¹, above "
              "90 if the two oppose each other.",
  },
  [FOP_INSTRUMENT_GRADIENT_ANGLE] = {
      .key = "gradient-angle",
      .title = "Angle to the gradient",
      .symbol = "∠(Pg, g)",
      .unit = "°",
      .family = FOP_FAMILY_DIRECTIONS,
      .tables = FOP_TABLE_NEARNESS,
      .help = "Angle between P_t g_t and g_t, in degrees: 0 for gradient descent, below 90 if P "
              "is positive definite.",
  },
  [FOP_INSTRUMENT_GRADIENT_COSINE] = {
      .key = "gradient-cosine",
      .title = "Cosine of successive gradients",
      .symbol = "cos(gₜ, gₜ₋₁)",
      .family = FOP_FAMILY_COSINE,
      .tables = FOP_TABLE_STEPS,
      .help = "Cosine of the angle between this gradient and the previous one: near 1 the steps "
              "are short, near −1 they overshoot.",
  },
  [FOP_INSTRUMENT_HYPERGRADIENT] = {
      .key = "hypergradient",
      .title = "Hypergradient",
      .symbol = "±‖∂J/∂M‖",
      .family = FOP_FAMILY_HYPERGRADIENT,
      .tables = FOP_TABLE_STEPS,
      .help = "s‖(g_t g_{t−1}ᵀ + g_{t−1} g_tᵀ) M‖_F, the Frobenius norm of ∂J_t/∂M_{t−1}, P_{t−1} "
              "= M Mᵀ, with the sign of the derivative along M: if negative, a larger P would "
              "have lowered the loss. s is ε_{t−1}, times 1 + μ with Nesterov momentum and 1 − "
              "dampening with dampened momentum, for g_{t−1} after clip-norm; undefined if "
              "P_{t−1} is no longer kept.",
  },
  [FOP_INSTRUMENT_SPECTRAL_RADIUS] = {
      .key = "spectral-radius",
      .title = "Spectral radius of I − εPH",
      .symbol = "ρ(I − εPH)",
      .of_curvature = TRUE,
      .family = FOP_FAMILY_CONTRACTION,
      .tables = FOP_TABLE_STEPS,
      .gauge = 6,
      .help = "max |1 − ελ| over PH's eigenvalues: the worst-case factor by which a step without "
              "momentum changes the distance √((θ − θ*)ᵀH(θ − θ*)) to a minimum. Above 1 the "
              "distance can grow.",
  },
  [FOP_INSTRUMENT_OBSERVED_CONTRACTION] = {
      .key = "observed-contraction",
      .title = "Observed contraction",
      .symbol = "observed",
      .family = FOP_FAMILY_CONTRACTION,
      .tables = FOP_TABLE_STEPS,
      .help = "Factor by which the step to θ_t changed the distance to the minimum: √((J_t − "
              "J*)/(J_{t−1} − J*)) if J* is known, else ‖g_t‖/‖g_{t−1}‖. The former, on a convex "
              "quadratic without momentum, is at most the spectral radius at step t − 1.",
  },
  [FOP_INSTRUMENT_RATE_LIMIT] = {
      .key = "rate-limit",
      .title = "Stability limit on ε",
      .symbol = "2/λ_max(PH)",
      .logarithmic = TRUE,
      .of_curvature = TRUE,
      .family = FOP_FAMILY_RATE,
      .tables = FOP_TABLE_OVERVIEW | FOP_TABLE_STEPS,
      .gauge = 8,
      .help = "2/λ_max(PH): with a larger ε, steps without momentum diverge along an eigenvector "
              "of PH on a quadratic.",
  },
  [FOP_INSTRUMENT_ASYMMETRY] = {
      .key = "asymmetry",
      .title = "Asymmetry of P",
      .symbol = "‖P − Pᵀ‖/‖P‖",
      .help = "0 if P is symmetric, √2 if P and Pᵀ are orthogonal (Frobenius). If it is not 0, "
              "the instruments that use eigenvalues or compare P with other matrices are "
              "computed for ½(P + Pᵀ).",
  },
};

const FopInstrument *
fop_instrument (gsize id)
{
  g_return_val_if_fail (id < FOP_N_INSTRUMENTS, NULL);
  return &instruments[id];
}

gssize
fop_instrument_find (const char *key)
{
  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    if (g_str_equal (instruments[i].key, key))
      return (gssize) i;
  return -1;
}

gsize
fop_instruments_of_family (FopInstrumentFamily family, FopInstrumentId *ids)
{
  gsize n = 0;

  for (int reference = 0; reference < 2; reference++)
    for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
      if (instruments[i].family == family && instruments[i].is_reference == reference)
        ids[n++] = (FopInstrumentId) i;
  return n;
}

gsize
fop_instruments_of_table (FopInstrumentTables table, FopInstrumentId *ids)
{
  gsize n = 0;

  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    if ((instruments[i].tables & table) != 0)
      ids[n++] = (FopInstrumentId) i;
  return n;
}

gsize
fop_instruments_of_gauges (FopInstrumentId *ids)
{
  gsize n = 0;

  for (guint place = 1; place <= FOP_N_INSTRUMENTS; place++)
    for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
      if (instruments[i].gauge == place)
        ids[n++] = (FopInstrumentId) i;
  return n;
}
