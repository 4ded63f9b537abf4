/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The largest radix of a digit. */
#define FOP_BIT_STORE_RADIX_MAX 65536u

/**
 * FopBitStore:
 *
 * An unbounded integer for each of n coordinates, which stores digits of any radix: the information
 * that a multiplication would lose (Maclaurin et al. 2015). Nothing is ever rounded.
 *
 * Representation: the low end of each integer is in a 64-bit head; before heads could overflow, the
 * low 32 bits of all of them move to a stack. When this happens depends on the radices only, never
 * on the digits, so that it can be undone without further records. Memory grows by log2 (in/out)
 * bits per exchange and coordinate, and 8 bytes per exchange; an exchange costs one or two
 * divisions per coordinate, regardless of the contents.
 */
typedef struct _FopBitStore FopBitStore;

/** A store of zeros for @n coordinates. */
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
 * @in, @out, @digits: those of the last exchange, @digits its result
 *
 * Undoes the last exchange, provided that everything after it was undone; @digits is then what was
 * pushed.
 */
void fop_bit_store_take_back (FopBitStore *store, guint32 in, guint32 out, guint32 *digits);

/** Stores n complete 64-bit values: n · 64 bits. */
void fop_bit_store_put (FopBitStore *store, const gint64 *values);
/** Undoes the last fop_bit_store_put(), provided that everything after it was undone. */
void fop_bit_store_get (FopBitStore *store, gint64 *values);

/** Bits stored per coordinate: 0 if it is empty. */
double fop_bit_store_bits (const FopBitStore *store);

/** Whether every number is 0 and nothing is left to undo. */
gboolean fop_bit_store_is_empty (const FopBitStore *store);

G_END_DECLS
