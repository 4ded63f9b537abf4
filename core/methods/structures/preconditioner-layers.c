/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Structures with a part for each matrix among the parameters: layerwise, low-rank, kronecker.
 * Biases are not preconditioned. */
#include "core/linalg/vector.h"
#include "core/methods/structures/preconditioner.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

#include <math.h>
#include <string.h>

extern const FopPreconditionerClass fop_preconditioner_layerwise_class;
extern const FopPreconditionerClass fop_preconditioner_low_rank_class;
extern const FopPreconditionerClass fop_preconditioner_kronecker_class;

typedef struct
{
  FopPreconditioner *preconditioner;
  gsize offset;   /* of its block in θ */
  gsize state_at; /* of its slice in the state */
} Part;

/* A matrix to look at: which of which part's. */
typedef struct
{
  char *name;
  gsize part, block;
} Matrix;

/* Slice of state: touched, then a slice for each part. */
typedef struct
{
  FopPreconditioner base;
  gsize n_parts, n_matrices;
  Part *parts;
  Matrix *matrices;
  double *g, *h; /* as long as the largest block each */
} Layers;

static void
finalize (FopPreconditioner *preconditioner)
{
  Layers *self = (Layers *) preconditioner;

  for (gsize i = 0; i < self->n_parts; i++)
    fop_preconditioner_free (self->parts[i].preconditioner);
  for (gsize i = 0; i < self->n_matrices; i++)
    g_free (self->matrices[i].name);
  g_free (self->parts);
  g_free (self->matrices);
  g_free (self->g);
  g_free (self->h);
}

static gboolean
is_in_use (const double *state)
{
  return state[FOP_PRECONDITIONER_TOUCHED] != 0;
}

/* In use as soon as a part is; a structure that starts apart is brought into use from outside. */
static void
notice_parts (const Layers *self, double *state)
{
  if (self->base.klass->starts_apart)
    return;
  for (gsize i = 0; i < self->n_parts; i++)
    if (is_in_use (state + self->parts[i].state_at))
      state[FOP_PRECONDITIONER_TOUCHED] = 1;
}

static void
reset (FopPreconditioner *preconditioner, double *state)
{
  Layers *self = (Layers *) preconditioner;

  state[FOP_PRECONDITIONER_TOUCHED] = 0;
  for (gsize i = 0; i < self->n_parts; i++)
    {
      FopPreconditioner *part = self->parts[i].preconditioner;
      part->klass->reset (part, state + self->parts[i].state_at);
    }
  notice_parts (self, state);
}

static void
apply (FopPreconditioner *preconditioner, const double *state, const double *x, double *y)
{
  const Layers *self = (const Layers *) preconditioner;

  memcpy (y, x, preconditioner->dimension * sizeof (double));
  for (gsize i = 0; i < self->n_parts; i++)
    {
      const Part *part = &self->parts[i];
      const double *slice = state + part->state_at;
      if (is_in_use (slice))
        part->preconditioner->klass->apply (part->preconditioner, slice, x + part->offset,
                                            y + part->offset);
    }
}

/* A block whose gradient is zero, as behind dead units, neither learns nor moves. */
static void
learn_part (Layers *self, const Part *part, double *state, const FopLearning *learning,
            const FopGradientPair *pair, double *image)
{
  FopPreconditioner *preconditioner = part->preconditioner;
  gsize n = preconditioner->dimension;
  double norm_g = fop_normalize (n, pair->g + part->offset, self->g);
  double norm_h = fop_normalize (n, pair->h + part->offset, self->h);

  if (norm_g == 0)
    return;
  if (norm_h == 0)
    {
      if (is_in_use (state))
        preconditioner->klass->apply (preconditioner, state, pair->g + part->offset, image);
      return;
    }

  FopGradientPair own
      = { self->g, self->h, pair->norms * norm_g * norm_h, fop_dot (n, self->g, self->h) };
  preconditioner->klass->learn (preconditioner, state, learning, &own, image);
  for (gsize i = 0; i < n; i++)
    image[i] *= norm_g;
}

/* Each block by the formulas of its own: its norms are those of its part of the gradients. */
static void
learn (FopPreconditioner *preconditioner, double *state, const FopLearning *learning,
       const FopGradientPair *pair, double *image)
{
  Layers *self = (Layers *) preconditioner;

  memcpy (image, pair->g, preconditioner->dimension * sizeof (double));
  for (gsize i = 0; i < self->n_parts; i++)
    learn_part (self, &self->parts[i], state + self->parts[i].state_at, learning, pair,
                image + self->parts[i].offset);
  notice_parts (self, state);
}

static double
trace (const FopPreconditioner *preconditioner, const double *state)
{
  const Layers *self = (const Layers *) preconditioner;
  double sum = (double) preconditioner->dimension;

  for (gsize i = 0; i < self->n_parts && is_in_use (state); i++)
    {
      const FopPreconditioner *part = self->parts[i].preconditioner;
      sum += part->klass->trace (part, state + self->parts[i].state_at) - (double) part->dimension;
    }
  return sum;
}

static gsize
n_matrices (const FopPreconditioner *preconditioner)
{
  return ((const Layers *) preconditioner)->n_matrices;
}

static FopPreconditionerInfo
matrix_info (const FopPreconditioner *preconditioner, gsize block)
{
  const Layers *self = (const Layers *) preconditioner;
  const Matrix *matrix = &self->matrices[block];
  const FopPreconditioner *part = self->parts[matrix->part].preconditioner;
  FopPreconditionerInfo info = part->klass->matrix_info (part, matrix->block);

  info.name = matrix->name;
  info.offset = self->parts[matrix->part].offset;
  return info;
}

static void
matrix (const FopPreconditioner *preconditioner, const double *state, gsize block, double *values)
{
  const Layers *self = (const Layers *) preconditioner;
  const Matrix *matrix = &self->matrices[block];
  const Part *part = &self->parts[matrix->part];
  gsize m = part->preconditioner->klass->matrix_info (part->preconditioner, matrix->block).order;

  if (is_in_use (state))
    {
      part->preconditioner->klass->matrix (part->preconditioner, state + part->state_at,
                                           matrix->block, values);
      return;
    }
  memset (values, 0, m * m * sizeof (double));
  for (gsize i = 0; i < m; i++)
    values[i * m + i] = 1;
}

/* Of a structure that does not start apart, so that what is not in use yet is I as it stands. */
static gboolean
factor (const FopPreconditioner *preconditioner, const double *state, gsize block, double *values)
{
  const Layers *self = (const Layers *) preconditioner;
  const Matrix *matrix = &self->matrices[block];
  const Part *part = &self->parts[matrix->part];
  const FopPreconditionerClass *klass = part->preconditioner->klass;

  return klass->factor != NULL
         && klass->factor (part->preconditioner, state + part->state_at, matrix->block, values);
}

/* A part of several matrices is their product. */
static gboolean
is_factor (const FopPreconditioner *preconditioner, gsize block)
{
  const Layers *self = (const Layers *) preconditioner;
  const FopPreconditioner *part = self->parts[self->matrices[block].part].preconditioner;

  return part->klass->n_matrices (part) > 1;
}

/* Adds the names of a part's matrices: the block's name and, where it has several, their own. */
static void
list_matrices (Layers *self, gsize part, const char *block)
{
  const FopPreconditioner *preconditioner = self->parts[part].preconditioner;
  gsize n = preconditioner->klass->n_matrices (preconditioner);

  self->matrices = g_renew (Matrix, self->matrices, self->n_matrices + n);
  for (gsize i = 0; i < n; i++)
    {
      const char *own = preconditioner->klass->matrix_info (preconditioner, i).name;
      self->matrices[self->n_matrices++] = (Matrix){
        .name = g_strconcat (block, *block != '\0' && *own != '\0' ? "-" : "", own, NULL),
        .part = part,
        .block = i,
      };
    }
}

typedef FopPreconditioner *(*PartNew) (const FopSettings *settings, const FopProblem *problem,
                                       const FopBlock *block, const char *what, guint64 seed,
                                       guint64 index, GError **error);

static gsize
count_matrices_of (const FopProblem *problem)
{
  gsize n = 0;

  for (gsize i = 0; i < problem->n_blocks; i++)
    n += problem->blocks[i].kind != FOP_BLOCK_BIAS;
  return n;
}

static gboolean
add_part (Layers *self, const FopSettings *settings, const FopProblem *problem,
          const FopBlock *block, const char *structure, PartNew part_new, guint64 seed,
          gboolean alone, GError **error)
{
  gsize i = self->n_parts;
  g_autofree char *what
      = g_strdup_printf ("structure %s on block %s (%" G_GSIZE_FORMAT " × %" G_GSIZE_FORMAT ")",
                         structure, block->name, block->rows, block->columns);
  FopPreconditioner *part = part_new (settings, problem, block, what, seed, i, error);

  if (part == NULL)
    return FALSE;
  self->parts[i] = (Part){ part, block->offset, fop_state_aligned (self->base.state_size) };
  self->n_parts++;
  self->base.state_size = self->parts[i].state_at + part->state_size;
  list_matrices (self, i, alone ? "" : block->name);
  return fop_check_sum ("the state of all preconditioners", (double) self->base.state_size, error);
}

static FopPreconditioner *
layers_new (const FopPreconditionerClass *klass, PartNew part_new, const FopSettings *settings,
            const FopProblem *problem, guint64 seed, GError **error)
{
  gsize n = count_matrices_of (problem), largest = 0;
  Layers *self = g_new0 (Layers, 1);

  fop_preconditioner_init (&self->base, klass, problem->dimension, 1, 1, settings);
  self->parts = g_new0 (Part, n);
  for (gsize i = 0; i < problem->n_blocks; i++)
    {
      const FopBlock *block = &problem->blocks[i];
      if (block->kind == FOP_BLOCK_BIAS)
        continue;
      largest = MAX (largest, block->rows * block->columns);
      if (!add_part (self, settings, problem, block, klass->structure, part_new, seed, n == 1,
                     error))
        {
          fop_preconditioner_free (&self->base);
          return NULL;
        }
    }
  self->g = g_new0 (double, largest);
  self->h = g_new0 (double, largest);
  return &self->base;
}

static FopPreconditioner *
left_part (const FopSettings *settings, const FopProblem *problem, const FopBlock *block,
           const char *what, guint64 seed, guint64 index, GError **error)
{
  if (block->columns == 1)
    return fop_preconditioner_full_new (settings, block->rows, what, error);
  if (problem->single)
    return fop_preconditioner_left_new_single (settings, block->rows, block->columns, what, error);
  return fop_preconditioner_left_new (settings, block->rows, block->columns, what, error);
}

static FopPreconditioner *
low_rank_part (const FopSettings *settings, const FopProblem *problem, const FopBlock *block,
               const char *what, guint64 seed, guint64 index, GError **error)
{
  return fop_preconditioner_low_rank_new (settings, block->rows, block->columns, what, seed, index,
                                          error);
}

/* A vector has no right side to learn: R of order 1 would only learn a second scale. */
static FopPreconditioner *
kronecker_part (const FopSettings *settings, const FopProblem *problem, const FopBlock *block,
                const char *what, guint64 seed, guint64 index, GError **error)
{
  if (block->columns == 1)
    return fop_preconditioner_full_new (settings, block->rows, what, error);
  return fop_preconditioner_kronecker_new (settings, block->rows, block->columns, what, error);
}

#define LAYERS                                                                                     \
  .free = finalize, .reset = reset, .learn = learn, .apply = apply, .trace = trace,                \
  .n_matrices = n_matrices, .matrix_info = matrix_info, .matrix = matrix, .factor = factor,        \
  .is_factor = is_factor

static FopPreconditioner *
create_layerwise (const FopSettings *settings, const FopProblem *problem, guint64 seed,
                  GError **error)
{
  return layers_new (&fop_preconditioner_layerwise_class, left_part, settings, problem, seed,
                     error);
}

const FopPreconditionerClass fop_preconditioner_layerwise_class = {
  .structure = "layerwise",
  .create = create_layerwise,
  LAYERS,
};

static FopPreconditioner *
create_low_rank (const FopSettings *settings, const FopProblem *problem, guint64 seed,
                 GError **error)
{
  return layers_new (&fop_preconditioner_low_rank_class, low_rank_part, settings, problem, seed,
                     error);
}

const FopPreconditionerClass fop_preconditioner_low_rank_class = {
  .structure = "low-rank",
  .starts_apart = TRUE,
  .create = create_low_rank,
  LAYERS,
};

static FopPreconditioner *
create_kronecker (const FopSettings *settings, const FopProblem *problem, guint64 seed,
                  GError **error)
{
  return layers_new (&fop_preconditioner_kronecker_class, kronecker_part, settings, problem, seed,
                     error);
}

const FopPreconditionerClass fop_preconditioner_kronecker_class = {
  .structure = "kronecker",
  .create = create_kronecker,
  LAYERS,
};
