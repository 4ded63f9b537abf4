/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <gsl/gsl_rng.h>

G_BEGIN_DECLS

/**
 * FopOutput:
 * @name: for descriptions: "softmax cross-entropy"
 * @classes: whether targets are classes, with one output each; otherwise they are numbers
 * @losses: sum of the losses of @rows rows with outputs z, rows × c; @slopes (rows × c) receives
 *   ∂ℓ/∂z
 * @draw: @slopes receives ∂ℓ/∂z for targets drawn from the model with negative log-likelihood ℓ:
 *   classes from softmax(z), numbers from N(z, I); all rows × c
 * @curve: @product receives (∂²ℓ/∂z²) u for each row; all rows × c; may be @u itself
 * @hits: (nullable): number of correctly predicted rows
 * @redundant: whether the loss is invariant to a shift of all outputs of a row
 *
 * A loss function of a model's outputs.
 */
typedef struct
{
  const char *name;
  gboolean classes;
  double (*losses) (gsize rows, gsize c, const double *z, const double *targets, double *slopes);
  void (*draw) (gsize rows, gsize c, const double *z, gsl_rng *rng, double *slopes);
  void (*curve) (gsize rows, gsize c, const double *z, const double *targets, const double *u,
                 double *product);
  gsize (*hits) (gsize rows, gsize c, const double *z, const double *targets);
  gboolean redundant;
} FopOutput;

/** −log softmax(z)_y for classes y. */
extern const FopOutput fop_output_softmax;

/** ½ ‖z − e_y‖² for classes y: e_y is 1 at y and 0 elsewhere. */
extern const FopOutput fop_output_squared;

/** ½ ‖z − t‖² for c targets t per row. */
extern const FopOutput fop_output_regression;

/* The parts of softmax cross-entropy, for models of other kinds. */
double fop_softmax_losses (gsize rows, gsize c, const double *z, const double *targets,
                           double *slopes);
void fop_softmax_curve (gsize rows, gsize c, const double *z, const double *targets,
                        const double *u, double *product);
/** Number of rows whose largest output is their class; of equal values, the first counts. */
gsize fop_largest_hits (gsize rows, gsize c, const double *z, const double *targets);

/** "softmax", "squared" and "regression", NULL-terminated, and the corresponding outputs. */
extern const char *const fop_output_words[];
extern const FopOutput *const fop_outputs[];

typedef enum
{
  FOP_OUTPUT_SOFTMAX,
  FOP_OUTPUT_SQUARED,
  FOP_OUTPUT_REGRESSION
} FopOutputKind;

G_END_DECLS
