/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Figures of all kinds on pages in a style, and what their texts are. */

#include "tests/figures/computed.h"

#include "ui/figures/paper/page.h"
#include "ui/figures/paper/remarks.h"
#include "ui/figures/paper/style.h"

#include <string.h>

/* Of ink, in figure pixels: within it, two texts touch. */
#define TOUCH 0.75

static const char long_names[]
    = "{ \"fop-workbench\": 1, \"title\": \"Long names\", \"steps\": 300, \"seed\": 1,"
      "\"problem\": { \"kind\": \"quadratic\", \"dimension\": 10, \"condition\": 100 },"
      "\"runs\": [ { \"name\": \"Gradient descent with a constant learning rate of 0.1\","
      " \"method\": \"sgd\", \"learning-rate\": 0.1 },"
      "{ \"name\": \"Gradient descent with a constant learning rate of 0.01\", \"method\": \"sgd\","
      " \"learning-rate\": 0.01 },"
      "{ \"name\": \"Adam\", \"method\": \"adam\", \"learning-rate\": 0.02 },"
      "{ \"name\": \"First-order preconditioning, normalized, hyper rate 0.01\","
      " \"method\": \"fop\", \"learning-rate\": 0.1, \"hyper-rate\": 0.01,"
      " \"normalize\": \"frobenius\" } ] }";

static const Computed long_ones = { "long", long_names, 3, 300 };

static inline const Computed *
shown (gsize i)
{
  static const char *const names[] = { "valley", "rosenbrock", "kernels" };

  if (i == G_N_ELEMENTS (names))
    return &long_ones;
  for (gsize k = 0; k < n_computed; k++)
    if (g_str_equal (computed[k].name, names[i]))
      return &computed[k];
  g_assert_not_reached ();
}

#define N_SHOWN 4

typedef void (*Use) (const FigFigure *figure, const char *name);

/* Every kind of every experiment that has it. */
static inline void
for_all (Use use)
{
  for (gsize e = 0; e < N_SHOWN; e++)
    for (gsize k = 0; k < fig_n_kinds (); k++)
      {
        g_autoptr (FigFigure) figure = computed_figure (shown (e), fig_kind (k));
        g_autofree char *name = g_strdup_printf ("%s of %s", fig_kind (k)->id, shown (e)->name);

        if (figure == NULL)
          continue;
        fig_figure_prepare (figure);
        if (figure->empty == NULL)
          use (figure, name);
      }
}

static inline FopSettings *
style_with (const char *const *assignments)
{
  g_autoptr (FopSettings) style = fig_style_new ();

  for (; assignments[0] != NULL; assignments += 2)
    {
      g_autoptr (GError) error = NULL;

      fig_style_set (style, assignments[0], assignments[1], &error);
      g_assert_no_error (error);
    }
  return g_steal_pointer (&style);
}

/* The texts of a page, in figure pixels. */
static inline FigTextNotes *
notes_of (const FigFigure *figure, const FigPage *page, GPtrArray *remarks)
{
  FigTextNotes *notes = fig_text_notes_new ();
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  fig_page_draw (page, figure, cr, notes);
  if (remarks != NULL)
    fig_remarks_collect (page, notes, cr, remarks);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return notes;
}

static inline gboolean
overlap (const FigTextBox *a, const FigTextBox *b)
{
  double wide = MIN (a->x + a->width, b->x + b->width) - MAX (a->x, b->x);
  double tall = MIN (a->y + a->height, b->y + b->height) - MAX (a->y, b->y);

  return wide > TOUCH && tall > TOUCH;
}

/* Counted by the checks of a test. */
static gsize n_wrong;
