/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <gsl/gsl_rng.h>

G_BEGIN_DECLS

/**
 * fop_philox4x32:
 * @counter: four 32-bit words
 * @key: two 32-bit words
 * @output: (out): four words
 *
 * Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011): a bijection of the counter for each key, so any
 * element of the stream can be accessed directly. Tested against the published vectors.
 */
void fop_philox4x32 (const guint32 counter[4], const guint32 key[2], guint32 output[4]);

/* The purpose of a stream: streams of one seed with different purposes do not overlap. */
typedef enum
{
  FOP_STREAM_PROBLEM = 1,
  FOP_STREAM_START = 2,
  FOP_STREAM_BATCH = 3,
  FOP_STREAM_METHOD = 4,
  FOP_STREAM_SPLIT = 5,
  FOP_STREAM_DATA = 6,
  FOP_STREAM_EPISODE = 7,
  FOP_STREAM_PROBE = 8
} FopStream;

/* How to reproduce a method's random numbers, for its page, which defines i. */
#define FOP_DRAWS_HELP                                                                                            \
  "Draws are those of GSL's gsl_ran_gaussian over Philox4x32-10 with the experiment's seed s: "                   \
  "key (s mod 2³², ⌊s/2³²⌋), counter (k, i mod 2³², ⌊i/2³²⌋, 4) for k = 0, 1, …; each uniform " \
  "number uses two words, (⌊w/2⁵⌋ 2²⁶ + ⌊w'/2⁶⌋)/2⁵³."

/**
 * fop_random_new:
 * @seed: the experiment's or the problem's seed
 * @stream: purpose
 * @index: for example the step; each index is a separate stream of 2^32 blocks
 *
 * A GSL generator over Philox, for use with GSL's distributions.
 *
 * Returns: (transfer full): free with gsl_rng_free()
 */
gsl_rng *fop_random_new (guint64 seed, FopStream stream, guint64 index);

/**
 * Moves a generator from fop_random_new() to the beginning of another stream, without allocation.
 */
void fop_random_restart (gsl_rng *rng, guint64 seed, FopStream stream, guint64 index);

/**
 * fop_batch_rows:
 * @rows: rows in the set
 * @batch: rows in a batch, at most @rows
 * @indices: (out): @batch row numbers
 *
 * The rows of step @step's batch: a pure function of (@seed, @step) with random access. Each epoch
 * visits every row once in a keyed random order (a Feistel network over the row numbers with cycle
 * walking); a batch may span two epochs.
 */
void fop_batch_rows (guint64 seed, guint64 step, gsize rows, gsize batch, gsize *indices);

G_END_DECLS
