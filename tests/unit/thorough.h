/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * is_thorough:
 *
 * Whether the environment variable FOP_THOROUGH is 1, to check the same laws at more points in
 * continuous integration, without slowing down everyday tests.
 */
static inline gboolean
is_thorough (void)
{
  return g_strcmp0 (g_getenv ("FOP_THOROUGH"), "1") == 0;
}
