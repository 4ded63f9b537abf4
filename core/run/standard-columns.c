/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of every run: to add one, add a line to a table and a function that returns its
 * value. */
#include "core/run/standard-columns.h"

static double
loss (const FopIterate *iterate, const FopMeasures *measures)
{
  return iterate->loss;
}

static double
gradient_norm (const FopIterate *iterate, const FopMeasures *measures)
{
  return iterate->gradient_norm;
}

static double
train_loss (const FopIterate *iterate, const FopMeasures *measures)
{
  return measures->train_loss;
}

static double
test_loss (const FopIterate *iterate, const FopMeasures *measures)
{
  return measures->test_loss;
}

static double
train_accuracy (const FopIterate *iterate, const FopMeasures *measures)
{
  return measures->train_accuracy;
}

static double
test_accuracy (const FopIterate *iterate, const FopMeasures *measures)
{
  return measures->test_accuracy;
}

static double
theta_1 (const FopIterate *iterate, const FopMeasures *measures)
{
  return iterate->theta[0];
}

static double
theta_2 (const FopIterate *iterate, const FopMeasures *measures)
{
  return iterate->theta[1];
}

/* clang-format off */
static const FopStandardColumn of_every_run[] = {
  { { "loss", "Loss", "J(θ)", TRUE, "Loss at θ_t, on the batch of step t." }, loss },
  { { "gradient-norm", "Gradient norm", "‖∇J(θ)‖", TRUE,
      "Euclidean norm of the gradient of the loss, before clipping." }, gradient_norm },
};

static const FopStandardColumn of_data[] = {
  { { "train-loss", "Train loss", NULL, TRUE, "Loss on the whole training set." }, train_loss },
  { { "test-loss", "Test loss", NULL, TRUE, "Loss on the data that was held out." }, test_loss },
  { { "train-accuracy", "Train accuracy", NULL, FALSE,
      "Fraction of the training set that is classified correctly." }, train_accuracy },
  { { "test-accuracy", "Test accuracy", NULL, FALSE,
      "Fraction of the held-out data that is classified correctly." }, test_accuracy },
};

static const FopStandardColumn of_plane[] = {
  { { "theta-1", "Theta 1", NULL, FALSE, "First coordinate of θ_t." }, theta_1 },
  { { "theta-2", "Theta 2", NULL, FALSE, "Second coordinate of θ_t." }, theta_2 },
};
/* clang-format on */

static const struct
{
  gsize n;
  const FopStandardColumn *columns;
} groups[FOP_N_COLUMN_GROUPS] = {
  [FOP_COLUMNS_OF_EVERY_RUN] = { G_N_ELEMENTS (of_every_run), of_every_run },
  [FOP_COLUMNS_OF_DATA] = { G_N_ELEMENTS (of_data), of_data },
  [FOP_COLUMNS_OF_PLANE] = { G_N_ELEMENTS (of_plane), of_plane },
};

const FopStandardColumn *
fop_standard_columns (FopColumnGroup group, gsize *n)
{
  *n = groups[group].n;
  return groups[group].columns;
}

static const FopHistoryColumn *
among (const FopHistoryColumn *columns, const char *key)
{
  gssize index = fop_history_columns_find (columns, key);

  return index >= 0 ? &columns[index] : NULL;
}

const FopHistoryColumn *
fop_history_column (const char *key)
{
  const FopHistoryColumn *column = NULL;

  for (gsize group = 0; group < FOP_N_COLUMN_GROUPS; group++)
    for (gsize i = 0; i < groups[group].n; i++)
      if (g_str_equal (groups[group].columns[i].column.key, key))
        return &groups[group].columns[i].column;
  for (gsize i = 0; i < fop_method_n_classes () && column == NULL; i++)
    column = among (fop_method_class (i)->columns, key);
  for (gsize i = 0; i < fop_problem_n_classes () && column == NULL; i++)
    column = among (fop_problem_class (i)->columns, key);
  return column;
}
