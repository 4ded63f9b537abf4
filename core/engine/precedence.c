/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thread priorities. */
#include "core/engine/precedence.h"

#ifdef __linux__
#include <sys/resource.h>
#endif

void
fop_precedence_take (FopPrecedence precedence)
{
#ifdef __linux__
  /* Lowering the priority is always permitted. 0 is the calling thread. */
  if (getpriority (PRIO_PROCESS, 0) < (int) precedence)
    setpriority (PRIO_PROCESS, 0, (int) precedence);
#endif
}
