/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The kinds of figures, in the order in which menus show them. A new one is one line here. */

#include "ui/figures/kinds/kind.h"

/* clang-format off */
#define FIG_KINDS(kind) \
  kind (loss) \
  kind (preconditioner) \
  kind (spectrum) \
  kind (instruments) \
  kind (gauges) \
  kind (waterfall) \
  kind (density) \
  kind (landscape) \
  kind (kernels) \
  kind (layers) \
  kind (blocks) \
  kind (theory)
/* clang-format on */

#define DECLARE(name) extern const FigKind fig_##name##_kind;
#define ADDRESS(name) &fig_##name##_kind,

FIG_KINDS (DECLARE)
static const FigKind *const kinds[] = { FIG_KINDS (ADDRESS) };

gsize
fig_n_kinds (void)
{
  return G_N_ELEMENTS (kinds);
}

const FigKind *
fig_kind (gsize index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (kinds), NULL);
  return kinds[index];
}

const FigKind *
fig_kind_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i]->id, id))
      return kinds[i];
  return NULL;
}

FigNeeds
fig_kind_needs (const FigKind *kind, const FigOptions *options)
{
  return kind->needs | (kind->needs_more != NULL ? kind->needs_more (options) : 0);
}

FopInspection *
fig_source_inspection (const FigSource *source)
{
  const FopIdentity shown = fop_identity (source->snapshot, source->run, source->block);
  FopInspection *inspection = source->inspection;

  return inspection != NULL && fop_identity_same_block (&inspection->identity, &shown) ? inspection
                                                                                       : NULL;
}

FopDensity *
fig_source_density (const FigSource *source)
{
  const FopIdentity shown = fop_identity (source->snapshot, source->run, source->block);
  FopDensity *density = source->density;

  return density != NULL && fop_identity_same_run (&density->identity, &shown) ? density : NULL;
}

const char *
fig_source_waiting (const FigSource *source)
{
  return source->instruments_off ? "Instruments are turned off in the main menu"
                                 : "Computing eigenvalues…";
}

char *
fig_source_why_no_preconditioner (const FigSource *source)
{
  const FopRunSpec *spec = fop_experiment_run (source->snapshot->experiment, source->run);
  const FopRunView *view = &source->snapshot->runs[source->run];

  if (view->n_too_large > 0)
    return g_strdup_printf ("The preconditioner of %s has more than %u rows, too many to show",
                            spec->name, FOP_PRECONDITIONER_ORDER_MAX);
  if (spec->method->n_preconditioners == NULL
      || (view->preconditioners != NULL && view->n_preconditioners == 0))
    return g_strdup_printf ("%s has no preconditioner; select a run that has one", spec->name);
  return NULL;
}

char *
fig_source_why_no_record (const FigSource *source)
{
  char *reason = fig_source_why_no_preconditioner (source);

  if (reason == NULL && (source->record == NULL || source->record->n == 0))
    return g_strdup (fig_source_waiting (source));
  return reason;
}

char *
fig_source_subject (const FigSource *source)
{
  const char *name = fop_experiment_run (source->snapshot->experiment, source->run)->name;
  const FopRunView *view = &source->snapshot->runs[source->run];

  if (view->preconditioners == NULL || view->n_preconditioners < 2
      || source->block >= view->n_preconditioners)
    return g_strdup (name);
  return g_strdup_printf ("%s · %s", name, view->preconditioners[source->block]->name);
}

/* ---- sources that are kept ---- */

static void
hold_blocks (FigSource *held)
{
  held->inspections = g_memdup2 (held->inspections, held->n_blocks * sizeof *held->inspections);
  held->records = g_memdup2 (held->records, held->n_blocks * sizeof *held->records);
  for (gsize i = 0; i < held->n_blocks; i++)
    {
      if (held->inspections != NULL && held->inspections[i] != NULL)
        fop_inspection_ref (held->inspections[i]);
      if (held->records != NULL && held->records[i] != NULL)
        fop_record_ref (held->records[i]);
    }
}

FigSource *
fig_source_hold (const FigSource *source)
{
  FigSource *held = g_memdup2 (source, sizeof *source);

  fop_snapshot_ref (held->snapshot);
  fop_run_set_ref (held->hidden);
  if (held->inspection != NULL)
    fop_inspection_ref (held->inspection);
  if (held->record != NULL)
    fop_record_ref (held->record);
  if (held->density != NULL)
    fop_density_ref (held->density);
  if (held->theory != NULL)
    fop_theory_ref (held->theory);
  hold_blocks (held);
  return held;
}

void
fig_source_release (FigSource *held)
{
  for (gsize i = 0; i < held->n_blocks; i++)
    {
      if (held->inspections != NULL && held->inspections[i] != NULL)
        fop_inspection_unref (held->inspections[i]);
      if (held->records != NULL && held->records[i] != NULL)
        fop_record_unref (held->records[i]);
    }
  g_free ((gpointer) held->inspections);
  g_free ((gpointer) held->records);
  g_clear_pointer (&held->inspection, fop_inspection_unref);
  g_clear_pointer (&held->record, fop_record_unref);
  g_clear_pointer (&held->density, fop_density_unref);
  g_clear_pointer (&held->theory, fop_theory_unref);
  fop_run_set_unref (held->hidden);
  fop_snapshot_unref (held->snapshot);
  g_free (held);
}
