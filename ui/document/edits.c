/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits of the open experiment: each makes a draft, changes it, and lets the document adopt it. */
#include "ui/document/edits.h"

#include "ui/document/data-experiment.h"

static const FopParameter experiment_parameters[] = {
  { .key = "steps",
    .label = "Steps",
    .type = FOP_PARAMETER_INTEGER,
    .minimum = 1,
    .maximum = 1e12,
    .fallback = 1000,
    .help = "After so many steps the runs are completed." },
  { .key = "seed",
    .label = "Seed",
    .type = FOP_PARAMETER_INTEGER,
    .minimum = 0,
    .maximum = 9007199254740992.0,
    .help = "Draws the start, the batches, and the problem where it has no seed of its own: the "
            "same seed gives the same numbers." },
};

const FopParameterTable wb_experiment_table
    = { experiment_parameters, G_N_ELEMENTS (experiment_parameters) };

FopSettings *
wb_edit_experiment_settings (WbDocument *document)
{
  const FopExperiment *experiment = wb_document_experiment (document);
  FopSettings *settings = fop_settings_new (&wb_experiment_table);

  fop_settings_set_number (settings, "steps", (double) experiment->steps, NULL, NULL);
  fop_settings_set_number (settings, "seed", (double) experiment->seed, NULL, NULL);
  return settings;
}

void
wb_edit_experiment (WbDocument *document, const FopSettings *settings)
{
  FopExperiment *draft = wb_document_draft (document);

  draft->steps = (guint64) fop_settings_integer (settings, "steps");
  draft->seed = (guint64) fop_settings_integer (settings, "seed");
  wb_document_adopt (document, draft, FALSE);
}

/* Models of data keep the data that are open, or start with some that are generated. */
static FopSettings *
first_settings (const FopExperiment *experiment, const FopProblemClass *klass)
{
  const FopSettings *source = NULL;

  if (!wb_is_data_problem (klass))
    return fop_settings_new (&klass->table);
  if (wb_is_data_problem (experiment->problem))
    source = fop_settings_group (experiment->problem_settings, "data");
  return wb_data_settings (klass, source);
}

void
wb_edit_problem_kind (WbDocument *document, const FopProblemClass *klass)
{
  FopExperiment *draft = wb_document_draft (document);

  if (draft->problem != klass)
    {
      FopSettings *settings = first_settings (draft, klass);

      fop_settings_free (draft->problem_settings);
      draft->problem_settings = settings;
      draft->problem = klass;
      g_clear_pointer (&draft->summary, g_free);
      g_free (draft->title);
      draft->title = g_strdup (klass->title);
    }
  wb_document_adopt (document, draft, TRUE);
}

void
wb_edit_problem (WbDocument *document, const FopSettings *settings)
{
  FopExperiment *draft = wb_document_draft (document);

  fop_settings_free (draft->problem_settings);
  draft->problem_settings = fop_settings_copy (settings);
  wb_document_adopt (document, draft, FALSE);
}

/*
 * What wb_edit_start() changed, kept with the document: the start it set, and the one before. Where
 * the experiment has another start by now, somebody else set that, and there is nothing to put
 * back.
 */
typedef struct
{
  FopArray *set, *before; /* before: nullable */
} StartEdit;

static void
start_edit_free (gpointer data)
{
  StartEdit *edit = data;

  g_clear_pointer (&edit->set, fop_array_unref);
  g_clear_pointer (&edit->before, fop_array_unref);
  g_free (edit);
}

/* (nullable): what the settings say. */
static FopArray *
start_of (const FopExperiment *experiment)
{
  if (fop_parameter_table_find (&experiment->problem->table, "start") < 0
      || !fop_settings_has (experiment->problem_settings, "start"))
    return NULL;
  return fop_settings_array (experiment->problem_settings, "start");
}

static StartEdit *
start_edit (WbDocument *document)
{
  const FopExperiment *experiment = wb_document_experiment (document);
  StartEdit *edit = g_object_get_data (G_OBJECT (document), "start-edit");

  if (edit == NULL || experiment == NULL || !fop_array_equal (edit->set, start_of (experiment)))
    return NULL;
  return edit;
}

gboolean
wb_edit_start_is_set (WbDocument *document)
{
  return start_edit (document) != NULL;
}

void
wb_edit_start (WbDocument *document, gsize n, const double *theta)
{
  g_autoptr (FopExperiment) draft = wb_document_draft (document);
  const StartEdit *edit = start_edit (document);
  FopArray *before = edit != NULL ? edit->before : start_of (draft);
  StartEdit *next = NULL;

  if (fop_parameter_table_find (&draft->problem->table, "start") < 0
      || (theta == NULL && edit == NULL))
    return;
  if (theta != NULL)
    {
      next = g_new0 (StartEdit, 1);
      next->set = fop_array_new (n, 1, theta, NULL);
      next->before = before != NULL ? fop_array_ref (before) : NULL;
      fop_settings_set_array (draft->problem_settings, "start", next->set, NULL);
    }
  else if (before != NULL)
    fop_settings_set_array (draft->problem_settings, "start", before, NULL);
  else
    fop_settings_unset (draft->problem_settings, "start");
  g_object_set_data_full (G_OBJECT (document), "start-edit", next,
                          next != NULL ? start_edit_free : NULL);
  wb_document_adopt (document, g_steal_pointer (&draft), FALSE);
}

static gboolean
is_under_way (WbDocument *document, gsize run)
{
  const FopRunView *view = wb_document_view (document, run);

  return view != NULL && view->status == FOP_RUN_READY && !wb_document_done (document)
         && (view->step > 0 || wb_document_playing (document));
}

static gboolean
is_scalar (const FopParameter *parameter)
{
  return parameter->type == FOP_PARAMETER_REAL || parameter->type == FOP_PARAMETER_INTEGER
         || parameter->type == FOP_PARAMETER_BOOLEAN || parameter->type == FOP_PARAMETER_CHOICE;
}

static double
scalar (const FopSettings *settings, const FopParameter *parameter)
{
  switch (parameter->type)
    {
    case FOP_PARAMETER_BOOLEAN:
      return fop_settings_boolean (settings, parameter->key);
    case FOP_PARAMETER_CHOICE:
      return fop_settings_choice (settings, parameter->key);
    case FOP_PARAMETER_INTEGER:
      return (double) fop_settings_integer (settings, parameter->key);
    default:
      return fop_settings_number (settings, parameter->key);
    }
}

static void
forget_events (FopRunSpec *spec, const FopParameter *parameter)
{
  for (guint i = spec->events->len; i-- > 0;)
    if (g_array_index (spec->events, FopEvent, i).parameter == parameter)
      g_array_remove_index (spec->events, i);
}

/* @settings holds what the sliders show now, events included: only @parameter goes to the start. */
static void
change_start (FopRunSpec *spec, const FopParameter *parameter, const FopSettings *settings)
{
  const char *key = parameter->key;

  forget_events (spec, parameter);
  if ((parameter->flags & FOP_PARAMETER_OPTIONAL) && !fop_settings_has (settings, key))
    fop_settings_unset (spec->settings, key);
  else if (is_scalar (parameter))
    fop_settings_set_number (spec->settings, key, scalar (settings, parameter), NULL, NULL);
  else if (parameter->type == FOP_PARAMETER_FILE)
    fop_settings_set_file (spec->settings, key, fop_settings_file (settings, key), NULL);
  else if (parameter->type == FOP_PARAMETER_GROUP)
    fop_settings_set_group (spec->settings, key, fop_settings_group (settings, key), NULL);
  else
    fop_settings_set_array (spec->settings, key, fop_settings_array (settings, key), NULL);
}

void
wb_edit_run (WbDocument *document, gsize run, const FopParameter *parameter,
             const FopSettings *settings)
{
  gboolean is_live = (parameter->flags & FOP_PARAMETER_LIVE) && is_scalar (parameter);
  gboolean is_given
      = !(parameter->flags & FOP_PARAMETER_OPTIONAL) || fop_settings_has (settings, parameter->key);

  if (is_live && is_given && is_under_way (document, run))
    {
      wb_document_set_live (document, run, parameter, scalar (settings, parameter));
      return;
    }
  FopExperiment *draft = wb_document_draft (document);

  change_start (fop_experiment_run (draft, run), parameter, settings);
  wb_document_adopt (document, draft, FALSE);
}

void
wb_edit_reset_run (WbDocument *document, gsize run)
{
  FopExperiment *draft = wb_document_draft (document);
  FopRunSpec *spec = fop_experiment_run (draft, run);

  fop_settings_free (spec->settings);
  spec->settings = fop_settings_new (&spec->method->table);
  g_array_set_size (spec->events, 0);
  wb_document_adopt (document, draft, FALSE);
}

static void
insert_run (WbDocument *document, FopExperiment *draft, FopRunSpec *spec, gsize index)
{
  spec->style = fop_experiment_free_style (draft);
  g_ptr_array_insert (draft->runs, (int) index, spec);
  wb_document_adopt (document, draft, TRUE);
  wb_document_select (document, index);
}

void
wb_edit_add_run (WbDocument *document, const FopMethodClass *method)
{
  FopExperiment *draft = wb_document_draft (document);
  g_autofree char *name = fop_experiment_free_name (draft, method->title);

  insert_run (document, draft, fop_run_spec_new (name, method), draft->runs->len);
}

void
wb_edit_duplicate_run (WbDocument *document, gsize run)
{
  FopExperiment *draft = wb_document_draft (document);
  FopRunSpec *spec = fop_run_spec_copy (fop_experiment_run (draft, run));
  g_autofree char *wish = g_steal_pointer (&spec->name);

  spec->name = fop_experiment_free_name (draft, wish);
  insert_run (document, draft, spec, run + 1);
}

void
wb_edit_remove_run (WbDocument *document, gsize run)
{
  FopExperiment *draft = wb_document_draft (document);

  g_ptr_array_remove_index (draft->runs, (guint) run);
  wb_document_adopt (document, draft, TRUE);
}

gboolean
wb_edit_rename_run (WbDocument *document, gsize run, const char *name, GError **error)
{
  g_autoptr (FopExperiment) draft = wb_document_draft (document);
  FopRunSpec *spec = fop_experiment_run (draft, run);

  if (g_str_equal (spec->name, name))
    return TRUE;
  if (!fop_experiment_check_name (draft, name, (gssize) run, error))
    return FALSE;
  g_free (spec->name);
  spec->name = g_strdup (name);
  wb_document_adopt (document, g_steal_pointer (&draft), TRUE);
  return TRUE;
}
