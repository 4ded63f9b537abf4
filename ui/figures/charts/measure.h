/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/axis-extent.h"

G_BEGIN_DECLS

/**
 * FigMeasure:
 * @title: name of the quantity: "gradient norm"
 * @label: (nullable): its symbol, for the axis label
 * @scaling: scaling of the axis
 * @key: (nullable): key of its values in files; %NULL for the name of the recorded column
 *
 * The quantity on an axis.
 */
typedef struct
{
  char *title;
  const char *label;
  FigScaling scaling;
  const char *key;
} FigMeasure;

G_END_DECLS
