/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shampoo (Gupta, Koren, Singer 2018): each weight matrix is preconditioned from both sides by
 * inverse roots of accumulated gradient products. */
#include "core/linalg/blas.h"
#include "core/linalg/eigen.h"
#include "core/methods/method.h"
#include "core/methods/rows.h"
#include "core/settings/size.h"

#include <cblas.h>
#include <math.h>
#include <string.h>

extern const FopMethodClass fop_shampoo_class;

/*
 * One side of a matrix block, of order m: Σ GGᵀ (or Σ GᵀG) and its power −1/4, m × m each. A bias
 * has one side with a vector Σ g² instead, and no root.
 */
typedef struct
{
  gsize order;
  gsize sum_at, root_at; /* in the state */
  FopEigenWork *work;
} Side;

typedef struct
{
  const FopBlock *block;
  Side left, right; /* biases have no left */
} Part;

/* A matrix returned by preconditioner(): a side of a part, or all of a part with one column. */
typedef struct
{
  const Part *part;
  const Side *side;
  char *name;
} Shown;

/* The state: the number of steps taken, then the sides. */
typedef struct
{
  FopMethod method;
  FopProblem *problem; /* owns the blocks */
  gsize n_parts, n_shown;
  Part *parts;
  Shown *shown;
  double rate, epsilon;
  guint64 root_interval;
  double *matrix, *values;     /* for the largest side's roots */
  double *product, *direction; /* for the largest block */
} Shampoo;

static gboolean
is_diagonal (const FopBlock *block)
{
  return block->kind == FOP_BLOCK_BIAS;
}

static gsize
block_size (const FopBlock *block)
{
  return block->rows * block->columns;
}

static gboolean
check_sizes (const FopProblem *problem, GError **error)
{
  double total = 0;

  for (gsize i = 0; i < problem->n_blocks; i++)
    {
      const FopBlock *block = &problem->blocks[i];
      double rows = (double) block->rows, columns = (double) block->columns;

      total += is_diagonal (block) ? rows * columns : 2 * (rows * rows + columns * columns);
    }
  return fop_check_size ("shampoo: the accumulated matrices of all blocks and their roots", total,
                         error);
}

/* Lays out a side after @size doubles of state; returns its size. */
static gsize
lay_out_side (Side *side, gsize order, gsize size)
{
  side->order = order;
  side->sum_at = size;
  side->root_at = size + order * order;
  side->work = fop_eigen_work_new (order, TRUE);
  return 2 * order * order;
}

static gsize
lay_out (Shampoo *self, const FopProblem *problem)
{
  gsize size = 1, order = 1, largest = 1;

  self->n_parts = problem->n_blocks;
  self->parts = g_new0 (Part, self->n_parts);
  for (gsize i = 0; i < self->n_parts; i++)
    {
      const FopBlock *block = &problem->blocks[i];
      Part *part = &self->parts[i];

      part->block = block;
      if (is_diagonal (block))
        {
          part->right = (Side){ .order = block_size (block), .sum_at = size };
          size += block_size (block);
          continue;
        }
      size += lay_out_side (&part->left, block->rows, size);
      size += lay_out_side (&part->right, block->columns, size);
      order = MAX (order, MAX (block->rows, block->columns));
      largest = MAX (largest, block_size (block));
    }
  self->matrix = g_new0 (double, order *order);
  self->values = g_new0 (double, order);
  self->product = g_new0 (double, largest);
  self->direction = g_new0 (double, largest);
  return size;
}

/* A name for @side of @block; empty for the only block of a problem. */
static char *
side_name (const FopProblem *problem, const FopBlock *block, const char *side)
{
  if (problem->n_blocks == 1)
    return g_strdup (side);
  return side[0] == '\0' ? g_strdup (block->name) : g_strconcat (block->name, "-", side, NULL);
}

static void
list_shown (Shampoo *self, const FopProblem *problem)
{
  self->shown = g_new0 (Shown, 2 * self->n_parts);
  for (gsize i = 0; i < self->n_parts; i++)
    {
      const Part *part = &self->parts[i];
      const FopBlock *block = part->block;

      if (is_diagonal (block) || block->columns == 1)
        self->shown[self->n_shown++] = (Shown){ part, NULL, side_name (problem, block, "") };
      else
        {
          self->shown[self->n_shown++]
              = (Shown){ part, &part->left, side_name (problem, block, "left") };
          self->shown[self->n_shown++]
              = (Shown){ part, &part->right, side_name (problem, block, "right") };
        }
    }
}

static FopMethod *
create (const FopSettings *settings, const FopProblem *problem, guint64 seed, GError **error)
{
  if (!check_sizes (problem, error))
    return NULL;

  Shampoo *self = g_new0 (Shampoo, 1);
  fop_blas_init ();
  self->problem = fop_problem_ref ((FopProblem *) problem);
  self->epsilon = fop_settings_number (settings, "epsilon");
  gsize size = lay_out (self, problem);
  list_shown (self, problem);
  fop_method_init (&self->method, &fop_shampoo_class, problem->dimension, size);
  return &self->method;
}

static void
finalize (FopMethod *method)
{
  Shampoo *self = (Shampoo *) method;

  for (gsize i = 0; i < self->n_parts; i++)
    {
      fop_eigen_work_free (self->parts[i].left.work);
      fop_eigen_work_free (self->parts[i].right.work);
    }
  for (gsize i = 0; i < self->n_shown; i++)
    g_free (self->shown[i].name);
  g_free (self->parts);
  g_free (self->shown);
  g_free (self->matrix);
  g_free (self->values);
  g_free (self->product);
  g_free (self->direction);
  fop_problem_unref (self->problem);
}

static void
configure (FopMethod *method, const FopSettings *settings)
{
  Shampoo *self = (Shampoo *) method;

  self->rate = fop_settings_number (settings, "learning-rate");
  self->root_interval = (guint64) fop_settings_integer (settings, "root-interval");
}

/* Sums start from eps I; the roots before the first step are I. */
static void
reset_side (const Shampoo *self, const Side *side)
{
  double *sum = self->method.state + side->sum_at, *root = self->method.state + side->root_at;

  for (gsize i = 0; i < side->order; i++)
    {
      sum[i * side->order + i] = self->epsilon;
      root[i * side->order + i] = 1;
    }
}

static void
reset (FopMethod *method)
{
  Shampoo *self = (Shampoo *) method;

  memset (method->state, 0, method->state_size * sizeof (double));
  for (gsize i = 0; i < self->n_parts; i++)
    {
      const Part *part = &self->parts[i];

      if (is_diagonal (part->block))
        for (gsize k = 0; k < part->right.order; k++)
          method->state[part->right.sum_at + k] = self->epsilon;
      else
        {
          reset_side (self, &part->left);
          reset_side (self, &part->right);
        }
    }
}

static void
mirror (gsize n, double *a)
{
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      a[j * n + i] = a[i * n + j];
}

/* root ← sum^{−1/4} = WᵀW, where the rows of W are the eigenvectors times λ^{−1/8}; unchanged if
 * the sum is not finite. Rounding must not move an eigenvalue below the initial eps. */
static void
take_root (Shampoo *self, const Side *side)
{
  gsize n = side->order;
  double *root = self->method.state + side->root_at, *vectors = self->matrix;

  memcpy (vectors, self->method.state + side->sum_at, n * n * sizeof (double));
  if (!fop_symmetric_eigenvectors (n, vectors, side->work, self->values, NULL))
    return;
  for (gsize i = 0; i < n; i++)
    cblas_dscal ((int) n, pow (fmax (self->values[i], self->epsilon), -0.125), vectors + i * n, 1);
  cblas_dsyrk (CblasRowMajor, CblasLower, CblasTrans, (int) n, (int) n, 1, vectors, (int) n, 0,
               root, (int) n);
  mirror (n, root);
}

/* L += GGᵀ, R += GᵀG;  W ← W − ε L^{−1/4} G R^{−1/4} */
static void
step_matrix (Shampoo *self, const Part *part, double rate, gboolean roots, const double *g,
             double *w)
{
  double *state = self->method.state;
  gsize size = block_size (part->block);
  int m = (int) part->left.order, c = (int) part->right.order;

  cblas_dsyrk (CblasRowMajor, CblasLower, CblasNoTrans, m, c, 1, g, c, 1, state + part->left.sum_at,
               m);
  cblas_dsyrk (CblasRowMajor, CblasLower, CblasTrans, c, m, 1, g, c, 1, state + part->right.sum_at,
               c);
  if (roots)
    {
      take_root (self, &part->left);
      take_root (self, &part->right);
    }
  cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, m, c, m, 1, state + part->left.root_at, m,
               g, c, 0, self->product, c);
  cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, m, c, c, 1, self->product, c,
               state + part->right.root_at, c, 0, self->direction, c);
  for (gsize i = 0; i < size; i++)
    w[i] -= rate * self->direction[i];
}

/* s += g²;  b ← b − ε g/√s */
static void
step_bias (Shampoo *self, const Part *part, double rate, const double *g, double *b)
{
  double *sum = self->method.state + part->right.sum_at;

  for (gsize i = 0; i < part->right.order; i++)
    {
      sum[i] += g[i] * g[i];
      b[i] -= rate * g[i] / sqrt (sum[i]);
    }
}

static void
step (FopMethod *method, FopStep *step, double *theta)
{
  Shampoo *self = (Shampoo *) method;
  gboolean roots = fmod (method->state[0], (double) self->root_interval) == 0;
  double rate = self->rate * fop_method_rate_factor (method, step->t);

  for (gsize i = 0; i < self->n_parts; i++)
    {
      const Part *part = &self->parts[i];
      gsize offset = part->block->offset;

      if (is_diagonal (part->block))
        step_bias (self, part, rate, step->gradient + offset, theta + offset);
      else
        step_matrix (self, part, rate, roots, step->gradient + offset, theta + offset);
    }
  method->state[0] += 1;
}

static gsize
n_preconditioners (const FopMethod *method)
{
  return ((const Shampoo *) method)->n_shown;
}

static FopPreconditionerInfo
preconditioner_info (const FopMethod *method, gsize block)
{
  const Shown *shown = &((const Shampoo *) method)->shown[block];
  const FopBlock *layer = shown->part->block;

  return (FopPreconditionerInfo){
    .name = shown->name,
    .order = shown->side != NULL   ? shown->side->order
             : is_diagonal (layer) ? block_size (layer)
                                   : layer->rows,
    .diagonal = is_diagonal (layer),
    .offset = layer->offset,
    .rows = is_diagonal (layer) ? block_size (layer) : layer->rows,
    .columns = is_diagonal (layer) ? 1 : layer->columns,
    .right = shown->side == &shown->part->right,
  };
}

static void
preconditioner (const FopMethod *method, gsize block, double *matrix)
{
  const Shown *shown = &((const Shampoo *) method)->shown[block];
  const Part *part = shown->part;
  const double *state = method->state;
  gsize n = preconditioner_info (method, block).order;

  if (shown->side != NULL)
    memcpy (matrix, state + shown->side->root_at, n * n * sizeof (double));
  else if (!is_diagonal (part->block))
    /* With one column R^{−1/4} is a number, and P is the product. */
    for (gsize i = 0; i < n * n; i++)
      matrix[i] = state[part->left.root_at + i] * state[part->right.root_at];
  else
    for (gsize i = 0; i < n; i++)
      matrix[i] = state[0] > 0 ? 1 / sqrt (state[part->right.sum_at + i]) : 1;
}

static const FopParameter parameters[] = {
  FOP_ROW_LEARNING_RATE (0.1),
  {
      .key = "epsilon",
      .label = "Initial diagonal",
      .symbol = "eps",
      .type = FOP_PARAMETER_REAL,
      .flags = FOP_PARAMETER_LOG | FOP_PARAMETER_ADVANCED,
      .minimum = G_MINDOUBLE,
      .maximum = G_MAXDOUBLE,
      .low = 1e-12,
      .high = 1,
      .fallback = 1e-4,
      .help = "L and R start from eps I: the larger, the longer the steps stay small and "
              "isotropic.",
  },
  {
      .key = "root-interval",
      .label = "Root interval",
      .unit = "steps",
      .type = FOP_PARAMETER_INTEGER,
      .flags = FOP_PARAMETER_LIVE | FOP_PARAMETER_LOG,
      .minimum = 1,
      .maximum = FOP_WHOLE_MAX,
      .low = 1,
      .high = 1000,
      .fallback = 1,
      .help
      = "Steps between computations of the inverse roots, which cost about 9 m³ + 9 c³ operations "
        "for a block of m × c.",
  },
  FOP_SCHEDULE_ROWS (NULL),
};

const FopMethodClass fop_shampoo_class = {
  .kind = "shampoo",
  .title = "Shampoo",
  .help = "W ← W − ε L^(−1/4) G R^(−1/4) for each weight matrix W, with L = eps I + Σ GGᵀ and R = "
          "eps I + Σ GᵀG. The step of biases is ε g/√(eps + Σ g²).\n"
          "G is the m × c part of g_t that belongs to W; L is m × m, R is c × c, and the sums run "
          "over steps 0 … t. An inverse root is Σ max(λ_k, eps)^(−1/4) q_k q_kᵀ over eigenvalues "
          "and eigenvectors; both are recomputed if root-interval divides t. A bias b has b ← b − "
          "ε_t g/√(eps + Σ g∘g), elementwise, at every step.\n"
          "A problem without layers is one W of n × 1, and so is a layer with one output: there R "
          "= eps + Σ ‖g‖² is a number, and the step is L^(−1/4) g R^(−1/4). Both sides keep the "
          "exponent −1/4; for a tensor of order one the paper has L^(−1/2) g.\n"
          "The matrices shown are the inverse roots of each side, with one column L^(−1/4) "
          "R^(−1/4), and for biases the diagonal 1/√(eps + Σ g∘g). (Gupta, Koren, Singer 2018.)",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = create,
  .free = finalize,
  .configure = configure,
  .reset = reset,
  .step = step,
  .n_preconditioners = n_preconditioners,
  .preconditioner_info = preconditioner_info,
  .preconditioner = preconditioner,
};
