/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopPrecedence:
 *
 * Priorities, as nice values, for when there are more threads than processors: first the window's
 * thread (0), so that it responds immediately; then steps; then pictures and analyses of their
 * results. Never affects numerical results.
 */
typedef enum
{
  FOP_PRECEDENCE_STEPS = 4,
  FOP_PRECEDENCE_PICTURES = 8
} FopPrecedence;

/** Sets the priority of the calling thread, on Linux. Elsewhere nice values apply to processes, and
 * this does nothing. */
void fop_precedence_take (FopPrecedence precedence);

G_END_DECLS
