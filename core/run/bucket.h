/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

/*
 * Individual rows of a history are kept up to FOP_HISTORY_ROWS; beyond that, neighboring rows are
 * merged into buckets of 2, 4, 8, … steps. Each bucket keeps the first value and the extremes of
 * every column, so that no spike is lost. When buckets are merged depends only on the number of
 * rows, so the same run always has the same buckets.
 */
#define FOP_HISTORY_ROWS (1u << 18)

/** The number of buckets that are stored next to each other. */
#define FOP_HISTORY_CHUNK 4096u

/**
 * FopBucket:
 * @value: the first value that is not NaN
 * @minimum, @maximum: NaN if all values are
 *
 * The values of a column in adjacent steps.
 */
typedef struct
{
  double value, minimum, maximum;
} FopBucket;

/* NaN means "no value here": any number takes precedence. Written so that comparing two numbers
 * compiles without a branch. */
static inline double
fop_lesser (double a, double b)
{
  double number = b < a ? b : a;
  return isnan (a) ? b : number;
}

static inline double
fop_greater (double a, double b)
{
  double number = b > a ? b : a;
  return isnan (a) ? b : number;
}

/** Returns: the bucket of the steps of @earlier, followed by those of @later. */
static inline FopBucket
fop_bucket_join (FopBucket earlier, FopBucket later)
{
  return (FopBucket){ isnan (earlier.value) ? later.value : earlier.value,
                      fop_lesser (earlier.minimum, later.minimum),
                      fop_greater (earlier.maximum, later.maximum) };
}

G_END_DECLS
