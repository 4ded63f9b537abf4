/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Callers put commands into a queue; the engine's thread takes them between two steps of a run,
 * steps for a slice of time, and puts a snapshot where callers find it. The queue, the snapshot and
 * the messages are under one mutex; `called` tells the thread, without it, that a command waits.
 *
 * `level` is the row that the runs are to stand at, wherever they are: after a rewind, a pause or
 * an edit they first go there, as fast as it goes; only then does playing take them further.
 */

#include "core/run/engine.h"

#include "core/run/pace.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>

/* Microseconds. */
#define SLICE            2000
#define PUBLISH_INTERVAL 16667
#define PUBLISH_UNDERWAY 100000 /* on the way to a row while paused */
#define PUBLISH_SLOWEST  1000000
/* An interval is at least so many times what its snapshot takes: 4 % of the time. */
#define PUBLISH_SHARE 25

typedef enum
{
  COMMAND_LOAD,
  COMMAND_ADOPT,
  COMMAND_PLAY,
  COMMAND_PAUSE,
  COMMAND_STEP,
  COMMAND_GO_TO,
  COMMAND_RESTART,
  COMMAND_SPEED,
  COMMAND_SET,
  COMMAND_STEPS,
  COMMAND_WATCH
} CommandKind;

typedef struct
{
  CommandKind kind;
  guint64 ticket;
  FopExperiment *experiment;
  gint64 difference;
  guint64 step;
  gboolean forget_events;
  gsize run;
  const FopParameter *parameter;
  double value;
  FopWatch watch;
} Command;

struct _FopEngine
{
  FopEngineNotify notify;
  gpointer data;
  pthread_t thread;
  pthread_mutex_t mutex;
  pthread_cond_t wake;
  atomic_bool called;

  /* Under the mutex: */
  GQueue commands, messages;
  guint64 last_ticket;
  FopSnapshot *snapshot;
  gboolean leaving;

  /* The thread's own: */
  FopSession *session;
  guint64 serial, generation, ticket;
  FopWatch watch;
  gboolean playing;
  guint64 level;
  double speed;
  FopPace pace;
  FopMeter meter;
  guint slice_steps;
  gboolean changed, urgent; /* since the last snapshot */
  gint64 published, snapshot_cost;
};

static void
command_free (Command *command)
{
  g_clear_pointer (&command->experiment, fop_experiment_free);
  g_free (command);
}

static void
message_free (FopEngineMessage *message)
{
  g_clear_error (&message->error);
  g_free (message);
}

static void
send_message (FopEngine *engine, guint64 ticket, GError *error)
{
  FopEngineMessage *message = g_new (FopEngineMessage, 1);

  message->ticket = ticket;
  message->error = error;
  pthread_mutex_lock (&engine->mutex);
  g_queue_push_tail (&engine->messages, message);
  pthread_mutex_unlock (&engine->mutex);
  engine->notify (engine->data);
}

static void
publish (FopEngine *engine)
{
  gint64 begin = g_get_monotonic_time ();
  FopSnapshot *snapshot = fop_session_snapshot (engine->session, &engine->watch), *old;

  snapshot->serial = ++engine->serial;
  snapshot->generation = engine->generation;
  snapshot->ticket = engine->ticket;
  snapshot->playing = engine->playing;
  snapshot->rate = engine->playing ? fop_meter_rate (&engine->meter, begin) : 0;

  pthread_mutex_lock (&engine->mutex);
  old = engine->snapshot;
  engine->snapshot = snapshot;
  pthread_mutex_unlock (&engine->mutex);
  g_clear_pointer (&old, fop_snapshot_unref);

  engine->changed = engine->urgent = FALSE;
  engine->published = g_get_monotonic_time ();
  engine->snapshot_cost = engine->published - begin;
  engine->notify (engine->data);
}

/* When the next snapshot may be published. */
static gint64
publish_due (const FopEngine *engine, gboolean underway)
{
  gint64 interval = PUBLISH_INTERVAL;

  if (!engine->urgent)
    interval = CLAMP (engine->snapshot_cost * PUBLISH_SHARE, PUBLISH_INTERVAL, PUBLISH_SLOWEST);
  if (underway)
    interval = MAX (interval, PUBLISH_UNDERWAY);
  return engine->published + interval;
}

/* The row that the runs stand at or are on their way to. */
static guint64
aim (const FopEngine *engine)
{
  return MAX (engine->level, fop_session_step (engine->session));
}

static void
start_pace (FopEngine *engine)
{
  gint64 now = g_get_monotonic_time ();

  fop_pace_start (&engine->pace, engine->speed, engine->session ? aim (engine) : 0, now);
  fop_meter_start (&engine->meter, now);
}

static void
go_to (FopEngine *engine, guint64 step)
{
  engine->level = MIN (step, fop_session_experiment (engine->session)->steps);
  fop_session_rewind (engine->session, engine->level);
}

static void
halt (FopEngine *engine)
{
  engine->level = aim (engine);
  engine->playing = FALSE;
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
load (FopEngine *engine, const Command *command)
{
  GError *error = NULL;
  FopSession *session = fop_session_new (command->experiment, &error);

  engine->ticket = command->ticket;
  if (!session)
    {
      send_message (engine, command->ticket, error);
      return;
    }
  g_clear_pointer (&engine->session, fop_session_free);
  engine->session = session;
  engine->generation = command->ticket;
  engine->playing = FALSE;
  engine->level = 0;
}

static void
adopt (FopEngine *engine, const Command *command)
{
  GError *error = NULL;
  guint64 before = aim (engine), step;

  engine->ticket = command->ticket;
  if (!fop_session_take_over (engine->session, command->experiment, &step, &error))
    {
      send_message (engine, command->ticket, error);
      return;
    }
  engine->level = MIN (before, command->experiment->steps);
}

static gboolean
has_parameter (const FopRun *run, const FopParameter *parameter)
{
  const FopParameterTable *table = &fop_run_spec (run)->method->table;

  return parameter >= table->parameters && parameter < table->parameters + table->n;
}

static void
set (FopEngine *engine, const Command *command)
{
  FopRun *run;

  /* Who sent this may not have known yet that an edit removed the run. */
  if (command->run >= fop_session_n_runs (engine->session))
    return;
  run = fop_session_run (engine->session, command->run);
  if (has_parameter (run, command->parameter))
    fop_session_schedule (engine->session, command->run,
                          MAX (aim (engine), fop_run_current_step (run)), command->parameter,
                          command->value);
}

/* Commands that need no session. */
static gboolean
apply_anywhere (FopEngine *engine, const Command *command)
{
  switch (command->kind)
    {
    case COMMAND_ADOPT:
      if (engine->session)
        return FALSE;
      /* fall through */
    case COMMAND_LOAD:
      load (engine, command);
      return TRUE;
    case COMMAND_SPEED:
      engine->speed = command->value;
      start_pace (engine);
      return TRUE;
    case COMMAND_WATCH:
      engine->watch = command->watch;
      return TRUE;
    default:
      return FALSE;
    }
}

static void
apply (FopEngine *engine, const Command *command)
{
  if (apply_anywhere (engine, command) || !engine->session)
    return;
  switch (command->kind)
    {
    case COMMAND_ADOPT:
      adopt (engine, command);
      break;
    case COMMAND_PLAY:
      engine->playing = TRUE;
      start_pace (engine);
      break;
    case COMMAND_PAUSE:
      halt (engine);
      break;
    case COMMAND_STEP:
      halt (engine);
      go_to (engine, moved (engine->level, command->difference));
      break;
    case COMMAND_GO_TO:
      halt (engine);
      go_to (engine, command->step);
      break;
    case COMMAND_RESTART:
      engine->level = 0;
      fop_session_restart (engine->session, command->forget_events);
      start_pace (engine);
      break;
    case COMMAND_SET:
      set (engine, command);
      break;
    case COMMAND_STEPS:
      fop_session_set_steps (engine->session, command->step);
      engine->level = MIN (engine->level, fop_session_experiment (engine->session)->steps);
      break;
    default:
      break;
    }
}

/* Of edits that follow each other only the last counts, and of jumps. */
static gboolean
is_overtaken (const Command *command, const Command *next)
{
  return next && next->kind == command->kind
         && (command->kind == COMMAND_ADOPT || command->kind == COMMAND_GO_TO);
}

static void
apply_all (FopEngine *engine, GQueue *commands)
{
  Command *command;

  while ((command = g_queue_pop_head (commands)))
    {
      if (!is_overtaken (command, g_queue_peek_head (commands)))
        apply (engine, command);
      command_free (command);
    }
  engine->changed = engine->urgent = engine->session != NULL;
}

/*
 * Steps towards @row for about the time of a slice, or until a command waits.
 *
 * Returns: whether there is more to do
 */
static gboolean
work_slice (FopEngine *engine, guint64 row)
{
  gint64 begin = g_get_monotonic_time (), elapsed;
  guint steps = 0;
  gboolean more = TRUE;

  while (more && steps < engine->slice_steps
         && !atomic_load_explicit (&engine->called, memory_order_relaxed))
    {
      more = fop_session_approach (engine->session, row);
      steps += more;
    }
  if (steps == 0)
    return more;
  engine->changed = TRUE;
  fop_meter_add (&engine->meter, steps);

  elapsed = g_get_monotonic_time () - begin;
  if (steps == engine->slice_steps && elapsed < SLICE / 2)
    engine->slice_steps = MIN (engine->slice_steps * 2, 1u << 20);
  else if (elapsed > SLICE)
    engine->slice_steps = MAX (steps / 2, 1);
  return more;
}

/*
 * Goes on with what is to be done.
 *
 * Returns: 0 to be called again at once, G_MAXINT64 where only a command can bring more, or the
 *   time when there is more
 */
static gint64
work (FopEngine *engine)
{
  gboolean underway = FALSE;
  gint64 wake = G_MAXINT64, due;

  if (!engine->session)
    return G_MAXINT64;
  if (work_slice (engine, engine->level))
    {
      underway = TRUE;
      wake = 0;
    }
  else if (engine->playing)
    {
      guint64 row = aim (engine);

      if (work_slice (engine, fop_pace_allowed (&engine->pace, row, g_get_monotonic_time ())))
        wake = 0;
      else if (fop_session_done (engine->session))
        {
          halt (engine);
          engine->changed = TRUE;
        }
      else
        wake = fop_pace_next (&engine->pace, row);
    }
  if (!engine->changed)
    return wake;

  due = publish_due (engine, underway && !engine->playing);
  if ((!engine->playing && !underway) || g_get_monotonic_time () >= due)
    publish (engine);
  else
    wake = MIN (wake, due);
  return wake;
}

static void
wait_until (FopEngine *engine, gint64 time)
{
  struct timespec until = { .tv_sec = (time_t) (time / G_USEC_PER_SEC),
                            .tv_nsec = (long) (time % G_USEC_PER_SEC * 1000) };

  if (time == G_MAXINT64)
    pthread_cond_wait (&engine->wake, &engine->mutex);
  else
    pthread_cond_timedwait (&engine->wake, &engine->mutex, &until);
}

static void *
run_engine (void *data)
{
  FopEngine *engine = data;
  gint64 wake = G_MAXINT64;

  for (;;)
    {
      GQueue commands = G_QUEUE_INIT;
      gboolean leaving;

      pthread_mutex_lock (&engine->mutex);
      while (wake > 0 && !engine->leaving && engine->commands.length == 0
             && g_get_monotonic_time () < wake)
        wait_until (engine, wake);
      commands = engine->commands;
      g_queue_init (&engine->commands);
      atomic_store_explicit (&engine->called, FALSE, memory_order_relaxed);
      leaving = engine->leaving;
      pthread_mutex_unlock (&engine->mutex);

      if (leaving)
        {
          g_queue_clear_full (&commands, (GDestroyNotify) command_free);
          return NULL;
        }
      if (commands.length > 0)
        apply_all (engine, &commands);
      wake = work (engine);
    }
}

FopEngine *
fop_engine_new (FopEngineNotify notify, gpointer data)
{
  FopEngine *engine = g_new0 (FopEngine, 1);
  pthread_condattr_t attributes;

  engine->notify = notify;
  engine->data = data;
  engine->watch.curves = TRUE;
  engine->slice_steps = 1;
  atomic_init (&engine->called, FALSE);
  g_queue_init (&engine->commands);
  g_queue_init (&engine->messages);
  pthread_mutex_init (&engine->mutex, NULL);
  /* The clock of g_get_monotonic_time(). */
  pthread_condattr_init (&attributes);
  pthread_condattr_setclock (&attributes, CLOCK_MONOTONIC);
  pthread_cond_init (&engine->wake, &attributes);
  pthread_condattr_destroy (&attributes);
  if (pthread_create (&engine->thread, NULL, run_engine, engine) != 0)
    g_error ("no thread to be had for the engine");
  return engine;
}

void
fop_engine_free (FopEngine *engine)
{
  pthread_mutex_lock (&engine->mutex);
  engine->leaving = TRUE;
  atomic_store_explicit (&engine->called, TRUE, memory_order_relaxed);
  pthread_cond_signal (&engine->wake);
  pthread_mutex_unlock (&engine->mutex);
  pthread_join (engine->thread, NULL);

  g_queue_clear_full (&engine->commands, (GDestroyNotify) command_free);
  g_queue_clear_full (&engine->messages, (GDestroyNotify) message_free);
  g_clear_pointer (&engine->snapshot, fop_snapshot_unref);
  g_clear_pointer (&engine->session, fop_session_free);
  pthread_cond_destroy (&engine->wake);
  pthread_mutex_destroy (&engine->mutex);
  g_free (engine);
}

static guint64
send (FopEngine *engine, Command command)
{
  Command *sent = g_memdup2 (&command, sizeof command);
  guint64 ticket;

  pthread_mutex_lock (&engine->mutex);
  ticket = sent->ticket = ++engine->last_ticket;
  g_queue_push_tail (&engine->commands, sent);
  atomic_store_explicit (&engine->called, TRUE, memory_order_relaxed);
  pthread_cond_signal (&engine->wake);
  pthread_mutex_unlock (&engine->mutex);
  return ticket;
}

guint64
fop_engine_load (FopEngine *engine, const FopExperiment *experiment)
{
  return send (engine,
               (Command){ .kind = COMMAND_LOAD, .experiment = fop_experiment_copy (experiment) });
}

guint64
fop_engine_adopt (FopEngine *engine, const FopExperiment *experiment)
{
  return send (engine,
               (Command){ .kind = COMMAND_ADOPT, .experiment = fop_experiment_copy (experiment) });
}

void
fop_engine_play (FopEngine *engine)
{
  send (engine, (Command){ .kind = COMMAND_PLAY });
}

void
fop_engine_pause (FopEngine *engine)
{
  send (engine, (Command){ .kind = COMMAND_PAUSE });
}

void
fop_engine_step (FopEngine *engine, gint64 steps)
{
  send (engine, (Command){ .kind = COMMAND_STEP, .difference = steps });
}

void
fop_engine_go_to (FopEngine *engine, guint64 step)
{
  send (engine, (Command){ .kind = COMMAND_GO_TO, .step = step });
}

void
fop_engine_restart (FopEngine *engine, gboolean forget_events)
{
  send (engine, (Command){ .kind = COMMAND_RESTART, .forget_events = forget_events });
}

void
fop_engine_set_speed (FopEngine *engine, double steps_per_second)
{
  send (engine, (Command){ .kind = COMMAND_SPEED, .value = steps_per_second });
}

void
fop_engine_set (FopEngine *engine, gsize run, const FopParameter *parameter, double value)
{
  send (engine,
        (Command){ .kind = COMMAND_SET, .run = run, .parameter = parameter, .value = value });
}

void
fop_engine_set_steps (FopEngine *engine, guint64 steps)
{
  send (engine, (Command){ .kind = COMMAND_STEPS, .step = steps });
}

void
fop_engine_watch (FopEngine *engine, const FopWatch *watch)
{
  send (engine, (Command){ .kind = COMMAND_WATCH, .watch = *watch });
}

FopSnapshot *
fop_engine_snapshot (FopEngine *engine)
{
  FopSnapshot *snapshot = NULL;

  pthread_mutex_lock (&engine->mutex);
  if (engine->snapshot)
    snapshot = fop_snapshot_ref (engine->snapshot);
  pthread_mutex_unlock (&engine->mutex);
  return snapshot;
}

gboolean
fop_engine_take_message (FopEngine *engine, FopEngineMessage *message)
{
  FopEngineMessage *taken;

  pthread_mutex_lock (&engine->mutex);
  taken = g_queue_pop_head (&engine->messages);
  pthread_mutex_unlock (&engine->mutex);
  if (!taken)
    return FALSE;
  *message = *taken;
  g_free (taken);
  return TRUE;
}
