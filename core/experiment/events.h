/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/parameter.h"

G_BEGIN_DECLS

/**
 * FopEvent:
 * @step: applied before this step is taken
 * @value: as a number: the index of a CHOICE, 0 or 1 for a BOOLEAN
 *
 * A change of a live parameter during the run.
 */
typedef struct
{
  guint64 step;
  const FopParameter *parameter;
  double value;
} FopEvent;

/**
 * FopEvents:
 * @n: number of events, including this one
 * @last: the one with the largest step
 * @earlier: (nullable): all other events
 *
 * The events of a run in order of ascending step; %NULL is the empty list. Immutable and
 * reference-counted: appending an event shares the existing list, so a thousand versions of a run
 * take a thousand links.
 */
typedef struct _FopEvents FopEvents;
struct _FopEvents
{
  gint ref_count;
  guint n;
  FopEvent last;
  FopEvents *earlier;
};

FopEvents *fop_events_ref (FopEvents *events); /* %NULL yields %NULL */
void fop_events_unref (FopEvents *events);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopEvents, fop_events_unref)

static inline guint
fop_events_n (const FopEvents *events)
{
  return events != NULL ? events->n : 0;
}

/** @event: at or after the last step of @events (transfer full). */
FopEvents *fop_events_append (FopEvents *events, FopEvent event);

/**
 * fop_events_record:
 *
 * Returns: (transfer full): @events with @event, which replaces an event with the same step and
 *   parameter. Later events are dropped, because they were made on a trajectory that no longer
 *   exists
 */
FopEvents *fop_events_record (FopEvents *events, FopEvent event);

/** Returns: (transfer full) (nullable): @events without the events of @parameter. */
FopEvents *fop_events_without (FopEvents *events, const FopParameter *parameter);

/** Returns: (transfer container) (nullable): an array of fop_events_n() events in order of
 * ascending step. */
FopEvent *fop_events_list (const FopEvents *events);

/** Returns: the step of the first event that is not in both lists; %G_MAXUINT64 if they are equal.
 */
guint64 fop_events_difference (const FopEvents *a, const FopEvents *b);

G_END_DECLS
