/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/experiment/events.h"

void
fop_events_record (GArray *events, guint64 step, const FopParameter *parameter, double value)
{
  FopEvent event = { step, parameter, value };
  guint kept = events->len;

  while (kept > 0 && g_array_index (events, FopEvent, kept - 1).step > step)
    kept--;
  g_array_set_size (events, kept);
  for (guint i = kept; i > 0 && g_array_index (events, FopEvent, i - 1).step == step; i--)
    if (g_array_index (events, FopEvent, i - 1).parameter == parameter)
      {
        g_array_index (events, FopEvent, i - 1) = event;
        return;
      }
  g_array_append_val (events, event);
}

gboolean
fop_events_equal (const GArray *a, const GArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const FopEvent *p = &g_array_index (a, FopEvent, i), *q = &g_array_index (b, FopEvent, i);

      if (p->step != q->step || p->parameter != q->parameter || p->value != q->value)
        return FALSE;
    }
  return TRUE;
}
