/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Experiments and their runs as values. Scalar parameters are declared in experiment-table.c;
 * experiment-read.c and experiment-write.c read and write the file. */
#include "core/experiment/experiment.h"
#include "core/settings/error.h"
#include "core/settings/plain-text.h"

#include <math.h>
#include <string.h>

#define NAME_CHARACTERS_MAX 64
/* Most file systems limit names to 255 bytes, and file names of results add a few words. */
#define NAME_BYTES_MAX 200u

FopExperiment *
fop_experiment_new (const FopProblemClass *problem)
{
  FopExperiment *experiment = g_new0 (FopExperiment, 1);
  g_autoptr (FopSettings) defaults = fop_settings_new (&fop_experiment_table);

  experiment->ref_count = 1;
  experiment->title = g_strdup (problem->title);
  experiment->problem = problem;
  experiment->problem_settings = fop_settings_new (&problem->table);
  experiment->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) fop_run_spec_unref);
  fop_experiment_configure (experiment, defaults);
  return experiment;
}

static gpointer
ref_spec (gconstpointer spec, gpointer unused)
{
  return fop_run_spec_ref ((FopRunSpec *) spec);
}

FopExperiment *
fop_experiment_copy (const FopExperiment *experiment)
{
  FopExperiment *copy = g_new (FopExperiment, 1);

  *copy = (FopExperiment){
    .ref_count = 1,
    .path = g_strdup (experiment->path),
    .title = g_strdup (experiment->title),
    .description = g_strdup (experiment->description),
    .problem = experiment->problem,
    .problem_settings = fop_settings_ref (experiment->problem_settings),
    .seed = experiment->seed,
    .steps = experiment->steps,
    .evaluate_every = experiment->evaluate_every,
    .stop = experiment->stop,
    .runs = g_ptr_array_copy (experiment->runs, ref_spec, NULL),
  };
  return copy;
}

FopExperiment *
fop_experiment_ref (FopExperiment *experiment)
{
  g_atomic_int_inc (&experiment->ref_count);
  return experiment;
}

void
fop_experiment_unref (FopExperiment *experiment)
{
  if (experiment == NULL || !g_atomic_int_dec_and_test (&experiment->ref_count))
    return;
  g_free (experiment->path);
  g_free (experiment->title);
  g_free (experiment->description);
  fop_settings_unref (experiment->problem_settings);
  g_ptr_array_unref (experiment->runs);
  g_free (experiment);
}

gboolean
fop_experiment_equal (const FopExperiment *a, const FopExperiment *b)
{
  if (a == b)
    return TRUE;
  if (g_strcmp0 (a->title, b->title) != 0 || g_strcmp0 (a->description, b->description) != 0
      || a->runs->len != b->runs->len || a->steps != b->steps || !fop_experiment_same_problem (a, b)
      || !fop_experiment_same_recording (a, b))
    return FALSE;
  for (gsize i = 0; i < a->runs->len; i++)
    if (!fop_run_spec_equal (fop_experiment_run (a, i), fop_experiment_run (b, i)))
      return FALSE;
  return TRUE;
}

/* NaN means "disabled", and equals itself here. */
static gboolean
same_number (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

gboolean
fop_experiment_same_problem (const FopExperiment *a, const FopExperiment *b)
{
  return a->problem == b->problem && a->seed == b->seed
         && fop_settings_equal (a->problem_settings, b->problem_settings);
}

gboolean
fop_experiment_same_recording (const FopExperiment *a, const FopExperiment *b)
{
  return a->evaluate_every == b->evaluate_every
         && same_number (a->stop.gradient_max, b->stop.gradient_max)
         && same_number (a->stop.loss, b->stop.loss)
         && a->stop.gradient_evaluations == b->stop.gradient_evaluations;
}

FopRunSpec *
fop_run_spec_new (const char *name, const FopMethodClass *method)
{
  FopRunSpec *spec = g_new0 (FopRunSpec, 1);

  spec->ref_count = 1;
  spec->name = g_strdup (name);
  spec->method = method;
  spec->settings = fop_settings_new (&method->table);
  return spec;
}

FopRunSpec *
fop_run_spec_copy (const FopRunSpec *spec)
{
  FopRunSpec *copy = g_new (FopRunSpec, 1);

  *copy = (FopRunSpec){
    .ref_count = 1,
    .name = g_strdup (spec->name),
    .style = spec->style,
    .method = spec->method,
    .settings = fop_settings_ref (spec->settings),
    .events = fop_events_ref (spec->events),
  };
  return copy;
}

FopRunSpec *
fop_run_spec_ref (FopRunSpec *spec)
{
  g_atomic_int_inc (&spec->ref_count);
  return spec;
}

void
fop_run_spec_unref (FopRunSpec *spec)
{
  if (spec == NULL || !g_atomic_int_dec_and_test (&spec->ref_count))
    return;
  g_free (spec->name);
  fop_settings_unref (spec->settings);
  fop_events_unref (spec->events);
  g_free (spec);
}

gboolean
fop_run_spec_equal (const FopRunSpec *a, const FopRunSpec *b)
{
  return a == b
         || (strcmp (a->name, b->name) == 0 && a->style == b->style
             && fop_run_spec_common_rows (a, b) == G_MAXUINT64);
}

guint64
fop_run_spec_common_rows (const FopRunSpec *a, const FopRunSpec *b)
{
  if (a->method != b->method || !fop_settings_equal (a->settings, b->settings))
    return 0;
  return fop_events_difference (a->events, b->events);
}

void
fop_run_spec_take_settings (FopRunSpec *spec, FopSettings *settings)
{
  fop_settings_unref (spec->settings);
  spec->settings = settings;
}

FopRunSpec *
fop_experiment_run (const FopExperiment *experiment, gsize index)
{
  g_return_val_if_fail (index < experiment->runs->len, NULL);
  return g_ptr_array_index (experiment->runs, index);
}

void
fop_experiment_take_run (FopExperiment *experiment, gsize index, FopRunSpec *spec)
{
  gpointer *place = &g_ptr_array_index (experiment->runs, index);

  fop_run_spec_unref (*place);
  *place = spec;
}

gssize
fop_experiment_find_run (const FopExperiment *experiment, const char *name)
{
  for (gsize i = 0; i < experiment->runs->len; i++)
    if (strcmp (fop_experiment_run (experiment, i)->name, name) == 0)
      return (gssize) i;
  return -1;
}

gssize
fop_experiment_require_run (const FopExperiment *experiment, const char *name, const char *place,
                            GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;
  const char *nearest;
  gssize index = fop_experiment_find_run (experiment, name);

  if (index >= 0)
    return index;
  for (gsize i = 0; i < experiment->runs->len; i++)
    g_ptr_array_add (names, fop_experiment_run (experiment, i)->name);
  nearest = fop_nearest_word (name, names->len, (const char *const *) names->pdata);
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (", ", (char **) names->pdata);
  g_set_error (error, FOP_ERROR, FOP_ERROR_UNKNOWN_KEY, "%s: no run named “%s”; %s%s%s", place,
               name, nearest != NULL ? "did you mean " : "the runs are ",
               nearest != NULL ? nearest : list, nearest != NULL ? "?" : "");
  return -1;
}

/* "GD 2" without its number. */
static char *
unnumbered (const char *name)
{
  gsize length = strlen (name), digits = 0;

  while (digits < length && g_ascii_isdigit (name[length - 1 - digits]))
    digits++;
  if (digits > 0 && digits + 1 < length && name[length - 1 - digits] == ' ')
    length -= digits + 1;
  return g_strndup (name, length);
}

char *
fop_experiment_free_name (const FopExperiment *experiment, const char *wish)
{
  g_autofree char *base = NULL;

  if (fop_experiment_find_run (experiment, wish) < 0)
    return g_strdup (wish);
  base = unnumbered (wish);
  for (guint i = 2;; i++)
    {
      g_autofree char *suffix = g_strdup_printf (" %u", i);
      glong room = NAME_CHARACTERS_MAX - (glong) strlen (suffix);
      g_autofree char *cut = g_utf8_substring (base, 0, MIN (g_utf8_strlen (base, -1), room));
      g_autofree char *name = g_strconcat (cut, suffix, NULL);

      if (fop_experiment_find_run (experiment, name) < 0)
        return g_steal_pointer (&name);
    }
}

guint
fop_experiment_free_style (const FopExperiment *experiment)
{
  for (guint style = 0;; style++)
    {
      gboolean worn = FALSE;

      for (gsize i = 0; i < experiment->runs->len; i++)
        worn |= fop_experiment_run (experiment, i)->style == style;
      if (!worn)
        return style;
    }
}

/* Why @name cannot be used as a folder name and in tables, or NULL. */
static const char *
find_fault (const char *name)
{
  gsize length = strlen (name);

  if (length == 0)
    return "a name must not be empty";
  if (!g_utf8_validate (name, -1, NULL))
    return "a name must be UTF-8 text";
  if (name[0] == '.')
    return "a name must not begin with a dot, because it also names a folder of results";
  if (strchr (name, '/') != NULL)
    return "a name must not contain a slash, because it also names a folder of results";
  if (g_unichar_isspace (g_utf8_get_char (name))
      || g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (name + length))))
    return "a name must not begin or end with a space";
  if (!fop_is_plain (name, FALSE))
    return "a name must not contain control characters";
  if (g_utf8_strlen (name, -1) > NAME_CHARACTERS_MAX || length > NAME_BYTES_MAX)
    return "a name must not exceed 64 characters (200 bytes)";
  return NULL;
}

gboolean
fop_experiment_check_name (const FopExperiment *experiment, const char *name, gssize except,
                           GError **error)
{
  const char *fault = find_fault (name);
  gssize other = fault == NULL ? fop_experiment_find_run (experiment, name) : -1;

  if (fault != NULL)
    g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE, "%s", fault);
  else if (other >= 0 && other != except)
    g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                 "“%s” is already the name of runs[%" G_GSSIZE_FORMAT "]", name, other);
  else
    return TRUE;
  return FALSE;
}

FopSettings *
fop_run_spec_settings_at (const FopRunSpec *spec, guint64 step)
{
  FopSettings *settings = fop_settings_copy (spec->settings);
  g_autofree FopEvent *events = fop_events_list (spec->events);

  for (guint i = 0; i < fop_events_n (spec->events) && events[i].step <= step; i++)
    fop_settings_set_number (settings, events[i].parameter->key, events[i].value, NULL, NULL);
  return settings;
}
