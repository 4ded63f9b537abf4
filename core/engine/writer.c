/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/engine/writer.h"

/* An edit that is in the newest version, but not yet in the running one. */
typedef struct
{
  guint64 serial, step;
  FopEdit *edit;
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  fop_edit_unref (waiting->edit);
  g_free (waiting);
}

void
fop_writer_init (FopWriter *writer, FopRefusal refuse, void (*notify) (gpointer data),
                 gpointer data)
{
  *writer = (FopWriter){ .refuse = refuse, .notify = notify, .data = data };
  g_queue_init (&writer->waiting);
}

void
fop_writer_clear (FopWriter *writer)
{
  g_clear_pointer (&writer->preparation, fop_preparation_free);
  g_queue_clear_full (&writer->waiting, waiting_free);
  g_clear_pointer (&writer->newest, fop_experiment_unref);
  g_clear_pointer (&writer->session, fop_session_free);
}

static FopExperiment *
running (const FopWriter *writer)
{
  return writer->session != NULL ? fop_session_experiment (writer->session) : NULL;
}

static void
take_newest (FopWriter *writer, FopExperiment *version)
{
  g_clear_pointer (&writer->newest, fop_experiment_unref);
  writer->newest = version;
}

/* Applies an edit to the newest version, or refuses it. Returns: whether it was applied. */
static gboolean
apply (FopWriter *writer, const Waiting *waiting)
{
  GError *error = NULL;
  FopExperiment *next = fop_edit_apply (waiting->edit, writer->newest, waiting->step, &error);

  if (next == NULL)
    {
      writer->refuse (waiting->serial, waiting->serial, error, writer->data);
      return FALSE;
    }
  take_newest (writer, next);
  return TRUE;
}

/* If none are waiting, all edits received are settled, including refused ones. */
static void
note_settled (FopWriter *writer)
{
  if (writer->waiting.length == 0)
    writer->edit = writer->last;
}

void
fop_writer_edit (FopWriter *writer, guint64 serial, FopEdit *edit, guint64 step)
{
  Waiting *waiting = g_new (Waiting, 1);

  *waiting = (Waiting){ .serial = serial, .step = step, .edit = fop_edit_ref (edit) };
  writer->last = serial;
  if (apply (writer, waiting))
    {
      g_queue_push_tail (&writer->waiting, waiting);
      return;
    }
  waiting_free (waiting);
  note_settled (writer);
}

/* Recreates the newest version from the running one and the edits still waiting. */
static void
apply_again (FopWriter *writer)
{
  GList *link = writer->waiting.head;

  take_newest (writer, running (writer) != NULL ? fop_experiment_ref (running (writer)) : NULL);
  while (link != NULL)
    {
      GList *next = link->next;

      if (!apply (writer, link->data))
        {
          waiting_free (link->data);
          g_queue_delete_link (&writer->waiting, link);
        }
      link = next;
    }
}

static guint64
first_serial (const FopWriter *writer)
{
  return ((Waiting *) writer->waiting.head->data)->serial;
}

static guint64
last_serial (const FopWriter *writer)
{
  return ((Waiting *) writer->waiting.tail->data)->serial;
}

/* Removes waiting edits up to @serial. Returns: the serial of the last of them that replaces the
 * experiment, or 0. */
static guint64
settle_until (FopWriter *writer, guint64 serial)
{
  guint64 replacing = 0;

  while (writer->waiting.length > 0 && first_serial (writer) <= serial)
    {
      Waiting *waiting = g_queue_pop_head (&writer->waiting);

      if (fop_edit_replaces (waiting->edit))
        replacing = waiting->serial;
      waiting_free (waiting);
    }
  writer->edit = serial;
  return replacing;
}

static void
refuse_until (FopWriter *writer, guint64 serial, GError *error)
{
  writer->refuse (first_serial (writer), serial, error, writer->data);
  settle_until (writer, serial);
  apply_again (writer);
}

gboolean
fop_writer_is_replacing (const FopWriter *writer)
{
  for (GList *link = writer->waiting.head; link != NULL; link = link->next)
    if (fop_edit_replaces (((Waiting *) link->data)->edit))
      return TRUE;
  return FALSE;
}

/* Whether a session of @experiment fits the newest version, apart from its runs. */
static gboolean
is_of_newest (const FopWriter *writer, const FopExperiment *experiment)
{
  return experiment != NULL && fop_experiment_same_problem (experiment, writer->newest);
}

/* One edit at a time, so that only those that cannot run are refused. Edits that switch to another
 * problem and back count as one, because they can only be adopted together. */
static void
adopt_singly (FopWriter *writer)
{
  GQueue all = writer->waiting;
  Waiting *waiting;

  g_queue_init (&writer->waiting);
  apply_again (writer);
  while ((waiting = g_queue_pop_head (&all)) != NULL)
    {
      GError *error = NULL;

      if (!apply (writer, waiting))
        {
          waiting_free (waiting);
          continue;
        }
      g_queue_push_tail (&writer->waiting, waiting);
      if (!is_of_newest (writer, running (writer)))
        continue;
      if (fop_session_adopt (writer->session, writer->newest, &error))
        settle_until (writer, waiting->serial);
      else
        refuse_until (writer, waiting->serial, error);
    }
}

static void
adopt (FopWriter *writer)
{
  if (fop_session_adopt (writer->session, writer->newest, NULL))
    settle_until (writer, last_serial (writer));
  else
    adopt_singly (writer);
}

static void
take_prepared (FopWriter *writer)
{
  g_autoptr (FopPreparation) preparation = g_steal_pointer (&writer->preparation);
  GError *error = NULL;
  FopSession *session = fop_preparation_take (preparation, &error);
  guint64 replacing;

  if (session == NULL)
    {
      /* Later edits were meant for the other experiment. */
      refuse_until (writer,
                    fop_writer_is_replacing (writer) ? last_serial (writer) : writer->prepared,
                    error);
      return;
    }
  replacing = settle_until (writer, writer->prepared);
  if (replacing > 0)
    writer->generation = replacing;
  g_clear_pointer (&writer->session, fop_session_free);
  writer->session = session;
}

static void
prepare (FopWriter *writer)
{
  if (writer->preparation != NULL
      && is_of_newest (writer, fop_preparation_experiment (writer->preparation)))
    return;
  g_clear_pointer (&writer->preparation, fop_preparation_free);
  writer->preparation = fop_preparation_new (writer->newest, writer->notify, writer->data);
  writer->prepared = last_serial (writer);
}

/* Returns: whether something was settled. */
static gboolean
settle (FopWriter *writer)
{
  gboolean can_adopt = writer->waiting.length > 0 && !fop_writer_is_replacing (writer)
                       && is_of_newest (writer, running (writer));

  if (writer->waiting.length == 0 || can_adopt)
    g_clear_pointer (&writer->preparation, fop_preparation_free);
  if (writer->waiting.length == 0)
    return FALSE;
  if (can_adopt)
    {
      adopt (writer);
      return TRUE;
    }
  prepare (writer);
  if (!fop_preparation_is_done (writer->preparation))
    return FALSE;
  take_prepared (writer);
  return TRUE;
}

gboolean
fop_writer_settle (FopWriter *writer)
{
  gboolean settled = settle (writer);

  note_settled (writer);
  return settled;
}
