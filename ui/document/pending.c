/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/document/pending.h"

struct _WbPending
{
  GQueue entries;
};

typedef struct
{
  guint64 serial;
  FopEdit *edit;
  WbOrigin *origin; /* (nullable) */
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  fop_edit_unref (entry->edit);
  g_clear_pointer (&entry->origin, wb_origin_free);
  g_free (entry);
}

WbPending *
wb_pending_new (void)
{
  WbPending *pending = g_new (WbPending, 1);

  g_queue_init (&pending->entries);
  return pending;
}

void
wb_pending_free (WbPending *pending)
{
  g_queue_clear_full (&pending->entries, entry_free);
  g_free (pending);
}

gboolean
wb_pending_is_empty (const WbPending *pending)
{
  return pending->entries.length == 0;
}

void
wb_pending_push (WbPending *pending, guint64 serial, FopEdit *edit, WbOrigin *origin)
{
  Entry *entry = g_new (Entry, 1);

  *entry = (Entry){ .serial = serial, .edit = edit, .origin = origin };
  g_queue_push_tail (&pending->entries, entry);
}

WbOrigin *
wb_pending_origin (WbPending *pending)
{
  for (GList *link = pending->entries.tail; link != NULL; link = link->prev)
    if (((Entry *) link->data)->origin != NULL)
      return ((Entry *) link->data)->origin;
  return NULL;
}

void
wb_pending_refuse (WbPending *pending, guint64 first, guint64 last)
{
  GList *link = pending->entries.head;

  while (link != NULL)
    {
      GList *next = link->next;
      Entry *entry = link->data;

      if (entry->serial >= first && entry->serial <= last)
        {
          g_queue_delete_link (&pending->entries, link);
          entry_free (entry);
        }
      link = next;
    }
}

WbOrigin *
wb_pending_settle (WbPending *pending, guint64 serial)
{
  WbOrigin *origin = NULL;
  Entry *entry;

  while ((entry = g_queue_peek_head (&pending->entries)) != NULL && entry->serial <= serial)
    {
      if (entry->origin != NULL)
        {
          g_clear_pointer (&origin, wb_origin_free);
          origin = g_steal_pointer (&entry->origin);
        }
      entry_free (g_queue_pop_head (&pending->entries));
    }
  return origin;
}

FopExperiment *
wb_pending_apply (WbPending *pending, FopExperiment *version, guint64 step)
{
  for (GList *link = pending->entries.head; link != NULL; link = link->next)
    {
      const Entry *entry = link->data;
      FopExperiment *next = fop_edit_apply (entry->edit, version, step, NULL);

      if (next == NULL)
        continue;
      g_clear_pointer (&version, fop_experiment_unref);
      version = next;
    }
  return version;
}
