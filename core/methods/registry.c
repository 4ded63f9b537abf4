/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The methods there are, one line each, in the order in which lists show them. */
#include "core/methods/classes.h"
#include "core/settings/error.h"

static const FopMethodClass *const classes[] = {
  &fop_fop_class,     &fop_sgd_class,     &fop_adam_class, &fop_adamw_class,
  &fop_rmsprop_class, &fop_adagrad_class, &fop_hd_class,   &fop_per_parameter_class,
};

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

  const char *nearest = fop_nearest_word (kind, G_N_ELEMENTS (classes), kinds);
  if (nearest != NULL)
    g_set_error (error, FOP_ERROR, FOP_ERROR_UNKNOWN_KEY, "unknown method “%s”; did you mean “%s”?",
                 kind, nearest);
  else
    g_set_error (error, FOP_ERROR, FOP_ERROR_UNKNOWN_KEY,
                 "unknown method “%s”; “list methods” shows those there are", kind);
  return NULL;
}
