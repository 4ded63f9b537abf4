/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All problems in list order, and how they are created. A new one is one line here. */

#include "core/problems/variation.h"

#include "core/settings/error.h"

/* clang-format off */
#define FOP_PROBLEMS(problem)                                                                      \
  problem (quadratic)                                                                              \
  problem (rosenbrock)                                                                             \
  problem (beale)                                                                                  \
  problem (booth)                                                                                  \
  problem (himmelblau)                                                                             \
  problem (rastrigin)                                                                              \
  problem (styblinski_tang)                                                                        \
  problem (saddle)                                                                                 \
  problem (linear_regression)                                                                      \
  problem (logistic_regression)                                                                    \
  problem (softmax_regression)                                                                     \
  problem (squared_hinge)                                                                          \
  problem (mlp)                                                                                    \
  problem (cnn)                                                                                    \
  problem (deep_linear)                                                                            \
  problem (autoencoder)                                                                            \
  problem (cartpole)                                                                               \
  problem (pendulum)
/* clang-format on */

#define DECLARE(name) extern const FopProblemClass fop_##name##_class;
#define ADDRESS(name) &fop_##name##_class,

FOP_PROBLEMS (DECLARE)
static const FopProblemClass *const classes[] = { FOP_PROBLEMS (ADDRESS) };

gsize
fop_problem_n_classes (void)
{
  return G_N_ELEMENTS (classes);
}

const FopProblemClass *
fop_problem_class (gsize index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (classes), NULL);
  return classes[index];
}

const FopProblemClass *
fop_problem_class_find (const char *kind, GError **error)
{
  const char *kinds[G_N_ELEMENTS (classes)];
  const char *nearest;

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      if (g_str_equal (classes[i]->kind, kind))
        return classes[i];
      kinds[i] = classes[i]->kind;
    }

  nearest = fop_nearest_word (kind, G_N_ELEMENTS (kinds), kinds);
  if (nearest != NULL)
    g_set_error (error, FOP_ERROR, FOP_ERROR_UNKNOWN_KEY,
                 "unknown problem \"%s\"; did you mean \"%s\"?", kind, nearest);
  else
    {
      g_autoptr (GString) all = g_string_new (NULL);

      for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
        g_string_append_printf (all, "%s%s", i == 0 ? "" : ", ", kinds[i]);
      g_set_error (error, FOP_ERROR, FOP_ERROR_UNKNOWN_KEY,
                   "unknown problem \"%s\"; valid kinds are %s", kind, all->str);
    }
  return NULL;
}

FopProblem *
fop_problem_new (const FopProblemClass *klass, const FopSettings *settings, guint64 seed,
                 GError **error)
{
  FopProblem *problem;

  g_return_val_if_fail (klass != NULL && settings != NULL, NULL);
  g_return_val_if_fail (fop_settings_table (settings)->parameters == klass->table.parameters, NULL);

  problem = klass->create (settings, seed, error);
  return problem != NULL ? fop_variation_of (problem, settings, seed, error) : NULL;
}
