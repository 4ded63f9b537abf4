/* SPDX-License-Identifier: GPL-3.0-or-later */
/* User actions as edits of the open experiment. */
#include "ui/document/edits.h"

#include "ui/document/data-experiment.h"

void
wb_edit_experiment (WbDocument *document, const FopSettings *settings)
{
  wb_document_edit (document, fop_edit_experiment (fop_settings_copy (settings)), NULL);
}

/* A model of data keeps the current data, if any, and otherwise starts with generated data. */
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
  const FopExperiment *experiment = wb_document_experiment (document);

  if (klass != experiment->problem)
    wb_document_edit (document, fop_edit_problem (klass, first_settings (experiment, klass)), NULL);
}

void
wb_edit_problem (WbDocument *document, const FopSettings *settings)
{
  wb_document_edit (
      document,
      fop_edit_problem (wb_document_experiment (document)->problem, fop_settings_copy (settings)),
      NULL);
}

/*
 * The last change by wb_edit_start(), attached to the document: the starting point that it set, and
 * the original one. If the experiment has a different starting point by now, that was set
 * elsewhere, and there is nothing to restore.
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

/* Returns: (transfer none) (nullable): the starting point in the settings. */
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
  const FopExperiment *experiment = wb_document_experiment (document);
  const StartEdit *edit = start_edit (document);
  FopArray *before = edit != NULL ? edit->before : start_of (experiment);
  g_autoptr (FopSettings) settings = NULL;
  StartEdit *next = NULL;

  if (fop_parameter_table_find (&experiment->problem->table, "start") < 0
      || (theta == NULL && edit == NULL))
    return;
  settings = fop_settings_copy (experiment->problem_settings);
  if (theta != NULL)
    {
      next = g_new0 (StartEdit, 1);
      next->set = fop_array_new (n, 1, theta, NULL);
      next->before = before != NULL ? fop_array_ref (before) : NULL;
      fop_settings_set_array (settings, "start", next->set, NULL);
    }
  else if (before != NULL)
    fop_settings_set_array (settings, "start", before, NULL);
  else
    fop_settings_unset (settings, "start");
  g_object_set_data_full (G_OBJECT (document), "start-edit", next,
                          next != NULL ? start_edit_free : NULL);
  wb_edit_problem (document, settings);
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

static const char *
name_of (WbDocument *document, gsize run)
{
  return fop_experiment_run (wb_document_experiment (document), run)->name;
}

void
wb_edit_run (WbDocument *document, gsize run, const FopParameter *parameter,
             const FopSettings *settings)
{
  gboolean is_live = (parameter->flags & FOP_PARAMETER_LIVE) && is_scalar (parameter);
  gboolean is_given
      = !(parameter->flags & FOP_PARAMETER_OPTIONAL) || fop_settings_has (settings, parameter->key);
  FopSettings *value = fop_settings_copy (settings);
  const char *name = name_of (document, run);

  wb_document_edit (document,
                    is_live && is_given && is_under_way (document, run)
                        ? fop_edit_move (name, parameter, value)
                        : fop_edit_set (name, parameter, value),
                    NULL);
}

void
wb_edit_reset_run (WbDocument *document, gsize run)
{
  wb_document_edit (document, fop_edit_reset_run (name_of (document, run)), NULL);
}

void
wb_edit_add_run (WbDocument *document, const FopMethodClass *method)
{
  if (wb_document_edit (document, fop_edit_add_run (method), NULL))
    wb_document_select (document, wb_document_experiment (document)->runs->len - 1);
}

void
wb_edit_duplicate_run (WbDocument *document, gsize run)
{
  if (wb_document_edit (document, fop_edit_duplicate_run (name_of (document, run)), NULL))
    wb_document_select (document, run + 1);
}

void
wb_edit_remove_run (WbDocument *document, gsize run)
{
  wb_document_edit (document, fop_edit_remove_run (name_of (document, run)), NULL);
}

gboolean
wb_edit_rename_run (WbDocument *document, gsize run, const char *name, GError **error)
{
  return wb_document_edit (document, fop_edit_rename_run (name_of (document, run), name), error);
}
