/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/record.h"
#include "ui/figures/paint/theme.h"

#include <cairo.h>

G_BEGIN_DECLS

/** A sparkline of an instrument over the steps of @record: its range spans the whole height, on the
 * instrument's preferred scale. */
void fig_course_draw (cairo_t *cr, const FigTheme *theme, const FopRecord *record,
                      FopInstrumentId id, FigColor color, double left, double top, double width,
                      double height);

G_END_DECLS
