/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random numbers that are a function of (seed, purpose, index), and the order of the rows. */

#include "core/data/philox.h"

/*
 * Philox4x32-10. A round multiplies two of the four words by odd constants to 64 bits, swaps the
 * halves and adds the key; the key grows by Weyl constants between rounds (Salmon, Moraes, Dror,
 * Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
 */
void
fop_philox4x32 (const guint32 counter[4], const guint32 key[2], guint32 output[4])
{
  guint32 x0 = counter[0], x1 = counter[1], x2 = counter[2], x3 = counter[3];
  guint32 k0 = key[0], k1 = key[1];

  for (int round = 0; round < 10; round++)
    {
      guint64 a = (guint64) 0xD2511F53u * x0, b = (guint64) 0xCD9E8D57u * x2;

      x0 = (guint32) (b >> 32) ^ x1 ^ k0;
      x1 = (guint32) b;
      x2 = (guint32) (a >> 32) ^ x3 ^ k1;
      x3 = (guint32) a;
      k0 += 0x9E3779B9u;
      k1 += 0xBB67AE85u;
    }
  output[0] = x0;
  output[1] = x1;
  output[2] = x2;
  output[3] = x3;
}

/* The generator for GSL: four words from each block, the counter's first word counts blocks. */

typedef struct
{
  guint32 key[2];
  guint32 counter[4];
  guint32 words[4];
  guint32 used; /* words already returned */
} PhiloxState;

static void
philox_start (PhiloxState *state, guint64 seed, guint32 stream, guint64 index)
{
  state->key[0] = (guint32) seed;
  state->key[1] = (guint32) (seed >> 32);
  state->counter[0] = 0;
  state->counter[1] = (guint32) index;
  state->counter[2] = (guint32) (index >> 32);
  state->counter[3] = stream;
  state->used = 4;
}

static void
philox_set (void *data, unsigned long seed)
{
  philox_start (data, seed, 0, 0);
}

static inline guint32
philox_next (PhiloxState *state)
{
  if (state->used == 4)
    {
      fop_philox4x32 (state->counter, state->key, state->words);
      state->counter[0]++;
      state->used = 0;
    }
  return state->words[state->used++];
}

static unsigned long
philox_get (void *data)
{
  return philox_next (data);
}

/* All 53 bits of a double in [0, 1). */
static double
philox_get_double (void *data)
{
  guint32 high = philox_next (data) >> 5, low = philox_next (data) >> 6;

  return ((double) high * 67108864.0 + (double) low) / 9007199254740992.0;
}

static const gsl_rng_type philox_type
    = { "philox4x32-10", G_MAXUINT32,      0, sizeof (PhiloxState), philox_set,
        philox_get,      philox_get_double };

gsl_rng *
fop_random_new (guint64 seed, FopStream stream, guint64 index)
{
  gsl_rng *rng = gsl_rng_alloc (&philox_type);

  fop_random_restart (rng, seed, stream, index);
  return rng;
}

void
fop_random_restart (gsl_rng *rng, guint64 seed, FopStream stream, guint64 index)
{
  philox_start (rng->state, seed, stream, index);
}

/*
 * The order of the rows in an epoch: a Feistel network on the fewest bits that can number the rows.
 * The two parts of the number are alternately masked by a keyed hash of the other, so every key
 * gives a permutation of 0 … 2^bits − 1, for any hash. A number outside the range is passed through
 * again until it falls into range ("cycle walking"), which gives a permutation of the rows; since
 * 2^bits < 2 rows, that takes fewer than two passes on average.
 */

#define ROUNDS 8

typedef struct
{
  guint32 low_bits, high_bits;
  guint64 keys[ROUNDS];
} EpochOrder;

static void
epoch_order_start (EpochOrder *order, guint64 seed, guint64 epoch, gsize rows)
{
  const guint32 key[2] = { (guint32) seed, (guint32) (seed >> 32) };
  guint32 bits = rows > 1 ? 64 - (guint32) __builtin_clzll (rows - 1) : 0;

  order->low_bits = bits / 2;
  order->high_bits = bits - order->low_bits;
  for (guint32 i = 0; i < ROUNDS; i += 2)
    {
      const guint32 counter[4] = { i, (guint32) epoch, (guint32) (epoch >> 32), FOP_STREAM_BATCH };
      guint32 words[4];

      fop_philox4x32 (counter, key, words);
      order->keys[i] = (guint64) words[1] << 32 | words[0];
      order->keys[i + 1] = (guint64) words[3] << 32 | words[2];
    }
}

/* Multiply and fold, twice (the finalizer of MurmurHash3 with a key in front). */
static inline guint64
mix (guint64 value, guint64 key)
{
  value = (value ^ key) * 0xFF51AFD7ED558CCDull;
  value = (value ^ value >> 33) * 0xC4CEB9FE1A85EC53ull;
  return value ^ value >> 33;
}

static gsize
epoch_order_row (const EpochOrder *order, gsize rows, gsize position)
{
  const guint64 low_mask = (1ull << order->low_bits) - 1,
                high_mask = (1ull << order->high_bits) - 1;
  guint64 number = position;

  do
    {
      guint64 low = number & low_mask, high = number >> order->low_bits;

      for (guint32 i = 0; i < ROUNDS; i += 2)
        {
          low ^= mix (high, order->keys[i]) & low_mask;
          high ^= mix (low, order->keys[i + 1]) & high_mask;
        }
      number = high << order->low_bits | low;
    }
  while (number >= rows);
  return number;
}

void
fop_batch_rows (guint64 seed, guint64 step, gsize rows, gsize batch, gsize *indices)
{
  unsigned __int128 first;
  guint64 epoch;
  gsize position;
  EpochOrder order;

  g_return_if_fail (rows >= 1 && batch <= rows);

  /* 128 bits: step × batch may exceed 64. */
  first = (unsigned __int128) step * batch;
  epoch = (guint64) (first / rows);
  position = (gsize) (first % rows);
  epoch_order_start (&order, seed, epoch, rows);
  for (gsize i = 0; i < batch; i++, position++)
    {
      if (position == rows)
        {
          position = 0;
          epoch_order_start (&order, seed, ++epoch, rows);
        }
      indices[i] = epoch_order_row (&order, rows, position);
    }
}
