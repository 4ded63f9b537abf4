/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/parameter.h"

G_BEGIN_DECLS

/**
 * FopEvent:
 * @step: applied before this step is taken
 * @value: as a number: a CHOICE by index, a BOOLEAN as 0 or 1
 *
 * A live parameter that changed while the run went on.
 */
typedef struct
{
  guint64 step;
  const FopParameter *parameter;
  double value;
} FopEvent;

/**
 * FopEvents:
 * @n: how many events there are, this one included
 * @last: the one with the largest step
 * @earlier: (nullable): all others
 *
 * The events of a run by ascending step; %NULL is the empty list. Immutable and counted: a list
 * that is longer by an event shares the rest, so that a thousand versions of a run cost a thousand
 * links.
 */
typedef struct _FopEvents FopEvents;
struct _FopEvents
{
  gint ref_count;
  guint n;
  FopEvent last;
  FopEvents *earlier;
};

FopEvents *fop_events_ref (FopEvents *events); /* %NULL: %NULL */
void fop_events_unref (FopEvents *events);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopEvents, fop_events_unref)

static inline guint
fop_events_n (const FopEvents *events)
{
  return events != NULL ? events->n : 0;
}

/** @event: not before the last of @events (transfer full). */
FopEvents *fop_events_append (FopEvents *events, FopEvent event);

/**
 * fop_events_record:
 *
 * Returns: (transfer full): @events with @event, which takes the place of one of the same step and
 *   parameter. Later ones are left out: they were made on a trajectory that is now another
 */
FopEvents *fop_events_record (FopEvents *events, FopEvent event);

/** Returns: (transfer full) (nullable): @events without those of @parameter. */
FopEvents *fop_events_without (FopEvents *events, const FopParameter *parameter);

/** Returns: (transfer container) (nullable): the events by ascending step, fop_events_n() of them.
 */
FopEvent *fop_events_list (const FopEvents *events);

/** Returns: the step of the first event that is not in both; %G_MAXUINT64 if they are the same. */
guint64 fop_events_difference (const FopEvents *a, const FopEvents *b);

G_END_DECLS
