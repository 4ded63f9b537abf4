/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The multilayer perceptron. */

#include "core/problems/networks/network.h"

#define HIDDEN_USUAL 32

extern const FopProblemClass fop_mlp_class;

static const FopParameter parameters[] = {
  {
      .key = "hidden",
      .label = "Hidden layers",
      .type = FOP_PARAMETER_VECTOR,
      .flags = FOP_PARAMETER_OPTIONAL,
      .help = "Sizes of the hidden layers: [64, 32] is two layers. Default: one layer of 32.",
  },
  FOP_ACTIVATION_PARAMETER (FOP_ACTIVATION_TANH),
  FOP_OUTPUT_PARAMETER (FOP_OUTPUT_SOFTMAX),
  FOP_NETWORK_PARAMETERS,
};

/* "MLP 784–64–10 tanh" */
static char *
describe (const FopNetwork *network, const FopSettings *settings)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "MLP %" G_GSIZE_FORMAT, network->examples.train->features);
  for (gsize i = 0; i < network->n_layers; i++)
    if (network->layers[i]->weight_rows > 0)
      g_string_append_printf (text, "–%" G_GSIZE_FORMAT, network->layers[i]->outputs);
  g_string_append_printf (text, " %s", fop_settings_word (settings, "activation"));
  return g_string_free (text, FALSE);
}

static FopProblem *
mlp_create (const FopSettings *settings, guint64 seed, GError **error)
{
  const FopOutput *output = fop_outputs[fop_settings_choice (settings, "output")];
  FopActivation activation = (FopActivation) fop_settings_choice (settings, "activation");
  g_autoptr (FopNetwork) network = fop_network_new (&fop_mlp_class, settings, output, seed, error);
  g_autofree char *name = NULL;

  if (network == NULL
      || !fop_network_add_hidden (network, fop_settings_array (settings, "hidden"), HIDDEN_USUAL,
                                  activation, error))
    return NULL;
  fop_network_add (
      network, fop_dense_layer_new (fop_network_width (network), fop_network_targets (network)));
  name = describe (network, settings);
  return fop_network_finish (g_steal_pointer (&network), settings, name, seed, error);
}

const FopProblemClass fop_mlp_class = {
  .kind = "mlp",
  .title = "Multilayer perceptron",
  .help = "Dense layers x W + b with an activation between them, over the rows of a data set: "
          "cross-entropy or squared error, mean or sum, plus ½ λ ‖W‖² over the weights. Starts "
          "from random weights; see gain.\n"
          "W is fan-in × fan-out, one block per layer; each b is a block. θ contains layer after "
          "layer, W row by row and then b.",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = mlp_create,
  .free = fop_network_free,
  .evaluate = fop_network_evaluate,
  .hessian = fop_network_hessian,
  .fisher = fop_network_fisher,
  .hessian_product = fop_network_hessian_product,
  .fisher_product = fop_network_fisher_product,
  .visit_layers = fop_network_visit_layers,
  .measure = fop_network_measure,
};
