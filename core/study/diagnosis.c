/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/study/diagnosis.h"

#include "core/study/crossing.h"

#include <math.h>
#include <string.h>

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
      return "became NaN";
    else if (isinf (values[i]))
      words = "became infinite";
  return words;
}

/* θ first: if it is not finite, nothing evaluated there is. */
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
    words = "exceeded 10³⁰⁰";
  if (!words)
    {
      subject = "the gradient";
      words = not_finite_words (n, end->gradient);
    }
  if (!words)
    words = "overflowed";
  g_string_append_printf (text, "%s %s at step %" G_GUINT64_FORMAT, subject, words, end->t);
}

static void
append_crossing (GString *text, const FopIterate *end, const FopCrossing *crossing)
{
  const FopStability *first = &crossing->first, *last = &crossing->last;

  g_string_append_printf (
      text, ": %s = ", fop_method_n_preconditioners (end->method) == 1 ? "λ_max(PH)" : "λ_max(H)");
  append_number (text, first->curvature);
  g_string_append_printf (text, " %s %s = ", crossing->sharp ? "crossed" : "was above",
                          fop_stability_limit_words (end));
  append_number (text, first->limit);
  g_string_append_printf (text, " at step %" G_GUINT64_FORMAT, first->step);
  if (last->curvature > 1.5 * first->curvature)
    {
      g_string_append (text, " and reached ");
      append_number (text, last->curvature);
      g_string_append_printf (text, " at step %" G_GUINT64_FORMAT, last->step);
    }
  if (end->problem->stochastic)
    g_string_append (text, " (H of all rows)");
}

static char *
diagnose (FopRun *run)
{
  const FopIterate *end = fop_run_iterate (run);
  GString *text = g_string_new (NULL);
  FopCrossing crossing = fop_crossing_find (end, fop_run_keyframes (run));

  append_event (text, end);
  if (crossing.found)
    append_crossing (text, end, &crossing);
  return g_string_free (text, FALSE);
}

const char *
fop_diagnosis_of (FopRun *run)
{
  if (fop_run_status (run) == FOP_RUN_DIVERGED && fop_run_reason (run) == NULL)
    fop_run_explain (run, diagnose (run));
  return fop_run_reason (run);
}
