/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Callers put commands into a queue. Between steps, the engine's thread takes commands from it, has
 * the conductor step for one time slice, and publishes a snapshot. One mutex protects queue,
 * snapshot and messages; the atomic `called` tells the thread that a command is waiting.
 */

#include "core/engine/engine.h"

#include "core/engine/conductor.h"
#include "core/engine/precedence.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

/* Microseconds. */
#define PUBLISH_INTERVAL 16667
#define PUBLISH_UNDERWAY 100000 /* advancing to a row while paused */
#define PUBLISH_SLOWEST  1000000
#define PUBLISH_ANSWER   4000 /* after a command, so that its effect appears in the next frame */
/* Minimum ratio of the interval to the time of its snapshot: at most 4 % of the time. */
#define PUBLISH_SHARE 25

struct _FopEngine
{
  FopEngineNotify notify;
  gpointer data;
  pthread_t thread;
  pthread_mutex_t mutex;
  pthread_cond_t wake;
  atomic_bool called;

  /* Protected by the mutex: */
  GQueue commands, messages;
  guint64 last_serial;
  FopSnapshot *snapshot;
  gboolean prepared, leaving;

  /* Used only by the thread: */
  FopConductor conductor;
  guint64 serial;
  gboolean changed, urgent; /* since the last snapshot */
  gint64 published, snapshot_cost;
};

static void
message_free (FopEngineMessage *message)
{
  g_clear_error (&message->error);
  g_free (message);
}

/* FopRefusal */
static void
refuse (guint64 first, guint64 last, GError *error, gpointer data)
{
  FopEngine *engine = data;
  FopEngineMessage *message = g_new (FopEngineMessage, 1);

  *message = (FopEngineMessage){ .first = first, .last = last, .error = error };
  pthread_mutex_lock (&engine->mutex);
  g_queue_push_tail (&engine->messages, message);
  pthread_mutex_unlock (&engine->mutex);
  engine->notify (engine->data);
}

static void
publish (FopEngine *engine)
{
  FopConductor *conductor = &engine->conductor;
  gint64 begin = g_get_monotonic_time ();
  FopWriter *writer = &conductor->writer;
  FopSnapshot *snapshot = fop_session_snapshot (writer->session, &conductor->watch), *old;

  snapshot->serial = ++engine->serial;
  snapshot->edit = writer->edit;
  snapshot->generation = writer->generation;
  snapshot->level = fop_conductor_aim (conductor);
  snapshot->playing = conductor->playing;
  snapshot->rate = conductor->playing ? fop_meter_rate (&conductor->meter, begin) : 0;

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

/* The earliest time for the next snapshot. */
static gint64
publish_due (const FopEngine *engine, gboolean underway)
{
  gint64 interval
      = engine->urgent
            ? CLAMP (engine->snapshot_cost * 2, PUBLISH_ANSWER, PUBLISH_INTERVAL)
            : CLAMP (engine->snapshot_cost * PUBLISH_SHARE, PUBLISH_INTERVAL, PUBLISH_SLOWEST);

  if (underway)
    interval = MAX (interval, PUBLISH_UNDERWAY);
  return engine->published + interval;
}

static void
apply_all (FopEngine *engine, GQueue *commands)
{
  gboolean any = commands->length > 0;
  FopCommand *command;

  while ((command = g_queue_pop_head (commands)))
    if (fop_command_is_overtaken (command, g_queue_peek_head (commands)))
      fop_command_free (command);
    else
      fop_conductor_apply (&engine->conductor, command);
  any |= fop_conductor_settle (&engine->conductor);
  if (any)
    engine->changed = engine->urgent = engine->conductor.writer.session != NULL;
}

/* Continues, and publishes a snapshot if one is due. Returns: when to continue; see FopWork. */
static gint64
work (FopEngine *engine)
{
  FopWork done = fop_conductor_work (&engine->conductor, &engine->called);
  gboolean playing = engine->conductor.playing;
  gint64 due;

  engine->changed |= done.changed;
  if (!engine->changed)
    return done.wake;
  due = publish_due (engine, done.underway && !playing);
  if ((playing || done.underway) && g_get_monotonic_time () < due)
    return MIN (done.wake, due);
  publish (engine);
  return done.wake;
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

/* Called on the preparing thread when a session is ready or has failed. */
static void
prepared (gpointer data)
{
  FopEngine *engine = data;

  pthread_mutex_lock (&engine->mutex);
  engine->prepared = TRUE;
  atomic_store_explicit (&engine->called, TRUE, memory_order_relaxed);
  pthread_cond_signal (&engine->wake);
  pthread_mutex_unlock (&engine->mutex);
}

static void *
run_engine (void *data)
{
  FopEngine *engine = data;
  gint64 wake = G_MAXINT64;

  fop_precedence_take (FOP_PRECEDENCE_STEPS);
  for (;;)
    {
      GQueue commands = G_QUEUE_INIT;
      gboolean leaving, is_called;

      pthread_mutex_lock (&engine->mutex);
      while (wake > 0 && !engine->leaving && engine->commands.length == 0 && !engine->prepared
             && g_get_monotonic_time () < wake)
        wait_until (engine, wake);
      is_called = engine->commands.length > 0 || engine->prepared;
      engine->prepared = FALSE;
      commands = engine->commands;
      g_queue_init (&engine->commands);
      atomic_store_explicit (&engine->called, FALSE, memory_order_relaxed);
      leaving = engine->leaving;
      pthread_mutex_unlock (&engine->mutex);

      if (leaving)
        {
          g_queue_clear_full (&commands, (GDestroyNotify) fop_command_free);
          return NULL;
        }
      if (is_called)
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
  fop_conductor_init (&engine->conductor, refuse, prepared, engine);
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
    g_error ("cannot create a thread for the engine");
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

  g_queue_clear_full (&engine->commands, (GDestroyNotify) fop_command_free);
  g_queue_clear_full (&engine->messages, (GDestroyNotify) message_free);
  g_clear_pointer (&engine->snapshot, fop_snapshot_unref);
  fop_conductor_clear (&engine->conductor);
  pthread_cond_destroy (&engine->wake);
  pthread_mutex_destroy (&engine->mutex);
  g_free (engine);
}

static guint64
send (FopEngine *engine, FopCommand command)
{
  FopCommand *sent = g_memdup2 (&command, sizeof command);
  guint64 serial;

  pthread_mutex_lock (&engine->mutex);
  serial = sent->serial = ++engine->last_serial;
  g_queue_push_tail (&engine->commands, sent);
  atomic_store_explicit (&engine->called, TRUE, memory_order_relaxed);
  pthread_cond_signal (&engine->wake);
  pthread_mutex_unlock (&engine->mutex);
  return serial;
}

guint64
fop_engine_edit (FopEngine *engine, FopEdit *edit)
{
  return send (engine, (FopCommand){ .kind = FOP_COMMAND_EDIT, .edit = fop_edit_ref (edit) });
}

void
fop_engine_play (FopEngine *engine)
{
  send (engine, (FopCommand){ .kind = FOP_COMMAND_PLAY });
}

void
fop_engine_pause (FopEngine *engine)
{
  send (engine, (FopCommand){ .kind = FOP_COMMAND_PAUSE });
}

void
fop_engine_step (FopEngine *engine, gint64 steps)
{
  send (engine, (FopCommand){ .kind = FOP_COMMAND_STEP, .difference = steps });
}

void
fop_engine_go_to (FopEngine *engine, guint64 step)
{
  send (engine, (FopCommand){ .kind = FOP_COMMAND_GO_TO, .step = step });
}

void
fop_engine_restart (FopEngine *engine)
{
  send (engine, (FopCommand){ .kind = FOP_COMMAND_RESTART });
}

void
fop_engine_set_speed (FopEngine *engine, double steps_per_second)
{
  send (engine, (FopCommand){ .kind = FOP_COMMAND_SPEED, .speed = steps_per_second });
}

void
fop_engine_watch (FopEngine *engine, const FopWatch *watch)
{
  send (engine, (FopCommand){ .kind = FOP_COMMAND_WATCH, .watch = *watch });
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
