/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Online scaled gradient with momentum (Gao, Chu, Ye, Udell 2025): P and the momentum β learn from
 * hypergradients by AdaGrad, and a trial point is accepted only if the loss decreases. */
#include "core/linalg/projection.h"
#include "core/linalg/vector.h"
#include "core/methods/method.h"
#include "core/methods/rows.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

#include <math.h>
#include <string.h>

extern const FopMethodClass fop_hdm_class;

enum
{
  STRUCTURE_DIAGONAL,
  STRUCTURE_FULL
};

enum
{
  PROJECTION_ELEMENTS,
  PROJECTION_EIGENVALUES
};

/* The state: these, then x_old, P and G; P and G have n or n² elements. */
enum
{
  COUNT,            /* iterations so far */
  RATE,             /* η */
  RATE_0,           /* η_0 */
  CURVATURE,        /* L */
  MOMENTUM,         /* β */
  MOMENTUM_SQUARES, /* G_m */
  STREAK,           /* accepted steps, minus two per null step */
  GUESSED,          /* whether L has been re-estimated */
  SLOPES,           /* Σ ‖g⁺ − g‖/‖x⁺ − x‖ over N_SLOPES accepted steps */
  N_SLOPES,
  N_NUMBERS
};

enum
{
  COLUMN_ACCEPTED,
  COLUMN_MOMENTUM,
  COLUMN_PRECONDITIONER_RATE
};

#define FLOOR            1e-12 /* in denominators */
#define MOMENTUM_START   0.95
#define MOMENTUM_MAX     0.9995
#define SCALE_MAX        1e10 /* of P, over 1/L */
#define DECAY_INTERVAL   50
#define SLOPE_LENGTH_MIN 1e-3

typedef struct
{
  FopMethod method;
  gboolean full, convex;
  double curvature, initial_rate; /* L and η_0 of step 0 */
  double momentum_rate, patience;
  double *trial; /* x⁺ */
  FopProjection
      *projection; /* of a full P's spectrum; NULL if elements are clipped, or nothing is */
} Hdm;

static gsize
scale_size (const Hdm *self)
{
  gsize n = self->method.dimension;

  return self->full ? n * n : n;
}

static double *
last_theta (const Hdm *self)
{
  return self->method.state + N_NUMBERS;
}

static double *
scale (const Hdm *self)
{
  return last_theta (self) + self->method.dimension;
}

static gboolean
check_problem (const FopSettings *settings, const FopProblem *problem, GError **error)
{
  double n = (double) problem->dimension;

  if (!fop_problem_check_steady (problem, "hdm takes a step only if the loss decreases", error))
    return FALSE;
  if (isnan (problem->smoothness) && !fop_settings_has (settings, "curvature"))
    g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                 "hdm needs a curvature L, and %s has none in closed form; set curvature",
                 problem->klass->kind);
  else
    return fop_settings_choice (settings, "structure") != STRUCTURE_FULL
           || fop_check_size ("structure full: P and its accumulated squares", 2 * n * n, error);
  return FALSE;
}

static gboolean
projects_eigenvalues (const Hdm *self, const FopSettings *settings)
{
  return self->full && self->convex
         && fop_settings_choice (settings, "projection") == PROJECTION_EIGENVALUES;
}

static FopMethod *
create (const FopSettings *settings, const FopProblem *problem, guint64 seed, GError **error)
{
  gsize n = problem->dimension;

  if (!check_problem (settings, problem, error))
    return NULL;

  Hdm *self = g_new0 (Hdm, 1);
  self->full = fop_settings_choice (settings, "structure") == STRUCTURE_FULL;
  self->convex = fop_settings_has (settings, "convex") ? fop_settings_boolean (settings, "convex")
                                                       : problem->convex;
  self->curvature = fop_settings_has (settings, "curvature")
                        ? fop_settings_number (settings, "curvature")
                        : problem->smoothness;
  self->initial_rate = fop_settings_has (settings, "learning-rate")
                           ? fop_settings_number (settings, "learning-rate")
                           : (self->convex ? 10 : 2) / self->curvature;
  self->patience = MAX (MIN ((double) fop_settings_integer (settings, "evaluations") / 4, 200), 20);
  self->trial = g_new0 (double, n);
  if (projects_eigenvalues (self, settings))
    self->projection = fop_projection_new (n);
  self->method.dimension = n;
  fop_method_init (&self->method, &fop_hdm_class, n, N_NUMBERS + n + 2 * scale_size (self));
  return &self->method;
}

static void
finalize (FopMethod *method)
{
  Hdm *self = (Hdm *) method;

  g_free (self->trial);
  g_clear_pointer (&self->projection, fop_projection_free);
}

static void
configure (FopMethod *method, const FopSettings *settings)
{
  ((Hdm *) method)->momentum_rate = fop_settings_number (settings, "momentum-rate");
}

static void
reset (FopMethod *method)
{
  Hdm *self = (Hdm *) method;

  memset (method->state, 0, method->state_size * sizeof (double));
  method->state[RATE] = method->state[RATE_0] = self->initial_rate;
  method->state[CURVATURE] = self->curvature;
  method->state[MOMENTUM] = MOMENTUM_START;
}

/* x⁺ = x − P g + β (x − x_old) */
static void
find_trial (Hdm *self, const double *theta, const double *g)
{
  gsize n = self->method.dimension;
  const double *p = scale (self), *last = last_theta (self);
  double momentum = self->method.state[MOMENTUM];

  for (gsize i = 0; i < n; i++)
    {
      double image = self->full ? fop_dot (n, p + i * n, g) : p[i] * g[i];
      self->trial[i] = theta[i] - image + momentum * (theta[i] - last[i]);
    }
}

/* r = −g⁺∘g/D, or −g⁺gᵀ/D;  G += r∘r;  P −= η r/(√G + 1e-12), projected if J is convex */
static void
learn_scale (Hdm *self, double size, const double *g, const double *g_trial)
{
  const double *state = self->method.state;
  gsize n = self->method.dimension, width = self->full ? n : 1;
  double *p = scale (self), *squares = p + scale_size (self);
  double rate = state[RATE], largest = SCALE_MAX / state[CURVATURE];

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < width; j++)
      {
        gsize at = i * width + j;
        double r = -g_trial[i] * (self->full ? g[j] : g[i]) / size;

        squares[at] += r * r;
        p[at] -= rate * r / (sqrt (squares[at]) + FLOOR);
        if (self->convex && self->projection == NULL)
          p[at] = CLAMP (p[at], 0, largest);
      }
  if (self->projection != NULL)
    fop_projection_apply (self->projection, 0, largest, p);
}

/* m = g⁺·(x − x_old)/D;  G_m += m²;  β −= η_β m/(√G_m + 1e-12), clipped */
static void
learn_momentum (Hdm *self, double size, const double *theta, const double *g_trial)
{
  double *state = self->method.state;
  const double *last = last_theta (self);
  double m = 0;

  for (gsize i = 0; i < self->method.dimension; i++)
    m += g_trial[i] * (theta[i] - last[i]);
  m /= size;
  state[MOMENTUM_SQUARES] += m * m;
  state[MOMENTUM] -= self->momentum_rate * m / (sqrt (state[MOMENTUM_SQUARES]) + FLOOR);
  state[MOMENTUM] = CLAMP (state[MOMENTUM], 0, MOMENTUM_MAX);
}

/* ‖x − y‖² */
static double
distance_square (gsize n, const double *x, const double *y)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += (x[i] - y[i]) * (x[i] - y[i]);
  return sum;
}

/* Records the curvature along an accepted step. */
static void
note_slope (Hdm *self, const double *theta, const double *g, const double *g_trial)
{
  gsize n = self->method.dimension;
  double length = sqrt (distance_square (n, self->trial, theta));

  if (length <= SLOPE_LENGTH_MIN)
    return;
  self->method.state[SLOPES] += sqrt (distance_square (n, g_trial, g)) / length;
  self->method.state[N_SLOPES] += 1;
}

/* Iterations 49, 99, … already use the lower rate, which reproduces the published counts. */
static void
decay_rate (Hdm *self)
{
  double *state = self->method.state;

  if (state[GUESSED] != 0 || fmod (state[COUNT], DECAY_INTERVAL) != DECAY_INTERVAL - 1)
    return;
  state[RATE] = self->convex ? fmax (0.8 * state[RATE], 1e-3 * state[RATE_0])
                             : fmax (0.05 * state[RATE], 1e-2 * state[RATE_0]);
}

/* After a long streak of accepted steps L is re-estimated from them, once, and η restarts from it.
 * */
static void
guess_curvature (Hdm *self, gboolean accepted)
{
  double *state = self->method.state;

  if (state[GUESSED] != 0)
    return;
  state[STREAK] = fmax (state[STREAK] + (accepted ? 1 : -2), 0);
  if (state[STREAK] <= self->patience)
    return;
  state[GUESSED] = 1;
  if (state[N_SLOPES] > 0 && state[SLOPES] > 0)
    state[CURVATURE] = state[SLOPES] / state[N_SLOPES];
  state[RATE] = state[RATE_0] = 1 / state[CURVATURE];
  memset (scale (self) + scale_size (self), 0, scale_size (self) * sizeof (double));
}

static void
step (FopMethod *method, FopStep *step, double *theta)
{
  Hdm *self = (Hdm *) method;
  gsize n = method->dimension;
  double *state = method->state, *last = last_theta (self);
  const double *g = step->gradient;
  double *g_trial = step->next_gradient;

  if (state[COUNT] == 0)
    memcpy (last, theta, n * sizeof (double));
  decay_rate (self);
  method->columns[COLUMN_MOMENTUM] = state[MOMENTUM];
  method->columns[COLUMN_PRECONDITIONER_RATE] = state[RATE];

  find_trial (self, theta, g);
  double loss = step->evaluate (step, self->trial, g_trial);
  double square = fop_dot (n, g, g), size = square + FLOOR;
  /* At a point without a finite gradient the step is accepted, so that the divergence shows. */
  gboolean accepted = loss < step->loss || !isfinite (square);

  if (state[GUESSED] != 0)
    size += 0.25 * state[CURVATURE] * state[CURVATURE] * distance_square (n, theta, last);
  if (isfinite (fop_dot (n, g_trial, g_trial)))
    {
      learn_scale (self, size, g, g_trial);
      learn_momentum (self, size, theta, g_trial);
    }
  if (accepted && state[GUESSED] == 0)
    note_slope (self, theta, g, g_trial);
  guess_curvature (self, accepted);
  state[COUNT] += 1;

  memcpy (last, theta, n * sizeof (double));
  if (accepted)
    memcpy (theta, self->trial, n * sizeof (double));
  else
    memcpy (g_trial, g, n * sizeof (double));
  step->next_known = TRUE;
  step->next_loss = accepted ? loss : step->loss;
  method->columns[COLUMN_ACCEPTED] = accepted;
}

static gsize
n_preconditioners (const FopMethod *method)
{
  return 1;
}

static FopPreconditionerInfo
preconditioner_info (const FopMethod *method, gsize block)
{
  const Hdm *self = (const Hdm *) method;

  return (FopPreconditionerInfo){ .name = "",
                                  .order = method->dimension,
                                  .diagonal = !self->full,
                                  .unsymmetric = self->full && self->projection == NULL };
}

static void
preconditioner (const FopMethod *method, gsize block, double *matrix)
{
  const Hdm *self = (const Hdm *) method;
  gsize n = method->dimension;

  memcpy (matrix, scale (self), (self->full ? n * n : n) * sizeof (double));
}

static const char *const projections[] = { "elements", "eigenvalues", NULL };
static const char *const structures[] = { "diagonal", "full", NULL };

static const FopParameter parameters[] = {
  {
      .key = "learning-rate",
      .label = "Learning rate of P",
      .symbol = "η",
      .type = FOP_PARAMETER_REAL,
      .flags = FOP_PARAMETER_LOG | FOP_PARAMETER_OPTIONAL,
      .minimum = 0,
      .maximum = G_MAXDOUBLE,
      .low = 1e-6,
      .high = 100,
      .help = "Step size of P: P ← P − η r/√G with r the hypergradient. Default: 10/L on a convex "
              "problem, else 2/L.",
  },
  {
      .key = "momentum-rate",
      .label = "Learning rate of the momentum",
      .symbol = "η_β",
      .type = FOP_PARAMETER_REAL,
      .flags = FOP_PARAMETER_LOG | FOP_PARAMETER_LIVE,
      .minimum = 0,
      .maximum = G_MAXDOUBLE,
      .low = 1e-3,
      .high = 100,
      .fallback = 1,
      .help = "Step size of the momentum β, which starts at 0.95 and stays within [0, 0.9995].",
  },
  {
      .key = "structure",
      .label = "Structure",
      .type = FOP_PARAMETER_CHOICE,
      .choices = structures,
      .fallback = STRUCTURE_DIAGONAL,
      .help = "Structure of P: diagonal, or a full n × n matrix.",
  },
  {
      .key = "convex",
      .label = "Convex",
      .type = FOP_PARAMETER_BOOLEAN,
      .flags = FOP_PARAMETER_OPTIONAL,
      .maximum = 1,
      .help
      = "Keeps P between 0 and 10¹⁰/L, in the sense of projection, and lets η decay more slowly. "
        "Default: whether the problem is convex.",
  },
  {
      .key = "projection",
      .label = "Projection",
      .type = FOP_PARAMETER_CHOICE,
      .flags = FOP_PARAMETER_ADVANCED,
      .choices = projections,
      .fallback = PROJECTION_ELEMENTS,
      .when = "structure=full",
      .help = "Projection of a full P onto [0, 10¹⁰/L] with convex: of each element, as in the "
              "authors' code, which rules out the negative elements of H⁻¹; or of the eigenvalues "
              "of its symmetric part, which replaces P (9 n³ operations per step).",
  },
  {
      .key = "curvature",
      .label = "Curvature",
      .symbol = "L",
      .type = FOP_PARAMETER_REAL,
      .flags = FOP_PARAMETER_LOG | FOP_PARAMETER_OPTIONAL | FOP_PARAMETER_ADVANCED,
      .minimum = G_MINDOUBLE,
      .maximum = G_MAXDOUBLE,
      .low = 1e-3,
      .high = 1e6,
      .help
      = "Estimate of the largest curvature. Default: the problem's own, if known in closed form.",
  },
  {
      .key = "evaluations",
      .label = "Evaluations",
      .symbol = "N",
      .type = FOP_PARAMETER_INTEGER,
      .flags = FOP_PARAMETER_LOG | FOP_PARAMETER_ADVANCED,
      .minimum = 1,
      .maximum = FOP_WHOLE_MAX,
      .low = 10,
      .high = 100000,
      .fallback = 1000,
      .help = "Number of gradients that the run is planned to evaluate. L is re-estimated once, "
              "when the accepted steps outnumber the null steps by N/4 (at least 20, at most 200).",
  },
};

static const FopHistoryColumn columns[] = {
  { "accepted", "Accepted", NULL, FALSE, "1 if the trial point was accepted, 0 if not." },
  { "momentum", "Momentum", NULL, FALSE, "Momentum β." },
  { "preconditioner-rate", "Preconditioner rate", NULL, FALSE, "Learning rate η of P." },
  { .key = NULL },
};

const FopMethodClass fop_hdm_class = {
  .kind = "hdm",
  .title = "Online scaled gradient",
  .help
  = "x⁺ = x − P g + β (x − x_old), accepted only if the loss decreases; P and β learn from every "
    "trial, by AdaGrad on their hypergradients. Needs the same loss at every step: no batches. "
    "(Gao, Chu, Ye, Udell 2025.)\n"
    "P starts from 0, β from 0.95, x_old from θ_0, the sums of squares G (one for each element of "
    "P) and G_β from 0, and the rate η from η_0 = learning-rate. Iteration k = 0, 1, … has f, g "
    "at x and f⁺, g⁺ at x⁺, which count as evaluations, and D = g·g + 10⁻¹².\n"
    "r = −g⁺∘g/D (structure full: −g⁺gᵀ/D); G ← G + r∘r; P ← P − η r/(√G + 10⁻¹²), elementwise; "
    "if convex, P is then projected: each element is clipped to [0, 10¹⁰/L], also of a full "
    "matrix, as in the authors' code; with projection: eigenvalues, P becomes the nearest "
    "symmetric matrix with eigenvalues within [0, 10¹⁰/L]. Otherwise a full P is not symmetric: P "
    "itself is shown and written, eigenvalues are those of ½(P + Pᵀ), and asymmetry is ‖P − "
    "Pᵀ‖/‖P‖.\n"
    "m = g⁺·(x − x_old)/D; G_β ← G_β + m²; β ← β − η_β m/(√G_β + 10⁻¹²), clipped to [0, 0.9995]. "
    "If g⁺ is not finite, P and β stay. Then x_old ← x, and x ← x⁺ if f⁺ < f.\n"
    "At the beginning of iterations 49, 99, 149, … η ← max(0.8 η, 10⁻³ η_0) if convex, else "
    "max(0.05 η, 10⁻² η_0). A streak starts at 0, gains 1 for each accepted step and loses 2 for "
    "each other one, but does not fall below 0; when it exceeds max(min(N/4, 200), 20), once per "
    "run: L ← the mean of ‖g⁺ − g‖/‖x⁺ − x‖ over the accepted steps longer than 10⁻³ (if there "
    "are any), η ← η_0 ← 1/L, G ← 0. From the next iteration on η no longer decays, and D = g·g + "
    "10⁻¹² + ¼ L² ‖x − x_old‖².\n"
    "Checked against the authors' code: the published runs on a quadratic, and on a1a to the "
    "exact number of gradients.",
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
  .is_ahead = fop_method_is_always_ahead,
  .is_whole = TRUE,
};
