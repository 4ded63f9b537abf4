/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The memory budget of a single array. */
#define FOP_SIZE_LIMIT_BYTES (1024.0 * 1024.0 * 1024.0)

/**
 * fop_check_size:
 * @what: the array, for the message: "the Hessian"
 * @count: how many doubles; a double itself, so that a product of dimensions cannot wrap
 *
 * Refuses an array past the memory budget before anyone allocates it.
 *
 * Returns: %FALSE with %FOP_ERROR_TOO_LARGE naming @what, its size and the limit
 */
gboolean fop_check_size (const char *what, double count, GError **error);

G_END_DECLS
