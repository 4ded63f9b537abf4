/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The memory budgets of a single array and of a problem with all its runs. */
#define FOP_SIZE_LIMIT_BYTES     (1024.0 * 1024.0 * 1024.0)
#define FOP_SIZE_LIMIT_ALL_BYTES (4 * FOP_SIZE_LIMIT_BYTES)

/**
 * fop_check_size:
 * @what: the array, for the message: "the Hessian"
 * @count: number of doubles; itself a double, so that a product of dimensions cannot overflow
 *
 * Refuses an array that exceeds the memory budget, or what this process can still allocate (see
 * fop_memory_left()), before it is allocated.
 *
 * Returns: %FALSE with %FOP_ERROR_TOO_LARGE naming @what, its size and the limit
 */
gboolean fop_check_size (const char *what, double count, GError **error);

/** The same for a sum of arrays that were checked individually; they are not counted again. */
gboolean fop_check_sum (const char *what, double count, GError **error);

/** The same for @bytes of a problem with all its runs, whose budget is larger. */
gboolean fop_check_all (const char *what, double bytes, GError **error);

/** Returns: the bytes that fop_check_size() has approved on this thread since the last call. */
double fop_size_asked (void);

G_END_DECLS
