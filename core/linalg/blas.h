/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fop_blas_init:
 *
 * Sets the BLAS to one thread, once per process; later calls return immediately. To be called
 * before any use of BLAS or LAPACK.
 *
 * Why one thread: a threaded BLAS splits its sums by the number of threads, so the last bits of a
 * product would depend on the machine's load and core count, and a run would not be a pure function
 * of its experiment. The engine and the analysis already have threads of their own, and the BLAS
 * library's hidden ones synchronize in ways that ThreadSanitizer cannot see.
 */
void fop_blas_init (void);

/**
 * fop_blas_prepare:
 *
 * Makes the library allocate its work memory now, while there is some: OpenBLAS retries forever if
 * a limit of the process leaves it none.
 *
 * Returns: %FALSE with %FOP_ERROR_TOO_LARGE if there is not enough
 */
gboolean fop_blas_prepare (GError **error);

G_END_DECLS
