/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/problem.h"

G_BEGIN_DECLS

/*
 * The start of a problem: its own, or the `start` from the settings. Tables of problems that accept
 * one contain FOP_START_PARAMETER; those of problems defined in any number of dimensions also
 * contain FOP_DIMENSION_PARAMETER.
 */
#define FOP_START_PARAMETER                                                                        \
  {                                                                                                \
    .key = "start", .label = "Start", .symbol = "θ₀", .type = FOP_PARAMETER_VECTOR,                \
    .flags = FOP_PARAMETER_OPTIONAL | FOP_PARAMETER_ADVANCED,                                      \
    .help = "Starting point of every run, one number per dimension. Default: the problem's own "   \
            "start.",                                                                              \
  }

#define FOP_DIMENSION_PARAMETER(least, usual)                                                      \
  {                                                                                                \
    .key = "dimension", .label = "Dimension", .symbol = "n", .type = FOP_PARAMETER_INTEGER,        \
    .minimum = (least), .maximum = FOP_WHOLE_MAX, .low = (least), .high = 100,                     \
    .fallback = (usual),                                                                           \
    .help = "Number of parameters. Default: the length of the start, if one is given.",            \
  }

/**
 * fop_start_dimension:
 * @settings: with `dimension`
 * @arrays: NULL-terminated keys of the vectors and matrices with one row per dimension
 * @dimension: (out): `dimension` if given, else the number of rows of the first given one of
 *   @arrays, else the default
 *
 * Returns: %FALSE with FOP_ERROR_COMBINATION if two of them are given and differ, with
 *   FOP_ERROR_RANGE if there are too few, or with FOP_ERROR_TOO_LARGE
 */
gboolean fop_start_dimension (const FopSettings *settings, const char *const *arrays,
                              gsize *dimension, GError **error);

/**
 * fop_start_draw:
 * @scale: σ
 *
 * Draws @problem's start from N(0, σ²) with the experiment's @seed, on the stream FOP_STREAM_START.
 */
void fop_start_draw (FopProblem *problem, double scale, guint64 seed);

/**
 * fop_start_take:
 * @settings: with `start`
 * @problem: initialized; its start is overwritten if the settings give one
 *
 * Returns: %FALSE with FOP_ERROR_COMBINATION if the length does not match
 */
gboolean fop_start_take (const FopSettings *settings, FopProblem *problem, GError **error);

G_END_DECLS
