/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/run/diagnosis.h"

#include "core/linalg/blas.h"

#include <cblas.h>
#include <math.h>
#include <string.h>

#define ITERATIONS_MAX 500u
/* Multiplications that a diagnosis may spend on products with P and H: well under a second. */
#define WORK_BUDGET 2e8
#define WINDOW_MAX  128u

/* λ_max(PH) at a step beside the limit that its rate asks for. */
typedef struct
{
  guint64 step;
  double curvature, limit;
} Stability;

static void
multiply (gsize n, const double *matrix, const double *x, double *y)
{
  if (matrix)
    cblas_dsymv (CblasRowMajor, CblasLower, (int) n, 1, matrix, (int) n, x, 1, 0, y, 1);
  else
    memcpy (y, x, n * sizeof (double));
}

/* With P = LLᵀ, PH has the eigenvalues of the symmetric LᵀHL. Its power iteration y ← (LᵀHL + σI) y
 * needs no L: in u with y = Lᵀu it is u ← Hx + σu where x = Pu, and y's Rayleigh quotient is
 * xᵀHx / uᵀx. The shift σ serves where the eigenvalue of largest magnitude is negative. */
static double
power_iteration (gsize n, const double *p, const double *h, double shift, double *work)
{
  double *u = work, *x = work + n, *hx = work + 2 * n;
  double quotient = NAN;

  for (gsize i = 0; i < n; i++)
    u[i] = cos ((double) (i + 1));
  for (guint k = 0; k < ITERATIONS_MAX; k++)
    {
      double scale, next;

      multiply (n, p, u, x);
      scale = sqrt (cblas_ddot ((int) n, u, 1, x, 1));
      if (!(scale > 0) || !isfinite (scale))
        return scale == 0 ? 0 : NAN;
      for (gsize i = 0; i < n; i++)
        {
          u[i] /= scale;
          x[i] /= scale;
        }
      multiply (n, h, x, hx);
      next = cblas_ddot ((int) n, x, 1, hx, 1);
      if (!isfinite (next))
        return NAN;
      if (k > 2 && fabs (next - quotient) <= 1e-6 * fabs (next))
        return next;
      quotient = next;
      for (gsize i = 0; i < n; i++)
        u[i] = hx[i] + shift * u[i];
    }
  return quotient;
}

double
fop_largest_curvature (gsize n, const double *p, const double *h, double *work)
{
  double largest;

  fop_blas_init ();
  largest = power_iteration (n, p, h, 0, work);
  if (largest < 0)
    largest = power_iteration (n, p, h, -largest, work);
  return largest;
}

static gboolean
declares (const FopSettings *settings, const char *key)
{
  return fop_parameter_table_find (fop_settings_table (settings), key) >= 0
         && fop_settings_applies (settings, key);
}

static double
number (const FopSettings *settings, const char *key)
{
  return declares (settings, key) ? fop_settings_number (settings, key) : 0;
}

/* The rate of the step just taken: the method's own column where it has one. */
static double
learning_rate (const FopIterate *iterate)
{
  const char *const *columns = iterate->method->klass->columns;

  for (gsize i = 0; columns && columns[i]; i++)
    if (g_str_equal (columns[i], "learning-rate"))
      return iterate->method->columns[i];
  return number (iterate->settings, "learning-rate");
}

/* The largest λ(PH) for which steps along P (and momentum) do not grow on a quadratic, from the
 * roots of z² − (1 + μ − ελ)z + μ, and of z² − (1 + μ)(1 − ελ)z + μ(1 − ελ) for Nesterov's. */
static double
stable_curvature (const FopIterate *iterate)
{
  double rate = learning_rate (iterate), mu = number (iterate->settings, "momentum");
  gboolean nesterov = declares (iterate->settings, "nesterov")
                      && fop_settings_boolean (iterate->settings, "nesterov");

  return 2 * (1 + mu) / (nesterov ? (1 + 2 * mu) * rate : rate);
}

static const char *
limit_words (const FopIterate *iterate)
{
  if (number (iterate->settings, "momentum") == 0)
    return "2/ε";
  return declares (iterate->settings, "nesterov")
                 && fop_settings_boolean (iterate->settings, "nesterov")
             ? "2(1 + μ)/((1 + 2μ)ε)"
             : "2(1 + μ)/ε";
}

/* Whether a step is −ε P (momentum sum of gradients), with P what the method shows, or I. */
static gboolean
is_understood (const FopIterate *iterate)
{
  static const char *const others[] = { "weight-decay", "dampening", "beta1", "anneal-after" };
  const FopProblem *problem = iterate->problem;
  gsize n_matrices = fop_method_n_preconditioners (iterate->method);
  double rate = number (iterate->settings, "learning-rate");

  if (!problem->klass->hessian || problem->dimension > FOP_DIAGNOSIS_HESSIAN_MAX)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (number (iterate->settings, others[i]) != 0)
      return FALSE;
  if (!(rate > 0) || n_matrices > 1)
    return FALSE;
  if (declares (iterate->settings, "base")
      && !g_str_equal (fop_settings_word (iterate->settings, "base"), "sgd"))
    return FALSE;
  if (n_matrices == 1)
    return iterate->method->klass->preconditioner_info (iterate->method, 0).order
           == problem->dimension;
  return g_str_equal (iterate->method->klass->kind, "sgd")
         || g_str_equal (iterate->method->klass->kind, "hd");
}

static guint64
window_for (gsize n)
{
  double steps = WORK_BUDGET / (400.0 * (double) n * (double) n);

  return (guint64) CLAMP (steps, 2.0, (double) WINDOW_MAX);
}

/* Walks the last steps before @end again, from the nearest keyframe before the window. */
static GArray *
walk (const FopIterate *end, guint64 seed, const FopKeyframes *keyframes)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Stability));
  g_autoptr (FopIterate) scratch = fop_iterate_new (end->problem, end->spec, seed, NULL);
  gsize n = end->problem->dimension;
  gboolean has_matrix = fop_method_n_preconditioners (end->method) == 1;
  guint64 first = end->t > window_for (n) ? end->t - window_for (n) : 0, at;
  const double *frame = fop_keyframes_find (keyframes, first, &at);
  g_autofree double *hessian = g_new (double, n *n);
  g_autofree double *matrix = has_matrix ? g_new (double, n *n) : NULL;
  g_autofree double *work = g_new (double, 3 * n);

  if (!scratch)
    return g_steal_pointer (&found);
  if (frame)
    fop_iterate_restore (scratch, frame);
  while (scratch->t < end->t)
    {
      Stability here = { .step = scratch->t };

      if (here.step >= first)
        end->problem->klass->hessian (end->problem, scratch->theta, hessian, scratch->work);
      fop_iterate_step (scratch);
      if (here.step < first)
        continue;
      if (has_matrix)
        scratch->method->klass->preconditioner (scratch->method, 0, matrix);
      here.curvature = fop_largest_curvature (n, matrix, hessian, work);
      here.limit = stable_curvature (scratch);
      g_array_append_val (found, here);
    }
  return g_steal_pointer (&found);
}

/* "0.05", "4.1 · 10⁷" */
static void
append_number (GString *text, double value)
{
  static const char *const raised[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  char *exponent;

  g_ascii_formatd (number, sizeof number, "%.3g", value);
  exponent = strchr (number, 'e');
  if (!exponent)
    {
      g_string_append (text, number);
      return;
    }
  *exponent++ = '\0';
  g_string_append_printf (text, "%s · 10", number);
  if (*exponent == '-')
    g_string_append (text, "⁻");
  exponent++;
  while (*exponent == '0')
    exponent++;
  for (; *exponent; exponent++)
    g_string_append (text, raised[*exponent - '0']);
}

static const char *
not_finite_words (gsize n, const double *values)
{
  const char *words = NULL;

  for (gsize i = 0; i < n; i++)
    if (isnan (values[i]))
      return "is not a number";
    else if (isinf (values[i]))
      words = "became infinite";
  return words;
}

/* θ first: where it is not finite, nothing evaluated there can be. */
static void
append_event (GString *text, const FopIterate *end)
{
  gsize n = end->problem->dimension;
  const char *words = not_finite_words (n, end->theta);
  const char *subject = "θ";

  if (!words)
    {
      subject = "the loss";
      words = not_finite_words (1, &end->loss);
    }
  if (!words && fabs (end->loss) > FOP_LOSS_MAX)
    words = "passed 10³⁰⁰";
  if (!words)
    {
      subject = "the gradient";
      words = not_finite_words (n, end->gradient);
    }
  if (!words)
    words = "grew past all numbers";
  g_string_append_printf (text, "%s %s at step %" G_GUINT64_FORMAT, subject, words, end->t);
}

static void
append_stability (GString *text, const FopIterate *end, const GArray *found)
{
  const char *symbol = fop_method_n_preconditioners (end->method) == 1 ? "λ_max(PH)" : "λ_max(H)";
  const Stability *first = NULL, *last = NULL;

  /* The unbroken stretch of steps past the limit that leads to the end. */
  for (guint i = 0; i < found->len; i++)
    {
      const Stability *here = &g_array_index (found, Stability, i);

      if (!isfinite (here->curvature) || !isfinite (here->limit))
        continue;
      last = here;
      if (here->curvature <= here->limit)
        first = NULL;
      else if (!first)
        first = here;
    }
  if (!last)
    return;

  const Stability *shown = first ? first : last;

  g_string_append_printf (text, ": %s = ", symbol);
  append_number (text, shown->curvature);
  if (!first)
    g_string_append (text, " was within ");
  else if (first->step > g_array_index (found, Stability, 0).step)
    g_string_append (text, " passed ");
  else
    g_string_append (text, " was past ");
  g_string_append_printf (text, "%s = ", limit_words (end));
  append_number (text, shown->limit);
  g_string_append_printf (text, " at step %" G_GUINT64_FORMAT, shown->step);
  if (first && last->curvature > 1.5 * first->curvature)
    {
      g_string_append (text, " and reached ");
      append_number (text, last->curvature);
      g_string_append_printf (text, " at step %" G_GUINT64_FORMAT, last->step);
    }
  if (end->problem->stochastic)
    g_string_append (text, " (H of all rows)");
}

char *
fop_diagnosis_new (const FopIterate *end, guint64 seed, const FopKeyframes *keyframes)
{
  GString *text = g_string_new (NULL);

  append_event (text, end);
  if (end->t > 0 && is_understood (end))
    {
      g_autoptr (GArray) found = walk (end, seed, keyframes);

      append_stability (text, end, found);
    }
  return g_string_free (text, FALSE);
}
