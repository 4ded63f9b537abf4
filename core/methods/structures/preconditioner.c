/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The structures of P, and what they have in common. */
#include "core/methods/structures/preconditioner.h"

#include "core/settings/error.h"

#include <math.h>

/* The words of `structure`, one line each, in the order in which lists show them. */
/* clang-format off */
#define FOP_STRUCTURES(structure)                                                                  \
  structure (full, "full")                                                                         \
  structure (layerwise, "layerwise")                                                               \
  structure (diagonal, "diagonal")                                                                 \
  structure (scalar, "scalar")                                                                     \
  structure (low_rank, "low-rank")                                                                 \
  structure (kronecker, "kronecker")
/* clang-format on */

#define DECLARE(name, word) extern const FopPreconditionerClass fop_preconditioner_##name##_class;
#define ADDRESS(name, word) &fop_preconditioner_##name##_class,
#define WORD(name, word)    word,

FOP_STRUCTURES (DECLARE)
static const FopPreconditionerClass *const classes[] = { FOP_STRUCTURES (ADDRESS) };
const char *const fop_structure_words[] = { FOP_STRUCTURES (WORD) NULL };

double
fop_learning_coefficient (const FopLearning *learning, const FopGradientPair *pair, double size)
{
  double coefficient = learning->hyper_rate;

  if (learning->normalize == FOP_NORMALIZE_NONE)
    coefficient *= learning->rate * pair->norms;
  else if (learning->normalize == FOP_NORMALIZE_FROBENIUS)
    coefficient /= size;
  return isfinite (coefficient) ? coefficient : 0;
}

FopBounds
fop_bounds_from (const FopSettings *settings)
{
  FopBounds bounds = { 0, INFINITY };

  if (fop_settings_has (settings, "min-eigenvalue"))
    bounds.minimum = fop_settings_number (settings, "min-eigenvalue");
  if (fop_settings_has (settings, "max-eigenvalue"))
    bounds.maximum = fop_settings_number (settings, "max-eigenvalue");
  return bounds;
}

gboolean
fop_bounds_given (const FopBounds *bounds)
{
  return bounds->minimum > 0 || bounds->maximum < INFINITY;
}

double
fop_bounds_root (const FopBounds *bounds, double value)
{
  double root = sqrt (CLAMP (value, bounds->minimum, bounds->maximum));

  if (root * root < bounds->minimum)
    root = nextafter (root, INFINITY);
  else if (root * root > bounds->maximum)
    root = nextafter (root, 0);
  return root;
}

void
fop_bounds_widen (double c, double cosine, double *low, double *high)
{
  double stretch = fabs (1 + c * (cosine + 1)), shrink = fabs (1 + c * (cosine - 1));
  double most = MAX (1, MAX (stretch, shrink)), least = MIN (1, MIN (stretch, shrink));

  *high *= most * most;
  *low *= least * least;
}

gboolean
fop_preconditioner_keeps_factor (const FopSettings *settings)
{
  return fop_settings_boolean (settings, "keep-factor")
         || fop_settings_number (settings, "hyper-momentum") > 0;
}

FopPreconditioner *
fop_preconditioner_new (const FopSettings *settings, const FopProblem *problem, guint64 seed,
                        GError **error)
{
  FopBounds bounds = fop_bounds_from (settings);
  if (bounds.minimum > bounds.maximum)
    {
      g_autofree char *minimum = fop_parameter_format_number (bounds.minimum);
      g_autofree char *maximum = fop_parameter_format_number (bounds.maximum);
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "min-eigenvalue (%s) must not exceed max-eigenvalue (%s)", minimum, maximum);
      return NULL;
    }
  return classes[fop_settings_choice (settings, "structure")]->create (settings, problem, seed,
                                                                       error);
}

void
fop_preconditioner_free (FopPreconditioner *preconditioner)
{
  if (preconditioner == NULL)
    return;
  if (preconditioner->klass->free != NULL)
    preconditioner->klass->free (preconditioner);
  g_free (preconditioner);
}

void
fop_preconditioner_init (FopPreconditioner *preconditioner, const FopPreconditionerClass *klass,
                         gsize rows, gsize columns, gsize state_size, const FopSettings *settings)
{
  preconditioner->klass = klass;
  preconditioner->dimension = rows * columns;
  preconditioner->rows = rows;
  preconditioner->columns = columns;
  preconditioner->state_size = state_size;
  preconditioner->bounds = fop_bounds_from (settings);
}

gsize
fop_preconditioner_single (const FopPreconditioner *preconditioner)
{
  return 1;
}

FopPreconditionerInfo
fop_preconditioner_single_info (const FopPreconditioner *preconditioner, gsize block)
{
  return (FopPreconditionerInfo){
    .name = "",
    .order = preconditioner->rows,
    .rows = preconditioner->rows,
    .columns = preconditioner->columns,
  };
}
