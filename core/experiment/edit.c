/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/experiment/edit.h"

#include "core/settings/error.h"

/* Modifies @next, a copy of the previous version. */
typedef gboolean (*Apply) (const FopEdit *edit, FopExperiment *next, guint64 step, GError **error);

struct _FopEdit
{
  gint ref_count;
  Apply apply;
  FopExperiment *experiment; /* all fields below are nullable; each kind of edit uses its own */
  const FopProblemClass *problem;
  const FopMethodClass *method;
  const FopParameter *parameter;
  FopSettings *settings;
  char *run, *name;
};

static FopEdit *
edit_new (Apply apply, FopEdit fields)
{
  FopEdit *edit = g_memdup2 (&fields, sizeof fields);

  edit->ref_count = 1;
  edit->apply = apply;
  return edit;
}

FopEdit *
fop_edit_ref (FopEdit *edit)
{
  g_atomic_int_inc (&edit->ref_count);
  return edit;
}

void
fop_edit_unref (FopEdit *edit)
{
  if (!g_atomic_int_dec_and_test (&edit->ref_count))
    return;
  g_clear_pointer (&edit->experiment, fop_experiment_unref);
  fop_settings_unref (edit->settings);
  g_free (edit->run);
  g_free (edit->name);
  g_free (edit);
}

/* ---- experiment and problem ---- */

FopEdit *
fop_edit_replace (FopExperiment *experiment)
{
  return edit_new (NULL, (FopEdit){ .experiment = fop_experiment_ref (experiment) });
}

gboolean
fop_edit_replaces (const FopEdit *edit)
{
  return edit->experiment != NULL;
}

static gboolean
apply_problem (const FopEdit *edit, FopExperiment *next, guint64 step, GError **error)
{
  if (next->problem != edit->problem)
    {
      g_clear_pointer (&next->description, g_free);
      g_free (next->title);
      next->title = g_strdup (edit->problem->title);
      next->problem = edit->problem;
    }
  fop_settings_unref (next->problem_settings);
  next->problem_settings = fop_settings_ref (edit->settings);
  return TRUE;
}

FopEdit *
fop_edit_problem (const FopProblemClass *problem, FopSettings *settings)
{
  return edit_new (apply_problem, (FopEdit){ .problem = problem, .settings = settings });
}

static gboolean
apply_experiment (const FopEdit *edit, FopExperiment *next, guint64 step, GError **error)
{
  fop_experiment_configure (next, edit->settings);
  return TRUE;
}

FopEdit *
fop_edit_experiment (FopSettings *settings)
{
  return edit_new (apply_experiment, (FopEdit){ .settings = settings });
}

/* ---- the list of runs ---- */

static gssize
find_run (const FopEdit *edit, const FopExperiment *version, GError **error)
{
  return fop_experiment_require_run (version, edit->run, "runs", error);
}

/* Inserts @spec (transfer full) at @index, with a free name and style. */
static void
insert_run (FopExperiment *next, gsize index, FopRunSpec *spec)
{
  g_autofree char *wish = spec->name;

  spec->name = fop_experiment_free_name (next, wish);
  spec->style = fop_experiment_free_style (next);
  g_ptr_array_insert (next->runs, (int) index, spec);
}

static gboolean
apply_add_run (const FopEdit *edit, FopExperiment *next, guint64 step, GError **error)
{
  insert_run (next, next->runs->len, fop_run_spec_new (edit->method->title, edit->method));
  return TRUE;
}

FopEdit *
fop_edit_add_run (const FopMethodClass *method)
{
  return edit_new (apply_add_run, (FopEdit){ .method = method });
}

static gboolean
apply_duplicate_run (const FopEdit *edit, FopExperiment *next, guint64 step, GError **error)
{
  gssize index = find_run (edit, next, error);

  if (index < 0)
    return FALSE;
  insert_run (next, (gsize) index + 1,
              fop_run_spec_copy (fop_experiment_run (next, (gsize) index)));
  return TRUE;
}

FopEdit *
fop_edit_duplicate_run (const char *run)
{
  return edit_new (apply_duplicate_run, (FopEdit){ .run = g_strdup (run) });
}

static gboolean
apply_remove_run (const FopEdit *edit, FopExperiment *next, guint64 step, GError **error)
{
  gssize index = find_run (edit, next, error);

  if (index < 0)
    return FALSE;
  g_ptr_array_remove_index (next->runs, (guint) index);
  return TRUE;
}

FopEdit *
fop_edit_remove_run (const char *run)
{
  return edit_new (apply_remove_run, (FopEdit){ .run = g_strdup (run) });
}

/* ---- one run ---- */

/* Returns: (transfer none) (nullable): the spec of the edit's run, which is owned by @next alone.
 */
static FopRunSpec *
own_run (const FopEdit *edit, FopExperiment *next, GError **error)
{
  gssize index = find_run (edit, next, error);

  if (index < 0)
    return NULL;
  fop_experiment_take_run (next, (gsize) index,
                           fop_run_spec_copy (fop_experiment_run (next, (gsize) index)));
  return fop_experiment_run (next, (gsize) index);
}

/* By now, a different run with that name may have a different method. */
static gboolean
check_parameter (const FopEdit *edit, const FopRunSpec *spec, GError **error)
{
  const FopParameterTable *table = &spec->method->table;

  if (edit->parameter >= table->parameters && edit->parameter < table->parameters + table->n)
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_UNKNOWN_KEY, "%s: %s has no %s", spec->name,
               spec->method->kind, edit->parameter->key);
  return FALSE;
}

static void
take_events (FopRunSpec *spec, FopEvents *events)
{
  fop_events_unref (spec->events);
  spec->events = events;
}

static gboolean
apply_rename_run (const FopEdit *edit, FopExperiment *next, guint64 step, GError **error)
{
  gssize index = find_run (edit, next, error);
  FopRunSpec *spec;

  if (index < 0 || !fop_experiment_check_name (next, edit->name, index, error))
    return FALSE;
  spec = own_run (edit, next, error);
  g_free (spec->name);
  spec->name = g_strdup (edit->name);
  return TRUE;
}

FopEdit *
fop_edit_rename_run (const char *run, const char *name)
{
  return edit_new (apply_rename_run, (FopEdit){ .run = g_strdup (run), .name = g_strdup (name) });
}

static gboolean
apply_reset_run (const FopEdit *edit, FopExperiment *next, guint64 step, GError **error)
{
  FopRunSpec *spec = own_run (edit, next, error);

  if (spec == NULL)
    return FALSE;
  fop_run_spec_take_settings (spec, fop_settings_new (&spec->method->table));
  take_events (spec, NULL);
  return TRUE;
}

FopEdit *
fop_edit_reset_run (const char *run)
{
  return edit_new (apply_reset_run, (FopEdit){ .run = g_strdup (run) });
}

static gboolean
apply_set (const FopEdit *edit, FopExperiment *next, guint64 step, GError **error)
{
  FopRunSpec *spec = own_run (edit, next, error);
  g_autoptr (FopSettings) settings = NULL;

  if (spec == NULL || !check_parameter (edit, spec, error))
    return FALSE;
  settings = fop_settings_copy (spec->settings);
  fop_settings_assign_one (settings, edit->settings, edit->parameter->key);
  fop_run_spec_take_settings (spec, g_steal_pointer (&settings));
  take_events (spec, fop_events_without (spec->events, edit->parameter));
  return TRUE;
}

FopEdit *
fop_edit_set (const char *run, const FopParameter *parameter, FopSettings *settings)
{
  return edit_new (
      apply_set, (FopEdit){ .run = g_strdup (run), .parameter = parameter, .settings = settings });
}

/* ---- events ---- */

static gboolean
apply_move (const FopEdit *edit, FopExperiment *next, guint64 step, GError **error)
{
  FopEvent event = { .step = step, .parameter = edit->parameter };
  FopRunSpec *spec = own_run (edit, next, error);

  if (spec == NULL || !check_parameter (edit, spec, error))
    return FALSE;
  event.value = fop_settings_number (edit->settings, edit->parameter->key);
  take_events (spec, fop_events_record (spec->events, event));
  return TRUE;
}

FopEdit *
fop_edit_move (const char *run, const FopParameter *parameter, FopSettings *settings)
{
  g_return_val_if_fail (parameter->flags & FOP_PARAMETER_LIVE, NULL);
  return edit_new (
      apply_move, (FopEdit){ .run = g_strdup (run), .parameter = parameter, .settings = settings });
}

static gboolean
apply_forget_events (const FopEdit *edit, FopExperiment *next, guint64 step, GError **error)
{
  for (gsize i = 0; i < next->runs->len; i++)
    if (fop_experiment_run (next, i)->events != NULL)
      {
        FopRunSpec *spec = fop_run_spec_copy (fop_experiment_run (next, i));

        take_events (spec, NULL);
        fop_experiment_take_run (next, i, spec);
      }
  return TRUE;
}

FopEdit *
fop_edit_forget_events (void)
{
  return edit_new (apply_forget_events, (FopEdit){ 0 });
}

FopExperiment *
fop_edit_apply (const FopEdit *edit, const FopExperiment *version, guint64 step, GError **error)
{
  g_autoptr (FopExperiment) next = NULL;

  if (fop_edit_replaces (edit))
    return fop_experiment_ref (edit->experiment);
  if (version == NULL)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION, "no experiment is open");
      return NULL;
    }
  next = fop_experiment_copy (version);
  return edit->apply (edit, next, step, error) ? g_steal_pointer (&next) : NULL;
}
