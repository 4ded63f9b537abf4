/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The common part of methods: creation, the base's memory, and queries answered from the class. */
#include "core/methods/method.h"

#include "core/linalg/diagonal.h"
#include "core/linalg/vector.h"
#include "core/settings/size.h"

#include <math.h>

FopMethod *
fop_method_new (const FopMethodClass *klass, const FopSettings *settings, const FopProblem *problem,
                guint64 seed, GError **error)
{
  g_return_val_if_fail (klass != NULL && settings != NULL && problem != NULL, NULL);

  FopMethod *method = klass->create (settings, problem, seed, error);
  if (method == NULL)
    return NULL;
  if (fop_parameter_table_find (&klass->table, "clip-norm") >= 0)
    method->clipped = g_new0 (double, method->dimension);
  fop_method_configure (method, settings);
  klass->reset (method);
  return method;
}

gboolean
fop_method_fits (const FopMethodClass *klass, const FopSettings *settings,
                 const FopProblem *problem, GError **error)
{
  g_autoptr (FopMethod) method = klass->create (settings, problem, 0, error);

  return method != NULL;
}

double
fop_method_memory (const FopMethodClass *klass, const FopSettings *settings,
                   const FopProblem *problem, guint64 seed, GError **error)
{
  g_autoptr (FopMethod) method = NULL;

  fop_size_asked ();
  method = klass->create (settings, problem, seed, error);
  if (method == NULL)
    return NAN;
  /* Small allocations are not counted. */
  return fmax (fop_size_asked (), (double) method->state_size * sizeof (double));
}

void
fop_method_free (FopMethod *method)
{
  if (method == NULL)
    return;
  if (method->klass->free != NULL)
    method->klass->free (method);
  fop_block_free (method->state);
  g_free (method->columns);
  g_free (method->clipped);
  g_free (method);
}

void
fop_method_configure (FopMethod *method, const FopSettings *settings)
{
  method->schedule = fop_schedule_from (settings);
  method->klass->configure (method, settings);
}

/* g, or c g/‖g‖ if its norm exceeds c. A gradient without a finite norm is unchanged. */
static const double *
clip (FopMethod *method, const double *gradient)
{
  double longest = method->schedule.clip_norm;

  if (isinf (longest))
    return gradient;

  double norm = fop_normalize (method->dimension, gradient, method->clipped);
  if (!(norm > longest) || isinf (norm))
    return gradient;
  for (gsize i = 0; i < method->dimension; i++)
    method->clipped[i] *= longest;
  return method->clipped;
}

void
fop_method_step (FopMethod *method, FopStep *step, double *theta)
{
  const double *gradient = step->gradient;

  step->gradient = clip (method, gradient);
  if (step->gradient != gradient)
    step->square = 0;
  method->klass->step (method, step, theta);
  step->gradient = gradient;
}

double
fop_method_rate_factor (const FopMethod *method, guint64 t)
{
  return fop_schedule_factor (&method->schedule, t);
}

gsize
fop_method_n_columns (const FopMethodClass *klass)
{
  return fop_history_columns_count (klass->columns);
}

gsize
fop_method_n_preconditioners (const FopMethod *method)
{
  const FopMethodClass *klass = method->klass;
  return klass->n_preconditioners != NULL ? klass->n_preconditioners (method) : 0;
}

gboolean
fop_method_is_ahead (const FopMethod *method)
{
  return method->klass->is_ahead != NULL && method->klass->is_ahead (method);
}

static void
write_out (const FopMethod *method, gsize block, double *matrix)
{
  FopPreconditionerInfo info = method->klass->preconditioner_info (method, block);

  if (info.diagonal)
    fop_diagonal_expand (info.order, matrix, matrix);
}

void
fop_method_preconditioner (const FopMethod *method, gsize block, double *matrix)
{
  method->klass->preconditioner (method, block, matrix);
  write_out (method, block, matrix);
}

gboolean
fop_method_factor (const FopMethod *method, gsize block, double *matrix)
{
  if (method->klass->factor == NULL || !method->klass->factor (method, block, matrix))
    return FALSE;
  write_out (method, block, matrix);
  return TRUE;
}

gboolean
fop_method_is_always_ahead (const FopMethod *method)
{
  return TRUE;
}

void
fop_method_init (FopMethod *method, const FopMethodClass *klass, gsize dimension, gsize state_size)
{
  gsize n_columns = fop_method_n_columns (klass);

  method->klass = klass;
  method->dimension = dimension;
  method->state_size = state_size;
  method->state = fop_block_new (state_size);
  method->columns = g_new (double, n_columns);
  for (gsize i = 0; i < n_columns; i++)
    method->columns[i] = NAN;
}
