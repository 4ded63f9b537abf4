/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All methods, one line each, in list order. A `rule` is a method that consists of an update rule
 * only, which `fop` and `hd` also accept as their base. */
#include "core/methods/base.h"
#include "core/settings/error.h"

/* clang-format off */
#define FOP_METHODS(method, rule) \
  method (fop) \
  rule (sgd) \
  rule (adam) \
  rule (adamw) \
  rule (rmsprop) \
  rule (adagrad) \
  method (hd) \
  method (per_parameter) \
  method (hdm) \
  method (lbfgs) \
  method (bfgs) \
  method (newton) \
  method (natural_gradient) \
  method (psgd) \
  method (shampoo) \
  method (kfac)
/* clang-format on */

#define DECLARE(name)      extern const FopMethodClass fop_##name##_class;
#define DECLARE_RULE(name) DECLARE (name) extern const FopBaseRule fop_##name##_rule;
#define ADDRESS(name)      &fop_##name##_class,
#define RULE(name)         &fop_##name##_rule,
#define WORD(name)         #name,
#define NOTHING(name)

FOP_METHODS (DECLARE, DECLARE_RULE)
static const FopMethodClass *const classes[] = { FOP_METHODS (ADDRESS, ADDRESS) };
static const FopBaseRule *const rules[] = { FOP_METHODS (NOTHING, RULE) };
const char *const fop_base_words[] = { FOP_METHODS (NOTHING, WORD) NULL };

const FopBaseRule *
fop_base_rule (int index)
{
  g_return_val_if_fail (index >= 0 && (gsize) index < G_N_ELEMENTS (rules), NULL);
  return rules[index];
}

gsize
fop_method_n_classes (void)
{
  return G_N_ELEMENTS (classes);
}

const FopMethodClass *
fop_method_class (gsize index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (classes), NULL);
  return classes[index];
}

const FopMethodClass *
fop_method_class_find (const char *kind, GError **error)
{
  const char *kinds[G_N_ELEMENTS (classes)];

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      kinds[i] = classes[i]->kind;
      if (g_str_equal (kind, kinds[i]))
        return classes[i];
    }

  const char *nearest = fop_nearest_word (kind, G_N_ELEMENTS (kinds), kinds);
  g_autoptr (GString) all = g_string_new (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_string_append_printf (all, "%s%s", i == 0 ? "" : ", ", kinds[i]);
  if (nearest != NULL)
    g_set_error (error, FOP_ERROR, FOP_ERROR_UNKNOWN_KEY,
                 "unknown method \"%s\"; did you mean \"%s\"?", kind, nearest);
  else
    g_set_error (error, FOP_ERROR, FOP_ERROR_UNKNOWN_KEY,
                 "unknown method \"%s\"; valid kinds are %s", kind, all->str);
  return NULL;
}
