/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/experiment/run-set.h"

#include <string.h>

#define BITS 64u

struct _FopRunSet
{
  gint ref_count;
  gsize n_words;
  guint64 words[];
};

FopRunSet *
fop_run_set_ref (FopRunSet *set)
{
  if (set != NULL)
    g_atomic_int_inc (&set->ref_count);
  return set;
}

void
fop_run_set_unref (FopRunSet *set)
{
  if (set != NULL && g_atomic_int_dec_and_test (&set->ref_count))
    g_free (set);
}

gboolean
fop_run_set_has (const FopRunSet *set, gsize run)
{
  return set != NULL && run / BITS < set->n_words
         && (set->words[run / BITS] >> (run % BITS) & 1) != 0;
}

FopRunSet *
fop_run_set_with (const FopRunSet *set, gsize run, gboolean member)
{
  gsize before = set != NULL ? set->n_words : 0, n_words = MAX (before, run / BITS + 1);
  guint64 bit = G_GUINT64_CONSTANT (1) << (run % BITS);
  FopRunSet *fresh = g_malloc0 (sizeof (FopRunSet) + n_words * sizeof (guint64));

  fresh->ref_count = 1;
  fresh->n_words = n_words;
  if (before > 0)
    memcpy (fresh->words, set->words, before * sizeof (guint64));
  if (member)
    fresh->words[run / BITS] |= bit;
  else
    fresh->words[run / BITS] &= ~bit;
  return fresh;
}
