/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"

G_BEGIN_DECLS

/**
 * fop_events_record:
 * @events: (element-type FopEvent): by ascending step
 *
 * Appends an event, or replaces the one of the same step and key; later ones are dropped, for they
 * were set on a way that is now another.
 */
void fop_events_record (GArray *events, guint64 step, const FopParameter *parameter, double value);

/** Whether two lists say the same. */
gboolean fop_events_equal (const GArray *a, const GArray *b);

G_END_DECLS
