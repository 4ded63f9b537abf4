/* SPDX-License-Identifier: GPL-3.0-or-later */
/* BFGS: an inverse Hessian from all pairs of moves and changes of gradient. */
#include "core/linalg/symmetric.h"
#include "core/linalg/vector.h"
#include "core/methods/quasi-newton.h"
#include "core/settings/size.h"

#include <string.h>

extern const FopMethodClass fop_bfgs_class;

/* The state: the number of pairs that P was made of, then P packed, aligned. */
#define N_NUMBERS FOP_STATE_ALIGNMENT

typedef struct
{
  FopMethod method;
  gboolean scale_start;
  double *direction, *point, *s, *y, *image; /* n each */
  double *product;                           /* one, as kernels take it */
} Bfgs;

static FopMethod *
create (const FopSettings *settings, const FopProblem *problem, guint64 seed, GError **error)
{
  gsize n = problem->dimension;

  if (!fop_quasi_newton_check (&fop_bfgs_class, problem, error)
      || !fop_check_size ("the inverse Hessian of bfgs", 0.5 * (double) n * ((double) n + 1),
                          error))
    return NULL;

  Bfgs *self = g_new0 (Bfgs, 1);
  self->scale_start = fop_settings_boolean (settings, "scale-start");
  self->direction = g_new0 (double, 5 * n);
  self->point = self->direction + n;
  self->s = self->point + n;
  self->y = self->s + n;
  self->image = self->y + n;
  self->product = g_new (double, fop_products_size (n, 1));
  fop_method_init (&self->method, &fop_bfgs_class, n, N_NUMBERS + fop_packed_size (n));
  return &self->method;
}

static void
finalize (FopMethod *method)
{
  g_free (((Bfgs *) method)->direction);
  g_free (((Bfgs *) method)->product);
}

static void
configure (FopMethod *method, const FopSettings *settings)
{
}

static void
reset (FopMethod *method)
{
  method->state[0] = 0;
  fop_packed_set_identity (method->dimension, method->state + N_NUMBERS);
}

/*
 * P ← (I − s yᵀ/(s·y)) P (I − y sᵀ/(s·y)) + s sᵀ/(s·y), which is P + s uᵀ + u sᵀ for
 * u = ½ (1 + y·Py/(s·y)) s/(s·y) − Py/(s·y).
 */
static void
learn (Bfgs *self, const double *theta, const double *g, const double *g_next)
{
  gsize n = self->method.dimension;
  double *count = self->method.state, *p = count + N_NUMBERS;
  const double *s = self->s, *y = self->y;
  double *image = self->image, *u = self->direction, inverse;

  if (!fop_quasi_newton_pair (n, theta, self->point, g, g_next, self->s, self->y, &inverse))
    return;
  if (*count == 0 && self->scale_start)
    for (gsize i = 0; i < fop_packed_size (n); i++)
      p[i] /= inverse * fop_dot (n, y, y);
  *count += 1;

  fop_packed_multiply (n, p, y, image);
  double along = 0.5 * (1 + inverse * fop_dot (n, y, image)) * inverse;
  for (gsize i = 0; i < n; i++)
    u[i] = along * s[i] - inverse * image[i];
  fop_products_set (n, 1, 0, s, u, self->product);
  fop_packed_add_products (n, 1, 1, self->product, p);
}

static void
step (FopMethod *method, FopStep *step, double *theta)
{
  Bfgs *self = (Bfgs *) method;
  gsize n = method->dimension;
  double *state = method->state;

  fop_packed_multiply (n, state + N_NUMBERS, step->gradient, self->direction);
  for (gsize i = 0; i < n; i++)
    self->direction[i] = -self->direction[i];
  if (fop_quasi_newton_move (method, step, self->direction, state[0] == 0, theta, self->point))
    {
      learn (self, theta, step->gradient, step->next_gradient);
      memcpy (theta, self->point, n * sizeof (double));
    }
  else
    method->klass->reset (method);
}

static void
preconditioner (const FopMethod *method, gsize index, double *matrix)
{
  fop_packed_unpack (method->dimension, method->state + N_NUMBERS, 0, 0, NULL, matrix);
}

static const FopParameter parameters[] = {
  {
      .key = "scale-start",
      .label = "Scale the start",
      .type = FOP_PARAMETER_BOOLEAN,
      .maximum = 1,
      .help
      = "Start from P = (s·y / y·y) I of the first pair instead of I: step lengths near 1 from "
        "then on, but at the scale of the steepest direction, which P is slow to leave where "
        "curvatures differ much.",
  },
};

const FopMethodClass fop_bfgs_class = {
  .kind = "bfgs",
  .title = "BFGS",
  .help = "Steps along −P g, where P is the inverse Hessian that all pairs of moves and changes of "
          "gradient suggest; as far as the strong Wolfe conditions (10⁻⁴, 0.9) ask. Every trial "
          "point of that search is counted. Needs the same loss at every step: no batches.",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .columns = fop_quasi_newton_columns,
  .create = create,
  .free = finalize,
  .configure = configure,
  .reset = reset,
  .step = step,
  .n_preconditioners = fop_quasi_newton_n_preconditioners,
  .preconditioner_info = fop_quasi_newton_preconditioner_info,
  .preconditioner = preconditioner,
};
