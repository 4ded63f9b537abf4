/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place that configures the BLAS library. */

#include "core/linalg/blas.h"

#include <cblas.h>
#include <pthread.h>

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
