/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/engine/conductor.h"

#define SLICE 2000 /* µs */

void
fop_conductor_init (FopConductor *conductor, FopRefusal refuse, void (*notify) (gpointer data),
                    gpointer data)
{
  *conductor = (FopConductor){ .watch = { .curves = TRUE }, .slice_steps = 1 };
  fop_writer_init (&conductor->writer, refuse, notify, data);
  g_queue_init (&conductor->held);
}

void
fop_conductor_clear (FopConductor *conductor)
{
  g_queue_clear_full (&conductor->held, (GDestroyNotify) fop_command_free);
  fop_writer_clear (&conductor->writer);
}

guint64
fop_conductor_aim (const FopConductor *conductor)
{
  const FopSession *session = conductor->writer.session;

  if (session == NULL)
    return 0;
  if (fop_session_done (session))
    return fop_session_step (session);
  return MAX (conductor->level, fop_session_step (session));
}

static void
start_pace (FopConductor *conductor)
{
  gint64 now = g_get_monotonic_time ();

  fop_pace_start (&conductor->pace, conductor->speed, fop_conductor_aim (conductor), now);
  fop_meter_start (&conductor->meter, now);
}

static guint64
last_row (const FopConductor *conductor)
{
  return fop_session_experiment (conductor->writer.session)->steps;
}

static void
go_to (FopConductor *conductor, guint64 step)
{
  conductor->level = MIN (step, last_row (conductor));
  fop_session_rewind (conductor->writer.session, conductor->level);
}

static void
halt (FopConductor *conductor)
{
  conductor->level = fop_conductor_aim (conductor);
  conductor->playing = FALSE;
}

static guint64
moved (guint64 row, gint64 difference)
{
  guint64 size = difference < 0 ? -(guint64) difference : (guint64) difference;

  if (difference < 0)
    return row > size ? row - size : 0;
  return row <= G_MAXUINT64 - size ? row + size : G_MAXUINT64;
}

static void
apply_to_session (FopConductor *conductor, const FopCommand *command)
{
  switch (command->kind)
    {
    case FOP_COMMAND_PLAY:
      conductor->playing = TRUE;
      start_pace (conductor);
      break;
    case FOP_COMMAND_PAUSE:
      halt (conductor);
      break;
    case FOP_COMMAND_STEP:
      halt (conductor);
      go_to (conductor, moved (conductor->level, command->difference));
      break;
    case FOP_COMMAND_GO_TO:
      halt (conductor);
      go_to (conductor, command->step);
      break;
    case FOP_COMMAND_RESTART:
      go_to (conductor, 0);
      start_pace (conductor);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
apply_now (FopConductor *conductor, const FopCommand *command)
{
  gboolean is_replacing = fop_writer_is_replacing (&conductor->writer);

  switch (command->kind)
    {
    case FOP_COMMAND_EDIT:
      fop_writer_edit (&conductor->writer, command->serial, command->edit,
                       is_replacing ? 0 : fop_conductor_aim (conductor));
      break;
    case FOP_COMMAND_SPEED:
      conductor->speed = command->speed;
      start_pace (conductor);
      break;
    case FOP_COMMAND_WATCH:
      conductor->watch = command->watch;
      break;
    default:
      if (conductor->writer.session != NULL)
        apply_to_session (conductor, command);
    }
}

static gboolean
is_about_session (const FopCommand *command)
{
  return command->kind != FOP_COMMAND_EDIT && command->kind != FOP_COMMAND_SPEED
         && command->kind != FOP_COMMAND_WATCH;
}

void
fop_conductor_apply (FopConductor *conductor, FopCommand *command)
{
  if (is_about_session (command))
    {
      /* Earlier edits take effect before the command. */
      fop_conductor_settle (conductor);
      if (fop_writer_is_replacing (&conductor->writer))
        {
          g_queue_push_tail (&conductor->held, command);
          return;
        }
    }
  apply_now (conductor, command);
  fop_command_free (command);
}

/* Runs that had ended continue to their new end; others return to where they were. */
static guint64
level_after (const FopConductor *conductor, gboolean had_ended, guint64 aim, guint64 steps)
{
  guint64 last = last_row (conductor);

  return had_ended && last <= steps ? last : MIN (aim, last);
}

static gboolean
settle (FopConductor *conductor)
{
  FopWriter *writer = &conductor->writer;
  gboolean is_first = writer->session == NULL;
  guint64 generation = writer->generation, aim = fop_conductor_aim (conductor);
  guint64 steps = is_first ? 0 : last_row (conductor);
  gboolean had_ended = !is_first && (aim >= steps || fop_session_done (writer->session));

  if (!fop_writer_settle (writer))
    return FALSE;
  if (writer->generation != generation)
    {
      conductor->playing = FALSE;
      conductor->level = 0;
    }
  else if (writer->session != NULL)
    conductor->level = level_after (conductor, had_ended, aim, steps);
  return TRUE;
}

/* A command for an experiment that has been replaced by now has no effect. */
static void
release_held (FopConductor *conductor)
{
  FopCommand *command;

  while ((command = g_queue_pop_head (&conductor->held)) != NULL)
    {
      if (command->serial > conductor->writer.generation)
        apply_now (conductor, command);
      fop_command_free (command);
    }
}

gboolean
fop_conductor_settle (FopConductor *conductor)
{
  gboolean any = FALSE;

  while (settle (conductor))
    any = TRUE;
  if (!fop_writer_is_replacing (&conductor->writer))
    release_held (conductor);
  return any;
}

/*
 * Steps toward @row for about one time slice, or until a command is waiting.
 *
 * Returns: whether there are more steps to take
 */
static gboolean
work_slice (FopConductor *conductor, guint64 row, const atomic_bool *called, gboolean *changed)
{
  gint64 begin = g_get_monotonic_time (), elapsed;
  guint steps = 0;
  gboolean more = TRUE;

  while (more && steps < conductor->slice_steps
         && !atomic_load_explicit (called, memory_order_relaxed))
    {
      more = fop_session_approach (conductor->writer.session, row);
      steps += more;
    }
  if (steps == 0)
    return more;
  *changed = TRUE;
  fop_meter_add (&conductor->meter, steps);

  elapsed = g_get_monotonic_time () - begin;
  if (steps == conductor->slice_steps && elapsed < SLICE / 2)
    conductor->slice_steps = MIN (conductor->slice_steps * 2, 1u << 20);
  else if (elapsed > SLICE)
    conductor->slice_steps = MAX (steps / 2, 1);
  return more;
}

FopWork
fop_conductor_work (FopConductor *conductor, const atomic_bool *called)
{
  FopWork work = { .wake = G_MAXINT64 };
  guint64 row;

  if (conductor->writer.session == NULL)
    return work;
  if (work_slice (conductor, conductor->level, called, &work.changed))
    {
      work.underway = TRUE;
      work.wake = 0;
      return work;
    }
  if (!conductor->playing)
    return work;

  row = fop_conductor_aim (conductor);
  if (work_slice (conductor, fop_pace_allowed (&conductor->pace, row, g_get_monotonic_time ()),
                  called, &work.changed))
    work.wake = 0;
  else if (fop_session_done (conductor->writer.session))
    {
      halt (conductor);
      work.changed = TRUE;
    }
  else
    work.wake = fop_pace_next (&conductor->pace, row);
  return work;
}
