/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digits of changing radix, kept exactly: heads of 64 bits over a stack of 32-bit words. */

#include "core/analysis/bit-store.h"

#include <math.h>

#define WORD_BITS 32

/* Between two exchanges every head is below this: after pushing a digit it still fits into 63 bits.
 * */
#define HEAD_LIMIT (G_GUINT64_CONSTANT (1) << 47)

struct _FopBitStore
{
  gsize n;
  guint64 *heads;
  /* Every head is below the capacity: a function of the radices so far. */
  guint64 capacity;
  GArray *capacities; /* (element-type guint64): before each exchange that can be undone */
  GArray *words;      /* (element-type guint32): n at a time */
};

FopBitStore *
fop_bit_store_new (gsize n)
{
  FopBitStore *store = g_new0 (FopBitStore, 1);

  store->n = n;
  store->heads = g_new0 (guint64, n);
  store->capacity = 1;
  store->capacities = g_array_new (FALSE, FALSE, sizeof (guint64));
  store->words = g_array_new (FALSE, FALSE, sizeof (guint32));
  return store;
}

void
fop_bit_store_free (FopBitStore *store)
{
  if (store == NULL)
    return;
  g_free (store->heads);
  g_array_unref (store->capacities);
  g_array_unref (store->words);
  g_free (store);
}

/* I < C and digit < in: I·in + digit < C·in, and its quotient by out is below ⌈C·in/out⌉. */
static guint64
capacity_after (guint64 capacity, guint32 in, guint32 out)
{
  return (capacity * in - 1) / out + 1;
}

static guint32 *
push_words (FopBitStore *store)
{
  g_array_set_size (store->words, store->words->len + (guint) store->n);
  return &g_array_index (store->words, guint32, store->words->len - store->n);
}

static const guint32 *
last_words (const FopBitStore *store)
{
  return &g_array_index (store->words, guint32, store->words->len - store->n);
}

static void
drop_words (FopBitStore *store)
{
  g_array_set_size (store->words, store->words->len - (guint) store->n);
}

static void
move_to_stack (FopBitStore *store)
{
  guint32 *words = push_words (store);

  for (gsize i = 0; i < store->n; i++)
    {
      words[i] = (guint32) store->heads[i];
      store->heads[i] >>= WORD_BITS;
    }
}

static void
move_from_stack (FopBitStore *store)
{
  const guint32 *words = last_words (store);

  for (gsize i = 0; i < store->n; i++)
    store->heads[i] = store->heads[i] << WORD_BITS | words[i];
  drop_words (store);
}

void
fop_bit_store_exchange (FopBitStore *store, guint32 in, guint32 out, guint32 *digits)
{
  g_return_if_fail (out >= 1 && out <= in && in <= FOP_BIT_STORE_RADIX_MAX);

  for (gsize i = 0; i < store->n; i++)
    {
      guint64 number = store->heads[i] * in + digits[i];

      digits[i] = (guint32) (number % out);
      store->heads[i] = number / out;
    }
  g_array_append_val (store->capacities, store->capacity);
  store->capacity = capacity_after (store->capacity, in, out);
  if (store->capacity > HEAD_LIMIT)
    {
      move_to_stack (store);
      store->capacity = ((store->capacity - 1) >> WORD_BITS) + 1;
    }
}

void
fop_bit_store_take_back (FopBitStore *store, guint32 in, guint32 out, guint32 *digits)
{
  g_return_if_fail (out >= 1 && out <= in && in <= FOP_BIT_STORE_RADIX_MAX);
  g_return_if_fail (store->capacities->len > 0);

  store->capacity = g_array_index (store->capacities, guint64, store->capacities->len - 1);
  g_array_set_size (store->capacities, store->capacities->len - 1);
  if (capacity_after (store->capacity, in, out) > HEAD_LIMIT)
    move_from_stack (store);
  for (gsize i = 0; i < store->n; i++)
    {
      guint64 number = store->heads[i] * out + digits[i];

      digits[i] = (guint32) (number % in);
      store->heads[i] = number / in;
    }
}

void
fop_bit_store_put (FopBitStore *store, const gint64 *values)
{
  guint32 *low = push_words (store);

  for (gsize i = 0; i < store->n; i++)
    low[i] = (guint32) values[i];

  guint32 *high = push_words (store);

  for (gsize i = 0; i < store->n; i++)
    high[i] = (guint32) ((guint64) values[i] >> WORD_BITS);
}

void
fop_bit_store_get (FopBitStore *store, gint64 *values)
{
  g_return_if_fail (store->words->len >= 2 * store->n);

  const guint32 *high = last_words (store), *low = high - store->n;

  for (gsize i = 0; i < store->n; i++)
    values[i] = (gint64) ((guint64) high[i] << WORD_BITS | low[i]);
  drop_words (store);
  drop_words (store);
}

double
fop_bit_store_bits (const FopBitStore *store)
{
  return log2 ((double) store->capacity)
         + (double) WORD_BITS * (double) (store->words->len / MAX (store->n, 1));
}

gboolean
fop_bit_store_is_empty (const FopBitStore *store)
{
  for (gsize i = 0; i < store->n; i++)
    if (store->heads[i] != 0)
      return FALSE;
  return store->words->len == 0 && store->capacities->len == 0;
}
