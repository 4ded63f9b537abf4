/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * is_thorough:
 *
 * Whether the environment variable FOP_THOROUGH is 1: the same laws at more places, for the machine
 * that checks changes. Who only works on the project need not wait for them.
 */
static inline gboolean
is_thorough (void)
{
  return g_strcmp0 (g_getenv ("FOP_THOROUGH"), "1") == 0;
}
