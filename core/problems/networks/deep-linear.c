/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The deep linear network: a product of matrices in place of a single one. */

#include "core/problems/networks/network.h"

extern const FopProblemClass fop_deep_linear_class;

static const FopParameter parameters[] = {
  {
      .key = "depth",
      .label = "Depth",
      .unit = "layers",
      .type = FOP_PARAMETER_INTEGER,
      .minimum = 1,
      .maximum = 1000,
      .low = 1,
      .high = 10,
      .fallback = 3,
      .help = "Number of weight matrices. One is linear regression, with a convex loss; with more "
              "the loss is not convex.",
  },
  {
      .key = "width",
      .label = "Width",
      .type = FOP_PARAMETER_INTEGER,
      .minimum = 1,
      .maximum = 1e6,
      .low = 1,
      .high = 100,
      .fallback = 10,
      .help = "Size of the hidden layers. If smaller than the number of features and of outputs, "
              "it bounds the rank of the product.",
  },
  FOP_OUTPUT_PARAMETER (FOP_OUTPUT_SQUARED),
  FOP_NETWORK_PARAMETERS,
};

static FopProblem *
deep_linear_create (const FopSettings *settings, guint64 seed, GError **error)
{
  const FopOutput *output = fop_outputs[fop_settings_choice (settings, "output")];
  gsize depth = (gsize) fop_settings_integer (settings, "depth");
  gsize width = (gsize) fop_settings_integer (settings, "width");
  g_autoptr (FopNetwork) network
      = fop_network_new (&fop_deep_linear_class, settings, output, seed, error);
  g_autofree char *name = NULL;

  if (network == NULL)
    return NULL;
  for (gsize i = 0; i < depth; i++)
    fop_network_add (network,
                     fop_dense_layer_new (fop_network_width (network),
                                          i + 1 < depth ? width : fop_network_targets (network)));
  name = g_strdup_printf ("deep linear network, %" G_GSIZE_FORMAT " layers of %" G_GSIZE_FORMAT,
                          depth, width);
  return fop_network_finish (g_steal_pointer (&network), settings, name, seed, error);
}

const FopProblemClass fop_deep_linear_class = {
  .kind = "deep-linear",
  .title = "Deep linear network",
  .help = "Dense layers x W + b without an activation between them, over the rows of a data set. "
          "The model is linear but the loss is not convex, and training passes saddles and "
          "plateaus.\n"
          "Each W and each b is a block. Starts from random weights; see gain.",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = deep_linear_create,
  .free = fop_network_free,
  .evaluate = fop_network_evaluate,
  .hessian = fop_network_hessian,
  .fisher = fop_network_fisher,
  .hessian_product = fop_network_hessian_product,
  .fisher_product = fop_network_fisher_product,
  .measure = fop_network_measure,
};
