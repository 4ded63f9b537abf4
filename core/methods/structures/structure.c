/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The structures of P, composed of trackers. */
#include "core/methods/structures/structure.h"

#include "core/linalg/vector.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

#include <math.h>
#include <string.h>

/*
 * The values of `structure`, one per line, in display order: whether there is a part for each
 * parameter matrix (biases are then not preconditioned) or one for all parameters; whether P_0 ≠ I;
 * the trackers of vectors and of matrices. A vector has no right-hand factor, because an R of order
 * 1 would only learn a second scale.
 */
/* clang-format off */
#define STRUCTURES(structure) \
  structure ("full",      FALSE, FALSE, fop_dense_tracker_new,    fop_dense_tracker_new) \
  structure ("layerwise", TRUE,  FALSE, fop_dense_tracker_new,    fop_dense_tracker_new) \
  structure ("diagonal",  FALSE, FALSE, fop_diagonal_tracker_new, fop_diagonal_tracker_new) \
  structure ("scalar",    FALSE, FALSE, fop_scalar_tracker_new,   fop_scalar_tracker_new) \
  structure ("low-rank",  TRUE,  TRUE,  fop_low_rank_tracker_new, fop_low_rank_tracker_new) \
  structure ("kronecker", TRUE,  FALSE, fop_dense_tracker_new,    fop_kronecker_tracker_new)
/* clang-format on */

typedef struct
{
  const char *word;
  gboolean by_layer, starts_apart;
  FopTrackerNew of_vector, of_matrix;
} Kind;

#define KIND(word, by_layer, starts_apart, of_vector, of_matrix)                                   \
  { word, by_layer, starts_apart, of_vector, of_matrix },
#define WORD(word, by_layer, starts_apart, of_vector, of_matrix) word,

static const Kind kinds[] = { STRUCTURES (KIND) };
const char *const fop_structure_words[] = { STRUCTURES (WORD) NULL };

typedef struct _FopStructurePart
{
  FopTracker *tracker;
  gsize offset;   /* offset of its block in θ */
  gsize state_at; /* offset of its slice in that of the structure */
} Part;

/* A matrix that can be viewed: its part, and its index in the part. */
typedef struct _FopStructureMatrix
{
  char *name;
  gsize part, block;
} Matrix;

void
fop_structure_free (FopStructure *structure)
{
  if (structure == NULL)
    return;
  for (gsize i = 0; i < structure->n_parts; i++)
    fop_tracker_free (structure->parts[i].tracker);
  for (gsize i = 0; i < structure->n_matrices; i++)
    g_free (structure->matrices[i].name);
  g_free (structure->parts);
  g_free (structure->matrices);
  g_free (structure->g);
  g_free (structure->h);
  g_free (structure);
}

/* Adds the names of the matrices of a part: the name of the block, followed by the names of the
 * matrices if there are several. */
static void
list_matrices (FopStructure *self, gsize part, const char *block)
{
  const FopTracker *tracker = self->parts[part].tracker;
  gsize n = tracker->klass->n_matrices (tracker);

  self->matrices = g_renew (Matrix, self->matrices, self->n_matrices + n);
  for (gsize i = 0; i < n; i++)
    {
      const char *own = tracker->klass->matrix_info (tracker, i).name;
      self->matrices[self->n_matrices++] = (Matrix){
        .name = g_strconcat (block, *block != '\0' && *own != '\0' ? "-" : "", own, NULL),
        .part = part,
        .block = i,
      };
    }
}

/* Takes ownership of @tracker, for the parameters starting at @offset. */
static void
add_part (FopStructure *self, FopTracker *tracker, gsize offset, const char *name)
{
  gsize i = self->n_parts++;

  self->parts[i] = (Part){ tracker, offset, fop_state_aligned (self->state_size) };
  self->state_size = self->parts[i].state_at + tracker->state_size;
  list_matrices (self, i, name);
}

/* One part for all parameters. */
static gboolean
add_whole (FopStructure *self, const Kind *kind, const FopSettings *settings, guint64 seed,
           GError **error)
{
  g_autofree char *what
      = g_strdup_printf ("structure %s on %" G_GSIZE_FORMAT " parameters "
                         "(structure diagonal would store two numbers per parameter)",
                         kind->word, self->dimension);
  const FopTracked of = { self->dimension, 1, FALSE, what, seed, 0 };
  FopTracker *tracker = kind->of_vector (settings, &of, error);

  if (tracker == NULL)
    return FALSE;
  self->parts = g_new0 (Part, 1);
  add_part (self, tracker, 0, "");
  return TRUE;
}

static gsize
count_matrices_of (const FopProblem *problem)
{
  gsize n = 0;

  for (gsize i = 0; i < problem->n_blocks; i++)
    n += problem->blocks[i].kind != FOP_BLOCK_BIAS;
  return n;
}

static gboolean
add_layer (FopStructure *self, const Kind *kind, const FopSettings *settings,
           const FopProblem *problem, const FopBlock *block, guint64 seed, gboolean alone,
           GError **error)
{
  g_autofree char *what
      = g_strdup_printf ("structure %s on block %s (%" G_GSIZE_FORMAT " × %" G_GSIZE_FORMAT ")",
                         kind->word, block->name, block->rows, block->columns);
  const FopTracked of = { block->rows, block->columns, problem->single, what, seed, self->n_parts };
  FopTrackerNew tracker_new = block->columns == 1 ? kind->of_vector : kind->of_matrix;
  FopTracker *tracker = tracker_new (settings, &of, error);

  if (tracker == NULL)
    return FALSE;
  add_part (self, tracker, block->offset, alone ? "" : block->name);
  return fop_check_sum ("the state of all preconditioners", (double) self->state_size, error);
}

/* A part for each matrix. The first number of the slice is whether any part has been modified. */
static gboolean
add_layers (FopStructure *self, const Kind *kind, const FopSettings *settings,
            const FopProblem *problem, guint64 seed, GError **error)
{
  gsize n = count_matrices_of (problem), largest = 0;

  self->state_size = 1;
  self->parts = g_new0 (Part, n);
  for (gsize i = 0; i < problem->n_blocks; i++)
    {
      const FopBlock *block = &problem->blocks[i];
      if (block->kind == FOP_BLOCK_BIAS)
        continue;
      largest = MAX (largest, block->rows * block->columns);
      if (!add_layer (self, kind, settings, problem, block, seed, n == 1, error))
        return FALSE;
    }
  self->g = g_new0 (double, largest);
  self->h = g_new0 (double, largest);
  return TRUE;
}

static gboolean
check_bounds (const FopSettings *settings, GError **error)
{
  FopBounds bounds = fop_bounds_from (settings);

  if (bounds.minimum > bounds.maximum)
    {
      g_autofree char *minimum = fop_parameter_format_number (bounds.minimum);
      g_autofree char *maximum = fop_parameter_format_number (bounds.maximum);
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "min-eigenvalue (%s) must not exceed max-eigenvalue (%s)", minimum, maximum);
      return FALSE;
    }
  return TRUE;
}

FopStructure *
fop_structure_new (const FopSettings *settings, const FopProblem *problem, guint64 seed,
                   GError **error)
{
  const Kind *kind = &kinds[fop_settings_choice (settings, "structure")];

  if (!check_bounds (settings, error))
    return NULL;

  g_autoptr (FopStructure) self = g_new0 (FopStructure, 1);
  self->dimension = problem->dimension;
  self->starts_apart = kind->starts_apart;
  self->by_layer = kind->by_layer;
  if (!(kind->by_layer ? add_layers (self, kind, settings, problem, seed, error)
                       : add_whole (self, kind, settings, seed, error)))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
is_in_use (const double *state)
{
  return state[FOP_STRUCTURE_TOUCHED] != 0;
}

/* In use as soon as any part is; a structure that starts apart is put into use by its caller. */
static void
notice_parts (const FopStructure *self, double *state)
{
  if (self->starts_apart)
    return;
  for (gsize i = 0; i < self->n_parts; i++)
    if (is_in_use (state + self->parts[i].state_at))
      state[FOP_STRUCTURE_TOUCHED] = 1;
}

void
fop_structure_reset (FopStructure *self, double *state)
{
  state[FOP_STRUCTURE_TOUCHED] = 0;
  for (gsize i = 0; i < self->n_parts; i++)
    {
      FopTracker *tracker = self->parts[i].tracker;
      tracker->klass->reset (tracker, state + self->parts[i].state_at);
    }
  notice_parts (self, state);
}

void
fop_structure_apply (FopStructure *self, const double *state, const double *x, double *y)
{
  if (self->by_layer)
    memcpy (y, x, self->dimension * sizeof (double));
  for (gsize i = 0; i < self->n_parts; i++)
    {
      const Part *part = &self->parts[i];
      const double *slice = state + part->state_at;
      if (!self->by_layer || is_in_use (slice))
        part->tracker->klass->apply (part->tracker, slice, x + part->offset, y + part->offset);
    }
}

/* A block with zero gradient, as for dead units, neither learns nor moves. */
static void
learn_part (FopStructure *self, const Part *part, double *state, const FopLearning *learning,
            const FopGradientPair *pair, double *image)
{
  FopTracker *tracker = part->tracker;
  gsize n = tracker->dimension;
  double norm_g = fop_normalize (n, pair->g + part->offset, self->g);
  double norm_h = fop_normalize (n, pair->h + part->offset, self->h);

  if (norm_g == 0)
    return;
  if (norm_h == 0)
    {
      if (is_in_use (state))
        tracker->klass->apply (tracker, state, pair->g + part->offset, image);
      return;
    }

  FopGradientPair own
      = { self->g, self->h, pair->norms * norm_g * norm_h, fop_dot (n, self->g, self->h) };
  tracker->klass->learn (tracker, state, learning, &own, image);
  for (gsize i = 0; i < n; i++)
    image[i] *= norm_g;
}

void
fop_structure_learn (FopStructure *self, double *state, const FopLearning *learning,
                     const FopGradientPair *pair, double *image)
{
  if (!self->by_layer)
    {
      FopTracker *tracker = self->parts[0].tracker;
      tracker->klass->learn (tracker, state, learning, pair, image);
      return;
    }
  memcpy (image, pair->g, self->dimension * sizeof (double));
  for (gsize i = 0; i < self->n_parts; i++)
    learn_part (self, &self->parts[i], state + self->parts[i].state_at, learning, pair,
                image + self->parts[i].offset);
  notice_parts (self, state);
}

double
fop_structure_trace (const FopStructure *self, const double *state)
{
  double sum = (double) self->dimension;

  if (!self->by_layer)
    return self->parts[0].tracker->klass->trace (self->parts[0].tracker, state);
  for (gsize i = 0; i < self->n_parts && is_in_use (state); i++)
    {
      const FopTracker *tracker = self->parts[i].tracker;
      sum += tracker->klass->trace (tracker, state + self->parts[i].state_at)
             - (double) tracker->dimension;
    }
  return sum;
}

FopPreconditionerInfo
fop_structure_matrix_info (const FopStructure *self, gsize block)
{
  const Matrix *matrix = &self->matrices[block];
  const FopTracker *tracker = self->parts[matrix->part].tracker;
  FopPreconditionerInfo info = tracker->klass->matrix_info (tracker, matrix->block);

  info.name = matrix->name;
  info.offset = self->parts[matrix->part].offset;
  return info;
}

void
fop_structure_matrix (const FopStructure *self, const double *state, gsize block, double *values)
{
  const Matrix *matrix = &self->matrices[block];
  const Part *part = &self->parts[matrix->part];
  const FopTracker *tracker = part->tracker;
  FopPreconditionerInfo info = tracker->klass->matrix_info (tracker, matrix->block);
  gsize m = info.order;

  if (is_in_use (state))
    {
      tracker->klass->matrix (tracker, state + part->state_at, matrix->block, values);
      return;
    }
  memset (values, 0, (info.diagonal ? m : m * m) * sizeof (double));
  for (gsize i = 0; i < m; i++)
    values[info.diagonal ? i : i * m + i] = 1;
}

/* Only for structures that do not start apart, whose P is I until they are in use. */
gboolean
fop_structure_factor (const FopStructure *self, const double *state, gsize block, double *values)
{
  const Matrix *matrix = &self->matrices[block];
  const Part *part = &self->parts[matrix->part];
  const FopTracker *tracker = part->tracker;

  return tracker->klass->factor != NULL
         && tracker->klass->factor (tracker, state + part->state_at, matrix->block, values);
}

/* The P of a part with several matrices is their product. */
gboolean
fop_structure_is_factor (const FopStructure *self, gsize block)
{
  const FopTracker *tracker = self->parts[self->matrices[block].part].tracker;

  return tracker->klass->n_matrices (tracker) > 1;
}
