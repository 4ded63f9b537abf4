/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fop_memory_left:
 *
 * How much this process can still allocate: bounded by its limits on address space and data
 * (`ulimit -v`, `-d`), its control group's limit, and the free memory of the machine, swap
 * included.
 *
 * Returns: bytes, minus a reserve for small allocations; infinite if there is no limit
 */
double fop_memory_left (void);

G_END_DECLS
