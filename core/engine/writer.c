/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/engine/writer.h"

/*
 * An edit that the running version does not have yet.
 *
 * @version: with this edit and all earlier ones; %NULL if one of them was refused and it has not
 * been made again. All waiting edits after one without a version have none either
 */
typedef struct
{
  guint64 serial, step;
  FopEdit *edit;
  FopExperiment *version;
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  fop_edit_unref (waiting->edit);
  g_clear_pointer (&waiting->version, fop_experiment_unref);
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
  g_clear_pointer (&writer->session, fop_session_free);
}

static const Waiting *
at (const GList *link)
{
  return link->data;
}

/* The version that runs, or %NULL. */
static FopExperiment *
running (const FopWriter *writer)
{
  return writer->session != NULL ? fop_session_experiment (writer->session) : NULL;
}

/* Makes the version of the edit at @link, or refuses and removes it. Returns: whether it was made.
 */
static gboolean
make_version (FopWriter *writer, GList *link)
{
  Waiting *waiting = link->data;
  const FopExperiment *previous = link->prev ? at (link->prev)->version : running (writer);
  GError *error = NULL;

  waiting->version = fop_edit_apply (waiting->edit, previous, waiting->step, &error);
  if (waiting->version != NULL)
    return TRUE;
  writer->refuse (waiting->serial, waiting->serial, error, writer->data);
  waiting_free (waiting);
  g_queue_delete_link (&writer->waiting, link);
  return FALSE;
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
  const GList *before = writer->waiting.tail;
  Waiting *waiting = g_new0 (Waiting, 1);

  *waiting = (Waiting){ .serial = serial, .step = step, .edit = fop_edit_ref (edit) };
  writer->last = serial;
  g_queue_push_tail (&writer->waiting, waiting);
  if (before == NULL || at (before)->version != NULL)
    make_version (writer, writer->waiting.tail);
  note_settled (writer);
}

/* Removes waiting edits up to @serial. Returns: the serial of the last of them that replaces the
 * experiment, or 0. */
static guint64
settle_until (FopWriter *writer, guint64 serial)
{
  guint64 replacing = 0;

  while (writer->waiting.length > 0 && at (writer->waiting.head)->serial <= serial)
    {
      Waiting *waiting = g_queue_pop_head (&writer->waiting);

      if (fop_edit_replaces (waiting->edit))
        replacing = waiting->serial;
      waiting_free (waiting);
    }
  writer->edit = serial;
  return replacing;
}

/* Whether an edit up to the one of @link (nullable) replaces the experiment. */
static gboolean
replaces_until (const GList *link)
{
  while (link != NULL && !fop_edit_replaces (at (link)->edit))
    link = link->prev;
  return link != NULL;
}

gboolean
fop_writer_is_replacing (const FopWriter *writer)
{
  return replaces_until (writer->waiting.tail);
}

/* ---- which version to try ---- */

static void
forget_versions (FopWriter *writer)
{
  for (GList *link = writer->waiting.head; link != NULL && at (link)->version != NULL;
       link = link->next)
    g_clear_pointer (&((Waiting *) link->data)->version, fop_experiment_unref);
}

static void
make_first_version (FopWriter *writer)
{
  while (writer->waiting.length > 0 && at (writer->waiting.head)->version == NULL)
    make_version (writer, writer->waiting.head);
}

static void
make_all_versions (FopWriter *writer)
{
  GList *link = writer->waiting.tail, *next;

  if (link == NULL || at (link)->version != NULL)
    return;
  while (link->prev != NULL && at (link->prev)->version == NULL)
    link = link->prev;
  for (; link != NULL; link = next)
    {
      next = link->next;
      make_version (writer, link);
    }
}

/* Whether the session that runs can adopt the version of @link: the experiment and its problem are
 * the same. */
static gboolean
is_adoptable (const FopWriter *writer, const GList *link)
{
  return writer->session != NULL && !replaces_until (link)
         && fop_experiment_same_problem (running (writer), at (link)->version);
}

/* The edit whose version to run next, or %NULL: the newest one, or the first one while searching
 * for one that cannot run. */
static const GList *
next_to_run (FopWriter *writer)
{
  if (writer->waiting.length > 0 && at (writer->waiting.head)->serial <= writer->suspect)
    {
      make_first_version (writer);
      return writer->waiting.head;
    }
  make_all_versions (writer);
  return writer->waiting.tail;
}

/* The version with the edits up to @serial cannot run. If there are several, the search for the one
 * at fault begins; otherwise it is refused. What follows an experiment that cannot be opened was
 * meant for it, and is refused with it. */
static void
fail (FopWriter *writer, guint64 serial, GError *error)
{
  const GList *link = writer->waiting.head;
  guint64 first = at (link)->serial;

  if (first < serial)
    {
      writer->suspect = serial;
      g_error_free (error);
      return;
    }
  if (fop_edit_replaces (at (link)->edit))
    while (link->next != NULL && !fop_edit_replaces (at (link->next)->edit))
      link = link->next;
  serial = at (link)->serial;
  writer->refuse (first, serial, error, writer->data);
  settle_until (writer, serial);
  forget_versions (writer);
}

static void
adopt (FopWriter *writer, const GList *link)
{
  GError *error = NULL;

  g_clear_pointer (&writer->preparation, fop_preparation_free);
  if (fop_session_adopt (writer->session, at (link)->version, &error))
    settle_until (writer, at (link)->serial);
  else
    fail (writer, at (link)->serial, error);
}

/* Starts to prepare the version of @link, unless one that it can adopt is being prepared. */
static void
prepare (FopWriter *writer, const GList *link)
{
  FopExperiment *version = at (link)->version;

  if (writer->preparation != NULL
      && fop_experiment_same_problem (fop_preparation_experiment (writer->preparation), version))
    return;
  g_clear_pointer (&writer->preparation, fop_preparation_free);
  writer->preparation = fop_preparation_new (version, writer->notify, writer->data);
  writer->prepared = at (link)->serial;
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
      fail (writer, writer->prepared, error);
      return;
    }
  replacing = settle_until (writer, writer->prepared);
  if (replacing > 0)
    writer->generation = replacing;
  g_clear_pointer (&writer->session, fop_session_free);
  writer->session = session;
}

/* Returns: whether something was settled. */
static gboolean
settle (FopWriter *writer)
{
  const GList *link = next_to_run (writer);

  if (link == NULL)
    {
      g_clear_pointer (&writer->preparation, fop_preparation_free);
      return FALSE;
    }
  if (is_adoptable (writer, link))
    {
      adopt (writer, link);
      return TRUE;
    }
  prepare (writer, link);
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
