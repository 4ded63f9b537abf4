/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be exported. */
#include "ui/export/export-subject.h"

#include "ui/figures/paper/provenance.h"
#include "ui/figures/paper/style.h"

#include <math.h>

static void
figure_free (gpointer data)
{
  WbExportFigure *figure = data;

  fig_figure_unref (figure->shown);
  fig_options_free (figure->options);
  g_free (figure);
}

WbExportSubject *
wb_export_subject_new (const char *title, const char *name, const FigSource *source)
{
  WbExportSubject *subject = g_new0 (WbExportSubject, 1);

  subject->ref_count = 1;
  subject->title = g_strdup (title);
  subject->name = g_strdup (name);
  subject->source = source != NULL ? fig_source_hold (source) : NULL;
  subject->figures = g_ptr_array_new_with_free_func (figure_free);
  return subject;
}

WbExportSubject *
wb_export_subject_ref (WbExportSubject *subject)
{
  g_atomic_int_inc (&subject->ref_count);
  return subject;
}

void
wb_export_subject_unref (WbExportSubject *subject)
{
  if (subject == NULL || !g_atomic_int_dec_and_test (&subject->ref_count))
    return;
  g_free (subject->title);
  g_free (subject->name);
  g_free (subject->provenance);
  g_clear_pointer (&subject->source, fig_source_release);
  g_ptr_array_unref (subject->figures);
  g_free (subject);
}

void
wb_export_subject_add (WbExportSubject *subject, FigFigure *shown, const FigKind *kind,
                       const FigOptions *options)
{
  WbExportFigure *figure = g_new (WbExportFigure, 1);

  *figure = (WbExportFigure){ .shown = fig_figure_ref (shown),
                              .kind = kind,
                              .options = kind != NULL ? fig_options_copy (options) : NULL };
  g_ptr_array_add (subject->figures, figure);
}

void
wb_export_subject_set_provenance (WbExportSubject *subject, const char *provenance)
{
  g_free (subject->provenance);
  subject->provenance = g_strdup (provenance);
}

gboolean
wb_export_subject_can_carry (const WbExportSubject *subject)
{
  return subject->source != NULL || subject->provenance != NULL;
}

const WbExportFigure *
wb_export_subject_get (const WbExportSubject *subject, gsize index)
{
  return subject->figures->pdata[index];
}

/* ---- limits ---- */

static void
prevail (double *limit, double typed)
{
  if (!isnan (typed))
    *limit = typed;
}

/* Returns: (transfer full): the options of a figure of some kind, with the limits that are typed.
 */
static FigOptions *
options_with (const WbExportFigure *figure, const FopSettings *style)
{
  const FigView typed = fig_style_view (style);
  FigOptions *options = fig_options_copy (figure->options);
  FigView view = fig_options_view (options);

  prevail (&view.x_low, typed.x_low);
  prevail (&view.x_high, typed.x_high);
  prevail (&view.y_low, typed.y_low);
  prevail (&view.y_high, typed.y_high);
  fig_options_set_view (options, &view);
  return options;
}

static FigFigure *
build (const WbExportSubject *subject, gsize index, const FopSettings *style)
{
  const WbExportFigure *figure = wb_export_subject_get (subject, index);
  const FigView typed = fig_style_view (style);
  g_autoptr (FigOptions) options = NULL;

  if (figure->kind == NULL || subject->source == NULL || fig_view_is_automatic (&typed))
    return fig_figure_ref (figure->shown);
  options = options_with (figure, style);
  return figure->kind->build (subject->source, options);
}

FigFigure *
wb_export_subject_sheet (const WbExportSubject *subject, gsize n, const gsize *which,
                         const FopSettings *style)
{
  g_autoptr (GPtrArray) figures
      = g_ptr_array_new_with_free_func ((GDestroyNotify) fig_figure_unref);

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (figures, build (subject, which[i], style));
  return fig_style_sheet (style, n, (FigFigure *const *) figures->pdata, subject->title);
}

/* ---- provenance ---- */

char *
wb_export_subject_provenance (const WbExportSubject *subject, gsize n, const gsize *which,
                              const FopSettings *style)
{
  g_autoptr (FigProvenance) provenance = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (JsonNode) looks = NULL;

  if (subject->source == NULL)
    return g_strdup (subject->provenance);
  files = fop_data_files (subject->source->snapshot->experiment);
  looks = fig_style_to_json (style);
  for (gsize i = 0; i < n; i++)
    {
      const WbExportFigure *figure = wb_export_subject_get (subject, which[i]);
      g_autoptr (FigOptions) options = options_with (figure, style);

      if (provenance == NULL)
        provenance = fig_provenance_new (subject->source, figure->kind, options, looks, files);
      else
        fig_provenance_add (provenance, figure->kind, options);
    }
  return provenance != NULL ? fig_provenance_to_text (provenance) : NULL;
}
