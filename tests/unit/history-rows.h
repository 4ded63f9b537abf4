/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Histories with known rows. */

#include "core/run/history.h"

#include <math.h>
#include <string.h>

static const char *const columns[] = { "loss", "gradient-norm", "test-loss", NULL };
#define N_COLUMNS 3

/* A reproducible row: smooth, with a column that is mostly blank. */
static inline void
row_at (guint64 step, double *row)
{
  row[0] = exp (-1e-5 * (double) step) + 0.1 * sin ((double) step);
  row[1] = (double) (step % 977);
  row[2] = step % 100 == 0 ? (double) step : NAN;
}

static inline FopHistory *
history_of (guint64 n_rows)
{
  FopHistory *history = fop_history_new (N_COLUMNS, columns);
  double row[N_COLUMNS];

  for (guint64 t = 0; t < n_rows; t++)
    {
      row_at (t, row);
      fop_history_append (history, row);
    }
  return history;
}

static inline gboolean
same_bits (double a, double b)
{
  return memcmp (&a, &b, sizeof a) == 0;
}

static inline void
assert_curves_equal (const FopCurves *a, const FopCurves *b)
{
  g_assert_cmpuint (a->stride, ==, b->stride);
  g_assert_cmpuint (a->n_buckets, ==, b->n_buckets);
  g_assert_cmpuint (a->last_step, ==, b->last_step);
  g_assert_cmpmem (a->last, N_COLUMNS * sizeof (double), b->last, N_COLUMNS * sizeof (double));
  for (gsize c = 0; c < N_COLUMNS; c++)
    for (gsize i = 0; i < a->n_buckets; i++)
      {
        FopBucket p = fop_curves_bucket (a, c, i), q = fop_curves_bucket (b, c, i);

        g_assert_true (same_bits (p.value, q.value));
        g_assert_true (same_bits (p.minimum, q.minimum));
        g_assert_true (same_bits (p.maximum, q.maximum));
      }
}

/* Bucket @b of a view of @n_rows rows of row_at(). */
static inline void
assert_bucket_holds_its_rows (const FopCurves *curves, gsize b, guint64 n_rows)
{
  double first[N_COLUMNS] = { NAN, NAN, NAN }, minimum[N_COLUMNS] = { NAN, NAN, NAN };
  double maximum[N_COLUMNS] = { NAN, NAN, NAN };

  for (guint64 t = b * curves->stride; t < MIN ((b + 1) * curves->stride, n_rows); t++)
    {
      double row[N_COLUMNS];

      row_at (t, row);
      for (gsize c = 0; c < N_COLUMNS; c++)
        {
          first[c] = isnan (first[c]) ? row[c] : first[c];
          minimum[c] = fmin (minimum[c], row[c]);
          maximum[c] = fmax (maximum[c], row[c]);
        }
    }
  for (gsize c = 0; c < N_COLUMNS; c++)
    {
      FopBucket bucket = fop_curves_bucket (curves, c, b);

      g_assert_true (bucket.value == first[c] || (isnan (first[c]) && isnan (bucket.value)));
      g_assert_true (bucket.minimum == minimum[c] || (isnan (first[c]) && isnan (bucket.minimum)));
      g_assert_true (bucket.maximum == maximum[c] || (isnan (first[c]) && isnan (bucket.maximum)));
    }
}
