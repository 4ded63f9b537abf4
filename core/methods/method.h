/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/linalg/block.h"
#include "core/methods/schedule.h"
#include "core/problems/problem.h"

G_BEGIN_DECLS

#define FOP_STATE_ALIGNMENT (FOP_BLOCK_ALIGNMENT / sizeof (double))

/** The first aligned offset, in doubles, at or after @at. */
static inline gsize
fop_state_aligned (gsize at)
{
  return (at + FOP_STATE_ALIGNMENT - 1) / FOP_STATE_ALIGNMENT * FOP_STATE_ALIGNMENT;
}

typedef struct _FopMethod FopMethod;
typedef struct _FopMethodClass FopMethodClass;

/**
 * FopStep:
 * @t: the step's number, from 0
 * @loss: J_t(θ_t)
 * @gradient: g_t, length n
 * @square: g_t·g_t by fop_dot(); 0 if not computed
 * @evaluate: J_t at a trial point; gradient (nullable) receives ∇J_t there
 * @evaluate_data: for @evaluate
 * @function_evaluations, @gradient_evaluations: counters that @evaluate raises
 * @next_known: (out): set by a method that already knows J and ∇J at the next θ, because it accepts
 *   a trial point or does not move: the run then takes them from @next_loss and @next_gradient
 *   (length n, distinct from @gradient), bitwise equal to an evaluation there, and does not
 *   evaluate again. Ignored if J changes with the step
 *
 * The input of one step, and results that save the next evaluation.
 */
typedef struct _FopStep FopStep;
struct _FopStep
{
  guint64 t;
  double loss;
  const double *gradient;
  double square;
  double (*evaluate) (FopStep *step, const double *theta, double *gradient);
  gpointer evaluate_data;
  guint64 function_evaluations, gradient_evaluations;
  gboolean next_known;
  double next_loss;
  double *next_gradient;
};

/**
 * FopPreconditionerInfo:
 * @name: "" if the method has only one; otherwise the block's name
 * @order: m, P is m × m
 * @diagonal: P is diagonal by construction, and so is M: m numbers each
 * @unsymmetric: P need not be symmetric: eigenvalues are then those of ½(P + Pᵀ)
 * @offset, @rows, @columns: the parameters that it acts on, starting at θ[offset], as a matrix G,
 *   rows × columns, row-major; rows = 0 means all of θ as one column
 * @right: it is columns × columns and acts as G ↦ G P; otherwise rows × rows: G ↦ P G. If there is
 *   one of each, they act together: G ↦ L G R
 */
typedef struct
{
  const char *name;
  gsize order;
  gboolean diagonal, unsymmetric;
  gsize offset, rows, columns;
  gboolean right;
} FopPreconditionerInfo;

/**
 * FopMethod:
 * @state: the complete state, one block of @state_size doubles laid out at creation: a keyframe is
 *   a copy of it. It includes counters, as doubles (integers up to 2^53 are exact). It is a block
 *   of core/linalg/block.h: it starts at a multiple of FOP_STATE_ALIGNMENT doubles
 * @columns: the values of the class's columns at the last step, length n_columns; NaN if undefined
 *
 * @schedule: of the learning rate, which methods multiply by fop_method_rate_factor()
 * @clipped: scratch for a clipped gradient; NULL if the class does not clip
 *
 * An optimizer with its state. Owned by one run. Concrete methods embed this struct first, and add
 * only members derived from settings and blocks, and scratch that no later step reads.
 */
struct _FopMethod
{
  const FopMethodClass *klass;
  gsize dimension;
  gsize state_size;
  double *state;
  double *columns;
  FopSchedule schedule;
  double *clipped;
};

/*
 * The definition of P_t, wherever it is shown, written or measured: the matrix by which step t
 * multiplies g_t in moving from θ_t to θ_{t+1}, or would, if step t is not taken, as at the last
 * row of a run. Row t of a history, with the method's own columns, and row t of the instruments
 * also belong to step t, and so does ε_t. P_t includes what step t learns from g_t before it moves,
 * but not what it learns at θ_{t+1}.
 *
 * Most methods learn P_t from g_t at the beginning of step t: their state at θ_t still contains
 * P_{t−1}. Others evaluate at the new point and learn P_{t+1} before step t ends: they are ahead.
 * fop_iterate_look() hides the difference.
 */

/**
 * FopMethodClass:
 * @columns: (nullable): additional history columns, such as "learning-rate"
 * @create: allocates; refuses settings that do not suit the problem (FOP_ERROR_COMBINATION,
 *   FOP_ERROR_TOO_LARGE)
 * @free: (nullable): frees the members of the concrete struct
 * @configure: reads the settings; called once after create and between steps whenever a live
 *   parameter has changed; must not touch the state
 * @reset: initializes the state of step 0
 * @step: θ_t → θ_{t+1}, in place; no allocation
 * @n_preconditioners, @preconditioner_info, @preconditioner: (nullable): the matrices P between
 *   gradient and step; @preconditioner writes the m × m matrix in the state, both triangles,
 *   symmetric unless @unsymmetric: before the first step, the initial one. If @diagonal, it writes
 *   only the m numbers of the diagonal
 * @factor: (nullable): writes M with P = M Mᵀ, m × m, row-major, or, if @diagonal, the m numbers of
 *   its diagonal, if the method stores it; otherwise returns %FALSE without writing anything
 * @is_ahead: (nullable): whether the state at θ_t already contains P_t; %NULL: P_{t−1}
 * @is_whole: whether P g is the step itself, without ε: `learning-rate`, if any, is then the step
 *   size of P
 * @sensitivity: (nullable): the factor on P g in the last step, see fop_base_sensitivity(); NaN if
 *   undefined, 0 before the first step. %NULL: ε of that step
 */
struct _FopMethodClass
{
  const char *kind;
  const char *title;
  const char *help;
  FopParameterTable table;
  const FopHistoryColumn *columns;
  FopMethod *(*create) (const FopSettings *settings, const FopProblem *problem, guint64 seed,
                        GError **error);
  void (*free) (FopMethod *method);
  void (*configure) (FopMethod *method, const FopSettings *settings);
  void (*reset) (FopMethod *method);
  void (*step) (FopMethod *method, FopStep *step, double *theta);
  gsize (*n_preconditioners) (const FopMethod *method);
  FopPreconditionerInfo (*preconditioner_info) (const FopMethod *method, gsize block);
  void (*preconditioner) (const FopMethod *method, gsize block, double *matrix);
  gboolean (*factor) (const FopMethod *method, gsize block, double *matrix);
  gboolean (*is_ahead) (const FopMethod *method);
  gboolean is_whole;
  double (*sensitivity) (const FopMethod *method);
};

gsize fop_method_n_classes (void);
const FopMethodClass *fop_method_class (gsize index);
const FopMethodClass *fop_method_class_find (const char *kind, GError **error);

/**
 * fop_method_new:
 *
 * Creates, configures and resets a method.
 *
 * Returns: (transfer full): the method, or %NULL with @error
 */
FopMethod *fop_method_new (const FopMethodClass *klass, const FopSettings *settings,
                           const FopProblem *problem, guint64 seed, GError **error);
void fop_method_free (FopMethod *method);

/**
 * fop_method_fits:
 *
 * Whether a method with these settings can be created for @problem, by creating and freeing it, so
 * that the error is the same as for a run. Costs the method's allocation.
 *
 * Returns: %FALSE with the reason in @error
 */
gboolean fop_method_fits (const FopMethodClass *klass, const FopSettings *settings,
                          const FopProblem *problem, GError **error);

/**
 * fop_method_memory:
 *
 * Like fop_method_fits(), which does not write to large arrays.
 *
 * Returns: the memory of a method with these settings in bytes; NaN with @error if it does not fit
 */
double fop_method_memory (const FopMethodClass *klass, const FopSettings *settings,
                          const FopProblem *problem, guint64 seed, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopMethod, fop_method_free)

/** Reads the settings, including the schedule: called whenever a live parameter has changed. */
void fop_method_configure (FopMethod *method, const FopSettings *settings);

/* * θ_t → θ_{t+1}, with the clipped gradient; @step receives the results of the class's step. */
void fop_method_step (FopMethod *method, FopStep *step, double *theta);

/** Factor on the learning rate at step @t. */
double fop_method_rate_factor (const FopMethod *method, guint64 t);

gsize fop_method_n_columns (const FopMethodClass *klass);
gsize fop_method_n_preconditioners (const FopMethod *method); /* 0 if the class has none */
gboolean fop_method_is_ahead (const FopMethod *method);

/* As in FopMethodClass, but m × m even if P is diagonal. */
void fop_method_preconditioner (const FopMethod *method, gsize block, double *matrix);
gboolean fop_method_factor (const FopMethod *method, gsize block, double *matrix);

/* For concrete methods: initializes the base of a zeroed struct; allocates state and columns. */
void fop_method_init (FopMethod *method, const FopMethodClass *klass, gsize dimension,
                      gsize state_size);
gboolean fop_method_is_always_ahead (const FopMethod *method); /* %TRUE: an is_ahead */

G_END_DECLS
