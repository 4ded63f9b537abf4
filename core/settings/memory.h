/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fop_memory_left:
 *
 * What this process may still allocate: up to its limits of address space and of data (`ulimit -v`,
 * `-d`), its control group's limit, and what the machine has free, swap included.
 *
 * Returns: bytes, less some for what is small; infinite where nothing limits them
 */
double fop_memory_left (void);

G_END_DECLS
