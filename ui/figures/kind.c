/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The registry: one line a kind of figure, in the order in which menus show them. */

#include "ui/figures/kind.h"

#include "ui/figures/landscape-figure.h"
#include "ui/figures/loss-figure.h"
#include "ui/figures/preconditioner-figure.h"
#include "ui/figures/spectrum-figure.h"

static const FigKind *const kinds[] = {
  &fig_loss_kind,
  &fig_preconditioner_kind,
  &fig_spectrum_kind,
  &fig_landscape_kind,
};

gsize
fig_n_kinds (void)
{
  return G_N_ELEMENTS (kinds);
}

const FigKind *
fig_kind (gsize index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (kinds), NULL);
  return kinds[index];
}

const FigKind *
fig_kind_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i]->id, id))
      return kinds[i];
  return NULL;
}
