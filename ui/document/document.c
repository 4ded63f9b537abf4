/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open experiment: edits go to the engine, snapshots come back. */
#include "ui/document/document.h"

#include "core/settings/file.h"
#include "ui/document/speed.h"
#include "ui/jobs/doorbell.h"

/* Microseconds. Text that changes faster is not read, and laying it out is what it costs. */
#define NUMBERS_INTERVAL 66000

/* What belongs to a file beside its experiment. */
typedef struct
{
  char *path;
  char *sum; /* (nullable): of what was read from there or written there last */
  gboolean edited, moved, work;
  double speed;
} Origin;

struct _WbDocument
{
  GObject parent_instance;

  WbDoorbell *doorbell;
  FopEngine *engine;

  FopExperiment *experiment; /* as edited; its events may lag behind the snapshot's */
  FopSnapshot *snapshot;
  guint64 ticket;    /* of the last load or adopt */
  gboolean answered; /* whether the snapshot is of that one */
  gboolean redoing;  /* runs that had ended are done anew up to the end */
  Origin origin;
  Origin before; /* that of the snapshot, while a load is not answered */
  gboolean is_loading;

  gint64 announced_at;

  gsize selected;
  FopRunSet *hidden; /* (nullable) */
};

enum
{
  EXPERIMENT_CHANGED,
  SNAPSHOT_CHANGED,
  NUMBERS_CHANGED,
  VIEW_CHANGED,
  MODIFIED_CHANGED,
  FAILED,
  NEWS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbDocument, wb_document, G_TYPE_OBJECT)

static void
origin_clear (Origin *origin)
{
  g_clear_pointer (&origin->path, g_free);
  g_clear_pointer (&origin->sum, g_free);
}

static void
set_flags (WbDocument *self, gboolean edited, gboolean moved, gboolean work)
{
  gboolean before = wb_document_modified (self);

  self->origin.edited = edited;
  self->origin.moved = moved;
  self->origin.work = work;
  if (wb_document_modified (self) != before)
    g_signal_emit (self, signals[MODIFIED_CHANGED], 0);
}

/* The run that says most: the last FOP, else the last with a preconditioner of its own. */
static gsize
choose_run (const FopExperiment *experiment)
{
  gsize chosen = experiment->runs->len > 0 ? experiment->runs->len - 1 : 0;
  guint best = 0;

  for (gsize i = 0; i < experiment->runs->len; i++)
    {
      const FopMethodClass *method = fop_experiment_run (experiment, i)->method;
      guint worth = g_str_equal (method->kind, "fop") ? 2 : method->preconditioner != NULL;

      if (worth >= MAX (best, 1))
        {
          best = worth;
          chosen = i;
        }
    }
  return chosen;
}

/* Slider moves that the engine recorded belong to the experiment that is edited and saved. */
static void
take_over_events (WbDocument *self)
{
  const FopExperiment *ran = self->snapshot ? self->snapshot->experiment : NULL;

  if (ran == NULL || !self->answered || ran->runs->len != self->experiment->runs->len)
    return;
  for (gsize i = 0; i < ran->runs->len; i++)
    {
      const FopRunSpec *from = fop_experiment_run (ran, i);
      FopRunSpec *to = fop_experiment_run (self->experiment, i);

      g_array_set_size (to->events, 0);
      if (from->events->len > 0)
        g_array_append_vals (to->events, from->events->data, from->events->len);
    }
}

static void
take_back (WbDocument *self, const GError *error)
{
  g_autofree char *message = g_strdup (error->message);

  self->answered = TRUE;
  if (self->is_loading)
    {
      origin_clear (&self->origin);
      self->origin = self->before;
      self->before.path = self->before.sum = NULL;
      self->is_loading = FALSE;
      fop_engine_set_speed (self->engine, self->origin.speed);
    }
  if (self->snapshot != NULL)
    {
      g_clear_pointer (&self->experiment, fop_experiment_free);
      self->experiment = fop_experiment_copy (self->snapshot->experiment);
      self->selected = MIN (self->selected, MAX (self->experiment->runs->len, 1) - 1);
      g_signal_emit (self, signals[EXPERIMENT_CHANGED], 0);
    }
  g_signal_emit (self, signals[FAILED], 0, message);
}

static void
announce_numbers (WbDocument *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->snapshot->playing && now - self->announced_at < NUMBERS_INTERVAL)
    return;
  self->announced_at = now;
  g_signal_emit (self, signals[NUMBERS_CHANGED], 0);
}

void
wb_document_refresh (WbDocument *self)
{
  FopEngineMessage message;
  g_autoptr (FopSnapshot) snapshot = fop_engine_snapshot (self->engine);
  gboolean is_new
      = snapshot != NULL && (self->snapshot == NULL || snapshot->serial != self->snapshot->serial);

  if (is_new)
    {
      g_clear_pointer (&self->snapshot, fop_snapshot_unref);
      self->snapshot = g_steal_pointer (&snapshot);
      self->answered = self->snapshot->ticket == self->ticket;
      self->is_loading = self->is_loading && self->snapshot->generation != self->ticket;
    }
  while (fop_engine_take_message (self->engine, &message))
    {
      g_autoptr (GError) error = message.error;

      /* What was overtaken by another edit meanwhile needs no word. */
      if (message.ticket == self->ticket)
        take_back (self, error);
    }
  if (is_new)
    {
      g_signal_emit (self, signals[SNAPSHOT_CHANGED], 0);
      announce_numbers (self);
    }
}

static void
load (WbDocument *self, FopExperiment *experiment, const char *path, const char *sum)
{
  g_clear_pointer (&self->experiment, fop_experiment_free);
  self->experiment = experiment;
  if (self->is_loading)
    origin_clear (&self->origin);
  else
    {
      origin_clear (&self->before);
      self->before = self->origin;
    }
  self->is_loading = TRUE;
  self->origin.path = g_strdup (path);
  self->origin.sum = g_strdup (sum);
  self->selected = choose_run (experiment);
  g_clear_pointer (&self->hidden, fop_run_set_unref);
  self->ticket = fop_engine_load (self->engine, experiment);
  self->answered = FALSE;
  self->redoing = FALSE;
  wb_document_set_speed (self, wb_suitable_speed (experiment));
  set_flags (self, FALSE, FALSE, FALSE);
  g_signal_emit (self, signals[EXPERIMENT_CHANGED], 0);
}

void
wb_document_load (WbDocument *self, FopExperiment *experiment)
{
  load (self, experiment, NULL, NULL);
}

gboolean
wb_document_open (WbDocument *self, const char *path, GError **error)
{
  /* Before it is read: what changes it from then on is seen. */
  g_autofree char *sum = fop_file_sum (path);
  FopExperiment *experiment = fop_experiment_load (path, error);

  if (experiment == NULL)
    return FALSE;
  load (self, experiment, path, sum);
  return TRUE;
}

gboolean
wb_document_save (WbDocument *self, const char *path, GError **error)
{
  take_over_events (self);
  if (!fop_experiment_save (self->experiment, path, error))
    return FALSE;
  set_flags (self, FALSE, FALSE, FALSE);
  if (path != self->origin.path)
    {
      g_free (self->origin.path);
      self->origin.path = g_strdup (path);
    }
  g_free (self->origin.sum);
  self->origin.sum = fop_file_sum (path);
  return TRUE;
}

gboolean
wb_document_changed_outside (WbDocument *self)
{
  g_autofree char *sum = self->origin.path != NULL ? fop_file_sum (self->origin.path) : NULL;

  return sum != NULL && g_strcmp0 (sum, self->origin.sum) != 0;
}

const FopExperiment *
wb_document_experiment (WbDocument *self)
{
  return self->experiment;
}

FopSnapshot *
wb_document_snapshot (WbDocument *self)
{
  return self->snapshot;
}

const FopRunView *
wb_document_view (WbDocument *self, gsize run)
{
  const FopExperiment *ran = self->snapshot ? self->snapshot->experiment : NULL;

  if (ran == NULL || self->experiment == NULL || run >= self->snapshot->n_runs
      || self->snapshot->n_runs != self->experiment->runs->len
      || !g_str_equal (fop_experiment_run (ran, run)->name,
                       fop_experiment_run (self->experiment, run)->name))
    return NULL;
  return &self->snapshot->runs[run];
}

const char *
wb_document_path (WbDocument *self)
{
  return self->origin.path;
}

gboolean
wb_document_modified (WbDocument *self)
{
  return self->origin.path != NULL ? self->origin.edited || self->origin.moved : self->origin.work;
}

gboolean
wb_document_done (WbDocument *self)
{
  if (self->snapshot == NULL || self->redoing)
    return self->redoing;
  for (gsize i = 0; i < self->snapshot->n_runs; i++)
    if (self->snapshot->runs[i].status == FOP_RUN_READY)
      return FALSE;
  return TRUE;
}

FopSettings *
wb_document_settings (WbDocument *self, gsize run)
{
  const FopRunSpec *edited = fop_experiment_run (self->experiment, run);

  if (self->answered && wb_document_view (self, run) != NULL)
    return fop_run_spec_settings_at (fop_experiment_run (self->snapshot->experiment, run),
                                     self->snapshot->step);
  return fop_settings_copy (edited->settings);
}

gsize
wb_document_selected (WbDocument *self)
{
  return self->selected;
}

void
wb_document_select (WbDocument *self, gsize run)
{
  if (run == self->selected || self->experiment == NULL || run >= self->experiment->runs->len)
    return;
  self->selected = run;
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
}

FopRunSet *
wb_document_hidden (WbDocument *self)
{
  return self->hidden;
}

void
wb_document_set_visible (WbDocument *self, gsize run, gboolean visible)
{
  FopRunSet *hidden;

  if (visible != fop_run_set_has (self->hidden, run))
    return;
  hidden = fop_run_set_with (self->hidden, run, !visible);
  fop_run_set_unref (self->hidden);
  self->hidden = hidden;
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
}

void
wb_document_play (WbDocument *self)
{
  if (wb_document_done (self))
    fop_engine_restart (self->engine, FALSE);
  self->redoing = FALSE;
  fop_engine_play (self->engine);
}

void
wb_document_pause (WbDocument *self)
{
  fop_engine_pause (self->engine);
}

gboolean
wb_document_playing (WbDocument *self)
{
  return self->snapshot != NULL && self->snapshot->playing;
}

void
wb_document_restart (WbDocument *self, gboolean forget_events)
{
  if (forget_events)
    set_flags (self, self->origin.edited, TRUE, self->origin.work);
  self->redoing = FALSE;
  fop_engine_restart (self->engine, forget_events);
}

void
wb_document_step (WbDocument *self, gint64 steps)
{
  self->redoing = FALSE;
  fop_engine_step (self->engine, steps);
}

void
wb_document_go_to (WbDocument *self, guint64 step)
{
  self->redoing = FALSE;
  fop_engine_go_to (self->engine, step);
}

void
wb_document_watch (WbDocument *self, const FopWatch *watch)
{
  fop_engine_watch (self->engine, watch);
}

double
wb_document_speed (WbDocument *self)
{
  return self->origin.speed;
}

void
wb_document_set_speed (WbDocument *self, double steps_per_second)
{
  self->origin.speed = steps_per_second;
  fop_engine_set_speed (self->engine, steps_per_second);
}

FopExperiment *
wb_document_draft (WbDocument *self)
{
  take_over_events (self);
  return fop_experiment_copy (self->experiment);
}

/* Runs keep their visibility by name; new ones are shown. */
static FopRunSet *
carry_hidden (WbDocument *self, const FopExperiment *draft)
{
  FopRunSet *hidden = NULL;

  for (gsize i = 0; i < draft->runs->len; i++)
    {
      gssize before
          = fop_experiment_find_run (self->experiment, fop_experiment_run (draft, i)->name);

      if (before >= 0 && fop_run_set_has (self->hidden, (gsize) before))
        {
          g_autoptr (FopRunSet) fewer = hidden;

          hidden = fop_run_set_with (fewer, i, TRUE);
        }
    }
  return hidden;
}

void
wb_document_adopt (WbDocument *self, FopExperiment *draft, gboolean work)
{
  FopRunSet *hidden = carry_hidden (self, draft);

  g_clear_pointer (&self->hidden, fop_run_set_unref);
  self->hidden = hidden;
  self->redoing = wb_document_done (self) && draft->steps <= self->experiment->steps;
  g_clear_pointer (&self->experiment, fop_experiment_free);
  self->experiment = draft;
  self->selected = MIN (self->selected, MAX (draft->runs->len, 1) - 1);
  self->ticket = fop_engine_adopt (self->engine, draft);
  self->answered = FALSE;
  set_flags (self, TRUE, self->origin.moved, self->origin.work || work);
  g_signal_emit (self, signals[EXPERIMENT_CHANGED], 0);
}

void
wb_document_set_live (WbDocument *self, gsize run, const FopParameter *parameter, double value)
{
  fop_engine_set (self->engine, run, parameter, value);
  set_flags (self, self->origin.edited, TRUE, self->origin.work);
}

static void
bell_rang (gpointer data)
{
  g_signal_emit (data, signals[NEWS], 0);
}

static void
wb_document_finalize (GObject *object)
{
  WbDocument *self = WB_DOCUMENT (object);

  fop_engine_free (self->engine); /* its thread rings the bell until here */
  wb_doorbell_free (self->doorbell);
  g_clear_pointer (&self->experiment, fop_experiment_free);
  g_clear_pointer (&self->snapshot, fop_snapshot_unref);
  origin_clear (&self->origin);
  origin_clear (&self->before);
  fop_run_set_unref (self->hidden);
  G_OBJECT_CLASS (wb_document_parent_class)->finalize (object);
}

static void
wb_document_class_init (WbDocumentClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wb_document_finalize;
#define SIGNAL(name, n, ...)                                                                       \
  g_signal_new (name, type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n, ##__VA_ARGS__)
  signals[EXPERIMENT_CHANGED] = SIGNAL ("experiment-changed", 0);
  signals[SNAPSHOT_CHANGED] = SIGNAL ("snapshot-changed", 0);
  signals[NUMBERS_CHANGED] = SIGNAL ("numbers-changed", 0);
  signals[VIEW_CHANGED] = SIGNAL ("view-changed", 0);
  signals[MODIFIED_CHANGED] = SIGNAL ("modified-changed", 0);
  signals[FAILED] = SIGNAL ("failed", 1, G_TYPE_STRING);
  signals[NEWS] = SIGNAL ("news", 0);
#undef SIGNAL
}

static void
wb_document_init (WbDocument *self)
{
  self->answered = TRUE;
  self->doorbell = wb_doorbell_new (bell_rang, self);
  self->engine = fop_engine_new (wb_doorbell_ring, self->doorbell);
}

WbDocument *
wb_document_new (void)
{
  return g_object_new (WB_TYPE_DOCUMENT, NULL);
}
