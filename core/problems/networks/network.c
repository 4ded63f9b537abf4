/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Networks: problems built from layers. network-pass.c evaluates them. */

#include "core/problems/networks/network.h"

#include "core/data/philox.h"
#include "core/linalg/blas.h"
#include "core/problems/networks/network-single.h"
#include "core/settings/error.h"

#include <gsl/gsl_randist.h>
#include <math.h>

/* Numbers that fit into an L2 cache of 1 MiB. */
#define CACHE_NUMBERS 131072u
#define PORTION_LEAST 8u

const char *const fop_network_precisions[] = { "double", "single", NULL };

static gboolean
check_targets (const FopNetwork *network, GError **error)
{
  const FopDataset *train = network->examples.train;

  if (!network->output->classes || train->classes >= 2)
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
               "data: all rows have the same class, but %s needs at least two",
               network->output->name);
  return FALSE;
}

FopNetwork *
fop_network_new (const FopProblemClass *klass, const FopSettings *settings, const FopOutput *output,
                 guint64 seed, GError **error)
{
  g_autoptr (FopNetwork) network = g_new0 (FopNetwork, 1);

  fop_blas_init ();
  network->parent.klass = klass;
  network->output = output;
  network->parent.single = fop_settings_choice (settings, "precision") == 1;
  if (!fop_examples_load (&network->examples, settings, !output->classes, seed, error)
      || !check_targets (network, error))
    return NULL;
  return g_steal_pointer (&network);
}

static void
clear (FopNetwork *network)
{
  fop_examples_clear (&network->examples);
  for (gsize i = 0; i < network->n_layers; i++)
    g_free (network->layers[i]);
  g_free (network->layers);
  g_free (network->y_at);
  g_free (network->kept_at);
}

void
fop_network_discard (FopNetwork *network)
{
  if (network == NULL)
    return;
  clear (network);
  g_free (network);
}

void
fop_network_free (FopProblem *problem)
{
  clear ((FopNetwork *) problem);
}

gsize
fop_network_width (const FopNetwork *network)
{
  return network->n_layers > 0 ? network->layers[network->n_layers - 1]->outputs
                               : network->examples.train->features;
}

void
fop_network_add (FopNetwork *network, FopLayer *layer)
{
  g_return_if_fail (layer->inputs == fop_network_width (network));

  network->layers = g_renew (FopLayer *, network->layers, network->n_layers + 1);
  network->layers[network->n_layers++] = layer;
}

gboolean
fop_network_whole_numbers (const FopArray *array, const char *key, gsize least, gsize most,
                           GError **error)
{
  for (gsize i = 0; array != NULL && i < array->rows; i++)
    {
      double value = array->values[i];

      if (value >= (double) least && value <= (double) most && value == floor (value))
        continue;
      g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE,
                   "%s[%" G_GSIZE_FORMAT "]: %g is not an integer from %" G_GSIZE_FORMAT
                   " to %" G_GSIZE_FORMAT,
                   key, i, value, least, most);
      return FALSE;
    }
  return TRUE;
}

gboolean
fop_network_add_hidden (FopNetwork *network, const FopArray *sizes, gsize usual,
                        FopActivation activation, GError **error)
{
  if (!fop_network_whole_numbers (sizes, "hidden", 1, FOP_HIDDEN_MOST, error))
    return FALSE;
  for (gsize i = 0; i < (sizes != NULL ? sizes->rows : 1); i++)
    {
      gsize size = sizes != NULL ? (gsize) sizes->values[i] : usual;

      fop_network_add (network, fop_dense_layer_new (fop_network_width (network), size));
      fop_network_add (network, fop_activation_layer_new (activation, size));
    }
  return TRUE;
}

/* Offsets of parameters and of a row's numbers; returns n as a double, so that it cannot overflow.
 * */
static double
lay_out (FopNetwork *network)
{
  double n = 0;
  gsize offset = 0;

  network->y_at = g_new (gsize, network->n_layers);
  network->kept_at = g_new (gsize, network->n_layers);
  for (gsize i = 0; i < network->n_layers; i++)
    {
      FopLayer *layer = network->layers[i];

      layer->offset = offset;
      n += (double) layer->weight_rows * (double) layer->weight_columns + (double) layer->biases;
      offset += layer->weight_rows * layer->weight_columns + layer->biases;
      network->y_at[i] = network->length;
      network->kept_at[i] = network->length + layer->outputs;
      network->length += layer->outputs + layer->kept;
      network->widest = MAX (network->widest, layer->outputs);
      network->scratch = MAX (network->scratch, layer->scratch);
    }
  return n;
}

/* The values of a portion should stay in the cache, or at least be no larger than the parameters,
 * which are read once per portion. */
static gsize
choose_portion (const FopNetwork *network, gsize n)
{
  gsize rows = MAX (n, CACHE_NUMBERS) / (network->length + 2 * network->widest);

  return CLAMP (rows, PORTION_LEAST, FOP_EXAMPLES_ROWS);
}

static gboolean
has_weights (const FopLayer *layer)
{
  return layer->weight_rows > 0;
}

/* The blocks: weights and biases of each layer that has them, numbered from 1. */
static void
set_blocks (FopNetwork *network)
{
  g_autofree FopBlock *blocks = g_new (FopBlock, 2 * network->n_layers);
  gsize n = 0;

  for (gsize i = 0; i < network->n_layers; i++)
    {
      const FopLayer *layer = network->layers[i];
      const char *name = layer->kind == FOP_BLOCK_CONVOLUTION ? "kernels" : "weights";
      gsize weights = layer->weight_rows * layer->weight_columns, number = n / 2 + 1;

      if (!has_weights (layer))
        continue;
      blocks[n++] = (FopBlock){ g_strdup_printf ("%s-%" G_GSIZE_FORMAT, name, number), layer->kind,
                                layer->offset, layer->weight_rows, layer->weight_columns };
      blocks[n++] = (FopBlock){ g_strdup_printf ("bias-%" G_GSIZE_FORMAT, number), FOP_BLOCK_BIAS,
                                layer->offset + weights, 1, layer->biases };
    }
  fop_problem_set_blocks (&network->parent, n, blocks);
  for (gsize i = 0; i < n; i++)
    g_free (blocks[i].name);
}

/* Whether the output of layer @index passes a rectifier before the next weights. */
static gboolean
is_rectified (const FopNetwork *network, gsize index)
{
  for (gsize i = index + 1; i < network->n_layers && !has_weights (network->layers[i]); i++)
    if (network->layers[i]->rectifies)
      return TRUE;
  return FALSE;
}

static void
draw_start (FopNetwork *network, double gain, guint64 seed)
{
  gsl_rng *rng = fop_random_new (seed, FOP_STREAM_START, 0);

  for (gsize i = 0; i < network->n_layers; i++)
    {
      const FopLayer *layer = network->layers[i];
      double fans = is_rectified (network, i) ? layer->fan_in : layer->fan_in + layer->fan_out;

      for (gsize k = 0; k < layer->weight_rows * layer->weight_columns; k++)
        network->parent.start[layer->offset + k] = gsl_ran_gaussian (rng, gain * sqrt (2 / fans));
    }
  gsl_rng_free (rng);
}

/* Multiplications by weights per row: those of a convolution are used at every position. */
static double
products_of_a_row (const FopNetwork *network)
{
  double products = 0;

  for (gsize i = 0; i < network->n_layers; i++)
    {
      const FopLayer *layer = network->layers[i];
      double places = (double) layer->outputs / (double) MAX (layer->biases, 1);

      products += places * (double) (layer->weight_rows * layer->weight_columns);
    }
  return products;
}

FopProblem *
fop_network_finish (FopNetwork *network, const FopSettings *settings, const char *name,
                    guint64 seed, GError **error)
{
  g_autoptr (FopProblem) problem = NULL;
  g_autofree char *of_examples = NULL;
  double n = lay_out (network), portion;

  if ((!network->output->classes && !network->reconstructs
       && !fop_examples_check_numbers (&network->examples, error))
      || !fop_check_size ("the network's parameters", n, error))
    {
      fop_network_discard (network);
      return NULL;
    }
  network->portion = choose_portion (network, (gsize) n);
  portion = (double) network->portion;
  if (!fop_check_size ("the network's workspace",
                       portion * (2 * (double) network->length + 4 * (double) network->widest)
                           + (double) network->scratch,
                       error))
    {
      fop_network_discard (network);
      return NULL;
    }

  problem = &network->parent;
  fop_problem_init (problem, network->parent.klass, (gsize) n);
  set_blocks (network);
  problem->work_size
      = fop_examples_work_size (&network->examples)
        + MAX (network->portion * (2 * network->length + 4 * network->widest) + network->scratch,
               fop_network_single_size (network));
  problem->rows = network->examples.train->rows;
  problem->stochastic = network->examples.batch > 0;
  problem->likelihood = TRUE;
  problem->fisher_singular = network->output->redundant;
  /* n products, each of about four gradients over all rows. */
  problem->hessian_work = 16 * n * products_of_a_row (network) * (double) problem->rows;
  problem->notes = fop_examples_notes (&network->examples);
  of_examples = fop_examples_describe (&network->examples, problem->dimension);
  problem->description = g_strdup_printf ("%s, %s%s", name, network->output->name, of_examples);
  draw_start (network, fop_settings_number (settings, "gain"), seed);
  if (!fop_start_take (settings, problem, error))
    return NULL;
  return g_steal_pointer (&problem);
}
