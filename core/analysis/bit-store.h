/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The greatest radix of a digit. */
#define FOP_BIT_STORE_RADIX_MAX 65536u

/**
 * FopBitStore:
 *
 * An unbounded whole number for each of n coordinates, in which digits of any radix are kept: what
 * a multiplication would lose (Maclaurin et al. 2015). Nothing in it is ever rounded.
 *
 * How it keeps them: the low end of each number stands in a 64-bit head; once heads may fill up,
 * the low 32 bits of all of them move to a stack. When they do depends on the radices alone, never
 * on the digits, so the way back knows without being told. Memory grows by log2 (in/out) bits for
 * each exchange and coordinate, and 8 bytes for each exchange; an exchange costs a division or two
 * for each coordinate, whatever the store holds.
 */
typedef struct _FopBitStore FopBitStore;

/** A store that holds zeros, for @n coordinates. */
FopBitStore *fop_bit_store_new (gsize n);
void fop_bit_store_free (FopBitStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopBitStore, fop_bit_store_free)

/**
 * fop_bit_store_exchange:
 * @in, @out: radices, 1 ≤ @out ≤ @in ≤ FOP_BIT_STORE_RADIX_MAX
 * @digits: (inout): n digits, each below @in; on return each below @out
 *
 * For each coordinate's number I: pushes the digit, I ← I·in + digit, then pops one of the other
 * radix, digit ← I mod out, I ← ⌊I/out⌋.
 */
void fop_bit_store_exchange (FopBitStore *store, guint32 in, guint32 out, guint32 *digits);

/**
 * fop_bit_store_take_back:
 * @in, @out, @digits: as of the last exchange, @digits what it gave
 *
 * Undoes the last exchange, where nothing came after it that was not undone; @digits is then what
 * was pushed.
 */
void fop_bit_store_take_back (FopBitStore *store, guint32 in, guint32 out, guint32 *digits);

/** Keeps n whole 64-bit values: n · 64 bits. */
void fop_bit_store_put (FopBitStore *store, const gint64 *values);
/** Undoes the last fop_bit_store_put(), where nothing came after it that was not undone. */
void fop_bit_store_get (FopBitStore *store, gint64 *values);

/** Bits that the store holds for each coordinate: 0 where it is empty. */
double fop_bit_store_bits (const FopBitStore *store);

/** Whether every number is 0 and nothing is left to undo. */
gboolean fop_bit_store_is_empty (const FopBitStore *store);

G_END_DECLS
