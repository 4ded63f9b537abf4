/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open experiment: sends edits to the engine and receives snapshots. */
#include "ui/document/document.h"

#include "core/settings/file.h"
#include "ui/document/pending.h"
#include "ui/jobs/doorbell.h"

/* In microseconds. Nobody can read text that changes faster, and its layout is expensive. */
#define NUMBERS_INTERVAL 66000

struct _WbDocument
{
  GObject parent_instance;

  WbDoorbell *doorbell;
  FopEngine *engine;

  FopSnapshot *snapshot; /* (nullable) */
  WbPending *pending;
  FopExperiment *experiment; /* (nullable): the snapshot's version with all pending edits */
  WbOrigin *origin;          /* of the snapshot's version */
  gboolean was_modified;

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

static WbOrigin *
origin (WbDocument *self)
{
  WbOrigin *next = wb_pending_origin (self->pending);

  return next != NULL ? next : self->origin;
}

/* Whether another experiment has been opened of which there is no snapshot yet. */
static gboolean
is_replacing (WbDocument *self)
{
  return wb_pending_origin (self->pending) != NULL;
}

/* The most informative run: the last FOP run, otherwise the last one with a preconditioner,
 * otherwise the last one. */
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

/* Runs with the same name keep their visibility; new ones are visible. */
static FopRunSet *
carry_hidden (WbDocument *self, const FopExperiment *last, const FopExperiment *next)
{
  FopRunSet *hidden = NULL;

  for (gsize i = 0; i < next->runs->len; i++)
    {
      gssize index = fop_experiment_find_run (last, fop_experiment_run (next, i)->name);

      if (index >= 0 && fop_run_set_has (self->hidden, (gsize) index))
        {
          g_autoptr (FopRunSet) fewer = hidden;

          hidden = fop_run_set_with (fewer, i, TRUE);
        }
    }
  return hidden;
}

static void
check_modified (WbDocument *self)
{
  gboolean modified = wb_document_modified (self);

  if (modified == self->was_modified)
    return;
  self->was_modified = modified;
  g_signal_emit (self, signals[MODIFIED_CHANGED], 0);
}

/* Shows @next (transfer full). */
static void
show_version (WbDocument *self, FopExperiment *next)
{
  g_autoptr (FopExperiment) last = self->experiment;

  self->experiment = next;
  if (next == last)
    return;
  if (last != NULL)
    {
      FopRunSet *hidden = carry_hidden (self, last, next);

      fop_run_set_unref (self->hidden);
      self->hidden = hidden;
    }
  self->selected = MIN (self->selected, MAX (next->runs->len, 1) - 1);
  if (last == NULL || !fop_experiment_equal (last, next))
    g_signal_emit (self, signals[EXPERIMENT_CHANGED], 0);
  check_modified (self);
}

/* The step at which an edit takes effect, as far as is known here. */
static guint64
edit_step (WbDocument *self)
{
  if (self->snapshot == NULL || is_replacing (self))
    return 0;
  return MAX (self->snapshot->step, self->snapshot->level);
}

static void
show_newest (WbDocument *self)
{
  FopExperiment *version
      = self->snapshot != NULL ? fop_experiment_ref (self->snapshot->experiment) : NULL;

  version = wb_pending_apply (self->pending, version, edit_step (self));
  if (version != NULL)
    show_version (self, version);
}

/* Drops refused edits. Returns: (transfer full) (nullable): the reasons, one per line. */
static char *
take_messages (WbDocument *self)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);
  FopEngineMessage message;

  while (fop_engine_take_message (self->engine, &message))
    {
      g_autoptr (GError) error = message.error;

      wb_pending_refuse (self->pending, message.first, message.last);
      g_ptr_array_add (reasons, g_strdup (error->message));
    }
  if (reasons->len == 0)
    return NULL;
  g_ptr_array_add (reasons, NULL);
  return g_strjoinv ("\n", (char **) reasons->pdata);
}

static void
take_snapshot (WbDocument *self, FopSnapshot *snapshot)
{
  WbOrigin *next = wb_pending_settle (self->pending, snapshot->edit);

  g_clear_pointer (&self->snapshot, fop_snapshot_unref);
  self->snapshot = snapshot;
  if (next == NULL)
    return;
  wb_origin_free (self->origin);
  self->origin = next;
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
  /* Before the messages, which then include all refusals up to the snapshot's last edit. */
  g_autoptr (FopSnapshot) snapshot = fop_engine_snapshot (self->engine);
  g_autofree char *reason = take_messages (self);
  gboolean is_new
      = snapshot != NULL && (self->snapshot == NULL || snapshot->serial != self->snapshot->serial);

  if (reason != NULL)
    fop_engine_set_speed (self->engine, origin (self)->speed);
  if (is_new)
    take_snapshot (self, g_steal_pointer (&snapshot));
  if (is_new || reason != NULL)
    show_newest (self);
  if (reason != NULL)
    g_signal_emit (self, signals[FAILED], 0, reason);
  if (is_new)
    {
      g_signal_emit (self, signals[SNAPSHOT_CHANGED], 0);
      announce_numbers (self);
    }
}

/* @edit, @from: (transfer full); @from: (nullable). */
static void
send (WbDocument *self, FopEdit *edit, WbOrigin *from)
{
  wb_pending_push (self->pending, fop_engine_edit (self->engine, edit), edit, from);
}

gboolean
wb_document_edit (WbDocument *self, FopEdit *edit, GError **error)
{
  FopExperiment *next = fop_edit_apply (edit, self->experiment, edit_step (self), error);

  if (next == NULL)
    {
      fop_edit_unref (edit);
      return FALSE;
    }
  send (self, edit, NULL);
  show_version (self, next);
  return TRUE;
}

/* @experiment, @from: (transfer full). */
static void
replace (WbDocument *self, FopExperiment *experiment, WbOrigin *from)
{
  send (self, fop_edit_replace (experiment), from);
  fop_engine_set_speed (self->engine, from->speed);
  g_clear_pointer (&self->hidden, fop_run_set_unref);
  self->selected = choose_run (experiment);
  show_version (self, experiment);
}

void
wb_document_load (WbDocument *self, FopExperiment *experiment)
{
  replace (self, experiment, wb_origin_new (experiment, NULL, NULL));
}

gboolean
wb_document_open (WbDocument *self, const char *path, GError **error)
{
  /* Computed before reading, so that any later change is detected. */
  g_autofree char *sum = fop_file_sum (path);
  FopExperiment *experiment = fop_experiment_load (path, error);

  if (experiment == NULL)
    return FALSE;
  replace (self, experiment, wb_origin_new (experiment, path, sum));
  return TRUE;
}

gboolean
wb_document_is_settled (WbDocument *self)
{
  return wb_pending_is_empty (self->pending);
}

gboolean
wb_document_save (WbDocument *self, const char *path, GError **error)
{
  if (!fop_experiment_save (self->experiment, path, error))
    return FALSE;
  wb_origin_saved (origin (self), self->experiment, path);
  check_modified (self);
  return TRUE;
}

gboolean
wb_document_changed_outside (WbDocument *self)
{
  return wb_origin_changed_outside (origin (self));
}

FopExperiment *
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

  if (ran == NULL || is_replacing (self) || run >= self->snapshot->n_runs
      || self->snapshot->n_runs != self->experiment->runs->len
      || !g_str_equal (fop_experiment_run (ran, run)->name,
                       fop_experiment_run (self->experiment, run)->name))
    return NULL;
  return &self->snapshot->runs[run];
}

const char *
wb_document_path (WbDocument *self)
{
  return origin (self)->path;
}

gboolean
wb_document_modified (WbDocument *self)
{
  return wb_origin_differs (origin (self), self->experiment);
}

gboolean
wb_document_done (WbDocument *self)
{
  const FopSnapshot *snapshot = self->snapshot;

  if (snapshot == NULL)
    return FALSE;
  if (!snapshot->playing && snapshot->level >= snapshot->experiment->steps)
    return TRUE;
  for (gsize i = 0; i < snapshot->n_runs; i++)
    if (snapshot->runs[i].status == FOP_RUN_READY)
      return FALSE;
  return TRUE;
}

FopSettings *
wb_document_settings (WbDocument *self, gsize run)
{
  const FopRunSpec *spec = fop_experiment_run (self->experiment, run);

  return fop_run_spec_settings_at (spec, edit_step (self));
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
    fop_engine_restart (self->engine);
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
    wb_document_edit (self, fop_edit_forget_events (), NULL);
  fop_engine_restart (self->engine);
}

void
wb_document_step (WbDocument *self, gint64 steps)
{
  fop_engine_step (self->engine, steps);
}

void
wb_document_go_to (WbDocument *self, guint64 step)
{
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
  return origin (self)->speed;
}

void
wb_document_set_speed (WbDocument *self, double steps_per_second)
{
  origin (self)->speed = steps_per_second;
  fop_engine_set_speed (self->engine, steps_per_second);
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

  fop_engine_free (self->engine); /* first, since its thread rings the doorbell */
  wb_doorbell_free (self->doorbell);
  wb_pending_free (self->pending);
  g_clear_pointer (&self->experiment, fop_experiment_unref);
  g_clear_pointer (&self->snapshot, fop_snapshot_unref);
  wb_origin_free (self->origin);
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
  self->pending = wb_pending_new ();
  self->origin = wb_origin_new (NULL, NULL, NULL);
  self->doorbell = wb_doorbell_new (bell_rang, self);
  self->engine = fop_engine_new (wb_doorbell_ring, self->doorbell);
}

WbDocument *
wb_document_new (void)
{
  return g_object_new (WB_TYPE_DOCUMENT, NULL);
}
