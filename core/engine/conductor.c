/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/engine/conductor.h"

#define SLICE 2000 /* µs */

void
fop_conductor_init (FopConductor *conductor)
{
  *conductor = (FopConductor){ .watch = { .curves = TRUE }, .slice_steps = 1 };
}

void
fop_conductor_clear (FopConductor *conductor)
{
  g_clear_pointer (&conductor->session, fop_session_free);
}

/* The row that the runs stand at or are on their way to. */
static guint64
aim (const FopConductor *conductor)
{
  return MAX (conductor->level, fop_session_step (conductor->session));
}

static void
start_pace (FopConductor *conductor)
{
  gint64 now = g_get_monotonic_time ();

  fop_pace_start (&conductor->pace, conductor->speed, conductor->session ? aim (conductor) : 0,
                  now);
  fop_meter_start (&conductor->meter, now);
}

static void
go_to (FopConductor *conductor, guint64 step)
{
  conductor->level = MIN (step, fop_session_experiment (conductor->session)->steps);
  fop_session_rewind (conductor->session, conductor->level);
}

static void
halt (FopConductor *conductor)
{
  conductor->level = aim (conductor);
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

static gboolean
load (FopConductor *conductor, const FopCommand *command, GError **error)
{
  FopSession *session = fop_session_new (command->experiment, error);

  if (!session)
    return FALSE;
  g_clear_pointer (&conductor->session, fop_session_free);
  conductor->session = session;
  conductor->generation = command->ticket;
  conductor->playing = FALSE;
  conductor->level = 0;
  return TRUE;
}

static gboolean
adopt (FopConductor *conductor, const FopCommand *command, GError **error)
{
  guint64 before = aim (conductor), step;

  if (!fop_session_take_over (conductor->session, command->experiment, &step, error))
    return FALSE;
  conductor->level = MIN (before, command->experiment->steps);
  return TRUE;
}

/* An event that a file could not hold is not recorded. */
static gboolean
can_set (const FopRun *run, const FopParameter *parameter, double value)
{
  const FopParameterTable *table = &fop_run_spec (run)->method->table;
  g_autoptr (FopSettings) settings = NULL;

  if (parameter < table->parameters || parameter >= table->parameters + table->n
      || !(parameter->flags & FOP_PARAMETER_LIVE))
    return FALSE;
  settings = fop_settings_copy (fop_run_spec (run)->settings);
  return fop_settings_set_number (settings, parameter->key, value, NULL, NULL);
}

static void
set (FopConductor *conductor, const FopCommand *command)
{
  FopRun *run;

  /* Who sent this may not have known yet that an edit removed the run. */
  if (command->run >= fop_session_n_runs (conductor->session))
    return;
  run = fop_session_run (conductor->session, command->run);
  if (can_set (run, command->parameter, command->value))
    fop_session_schedule (conductor->session, command->run,
                          MAX (aim (conductor), fop_run_current_step (run)), command->parameter,
                          command->value);
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
      conductor->level = 0;
      fop_session_restart (conductor->session, command->forget_events);
      start_pace (conductor);
      break;
    case FOP_COMMAND_SET:
      set (conductor, command);
      break;
    case FOP_COMMAND_STEPS:
      fop_session_set_steps (conductor->session, command->step);
      conductor->level = MIN (conductor->level, fop_session_experiment (conductor->session)->steps);
      break;
    default:
      g_assert_not_reached ();
    }
}

gboolean
fop_conductor_apply (FopConductor *conductor, const FopCommand *command, GError **error)
{
  switch (command->kind)
    {
    case FOP_COMMAND_LOAD:
      conductor->ticket = command->ticket;
      return load (conductor, command, error);
    case FOP_COMMAND_ADOPT:
      conductor->ticket = command->ticket;
      return conductor->session ? adopt (conductor, command, error)
                                : load (conductor, command, error);
    case FOP_COMMAND_SPEED:
      conductor->speed = command->value;
      start_pace (conductor);
      return TRUE;
    case FOP_COMMAND_WATCH:
      conductor->watch = command->watch;
      return TRUE;
    default:
      if (conductor->session)
        apply_to_session (conductor, command);
      return TRUE;
    }
}

/*
 * Steps towards @row for about the time of a slice, or until a command waits.
 *
 * Returns: whether there is more to do
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
      more = fop_session_approach (conductor->session, row);
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

  if (!conductor->session)
    return work;
  if (work_slice (conductor, conductor->level, called, &work.changed))
    {
      work.underway = TRUE;
      work.wake = 0;
      return work;
    }
  if (!conductor->playing)
    return work;

  row = aim (conductor);
  if (work_slice (conductor, fop_pace_allowed (&conductor->pace, row, g_get_monotonic_time ()),
                  called, &work.changed))
    work.wake = 0;
  else if (fop_session_done (conductor->session))
    {
      halt (conductor);
      work.changed = TRUE;
    }
  else
    work.wake = fop_pace_next (&conductor->pace, row);
  return work;
}
