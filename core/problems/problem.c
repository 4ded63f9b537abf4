/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The base of every problem: its size, start and blocks, and its reference count. */

#include "core/problems/problem.h"

#include "core/settings/error.h"

#include <math.h>

static void
clear_blocks (FopProblem *problem)
{
  for (gsize i = 0; i < problem->n_blocks; i++)
    g_free (problem->blocks[i].name);
  g_clear_pointer (&problem->blocks, g_free);
  problem->n_blocks = 0;
}

gboolean
fop_problem_check_steady (const FopProblem *problem, const char *who, GError **error)
{
  const FopParameterTable *table = &problem->klass->table;
  const char *why = "episodes are always sampled";

  if (!problem->stochastic)
    return TRUE;
  if (fop_parameter_table_find (table, "batch") >= 0)
    why = "it changes with the batch; set the problem's batch to 0";
  else if (fop_parameter_table_find (table, "noise") >= 0)
    why = "gradients are noisy; set the problem's noise to 0";
  g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
               "%s, so it needs the same loss at every step, but in this problem %s", who, why);
  return FALSE;
}

FopProblem *
fop_problem_ref (FopProblem *problem)
{
  g_atomic_int_inc (&problem->ref_count);
  return problem;
}

void
fop_problem_unref (FopProblem *problem)
{
  if (problem == NULL || !g_atomic_int_dec_and_test (&problem->ref_count))
    return;
  if (problem->klass->free != NULL)
    problem->klass->free (problem);
  clear_blocks (problem);
  g_free (problem->start);
  g_free (problem->minima);
  g_free (problem->description);
  g_clear_pointer (&problem->notes, g_ptr_array_unref);
  g_free (problem);
}

gsize
fop_problem_n_columns (const FopProblemClass *klass)
{
  return fop_history_columns_count (klass->columns);
}

void
fop_problem_init (FopProblem *problem, const FopProblemClass *klass, gsize dimension)
{
  const FopBlock whole = { (char *) "theta", FOP_BLOCK_DENSE, 0, dimension, 1 };

  problem->klass = klass;
  problem->ref_count = 1;
  problem->dimension = dimension;
  problem->start = g_new0 (double, dimension);
  problem->smoothness = NAN;
  fop_problem_set_blocks (problem, 1, &whole);
}

void
fop_problem_set_blocks (FopProblem *problem, gsize n, const FopBlock *blocks)
{
  gsize offset = 0;

  clear_blocks (problem);
  problem->n_blocks = n;
  problem->blocks = g_new (FopBlock, n);
  for (gsize i = 0; i < n; i++)
    {
      problem->blocks[i] = blocks[i];
      problem->blocks[i].name = g_strdup (blocks[i].name);
      g_warn_if_fail (blocks[i].offset == offset);
      offset += blocks[i].rows * blocks[i].columns;
    }
  g_warn_if_fail (offset == problem->dimension);
}
