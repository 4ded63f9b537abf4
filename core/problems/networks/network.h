/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/networks/network-layers.h"
#include "core/problems/start.h"

G_BEGIN_DECLS

/* Largest size of a hidden layer. */
#define FOP_HIDDEN_MOST 1000000u

/* The parameters shared by all networks. */
#define FOP_NETWORK_PARAMETERS                                                                        \
  FOP_EXAMPLES_PARAMETERS (FOP_REDUCTION_MEAN), FOP_START_PARAMETER,                                  \
      {                                                                                               \
        .key = "gain",                                                                                \
        .label = "Gain",                                                                              \
        .type = FOP_PARAMETER_REAL,                                                                   \
        .flags = FOP_PARAMETER_ADVANCED,                                                              \
        .minimum = 0,                                                                                 \
        .maximum = 1e6,                                                                               \
        .low = 0.1,                                                                                   \
        .high = 3,                                                                                    \
        .fallback = 1,                                                                                \
        .help                                                                                         \
        = "Factor on the initial weights, drawn from N(0, σ²) with the experiment's seed: σ² is " \
          "2/fan-in before relu and gelu (He), else 2/(fan-in + fan-out) (Glorot). Biases start "     \
          "at 0.",                                                                                    \
      },                                                                                              \
  {                                                                                                   \
    .key = "precision", .label = "Precision", .type = FOP_PARAMETER_CHOICE,                           \
    .flags = FOP_PARAMETER_ADVANCED, .choices = fop_network_precisions,                               \
    .help = "Floating-point precision of losses and gradients in a step. single takes about half "    \
            "the time and keeps six to seven digits, also of FOP's matrices for layers with "         \
            "several outputs, whose eigenvalues that far below the largest are noise and may be "     \
            "negative (keep-factor keeps M in double); parameters, curvature and whole-set "          \
            "measures are always double.",                                                            \
  }

/** "double" and "single", NULL-terminated. */
extern const char *const fop_network_precisions[];

#define FOP_OUTPUT_PARAMETER(usual)                                                                \
  {                                                                                                \
    .key = "output", .label = "Output", .type = FOP_PARAMETER_CHOICE, .fallback = (usual),         \
    .choices = fop_output_words,                                                                   \
    .help = "Loss of a row: softmax is the cross-entropy of the classes; squared is half the "     \
            "squared distance to the one-hot class; regression is half the squared distance to a " \
            "numeric target.",                                                                     \
  }

#define FOP_ACTIVATION_PARAMETER(usual)                                                             \
  {                                                                                                 \
    .key = "activation", .label = "Activation", .type = FOP_PARAMETER_CHOICE, .fallback = (usual),  \
    .choices = fop_activations,                                                                     \
    .help = "Activation function between layers: tanh; relu, max(0, x); or gelu, x Φ(x) with the " \
            "normal cumulative distribution function Φ.",                                           \
  }

/**
 * fop_network_new:
 * @settings: with FOP_NETWORK_PARAMETERS
 * @output: the loss of the outputs
 *
 * Reads the data.
 *
 * Returns: (transfer full): a network without layers, or %NULL with @error
 */
FopNetwork *fop_network_new (const FopProblemClass *klass, const FopSettings *settings,
                             const FopOutput *output, guint64 seed, GError **error);
/** Frees an unfinished network. */
void fop_network_discard (FopNetwork *network);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopNetwork, fop_network_discard)

/** Inputs of the next layer: the features at first, then the outputs of the last layer. */
gsize fop_network_width (const FopNetwork *network);

/** @layer: (transfer full): with fop_network_width() inputs. */
void fop_network_add (FopNetwork *network, FopLayer *layer);

/**
 * fop_network_add_hidden:
 * @sizes: (nullable): the setting `hidden`; %NULL: one layer of @usual
 *
 * Adds a dense layer with an activation for each size.
 *
 * Returns: %FALSE with %FOP_ERROR_RANGE if a size is not an integer from 1 to a million
 */
gboolean fop_network_add_hidden (FopNetwork *network, const FopArray *sizes, gsize usual,
                                 FopActivation activation, GError **error);

/**
 * fop_network_whole_numbers:
 * @array: (nullable): from @settings, under @key
 * @least, @most: the valid range
 *
 * Returns: %FALSE with %FOP_ERROR_RANGE naming @key, the position in the list and the valid range
 */
gboolean fop_network_whole_numbers (const FopArray *array, const char *key, gsize least, gsize most,
                                    GError **error);

/**
 * fop_network_finish:
 * @network: (transfer full): its last layer has fop_network_targets() outputs
 * @name: for the description: "MLP 784–64–10 tanh"
 *
 * Lays out parameters, blocks and workspace and draws the start. Sizes are checked before they are
 * allocated.
 *
 * Returns: (transfer full): the problem, or %NULL with @error
 */
FopProblem *fop_network_finish (FopNetwork *network, const FopSettings *settings, const char *name,
                                guint64 seed, GError **error);

/* For the class. */
void fop_network_free (FopProblem *problem);
double fop_network_evaluate (const FopProblem *problem, const double *theta, guint64 step,
                             double *gradient, double *work);
double fop_network_visit_layers (const FopProblem *problem, const double *theta, guint64 step,
                                 double *gradient, double *work, gsl_rng *rng, FopLayerVisit visit,
                                 gpointer data);
/** Exact: forward over reverse, at about the cost of two to three gradients. */
void fop_network_hessian_product (const FopProblem *problem, const double *theta, guint64 step,
                                  const double *vector, double *product, double *work);
/** n products; allocates n doubles temporarily. */
void fop_network_hessian (const FopProblem *problem, const double *theta, double *hessian,
                          double *work);
/**
 * F v with the Gauss-Newton matrix of the outputs, which is the Fisher matrix if the losses are
 * interpreted as negative log-likelihoods (Martens 2020); at about the cost of two gradients.
 */
void fop_network_fisher_product (const FopProblem *problem, const double *theta, guint64 step,
                                 const double *vector, double *product, double *work);
/** n products; allocates n doubles temporarily. */
void fop_network_fisher (const FopProblem *problem, const double *theta, double *fisher,
                         double *work);
/** Losses with the penalty, over all training rows and over all test rows. */
void fop_network_measure (const FopProblem *problem, const double *theta, FopMeasures *measures,
                          double *work);

G_END_DECLS
