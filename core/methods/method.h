/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/linalg/block.h"
#include "core/methods/schedule.h"
#include "core/problems/problem.h"

G_BEGIN_DECLS

#define FOP_STATE_ALIGNMENT (FOP_BLOCK_ALIGNMENT / sizeof (double))

/** The first place from @at on, in doubles, that is aligned in a state. */
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
 * @square: g_t·g_t as fop_dot() gives it; 0 where nobody has computed it
 * @evaluate: J_t at a trial point; gradient (nullable) gets ∇J_t there
 * @evaluate_data: for @evaluate
 * @function_evaluations, @gradient_evaluations: counters that @evaluate raises
 * @next_known: (out): set by a method that has J and ∇J at the θ it moves to already, as one has
 *   that accepts a trial point or stays where it is: the run then takes them from @next_loss and
 *   @next_gradient (length n, apart from @gradient), bit for bit what an evaluation there would
 *   give, and evaluates no more. Of no effect where J changes with the step
 *
 * What a method sees of one step, and what it may spare the next one.
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
 * @name: "" where a method has one; else the block's name
 * @order: m, P is m × m
 * @diagonal: P is diagonal by construction
 * @unsymmetric: P need not be symmetric: what is said of its eigenvalues is then of ½(P + Pᵀ)
 * @offset, @rows, @columns: the parameters from θ[offset] on that it acts on, as a matrix G, rows ×
 *   columns, row-major; rows = 0 stands for all of θ in one column
 * @right: it is columns × columns and acts as G ↦ G P; else rows × rows: G ↦ P G. Where there is
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
 * @state: the whole state, one block of @state_size doubles laid out at creation: a keyframe is a
 *   copy of it. Counters live in it too, as doubles (whole numbers up to 2^53 are exact). It is
 *   a block of core/linalg/block.h: it starts at a multiple of FOP_STATE_ALIGNMENT doubles
 * @columns: the last step's values of the class's columns, length n_columns; NaN where none
 *
 * @schedule: of the learning rate: methods multiply theirs by fop_method_rate_factor()
 * @clipped: scratch for a clipped gradient; NULL where the class clips none
 *
 * An optimizer with its state. Owned by one run. Concrete methods embed this struct first, and keep
 * there only what follows from settings and blocks, and scratch that no later step reads.
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
 * Which matrix P_t is, in all that is shown, written and measured: the one that step t multiplies
 * g_t by on its way from θ_t to θ_{t+1}, or would, where step t is not taken, as on the last row of
 * a run. Row t of a history, with the method's own columns, and row t of the instruments are of
 * step t, too, and so is ε_t. What step t learns from g_t before it moves is in P_t; what it learns
 * at θ_{t+1} is not.
 *
 * Most methods learn P_t from g_t when step t begins: their state at θ_t holds P_{t−1} still.
 * Others evaluate where they go, and learn P_{t+1} before step t ends: they are ahead. Who looks at
 * a run does not have to know: see fop_iterate_look().
 */

/**
 * FopMethodClass:
 * @columns: (nullable): its own columns of the history, such as "learning-rate"
 * @create: allocates; refuses what does not fit the problem (FOP_ERROR_COMBINATION,
 *   FOP_ERROR_TOO_LARGE)
 * @free: (nullable): frees what the concrete struct owns beyond the base
 * @configure: takes over the settings; called once after create and whenever a live parameter
 *   changed, between steps; must not touch the state
 * @reset: writes the state of step 0
 * @step: θ_t → θ_{t+1}, in place; no allocation
 * @n_preconditioners, @preconditioner_info, @preconditioner: (nullable): the matrices P that stand
 *   between gradient and step; @preconditioner writes the m × m matrix that multiplies, both
 *   triangles, symmetric unless @unsymmetric, as the state has it: before the first step, the one
 *   that learning starts from
 * @factor: (nullable): writes M with P = M Mᵀ, m × m, row-major, where the method keeps it; %FALSE,
 *   and nothing is written, where it does not
 * @is_ahead: (nullable): whether the state at θ_t holds P_t already; %NULL: P_{t−1}
 * @is_whole: P g is the step itself, without ε: `learning-rate`, if there is one, is how P learns
 * @sensitivity: (nullable): what the last step taken multiplied P g by, see fop_base_sensitivity();
 *   NaN where that cannot be said, 0 before the first step. %NULL: ε of that step
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
  FopPreconditionerInfo (*preconditioner_info) (const FopMethod *method, gsize index);
  void (*preconditioner) (const FopMethod *method, gsize index, double *matrix);
  gboolean (*factor) (const FopMethod *method, gsize index, double *matrix);
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
 * Creates, configures and resets.
 *
 * Returns: (transfer full): the method, or %NULL with @error
 */
FopMethod *fop_method_new (const FopMethodClass *klass, const FopSettings *settings,
                           const FopProblem *problem, guint64 seed, GError **error);
void fop_method_free (FopMethod *method);

/**
 * fop_method_fits:
 *
 * Whether a run of these settings on @problem could be made: by making and unmaking it, so that
 * what is said beforehand is what a run would be refused for. Costs what the method allocates.
 *
 * Returns: %FALSE with the reason in @error
 */
gboolean fop_method_fits (const FopMethodClass *klass, const FopSettings *settings,
                          const FopProblem *problem, GError **error);

/**
 * fop_method_memory:
 *
 * As fop_method_fits(), which writes to no large array.
 *
 * Returns: the bytes that a method of these settings takes; NaN with @error where it does not fit
 */
double fop_method_memory (const FopMethodClass *klass, const FopSettings *settings,
                          const FopProblem *problem, guint64 seed, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopMethod, fop_method_free)

/** Takes over the settings, the schedule among them: called whenever a live parameter changed. */
void fop_method_configure (FopMethod *method, const FopSettings *settings);

/** θ_t → θ_{t+1}, along the gradient or what clipping leaves of it; @step gets what the class says.
 */
void fop_method_step (FopMethod *method, FopStep *step, double *theta);

/** What the learning rate is multiplied by at step @t. */
double fop_method_rate_factor (const FopMethod *method, guint64 t);

gsize fop_method_n_columns (const FopMethodClass *klass);
gsize fop_method_n_preconditioners (const FopMethod *method); /* 0 where the class has none */
gboolean fop_method_is_ahead (const FopMethod *method);

/* For concrete methods: fills the base of a zeroed struct; allocates state and columns. */
void fop_method_init (FopMethod *method, const FopMethodClass *klass, gsize dimension,
                      gsize state_size);
gboolean fop_method_is_always_ahead (const FopMethod *method); /* %TRUE: an is_ahead */

G_END_DECLS
