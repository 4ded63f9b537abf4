/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all methods share: creation, the base's memory, and questions answered from the class. */
#include "core/methods/method.h"

#include <math.h>

FopMethod *
fop_method_new (const FopMethodClass *klass, const FopSettings *settings, const FopProblem *problem,
                guint64 seed, GError **error)
{
  g_return_val_if_fail (klass != NULL && settings != NULL && problem != NULL, NULL);

  FopMethod *method = klass->create (settings, problem, seed, error);
  if (method == NULL)
    return NULL;
  klass->configure (method, settings);
  klass->reset (method);
  return method;
}

void
fop_method_free (FopMethod *method)
{
  if (method == NULL)
    return;
  if (method->klass->free != NULL)
    method->klass->free (method);
  g_free (method->state);
  g_free (method->columns);
  g_free (method);
}

gsize
fop_method_n_columns (const FopMethodClass *klass)
{
  gsize n = 0;
  while (klass->columns != NULL && klass->columns[n] != NULL)
    n++;
  return n;
}

gsize
fop_method_n_preconditioners (const FopMethod *method)
{
  const FopMethodClass *klass = method->klass;
  return klass->n_preconditioners != NULL ? klass->n_preconditioners (method) : 0;
}

void
fop_method_init (FopMethod *method, const FopMethodClass *klass, gsize dimension, gsize state_size)
{
  gsize n_columns = fop_method_n_columns (klass);

  method->klass = klass;
  method->dimension = dimension;
  method->state_size = state_size;
  method->state = g_new0 (double, state_size);
  method->columns = g_new (double, n_columns);
  for (gsize i = 0; i < n_columns; i++)
    method->columns[i] = NAN;
}
