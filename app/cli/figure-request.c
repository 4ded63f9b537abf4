/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A figure by the words of the command line. */

#include "app/cli/figure-request.h"

#include "core/settings/error.h"
#include "core/settings/parameter.h"

#include <string.h>

/* "--figure: “los” is not one of loss, …; did you mean loss?" */
static void
refuse_word (const char *place, const char *word, GPtrArray *words, GError **error)
{
  const char *near = fop_nearest_word (word, words->len, (const char *const *) words->pdata);
  g_autofree char *list = NULL;

  g_ptr_array_add (words, NULL);
  list = g_strjoinv (", ", (char **) words->pdata);
  g_set_error (error, FOP_ERROR, FOP_ERROR_UNKNOWN_KEY, "%s: “%s” is not one of %s%s%s%s", place,
               word, list, near != NULL ? "; did you mean " : "", near != NULL ? near : "",
               near != NULL ? "?" : "");
}

/* ---- the kind ---- */

static const FigKind *
find_kind (const char *word, const FopProblem *problem, GError **error)
{
  const FigKind *kind = fig_kind_find (word);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  if (kind != NULL && (kind->applies == NULL || kind->applies (problem)))
    return kind;
  for (gsize i = 0; i < fig_n_kinds (); i++)
    if (fig_kind (i)->applies == NULL || fig_kind (i)->applies (problem))
      g_ptr_array_add (words, (gpointer) fig_kind (i)->id);
  if (kind == NULL)
    refuse_word ("--figure", word, words, error);
  else
    {
      g_autofree char *list = NULL;

      g_ptr_array_add (words, NULL);
      list = g_strjoinv (", ", (char **) words->pdata);
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "--figure: this problem has no figure “%s”; it has %s", word, list);
    }
  return NULL;
}

/* ---- the run and its block ---- */

static gsize
default_run (const FigKind *kind, FopSession *session)
{
  const FigNeeds of_matrices = FIG_NEEDS_PRECONDITIONER | FIG_NEEDS_INSPECTION | FIG_NEEDS_RECORD;

  for (gsize i = 0; kind->per_run && (kind->needs & of_matrices) != 0; i++)
    {
      if (i == fop_session_n_runs (session))
        return 0;
      if (fop_method_n_preconditioners (fop_run_method (fop_session_run (session, i))) > 0)
        return i;
    }
  return 0;
}

static gboolean
find_block (const char *name, FopSession *session, FigRequest *request, GError **error)
{
  const FopMethod *method = fop_run_method (fop_session_run (session, request->run));
  gsize n = fop_method_n_preconditioners (method);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < n; i++)
    {
      FopPreconditionerInfo info = method->klass->preconditioner_info (method, i);

      if (g_str_equal (info.name, name))
        {
          request->block = i;
          return TRUE;
        }
      g_ptr_array_add (names, g_strdup (info.name));
    }
  if (n > 1)
    refuse_word ("--figure", name, names, error);
  else
    g_set_error (error, FOP_ERROR, FOP_ERROR_UNKNOWN_KEY, "--figure: “%s”: %s has %s", name,
                 fop_experiment_run (fop_session_experiment (session), request->run)->name,
                 n == 1 ? "only one preconditioner" : "no preconditioner");
  return FALSE;
}

/* RUN or RUN:BLOCK; a run's name may contain colons. */
static gboolean
find_run (const char *text, FopSession *session, FigRequest *request, GError **error)
{
  const FopExperiment *experiment = fop_session_experiment (session);
  gssize run = fop_experiment_find_run (experiment, text);
  const char *colon = strrchr (text, ':');

  if (run < 0 && colon != NULL)
    {
      g_autofree char *name = g_strndup (text, (gsize) (colon - text));

      run = fop_experiment_require_run (experiment, name, "--figure", error);
      request->run = (gsize) MAX (run, 0);
      return run >= 0 && find_block (colon + 1, session, request, error);
    }
  if (run < 0)
    run = fop_experiment_require_run (experiment, text, "--figure", error);
  request->run = (gsize) MAX (run, 0);
  return run >= 0;
}

/* ---- the choices ---- */

/* Returns: (nullable): the choice @key of @kind. */
static const FigChoice *
choice_of (const FigKind *kind, const char *key)
{
  for (gsize i = 0; i < kind->n_choices; i++)
    if (g_str_equal (kind->choices[i].key, key))
      return &kind->choices[i];
  return NULL;
}

/* None of the figures has the choice @key. */
static void
refuse_choice (const char *key, const GArray *requests, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (guint i = 0; i < requests->len; i++)
    {
      const FigKind *kind = g_array_index (requests, FigRequest, i).kind;

      for (gsize k = 0; k < kind->n_choices; k++)
        g_ptr_array_add (keys, (gpointer) kind->choices[k].key);
    }
  if (keys->len > 0)
    refuse_word ("--set-option", key, keys, error);
  else
    g_set_error (error, FOP_ERROR, FOP_ERROR_UNKNOWN_KEY, "--set-option: %s has no options",
                 g_array_index (requests, FigRequest, 0).kind->id);
}

static gboolean
choose (const FigChoice *choice, const char *word, const FopSnapshot *snapshot, FigRequest *request,
        GError **error)
{
  const FigSource source = { .snapshot = (FopSnapshot *) snapshot, .run = request->run };
  g_autoptr (FigWords) words = fig_choice_words (choice, &source);
  g_autoptr (GPtrArray) allowed = g_ptr_array_new ();
  g_autofree char *place = g_strconcat ("--set-option ", choice->key, NULL);

  for (gsize i = 0; i < fig_words_n (words); i++)
    {
      const char *known = fig_words_get (words, i)->word;

      if (g_str_equal (known, word))
        {
          fig_options_set (request->options, choice->key, word);
          return TRUE;
        }
      g_ptr_array_add (allowed, (gpointer) known);
    }
  refuse_word (place, word, allowed, error);
  return FALSE;
}

static gboolean
assign (const char *text, const FopSnapshot *snapshot, GArray *requests, GError **error)
{
  g_auto (GStrv) sides = g_strsplit (text, "=", 2);
  gboolean any = FALSE;

  if (sides[0] == NULL || sides[1] == NULL)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_TYPE, "--set-option: “%s” is not NAME=VALUE", text);
      return FALSE;
    }
  for (guint i = 0; i < requests->len; i++)
    {
      FigRequest *request = &g_array_index (requests, FigRequest, i);
      const FigChoice *choice = choice_of (request->kind, sides[0]);

      if (choice != NULL && !choose (choice, sides[1], snapshot, request, error))
        return FALSE;
      any |= choice != NULL;
    }
  if (!any)
    refuse_choice (sides[0], requests, error);
  return any;
}

static gboolean
parse_figure (const char *text, FopSession *session, FigRequest *request, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);

  request->kind
      = find_kind (parts[0] != NULL ? parts[0] : "", fop_session_problem (session), error);
  if (request->kind == NULL)
    return FALSE;
  request->run = default_run (request->kind, session);
  request->options = fig_options_new ();
  return parts[1] == NULL || find_run (parts[1], session, request, error);
}

GArray *
cli_requests_parse (char **texts, char **assignments, FopSession *session, GError **error)
{
  const FopWatch watch = { .curves = TRUE };
  g_autoptr (FopSnapshot) snapshot = fop_session_snapshot (session, &watch);
  g_autoptr (GArray) requests = fig_requests_new ();

  for (; *texts != NULL; texts++)
    {
      g_array_set_size (requests, requests->len + 1);
      if (!parse_figure (*texts, session, &g_array_index (requests, FigRequest, requests->len - 1),
                         error))
        return NULL;
    }
  for (char **text = assignments; text != NULL && *text != NULL; text++)
    if (!assign (*text, snapshot, requests, error))
      return NULL;
  return g_steal_pointer (&requests);
}
