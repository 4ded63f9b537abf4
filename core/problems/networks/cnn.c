/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The convolutional network: convolutions with max-pooling, then dense layers. */

#include "core/problems/networks/network.h"

#include "core/settings/error.h"

#define CONVOLUTIONS_MOST 64u
#define CHANNELS_MOST     100000u
#define PIXELS_MOST       10000u

extern const FopProblemClass fop_cnn_class;

#define LIST_PARAMETER(name, title, text)                                                          \
  {                                                                                                \
    .key = (name), .label = (title), .type = FOP_PARAMETER_VECTOR,                                 \
    .flags = FOP_PARAMETER_OPTIONAL, .help = (text),                                               \
  }

#define IMAGE_PARAMETER(name, title, text)                                                         \
  {                                                                                                \
    .key = (name), .label = (title), .type = FOP_PARAMETER_INTEGER,                                \
    .flags = FOP_PARAMETER_OPTIONAL | FOP_PARAMETER_ADVANCED, .minimum = 1,                        \
    .maximum = PIXELS_MOST, .low = 1, .high = 64, .fallback = 1, .help = (text),                   \
  }

static const FopParameter parameters[] = {
  LIST_PARAMETER ("channels", "Channels",
                  "Output channels of each convolutional layer; the default, [8, 16], is two "
                  "layers."),
  LIST_PARAMETER ("kernel", "Kernel",
                  "Kernel size k of k × k kernels: one number for all convolutional layers, or "
                  "one per layer. Default 5."),
  LIST_PARAMETER ("stride", "Stride",
                  "Stride of the convolution: one number for all convolutional layers, or one per "
                  "layer. Default 1."),
  LIST_PARAMETER ("padding", "Padding",
                  "Zero padding on every side of the image, less than the kernel size: one number "
                  "for all convolutional layers, or one per layer. Default 0."),
  LIST_PARAMETER ("pool", "Pool",
                  "Window of the max-pooling after each convolutional layer (1: no pooling): one "
                  "number for all, or one per layer. Default 2."),
  LIST_PARAMETER ("hidden", "Hidden layers",
                  "Sizes of the dense layers between the last convolution and the outputs. "
                  "Default: none."),
  FOP_ACTIVATION_PARAMETER (FOP_ACTIVATION_RELU),
  FOP_OUTPUT_PARAMETER (FOP_OUTPUT_SOFTMAX),
  IMAGE_PARAMETER ("image-rows", "Image rows",
                   "Image height in pixels, if the data do not declare their rows to be images."),
  IMAGE_PARAMETER ("image-columns", "Image columns",
                   "Image width in pixels, if the data do not declare their rows to be images."),
  IMAGE_PARAMETER ("image-channels", "Image channels",
                   "Channels of a pixel, adjacent in a row of the data. Default: number of "
                   "features / (image rows × image columns)."),
  FOP_NETWORK_PARAMETERS,
};

/* The settings of one convolutional layer, and its input image. */
typedef struct
{
  gsize channels, pool;
  FopPatches patches;
} Convolution;

/* @key of layer @i: its own number in the list, or the only one, or @usual. */
static gboolean
read_number (const FopSettings *settings, const char *key, gsize n, gsize i, gsize usual,
             gsize least, gsize most, gsize *number, GError **error)
{
  const FopArray *list = fop_settings_array (settings, key);

  *number = usual;
  if (list == NULL)
    return TRUE;
  if (list->rows != n && list->rows != 1)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "%s: has %" G_GSIZE_FORMAT " numbers, but there are %" G_GSIZE_FORMAT
                   " convolutional layers by \"channels\"; give one number for all, or one per "
                   "layer",
                   key, list->rows, n);
      return FALSE;
    }
  if (!fop_network_whole_numbers (list, key, least, most, error))
    return FALSE;
  *number = (gsize) list->values[list->rows == 1 ? 0 : i];
  return TRUE;
}

static gboolean
read_layer (const FopSettings *settings, gsize n, gsize i, Convolution *layer, GError **error)
{
  static const gsize usual[] = { 8, 16 };
  FopPatches *patches = &layer->patches;

  return read_number (settings, "channels", n, i, i < 2 ? usual[i] : 1, 1, CHANNELS_MOST,
                      &layer->channels, error)
         && read_number (settings, "kernel", n, i, 5, 1, PIXELS_MOST, &patches->kernel, error)
         && read_number (settings, "stride", n, i, 1, 1, PIXELS_MOST, &patches->stride, error)
         && read_number (settings, "padding", n, i, 0, 0, PIXELS_MOST, &patches->padding, error)
         && read_number (settings, "pool", n, i, 2, 1, PIXELS_MOST, &layer->pool, error);
}

/* Whether the kernel of layer @i (counted from 0) fits its image, and the pooling window its
 * output. */
static gboolean
check_layer (const Convolution *layer, gsize i, GError **error)
{
  const FopPatches *on = &layer->patches;
  g_autofree char *place = g_strdup_printf ("convolutional layer %" G_GSIZE_FORMAT, i + 1);
  gsize down, across;

  if (on->padding >= on->kernel)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "padding: %s has %" G_GSIZE_FORMAT ", but with a kernel size of %" G_GSIZE_FORMAT
                   " pixels it must be at most %" G_GSIZE_FORMAT,
                   place, on->padding, on->kernel, on->kernel - 1);
      return FALSE;
    }
  if (on->kernel > MIN (on->rows, on->columns) + 2 * on->padding)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "kernel: %s has %" G_GSIZE_FORMAT " × %" G_GSIZE_FORMAT
                   " pixels, but its input image has %" G_GSIZE_FORMAT " × %" G_GSIZE_FORMAT
                   " (and padding %" G_GSIZE_FORMAT ")",
                   place, on->kernel, on->kernel, on->rows, on->columns, on->padding);
      return FALSE;
    }
  down = fop_patches_down (on);
  across = fop_patches_across (on);
  if (layer->pool > MIN (down, across))
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "pool: %" G_GSIZE_FORMAT " × %" G_GSIZE_FORMAT
                   " pixels, but the output of %s has %" G_GSIZE_FORMAT " × %" G_GSIZE_FORMAT,
                   layer->pool, layer->pool, place, down, across);
      return FALSE;
    }
  return fop_check_size (place,
                         (double) down * (double) across
                             * ((double) on->kernel * (double) on->kernel * (double) on->channels
                                + (double) layer->channels),
                         error);
}

/*
 * Convolution, activation, pool. A nondecreasing activation commutes with the maximum: pooling
 * first leaves pool² times fewer values to compute. (gelu is not monotone.)
 */
static void
add_layer (FopNetwork *network, const Convolution *layer, FopActivation activation)
{
  gsize down = fop_patches_down (&layer->patches), across = fop_patches_across (&layer->patches);
  gboolean falls = activation == FOP_ACTIVATION_GELU;

  fop_network_add (network, fop_convolution_layer_new (&layer->patches, layer->channels));
  if (falls)
    fop_network_add (network, fop_activation_layer_new (activation, fop_network_width (network)));
  if (layer->pool > 1)
    fop_network_add (network, fop_max_pool_layer_new (down, across, layer->channels, layer->pool));
  if (!falls)
    fop_network_add (network, fop_activation_layer_new (activation, fop_network_width (network)));
}

/* The image shape of a row, from the settings or from the data. */
static gboolean
find_image (const FopSettings *settings, const FopDataset *set, FopPatches *image, GError **error)
{
  image->rows = set->image_rows;
  image->columns = set->image_columns;
  if (fop_settings_has (settings, "image-rows"))
    image->rows = (gsize) fop_settings_integer (settings, "image-rows");
  if (fop_settings_has (settings, "image-columns"))
    image->columns = (gsize) fop_settings_integer (settings, "image-columns");
  if (image->rows == 0 || image->columns == 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "data: %s has %" G_GSIZE_FORMAT
                   " features that are not declared to be images; set image-rows and "
                   "image-columns (and image-channels)",
                   set->name, set->features);
      return FALSE;
    }
  image->channels = fop_settings_has (settings, "image-channels")
                        ? (gsize) fop_settings_integer (settings, "image-channels")
                        : set->features / (image->rows * image->columns);
  if (image->channels == 0 || image->rows * image->columns * image->channels != set->features)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "image-rows × image-columns × image-channels: %" G_GSIZE_FORMAT
                   " × %" G_GSIZE_FORMAT " × %" G_GSIZE_FORMAT
                   " does not equal the %" G_GSIZE_FORMAT " features of %s",
                   image->rows, image->columns, MAX (image->channels, 1), set->features, set->name);
      return FALSE;
    }
  return TRUE;
}

/* Adds the convolutional layers, and appends to @name "CNN 28×28, 8@5×5, 16@5×5". */
static gboolean
add_convolutions (FopNetwork *network, const FopSettings *settings, GString *name, GError **error)
{
  const FopArray *channels = fop_settings_array (settings, "channels");
  FopActivation activation = (FopActivation) fop_settings_choice (settings, "activation");
  gsize n = channels != NULL ? channels->rows : 2;
  FopPatches image = { 0 };

  if (!find_image (settings, network->examples.train, &image, error))
    return FALSE;
  if (n > CONVOLUTIONS_MOST)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE,
                   "channels: %" G_GSIZE_FORMAT " convolutional layers; the limit is %u", n,
                   CONVOLUTIONS_MOST);
      return FALSE;
    }
  g_string_printf (name, "CNN %" G_GSIZE_FORMAT "×%" G_GSIZE_FORMAT, image.rows, image.columns);
  if (image.channels > 1)
    g_string_append_printf (name, "×%" G_GSIZE_FORMAT, image.channels);
  for (gsize i = 0; i < n; i++)
    {
      Convolution layer = { .patches = image };

      if (!read_layer (settings, n, i, &layer, error) || !check_layer (&layer, i, error))
        return FALSE;
      add_layer (network, &layer, activation);
      g_string_append_printf (name, ", %" G_GSIZE_FORMAT "@%" G_GSIZE_FORMAT "×%" G_GSIZE_FORMAT,
                              layer.channels, layer.patches.kernel, layer.patches.kernel);
      image.rows = fop_patches_down (&layer.patches) / layer.pool;
      image.columns = fop_patches_across (&layer.patches) / layer.pool;
      image.channels = layer.channels;
    }
  return TRUE;
}

static FopProblem *
cnn_create (const FopSettings *settings, guint64 seed, GError **error)
{
  const FopOutput *output = fop_outputs[fop_settings_choice (settings, "output")];
  FopActivation activation = (FopActivation) fop_settings_choice (settings, "activation");
  const FopArray *hidden = fop_settings_array (settings, "hidden");
  g_autoptr (FopNetwork) network = fop_network_new (&fop_cnn_class, settings, output, seed, error);
  g_autoptr (GString) name = g_string_new (NULL);

  if (network == NULL || !add_convolutions (network, settings, name, error)
      || (hidden != NULL && !fop_network_add_hidden (network, hidden, 0, activation, error)))
    return NULL;
  fop_network_add (
      network, fop_dense_layer_new (fop_network_width (network), fop_network_targets (network)));
  g_string_append_printf (name, " %s", fop_settings_word (settings, "activation"));
  return fop_network_finish (g_steal_pointer (&network), settings, name->str, seed, error);
}

const FopProblemClass fop_cnn_class = {
  .kind = "cnn",
  .title = "Convolutional network",
  .help = "Convolutional layers with an activation and max-pooling, then dense layers, for image "
          "classification or regression: cross-entropy or squared error, mean or sum, plus ½ λ "
          "‖W‖² over the weights. Starts from random weights; see gain.\n"
          "The kernels of a layer are one block, k² × (channels in · channels out): its rows are "
          "indexed by kernel row and column, its columns by channel in and out, the last index "
          "fastest; each bias is a block. θ contains layer after layer, the weights row by row "
          "and then the biases.\n"
          "Images are rows × columns × channels, channels fastest, in the data and when flattened "
          "for the first dense layer. (In PyTorch's flatten() channels are slowest.)",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = cnn_create,
  .free = fop_network_free,
  .evaluate = fop_network_evaluate,
  .hessian = fop_network_hessian,
  .fisher = fop_network_fisher,
  .hessian_product = fop_network_hessian_product,
  .fisher_product = fop_network_fisher_product,
  .visit_layers = fop_network_visit_layers,
  .measure = fop_network_measure,
};
