/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/experiment/events.h"

FopEvents *
fop_events_ref (FopEvents *events)
{
  if (events != NULL)
    g_atomic_int_inc (&events->ref_count);
  return events;
}

/* Iterative, because a list may be too long for recursion. */
void
fop_events_unref (FopEvents *events)
{
  while (events != NULL && g_atomic_int_dec_and_test (&events->ref_count))
    {
      FopEvents *earlier = events->earlier;

      g_free (events);
      events = earlier;
    }
}

FopEvents *
fop_events_append (FopEvents *events, FopEvent event)
{
  FopEvents *longer = g_new (FopEvents, 1);

  *longer = (FopEvents){
    .ref_count = 1, .n = fop_events_n (events) + 1, .last = event, .earlier = events
  };
  return longer;
}

/* Appends to @result (transfer full) the events of @events that come after its tail @kept, except
 * those of one parameter. */
static FopEvents *
append_without (FopEvents *result, const FopEvents *events, const FopEvents *kept,
                const FopParameter *parameter)
{
  g_autofree FopEvent *list = fop_events_list (events);

  for (guint i = fop_events_n (kept); i < fop_events_n (events); i++)
    if (list[i].parameter != parameter)
      result = fop_events_append (result, list[i]);
  return result;
}

FopEvents *
fop_events_record (FopEvents *events, FopEvent event)
{
  FopEvents *until = events, *before;

  while (until != NULL && until->last.step > event.step)
    until = until->earlier;
  for (before = until; before != NULL && before->last.step == event.step; before = before->earlier)
    if (before->last.parameter == event.parameter)
      return append_without (fop_events_append (fop_events_ref (before->earlier), event), until,
                             before, NULL);
  return fop_events_append (fop_events_ref (until), event);
}

FopEvents *
fop_events_without (FopEvents *events, const FopParameter *parameter)
{
  FopEvents *first = NULL;

  for (FopEvents *at = events; at != NULL; at = at->earlier)
    if (at->last.parameter == parameter)
      first = at;
  if (first == NULL)
    return fop_events_ref (events);
  return append_without (fop_events_ref (first->earlier), events, first, parameter);
}

FopEvent *
fop_events_list (const FopEvents *events)
{
  FopEvent *list = g_new (FopEvent, fop_events_n (events));

  for (; events != NULL; events = events->earlier)
    list[events->n - 1] = events->last;
  return list;
}

static gboolean
is_same (const FopEvent *a, const FopEvent *b)
{
  return a->step == b->step && a->parameter == b->parameter && a->value == b->value;
}

/* Compare from the end: lists with a common origin soon share their links. */
guint64
fop_events_difference (const FopEvents *a, const FopEvents *b)
{
  guint64 difference = G_MAXUINT64;

  while (a != b)
    {
      const FopEvents *at = fop_events_n (a) >= fop_events_n (b) ? a : b;

      if (fop_events_n (a) == fop_events_n (b))
        {
          if (!is_same (&a->last, &b->last))
            difference = MIN (a->last.step, b->last.step);
          a = a->earlier;
          b = b->earlier;
          continue;
        }
      difference = at->last.step;
      if (at == a)
        a = a->earlier;
      else
        b = b->earlier;
    }
  return difference;
}
