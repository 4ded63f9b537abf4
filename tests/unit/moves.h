/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Moves sliders during runs in the same way as the engine. */

#include "core/engine/session.h"
#include "core/experiment/edit.h"
#include "tests/unit/valley.h"

/* Returns: (transfer full): the edit that moves the slider @key of run @name to @value. */
static inline FopEdit *
move_of (const char *name, const char *method, const char *key, double value)
{
  const FopMethodClass *klass = fop_method_class_find (method, NULL);
  FopSettings *settings = fop_settings_new (&klass->table);
  g_autoptr (GError) error = NULL;

  fop_settings_set_number (settings, key, value, NULL, &error);
  g_assert_no_error (error);
  return fop_edit_move (name, parameter_of (method, key), settings);
}

/* Moves a slider of run @run at step @step. */
static inline void
move_at (FopSession *session, gsize run, guint64 step, const char *key, double value)
{
  const FopRunSpec *spec = fop_run_spec (fop_session_run (session, run));
  g_autoptr (FopEdit) edit = move_of (spec->name, spec->method->kind, key, value);
  g_autoptr (GError) error = NULL;
  g_autoptr (FopExperiment) next
      = fop_edit_apply (edit, fop_session_experiment (session), step, &error);

  g_assert_no_error (error);
  fop_session_adopt (session, next, &error);
  g_assert_no_error (error);
}

/* Moves a slider at the run's current step. */
static inline void
move (FopSession *session, gsize run, const char *key, double value)
{
  move_at (session, run, fop_run_current_step (fop_session_run (session, run)), key, value);
}

/* The same for a run without a session. */
static inline void
move_run (FopRun *run, const char *key, double value)
{
  const FopRunSpec *spec = fop_run_spec (run);
  g_autoptr (FopRunSpec) next = fop_run_spec_copy (spec);
  FopEvent event = { fop_run_current_step (run), parameter_of (spec->method->kind, key), value };

  fop_events_unref (next->events);
  next->events = fop_events_record (spec->events, event);
  fop_run_follow (run, next);
}

/* Adds an event to an experiment that is not shared yet. */
static inline void
record_event (FopExperiment *experiment, gsize run, guint64 step, const char *key, double value)
{
  FopRunSpec *spec = fop_run_spec_copy (fop_experiment_run (experiment, run));
  FopEvents *events = spec->events;
  FopEvent event = { step, parameter_of (spec->method->kind, key), value };

  spec->events = fop_events_record (events, event);
  fop_events_unref (events);
  fop_experiment_take_run (experiment, run, spec);
}
