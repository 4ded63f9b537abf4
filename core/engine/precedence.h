/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopPrecedence:
 *
 * Who goes first where there are more threads than processors, as nice values: the window's thread
 * (0), so that pointer and keys are answered at once; then the steps; last what is made of them,
 * pictures and analyses. Never reaches the numbers.
 */
typedef enum
{
  FOP_PRECEDENCE_STEPS = 4,
  FOP_PRECEDENCE_PICTURES = 8
} FopPrecedence;

/** Gives the calling thread its place, on Linux; elsewhere nice values are a process's, and every
 * thread stays where it is. */
void fop_precedence_take (FopPrecedence precedence);

G_END_DECLS
