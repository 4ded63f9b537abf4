/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Networks: reference values from an independent implementation, initialization, blocks, errors. */

#include "problem-laws.h"
#include "reference.h"

#include <glib/gstdio.h>

#define TOLERANCE 1e-10

/* Numbers of a nested JSON array, in their order. */
static void
append_numbers (GArray *numbers, JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        append_numbers (numbers, json_array_get_element (array, i));
    }
  else
    {
      double value = json_node_get_double (node);

      g_array_append_val (numbers, value);
    }
}

static GArray *
read_numbers (JsonObject *object, const char *key)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (double));

  append_numbers (numbers, json_object_get_member (object, key));
  return numbers;
}

/* Inputs and labels of a reference as a CSV file, label last. */
static char *
write_examples (JsonObject *entry)
{
  g_autoptr (GArray) inputs = read_numbers (entry, "inputs");
  JsonArray *labels = json_object_get_array_member (entry, "labels");
  guint rows = json_array_get_length (labels), features = inputs->len / rows;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int handle = g_file_open_tmp ("networks-XXXXXX.csv", &path, &error);

  g_assert_no_error (error);
  g_close (handle, NULL);
  for (guint i = 0; i < rows; i++)
    {
      for (guint j = 0; j < features; j++)
        {
          char number[G_ASCII_DTOSTR_BUF_SIZE];

          g_ascii_dtostr (number, sizeof number, g_array_index (inputs, double, i *features + j));
          g_string_append_printf (text, "%s,", number);
        }
      g_string_append_printf (text, "%d\n", (int) json_array_get_int_element (labels, i));
    }
  g_file_set_contents (path, text->str, -1, &error);
  g_assert_no_error (error);
  return path;
}

/*
 * The layout of a reference, which has channels before pixels, and outputs before inputs. Element
 * (row, column) of the layer's block is element @place of the reference's array.
 */
typedef gsize (*Place) (gsize row, gsize column);

static gsize golden_rows, golden_columns; /* shape of the block, for the places */

static gsize
place_transposed (gsize row, gsize column)
{
  return column * golden_rows + row;
}

static gsize
place_straight (gsize row, gsize column)
{
  return row * golden_columns + column;
}

/* Kernels: ours k² × (in · out), the reference's out × in × k²; out is 2, then 3. */
static gsize
place_kernels (gsize row, gsize column)
{
  gsize out = golden_columns == 2 ? 2 : 3, in = golden_columns / out;

  return ((column % out) * in + column / out) * golden_rows + row;
}

/* After the convolutions: 3 channels of 4 pixels, with channels innermost in ours. */
static gsize
place_head (gsize row, gsize column)
{
  return column * golden_rows + (row % 3) * 4 + row / 3;
}

typedef struct
{
  const char *key;
  Place place;
} Part;

/* Copies the reference's arrays into the order of θ. */
static double *
collect (const FopProblem *problem, JsonObject *arrays, const Part *parts)
{
  double *theta = g_new (double, problem->dimension);

  for (gsize i = 0; i < problem->n_blocks; i++)
    {
      const FopBlock *block = &problem->blocks[i];
      g_autoptr (GArray) numbers = read_numbers (arrays, parts[i].key);

      golden_rows = block->rows;
      golden_columns = block->columns;
      g_assert_cmpuint (numbers->len, ==, block->rows * block->columns);
      for (gsize row = 0; row < block->rows; row++)
        for (gsize column = 0; column < block->columns; column++)
          theta[block->offset + row * block->columns + column]
              = g_array_index (numbers, double, parts[i].place (row, column));
    }
  return theta;
}

typedef struct
{
  const char *name, *kind, *settings;
  const Part *parts;
} Reference;

static void
test_reference (gconstpointer data)
{
  const Reference *reference = data;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (FopProblem) problem = NULL;
  g_autofree char *examples = NULL, *json = NULL;
  g_autofree double *theta = NULL, *expected = NULL, *gradient = NULL, *work = NULL;
  JsonObject *entry;
  double loss;

  entry = json_object_get_object_member (reference_object (parser, "golden/networks.json"),
                                         reference->name);
  examples = write_examples (entry);
  json = g_strdup_printf ("{ 'data': { 'csv': '%s' }, %s }", examples, reference->settings);
  problem = laws_problem (reference->kind, json, 1);
  g_remove (examples);

  theta = collect (problem, json_object_get_object_member (entry, "parameters"), reference->parts);
  expected
      = collect (problem, json_object_get_object_member (entry, "gradients"), reference->parts);
  gradient = g_new (double, problem->dimension);
  work = laws_work (problem);
  loss = problem->klass->evaluate (problem, theta, 0, gradient, work);
  laws_close (loss, json_object_get_double_member (entry, "loss"), TOLERANCE);
  for (gsize i = 0; i < problem->dimension; i++)
    if (!(fabs (gradient[i] - expected[i])
          <= TOLERANCE * laws_largest (problem->dimension, expected)))
      g_error ("gradient[%" G_GSIZE_FORMAT "] is %.17g, and the reference says %.17g", i,
               gradient[i], expected[i]);
}

static void
test_first_weights_have_the_spread_of_their_rule (void)
{
  static const struct
  {
    const char *activation;
    double variance; /* of 30 × 400 weights before it */
  } cases[] = { { "tanh", 2.0 / 430 }, { "relu", 2.0 / 30 }, { "gelu", 2.0 / 30 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf (
          "{ 'data': { 'generate': 'blobs', 'features': 30, 'classes': 3 }, 'hidden': [400], "
          "'activation': '%s', 'gain': 2 }",
          cases[i].activation);
      g_autoptr (FopProblem) problem = laws_problem ("mlp", json, 4);
      const FopBlock *weights = &problem->blocks[0], *bias = &problem->blocks[1];
      double squares = 0;

      for (gsize k = 0; k < 30 * 400; k++)
        squares += problem->start[weights->offset + k] * problem->start[weights->offset + k];
      squares /= 30 * 400;
      /* Three deviations of a mean of 12,000 squares. */
      g_assert_cmpfloat (fabs (squares / (4 * cases[i].variance) - 1), <,
                         3 * sqrt (2.0 / (30 * 400)));
      for (gsize k = 0; k < bias->columns; k++)
        g_assert_cmpfloat (problem->start[bias->offset + k], ==, 0);
    }
}

static void
test_blocks_are_fan_in_by_fan_out (void)
{
  g_autoptr (FopProblem) problem = laws_problem (
      "mlp", "{ 'data': { 'generate': 'spirals', 'classes': 3 }, 'hidden': [7, 5] }", 1);
  static const struct
  {
    const char *name;
    FopBlockKind kind;
    gsize rows, columns;
  } expected[] = {
    { "weights-1", FOP_BLOCK_DENSE, 2, 7 }, { "bias-1", FOP_BLOCK_BIAS, 1, 7 },
    { "weights-2", FOP_BLOCK_DENSE, 7, 5 }, { "bias-2", FOP_BLOCK_BIAS, 1, 5 },
    { "weights-3", FOP_BLOCK_DENSE, 5, 3 }, { "bias-3", FOP_BLOCK_BIAS, 1, 3 },
  };

  g_assert_cmpuint (problem->n_blocks, ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_cmpstr (problem->blocks[i].name, ==, expected[i].name);
      g_assert_cmpint (problem->blocks[i].kind, ==, expected[i].kind);
      g_assert_cmpuint (problem->blocks[i].rows, ==, expected[i].rows);
      g_assert_cmpuint (problem->blocks[i].columns, ==, expected[i].columns);
    }
  g_assert_nonnull (strstr (problem->description, "MLP 2–7–5–3 tanh, softmax cross-entropy, "));
}

/* The rows' losses are summed in portions, whose boundaries make no difference. */
static void
test_a_sum_is_rows_times_the_mean (void)
{
  const char *json = "{ 'data': { 'generate': 'spirals', 'rows': 1300, 'classes': 3 }, "
                     "'hidden': [40, 30], 'loss': '%s' }";
  g_autofree char *of_sum = g_strdup_printf (json, "sum"),
                  *of_mean = g_strdup_printf (json, "mean");
  g_autoptr (FopProblem) sum = laws_problem ("mlp", of_sum, 3);
  g_autoptr (FopProblem) mean = laws_problem ("mlp", of_mean, 3);
  g_autofree double *work = laws_work (sum);

  laws_close (sum->klass->evaluate (sum, sum->start, 0, NULL, work),
              1300 * mean->klass->evaluate (mean, sum->start, 0, NULL, work), 1e-12);
}

static void
test_measures_are_the_loss_and_the_share_of_hits (void)
{
  g_autoptr (FopProblem) problem = laws_problem (
      "mlp",
      "{ 'data': { 'generate': 'blobs', 'rows': 700, 'noise': 0.01, 'classes': 3 }, "
      "'test-fraction': 0.3, 'batch': 32, 'l2': 1e-4, 'output': 'squared' }",
      2);
  g_autofree double *theta = g_memdup2 (problem->start, problem->dimension * sizeof (double));
  g_autofree double *gradient = g_new (double, problem->dimension), *work = laws_work (problem);
  FopMeasures measures;

  problem->klass->measure (problem, theta, &measures, work);
  g_assert_cmpfloat (measures.train_loss, ==,
                     problem->klass->evaluate (problem, theta, FOP_STEP_ALL, NULL, work));
  g_assert_cmpfloat (measures.test_accuracy, <, 0.99);
  for (guint64 step = 0; step < 300; step++)
    {
      problem->klass->evaluate (problem, theta, step, gradient, work);
      for (gsize i = 0; i < problem->dimension; i++)
        theta[i] -= 0.3 * gradient[i];
    }
  problem->klass->measure (problem, theta, &measures, work);
  g_assert_cmpfloat (measures.train_accuracy, ==, 1);
  g_assert_cmpfloat (measures.test_accuracy, ==, 1);
  g_assert_cmpfloat (measures.test_loss, <, 0.05);
}

#define SPIRALS "'data': { 'generate': 'spirals' }"

static void
test_sizes_that_cannot_be_are_refused (void)
{
  laws_refused ("mlp", "{ " SPIRALS ", 'hidden': [4, 0] }", FOP_ERROR_RANGE, "hidden[1]: 0");
  laws_refused ("mlp", "{ " SPIRALS ", 'hidden': [2.5] }", FOP_ERROR_RANGE, "hidden[0]: 2.5");
  laws_refused ("mlp", "{ " SPIRALS ", 'hidden': [1000000, 1000000] }", FOP_ERROR_TOO_LARGE,
                "parameters");
  laws_refused ("mlp", "{ " SPIRALS ", 'start': [1] }", FOP_ERROR_COMBINATION, "start");
  laws_refused ("mlp", "{}", FOP_ERROR_COMBINATION, "data");
}

#define IMAGES  "'data': { 'generate': 'blobs', 'features': 64 }"
#define SQUARES IMAGES ", 'image-rows': 8, 'image-columns': 8"

static void
test_kernels_that_do_not_fit_are_refused (void)
{
  laws_refused ("cnn", "{ " IMAGES " }", FOP_ERROR_COMBINATION, "image-rows");
  laws_refused ("cnn", "{ " IMAGES ", 'image-rows': 8, 'image-columns': 9 }", FOP_ERROR_COMBINATION,
                "64 features");
  laws_refused ("cnn", "{ " SQUARES ", 'channels': [2], 'kernel': [9] }", FOP_ERROR_COMBINATION,
                "convolutional layer 1 has 9 × 9 pixels, but its input image has 8 × 8");
  laws_refused ("cnn", "{ " SQUARES ", 'channels': [2, 2], 'kernel': [5, 3] }",
                FOP_ERROR_COMBINATION,
                "convolutional layer 2 has 3 × 3 pixels, but its input image has 2 × 2");
  laws_refused ("cnn", "{ " SQUARES ", 'channels': [2], 'kernel': [5], 'pool': [5] }",
                FOP_ERROR_COMBINATION,
                "pool: 5 × 5 pixels, but the output of convolutional layer "
                "1 has 4 × 4");
  laws_refused ("cnn", "{ " SQUARES ", 'channels': [2], 'kernel': [3], 'padding': [3] }",
                FOP_ERROR_COMBINATION, "padding");
  laws_refused ("cnn", "{ " SQUARES ", 'channels': [2, 2], 'kernel': [3, 3, 3] }",
                FOP_ERROR_COMBINATION, "kernel: has 3 numbers");
  laws_refused ("cnn", "{ " SQUARES ", 'channels': [0] }", FOP_ERROR_RANGE, "channels[0]");
  laws_refused ("cnn", "{ " SQUARES ", 'channels': [2], 'stride': [0] }", FOP_ERROR_RANGE,
                "stride[0]");
  laws_refused (
      "cnn", "{ " SQUARES ", 'channels': [100000, 100000], 'kernel': [9999], 'padding': [9998] }",
      FOP_ERROR_TOO_LARGE, "convolutional layer 1");
}

static void
test_kernels_are_pixels_by_channels (void)
{
  g_autoptr (FopProblem) problem
      = laws_problem ("cnn", "{ " SQUARES ", 'channels': [3, 5], 'kernel': [3, 2] }", 1);

  g_assert_cmpstr (problem->blocks[0].name, ==, "kernels-1");
  g_assert_cmpint (problem->blocks[2].kind, ==, FOP_BLOCK_CONVOLUTION);
  g_assert_cmpuint (problem->blocks[2].rows, ==, 4);
  g_assert_cmpuint (problem->blocks[2].columns, ==, 15);
  g_assert_nonnull (strstr (problem->description, "CNN 8×8, 3@3×3, 5@2×2 relu"));
}

/* Gradient and loss of both problems at the same θ. */
static void
check_same (const FopProblem *a, const FopProblem *b)
{
  g_autofree double *theta = laws_point (a, 0.8), *of_a = g_new (double, a->dimension);
  g_autofree double *of_b = g_new (double, b->dimension);
  g_autofree double *work_a = laws_work (a), *work_b = laws_work (b);

  g_assert_cmpuint (a->dimension, ==, b->dimension);
  laws_close (a->klass->evaluate (a, theta, 3, of_a, work_a),
              b->klass->evaluate (b, theta, 3, of_b, work_b), 1e-12);
  g_assert_cmpfloat (laws_difference (a->dimension, of_a, of_b), <, 1e-12);
}

static void
test_one_linear_layer_is_linear_regression (void)
{
  g_autoptr (FopProblem) deep = laws_problem (
      "deep-linear",
      "{ 'data': { 'generate': 'gaussians' }, 'depth': 1, 'output': 'regression', 'l2': 0.3, "
      "'batch': 20 }",
      5);
  g_autoptr (FopProblem) linear = laws_problem (
      "linear-regression", "{ 'data': { 'generate': 'gaussians' }, 'l2': 0.3, 'batch': 20 }", 5);

  check_same (deep, linear);
}

static void
test_one_layer_under_softmax_is_softmax_regression (void)
{
  g_autoptr (FopProblem) deep = laws_problem (
      "deep-linear", "{ 'data': { 'generate': 'blobs' }, 'depth': 1, 'output': 'softmax' }", 5);
  g_autoptr (FopProblem) softmax
      = laws_problem ("softmax-regression", "{ 'data': { 'generate': 'blobs' } }", 5);

  check_same (deep, softmax);
}

/* At θ = 0 an autoencoder gives back zeros: the loss is half the mean square of its rows. */
static void
test_an_autoencoder_is_measured_by_its_inputs (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("autoencoder",
                                                 "{ 'data': { 'generate': 'gaussians', 'features': "
                                                 "3, 'standardize': true }, 'hidden': [5, 2] }",
                                                 5);
  g_autofree double *zero = g_new0 (double, problem->dimension), *work = laws_work (problem);

  g_assert_cmpuint (problem->n_blocks, ==, 8);
  g_assert_nonnull (strstr (problem->description, "autoencoder 5–2–5 tanh"));
  laws_close (problem->klass->evaluate (problem, zero, 0, NULL, work), 1.5, 1e-12);
}

/* A fifth of 500 well-separated points is mislabeled, and none of the held-out ones. */
static void
test_label_noise_spares_the_test_rows (void)
{
  g_autoptr (FopProblem) problem = laws_problem (
      "mlp",
      "{ 'data': { 'generate': 'blobs', 'rows': 625, 'noise': 0.01, 'classes': 3 }, "
      "'test-fraction': 0.2, 'label-noise': 0.2 }",
      2);
  g_autofree double *theta = g_memdup2 (problem->start, problem->dimension * sizeof (double));
  g_autofree double *gradient = g_new (double, problem->dimension), *work = laws_work (problem);
  FopMeasures measures;

  for (guint64 step = 0; step < 200; step++)
    {
      problem->klass->evaluate (problem, theta, step, gradient, work);
      for (gsize i = 0; i < problem->dimension; i++)
        theta[i] -= 0.5 * gradient[i];
    }
  problem->klass->measure (problem, theta, &measures, work);
  g_assert_cmpfloat (measures.train_accuracy, ==, 0.8);
  g_assert_cmpfloat (measures.test_accuracy, ==, 1);
  laws_refused ("linear-regression", "{ 'data': { 'generate': 'gaussians' }, 'label-noise': 0.1 }",
                FOP_ERROR_COMBINATION, "label-noise");
}

int
main (int argc, char **argv)
{
  static const Part mlp[] = { { "w1", place_transposed },
                              { "b1", place_straight },
                              { "w2", place_transposed },
                              { "b2", place_straight } };
  static const Part cnn[]
      = { { "conv1", place_kernels },  { "bias1", place_straight }, { "conv2", place_kernels },
          { "bias2", place_straight }, { "w", place_head },         { "b", place_straight } };
  static const Reference references[] = {
    { "mlp-tanh", "mlp", "'hidden': [7], 'activation': 'tanh'", mlp },
    { "mlp-relu", "mlp", "'hidden': [7], 'activation': 'relu'", mlp },
    { "cnn", "cnn",
      "'image-rows': 8, 'image-columns': 8, 'channels': [2, 3], 'kernel': [3], 'padding': [1]",
      cnn },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/networks/%s-agrees-with-the-reference", references[i].name);

      g_test_add_data_func (path, &references[i], test_reference);
    }
  g_test_add_func ("/networks/first-weights-have-the-spread-of-their-rule",
                   test_first_weights_have_the_spread_of_their_rule);
  g_test_add_func ("/networks/blocks-are-fan-in-by-fan-out", test_blocks_are_fan_in_by_fan_out);
  g_test_add_func ("/networks/a-sum-is-rows-times-the-mean", test_a_sum_is_rows_times_the_mean);
  g_test_add_func ("/networks/measures-are-the-loss-and-the-share-of-hits",
                   test_measures_are_the_loss_and_the_share_of_hits);
  g_test_add_func ("/networks/sizes-that-cannot-be-are-refused",
                   test_sizes_that_cannot_be_are_refused);
  g_test_add_func ("/networks/kernels-that-do-not-fit-are-refused",
                   test_kernels_that_do_not_fit_are_refused);
  g_test_add_func ("/networks/kernels-are-pixels-by-channels", test_kernels_are_pixels_by_channels);
  g_test_add_func ("/networks/one-linear-layer-is-linear-regression",
                   test_one_linear_layer_is_linear_regression);
  g_test_add_func ("/networks/one-layer-under-softmax-is-softmax-regression",
                   test_one_layer_under_softmax_is_softmax_regression);
  g_test_add_func ("/networks/an-autoencoder-is-measured-by-its-inputs",
                   test_an_autoencoder_is_measured_by_its_inputs);
  g_test_add_func ("/networks/label-noise-spares-the-test-rows",
                   test_label_noise_spares_the_test_rows);
  return g_test_run ();
}
