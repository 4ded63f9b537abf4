/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/record.h"
#include "ui/figures/paint/theme.h"

#include <cairo.h>

G_BEGIN_DECLS

/** What an instrument said over the steps of @record, as a small curve without axes: lowest to
 * highest over the whole height, on the scale that the instrument asks for. */
void fig_course_draw (cairo_t *cr, const FopRecord *record, FopInstrumentId id, FigColor color,
                      double left, double top, double width, double height);

G_END_DECLS
