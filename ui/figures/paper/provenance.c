/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a figure comes from. */

#include "ui/figures/paper/provenance.h"

#include "core/settings/error.h"
#include "core/settings/file.h"
#include "ui/figures/paper/attachment.h"

#include <stdio.h>

#define HEAD_BYTES 16384

static char **
hidden_names (const FigSource *source)
{
  const FopExperiment *experiment = source->snapshot->experiment;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (gsize i = 0; i < experiment->runs->len; i++)
    if (!fig_source_shows (source, i))
      g_strv_builder_add (names, fop_experiment_run (experiment, i)->name);
  return g_strv_builder_end (names);
}

/* Only what @kind declares. */
static FigOptions *
options_of (const FigKind *kind, const FigOptions *options)
{
  const FigView view = fig_options_view (options);
  FigOptions *copy = fig_options_new ();

  for (gsize i = 0; kind != NULL && i < kind->n_choices; i++)
    fig_options_set (copy, kind->choices[i].key, fig_options_get (options, kind->choices[i].key));
  fig_options_set_view (copy, &view);
  return copy;
}

FigDrawn *
fig_drawn_new (const FigKind *kind, const FigOptions *options)
{
  FigDrawn *drawn = g_new (FigDrawn, 1);

  *drawn = (FigDrawn){ kind, options_of (kind, options) };
  return drawn;
}

void
fig_drawn_free (FigDrawn *drawn)
{
  fig_options_free (drawn->options);
  g_free (drawn);
}

FigProvenance *
fig_provenance_new_of_run (const FopExperiment *experiment, gsize run, guint64 step,
                           GPtrArray *files)
{
  FigProvenance *provenance = g_new0 (FigProvenance, 1);

  provenance->experiment = fop_experiment_to_text (experiment, NULL);
  provenance->step = step;
  if (run < experiment->runs->len)
    provenance->run = g_strdup (fop_experiment_run (experiment, run)->name);
  provenance->hidden = g_new0 (char *, 1);
  provenance->options = fig_options_new ();
  provenance->more = g_ptr_array_new_with_free_func ((GDestroyNotify) fig_drawn_free);
  provenance->program = g_strdup (FOP_VERSION);
  provenance->files = g_ptr_array_ref (files);
  return provenance;
}

FigProvenance *
fig_provenance_new (const FigSource *source, const FigKind *kind, const FigOptions *options,
                    JsonNode *style, GPtrArray *files)
{
  const FopSnapshot *snapshot = source->snapshot;
  FigProvenance *provenance
      = fig_provenance_new_of_run (snapshot->experiment, source->run, snapshot->step, files);

  provenance->kind = kind;
  provenance->block = source->block;
  g_strfreev (provenance->hidden);
  provenance->hidden = hidden_names (source);
  fig_options_free (provenance->options);
  provenance->options = options_of (kind, options);
  provenance->style = style != NULL ? json_node_ref (style) : NULL;
  return provenance;
}

void
fig_provenance_add (FigProvenance *provenance, const FigKind *kind, const FigOptions *options)
{
  g_ptr_array_add (provenance->more, fig_drawn_new (kind, options));
}

void
fig_provenance_free (FigProvenance *provenance)
{
  g_free (provenance->experiment);
  g_free (provenance->run);
  g_strfreev (provenance->hidden);
  fig_options_free (provenance->options);
  g_ptr_array_unref (provenance->more);
  g_clear_pointer (&provenance->style, json_node_unref);
  g_free (provenance->program);
  g_clear_pointer (&provenance->files, g_ptr_array_unref);
  g_free (provenance);
}

FigProvenance *
fig_provenance_load (const char *path, GError **error)
{
  gsize length;
  g_autofree char *bytes = fop_file_read (path, FIG_ATTACHMENT_FILE_MAX, &length, error);
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return NULL;
  text = fig_attachment_get (bytes, length, path, error);
  return text != NULL ? fig_provenance_parse (text, path, error) : NULL;
}

/* Devices and pipes are left alone. */
gboolean
fig_provenance_is_figure (const char *path)
{
  g_autofree char *head = g_malloc (HEAD_BYTES);
  FILE *file = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? fopen (path, "rbe") : NULL;
  gsize length;

  if (file == NULL)
    return FALSE;
  length = fread (head, 1, HEAD_BYTES, file);
  fclose (file);
  return fig_attachment_is_possible (head, length);
}

FopExperiment *
fig_provenance_read_experiment (const FigProvenance *provenance, const char *name, GError **error)
{
  g_autofree char *place = g_strdup_printf ("%s: its experiment", name);
  g_autoptr (FopExperiment) experiment
      = fop_experiment_parse (provenance->experiment, -1, NULL, place, error);

  if (experiment == NULL
      || (provenance->run != NULL
          && fop_experiment_require_run (experiment, provenance->run, place, error) < 0))
    return NULL;
  return g_steal_pointer (&experiment);
}
