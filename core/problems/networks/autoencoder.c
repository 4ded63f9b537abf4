/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The autoencoder: rows through a bottleneck and back. */

#include "core/problems/networks/network.h"

#define HIDDEN_USUAL 8

extern const FopProblemClass fop_autoencoder_class;

static const FopParameter parameters[] = {
  {
      .key = "hidden",
      .label = "Hidden layers",
      .type = FOP_PARAMETER_VECTOR,
      .flags = FOP_PARAMETER_OPTIONAL,
      .help = "Sizes of the encoder's layers, ending with the bottleneck: [64, 8] gives layers of "
              "64, 8 and 64. Default: one layer of 8.",
  },
  FOP_ACTIVATION_PARAMETER (FOP_ACTIVATION_TANH),
  FOP_NETWORK_PARAMETERS,
};

/* The sizes, followed by all but the last in reverse. */
static FopArray *
mirror (const FopArray *sizes)
{
  gsize n = sizes->rows;
  g_autofree double *values = g_new (double, 2 * n - 1);

  for (gsize i = 0; i < n; i++)
    values[i] = values[2 * n - 2 - i] = sizes->values[i];
  return fop_array_new (2 * n - 1, 1, values, NULL);
}

/* "autoencoder 64–8–64 tanh" */
static char *
describe (const FopNetwork *network, const FopSettings *settings)
{
  GString *text = g_string_new ("autoencoder ");

  for (gsize i = 0; i + 1 < network->n_layers; i++)
    if (network->layers[i]->weight_rows > 0)
      g_string_append_printf (text, "%s%" G_GSIZE_FORMAT, i > 0 ? "–" : "",
                              network->layers[i]->outputs);
  g_string_append_printf (text, " %s", fop_settings_word (settings, "activation"));
  return g_string_free (text, FALSE);
}

static FopProblem *
autoencoder_create (const FopSettings *settings, guint64 seed, GError **error)
{
  const FopArray *sizes = fop_settings_array (settings, "hidden");
  FopActivation activation = (FopActivation) fop_settings_choice (settings, "activation");
  g_autoptr (FopArray) hidden = sizes != NULL ? mirror (sizes) : NULL;
  g_autoptr (FopNetwork) network
      = fop_network_new (&fop_autoencoder_class, settings, &fop_output_regression, seed, error);
  g_autofree char *name = NULL;

  if (network == NULL || !fop_network_whole_numbers (sizes, "hidden", 1, FOP_HIDDEN_MOST, error)
      || !fop_network_add_hidden (network, hidden, HIDDEN_USUAL, activation, error))
    return NULL;
  network->reconstructs = TRUE;
  fop_network_add (
      network, fop_dense_layer_new (fop_network_width (network), fop_network_targets (network)));
  name = describe (network, settings);
  return fop_network_finish (g_steal_pointer (&network), settings, name, seed, error);
}

const FopProblemClass fop_autoencoder_class = {
  .kind = "autoencoder",
  .title = "Autoencoder",
  .help = "Dense layers with an activation between them and a bottleneck in the middle, trained "
          "to reproduce their input: ½ ‖z − x‖² over the rows of a data set, mean or sum, plus ½ "
          "λ ‖W‖² over the weights. Labels are not used.\n"
          "Each W and each b is a block. Starts from random weights; see gain.",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = autoencoder_create,
  .free = fop_network_free,
  .evaluate = fop_network_evaluate,
  .hessian = fop_network_hessian,
  .fisher = fop_network_fisher,
  .hessian_product = fop_network_hessian_product,
  .fisher_product = fop_network_fisher_product,
  .measure = fop_network_measure,
};
