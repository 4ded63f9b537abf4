/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First-order preconditioning (Moskovitz et al., arXiv:1910.08461): learns P from pairs of
 * gradients and hands P g to a base optimizer. */
#include "core/linalg/vector.h"
#include "core/methods/base.h"
#include "core/methods/preconditioner.h"
#include "core/methods/rows.h"

#include <math.h>
#include <string.h>

extern const FopMethodClass fop_fop_class;

/* The state: these, the last gradient as a unit vector, the base's slice, the structure's slice. */
enum
{
  LAST_NORM, /* 0 where there is no last gradient to learn from */
  ANNEAL,    /* δ of the last step: the step used δ P + (1 − δ) I */
  N_NUMBERS
};

enum
{
  COLUMN_COSINE,
  COLUMN_TRACE
};

typedef struct
{
  FopMethod method;
  FopBase base;
  FopPreconditioner *preconditioner;
  FopLearning learning;
  double anneal_after;              /* infinite where it is off */
  double *unit, *image, *direction; /* n each */
} Fop;

static double *
last_unit (Fop *self)
{
  return self->method.state + N_NUMBERS;
}

static double *
base_state (Fop *self)
{
  return last_unit (self) + self->method.dimension;
}

static double *
preconditioner_state (const Fop *self)
{
  return self->method.state + N_NUMBERS + self->method.dimension + self->base.state_size;
}

static FopMethod *
create (const FopSettings *settings, const FopProblem *problem, guint64 seed, GError **error)
{
  gsize n = problem->dimension;
  const FopBaseRule *rule = fop_base_rule (fop_settings_choice (settings, "base"));
  FopBase base;

  if (!fop_base_init (&base, rule, n, settings, error))
    return NULL;
  FopPreconditioner *preconditioner = fop_preconditioner_new (settings, problem, seed, error);
  if (preconditioner == NULL)
    return NULL;

  Fop *self = g_new0 (Fop, 1);
  self->base = base;
  self->preconditioner = preconditioner;
  self->unit = g_new0 (double, n);
  self->image = g_new0 (double, n);
  self->direction = g_new0 (double, n);
  fop_method_init (&self->method, &fop_fop_class, n,
                   N_NUMBERS + n + base.state_size + preconditioner->state_size);
  return &self->method;
}

static void
finalize (FopMethod *method)
{
  Fop *self = (Fop *) method;

  fop_preconditioner_free (self->preconditioner);
  g_free (self->unit);
  g_free (self->image);
  g_free (self->direction);
}

static void
configure (FopMethod *method, const FopSettings *settings)
{
  Fop *self = (Fop *) method;

  self->learning = (FopLearning){
    .normalize = (FopNormalize) fop_settings_choice (settings, "normalize"),
    .rate = fop_settings_number (settings, "learning-rate"),
    .hyper_rate = fop_settings_number (settings, "hyper-rate"),
    .hyper_momentum = fop_settings_number (settings, "hyper-momentum"),
  };
  self->anneal_after = fop_settings_has (settings, "anneal-after")
                           ? fop_settings_number (settings, "anneal-after")
                           : INFINITY;
  fop_base_configure (&self->base, settings);
}

static void
reset (FopMethod *method)
{
  Fop *self = (Fop *) method;

  method->state[LAST_NORM] = 0;
  method->state[ANNEAL] = 1;
  memset (last_unit (self), 0, method->dimension * sizeof (double));
  fop_base_reset (&self->base, base_state (self));
  self->preconditioner->klass->reset (self->preconditioner, preconditioner_state (self));
}

/* δ_t = 1 up to τ, (τ/t)² after. */
static double
anneal (double after, guint64 t)
{
  double ratio = after / (double) t;
  return (double) t > after ? ratio * ratio : 1;
}

static void
step (FopMethod *method, FopStep *step, double *theta)
{
  Fop *self = (Fop *) method;
  const FopPreconditionerClass *klass = self->preconditioner->klass;
  gsize n = method->dimension;
  const double *gradient = step->gradient, *input = gradient;
  double *state = method->state, *p_state = preconditioner_state (self);
  double *last = last_unit (self), *direction = self->direction;

  /* A zero or non-finite gradient teaches nothing, neither now nor as the next step's last one. */
  if (klass->starts_apart && self->learning.hyper_rate > 0)
    p_state[FOP_PRECONDITIONER_TOUCHED] = 1;
  double norm = fop_normalize (n, gradient, self->unit);
  gboolean usable = norm > 0 && isfinite (norm);
  gboolean pair_usable = usable && state[LAST_NORM] > 0;
  double cosine = NAN;
  if (pair_usable)
    {
      cosine = fop_dot (n, self->unit, last);
      FopGradientPair pair = { self->unit, last, norm * state[LAST_NORM], cosine };
      klass->learn (self->preconditioner, p_state, &self->learning, &pair, self->image);
    }

  double delta = anneal (self->anneal_after, step->t);
  if (p_state[FOP_PRECONDITIONER_TOUCHED] != 0)
    {
      if (pair_usable)
        for (gsize i = 0; i < n; i++)
          direction[i] = norm * self->image[i];
      else
        klass->apply (self->preconditioner, p_state, gradient, direction);
      if (delta < 1)
        for (gsize i = 0; i < n; i++)
          direction[i] = delta * direction[i] + (1 - delta) * gradient[i];
      input = direction;
    }
  fop_base_direction (&self->base, base_state (self), theta, input, self->image);
  fop_base_move (&self->base, self->learning.rate, self->image, theta);

  state[LAST_NORM] = usable ? norm : 0;
  state[ANNEAL] = delta;
  if (usable)
    memcpy (last, self->unit, n * sizeof (double));
  method->columns[COLUMN_COSINE] = cosine;
  method->columns[COLUMN_TRACE]
      = delta * (klass->trace (self->preconditioner, p_state) / (double) n) + (1 - delta);
}

static gsize
n_preconditioners (const FopMethod *method)
{
  const FopPreconditioner *preconditioner = ((const Fop *) method)->preconditioner;
  return preconditioner->klass->n_matrices (preconditioner);
}

static FopPreconditionerInfo
preconditioner_info (const FopMethod *method, gsize index)
{
  const FopPreconditioner *preconditioner = ((const Fop *) method)->preconditioner;
  return preconditioner->klass->matrix_info (preconditioner, index);
}

/* δ P + (1 − δ) I, as the last step used it; factors of P as they are. */
static void
preconditioner (const FopMethod *method, gsize index, double *matrix)
{
  const Fop *self = (const Fop *) method;
  const FopPreconditionerClass *klass = self->preconditioner->klass;
  double delta = method->state[ANNEAL];

  klass->matrix (self->preconditioner, preconditioner_state (self), index, matrix);
  if (delta < 1 && !(klass->is_factor != NULL && klass->is_factor (self->preconditioner, index)))
    {
      gsize m = klass->matrix_info (self->preconditioner, index).order;
      for (gsize i = 0; i < m * m; i++)
        matrix[i] *= delta;
      for (gsize i = 0; i < m; i++)
        matrix[i * m + i] += 1 - delta;
    }
}

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
      .help = "Scale of the update of M: ρ ε S M as derived (none), ρ over its Frobenius norm "
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
        "(scalar); layerwise with I + U Uᵀ of a given rank (low-rank: with ρ = 0 U is not put "
        "to use); or layerwise from both sides, L Lᵀ G R Rᵀ (kronecker: normalised and "
        "bounded factor by factor; a layer with one output has only the left).",
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
};

static const char *const columns[] = { "cosine", "trace", NULL };

const FopMethodClass fop_fop_class = {
  .kind = "fop",
  .title = "First-order preconditioning",
  .help = "Learns a matrix P = M Mᵀ along with the parameters, from the derivative of this step's "
          "loss with respect to the last step's M, and hands P g to a base optimizer. Columns: "
          "cosine, between this gradient and the last; trace, tr P over n. (Moskovitz et al., "
          "arXiv:1910.08461; which normalisation is the paper's is unverified.)",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .columns = columns,
  .create = create,
  .free = finalize,
  .configure = configure,
  .reset = reset,
  .step = step,
  .n_preconditioners = n_preconditioners,
  .preconditioner_info = preconditioner_info,
  .preconditioner = preconditioner,
};
