/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place that configures the BLAS library. */

#include "core/linalg/blas.h"

#include "core/settings/size.h"

#include <cblas.h>
#include <pthread.h>

#define ORDER        128                       /* smaller products may not need a buffer */
#define BUFFER_BYTES (128.0 * 1024.0 * 1024.0) /* OpenBLAS's largest buffer on any processor */

static void
set_one_thread (void)
{
  openblas_set_num_threads (1);
}

void
fop_blas_init (void)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;

  pthread_once (&once, set_one_thread);
}

gboolean
fop_blas_prepare (GError **error)
{
  g_autofree double *a = NULL;

  if (!fop_check_all ("the program, before any problem,", BUFFER_BYTES, error))
    return FALSE;
  fop_blas_init ();
  a = g_new0 (double, 3 * ORDER * ORDER);
  cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, ORDER, ORDER, ORDER, 1, a, ORDER,
               a + ORDER * ORDER, ORDER, 0, a + 2 * ORDER * ORDER, ORDER);
  return TRUE;
}
