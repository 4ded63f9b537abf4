/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Instruments over the steps. */

#include "core/study/record.h"

#include <math.h>
#include <string.h>

typedef struct
{
  guint64 step;
  double values[FOP_N_INSTRUMENTS];
  double spectra[FOP_RECORD_N_SPECTRA][FOP_RECORD_LEVELS];
  double reaches[FOP_N_REACHES]; /* of this step, and of those dropped after it */
} Row;

struct _FopRecorder
{
  FopProblem *problem; /* (nullable): of the rows, like the next two */
  FopRunSpec *spec;
  char *block_name;
  gsize order;
  GArray *rows; /* Row, in ascending step order */
};

FopRecorder *
fop_recorder_new (void)
{
  FopRecorder *recorder = g_new0 (FopRecorder, 1);

  recorder->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  return recorder;
}

void
fop_recorder_free (FopRecorder *recorder)
{
  if (recorder == NULL)
    return;
  g_clear_pointer (&recorder->problem, fop_problem_unref);
  g_clear_pointer (&recorder->spec, fop_run_spec_unref);
  g_free (recorder->block_name);
  g_array_unref (recorder->rows);
  g_free (recorder);
}

static Row *
row_at (const FopRecorder *recorder, guint index)
{
  return &g_array_index (recorder->rows, Row, index);
}

/* Index of the first row at or after @step. */
static guint
find (const FopRecorder *recorder, guint64 step)
{
  guint low = 0, high = recorder->rows->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (row_at (recorder, middle)->step < step)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Drops rows that a run of @spec on @problem would not have produced. */
static void
forget_contradicted (FopRecorder *recorder, FopProblem *problem, FopRunSpec *spec,
                     const char *block_name)
{
  const FopRunSpec *old = recorder->spec;
  gboolean is_same = old != NULL && recorder->problem == problem
                     && g_str_equal (recorder->block_name, block_name)
                     && g_str_equal (old->name, spec->name);
  guint64 difference = is_same ? fop_run_spec_common_rows (old, spec) : 0;

  /* An event takes effect at the step of its row. */
  if (difference != G_MAXUINT64)
    g_array_set_size (recorder->rows, is_same ? find (recorder, difference) : 0);
  if (is_same && difference == G_MAXUINT64)
    return;

  fop_problem_ref (problem);
  g_clear_pointer (&recorder->problem, fop_problem_unref);
  recorder->problem = problem;
  g_clear_pointer (&recorder->spec, fop_run_spec_unref);
  recorder->spec = fop_run_spec_ref (spec);
  g_free (recorder->block_name);
  recorder->block_name = g_strdup (block_name);
}

static void
take_in (double *reaches, const double *others)
{
  for (gsize i = 0; i < FOP_N_REACHES; i++)
    reaches[i] = fmax (reaches[i], others[i]);
}

static void
thin_out (FopRecorder *recorder)
{
  guint n = 0;

  for (guint i = 0; i < recorder->rows->len; i += 2)
    {
      if (i + 1 < recorder->rows->len)
        take_in (row_at (recorder, i)->reaches, row_at (recorder, i + 1)->reaches);
      *row_at (recorder, n++) = *row_at (recorder, i);
    }
  g_array_set_size (recorder->rows, n);
}

gsize
fop_record_index (gsize order, gsize n_levels, gsize level)
{
  return n_levels < 2 ? 0 : level * (order - 1) / (n_levels - 1);
}

/* @eigenvalues: (nullable) */
static void
keep_levels (double *levels, gsize order, const double *eigenvalues)
{
  gsize n = MIN (order, FOP_RECORD_LEVELS);

  for (gsize i = 0; i < n; i++)
    levels[i] = eigenvalues != NULL ? eigenvalues[fop_record_index (order, n, i)] : NAN;
}

void
fop_recorder_add (FopRecorder *recorder, FopProblem *problem, FopRunSpec *spec,
                  const FopInspection *inspection)
{
  const FopSpectrum *spectrum = inspection->spectrum;
  Row row = { .step = inspection->identity.step };
  guint at;

  memcpy (row.values, inspection->values, sizeof row.values);
  memcpy (row.reaches, inspection->reaches, sizeof row.reaches);
  forget_contradicted (recorder, problem, spec, inspection->matrix->name);
  recorder->order = inspection->matrix->order;
  keep_levels (row.spectra[FOP_RECORD_PRECONDITIONER], recorder->order,
               spectrum != NULL ? spectrum->preconditioner : NULL);
  keep_levels (row.spectra[FOP_RECORD_PRECONDITIONED], recorder->order,
               spectrum != NULL ? spectrum->preconditioned : NULL);
  at = find (recorder, row.step);
  if (at < recorder->rows->len && row_at (recorder, at)->step == row.step)
    {
      /* M may have been requested last time but not now; also keeps the reaches of dropped rows. */
      take_in (row.reaches, row_at (recorder, at)->reaches);
      *row_at (recorder, at) = row;
    }
  else
    g_array_insert_val (recorder->rows, at, row);
  if (recorder->rows->len > FOP_RECORD_ROWS)
    thin_out (recorder);
}

FopRecord *
fop_recorder_record (const FopRecorder *recorder)
{
  FopRecord *record = g_new0 (FopRecord, 1);

  record->ref_count = 1;
  record->run = g_strdup (recorder->spec != NULL ? recorder->spec->name : "");
  record->n = recorder->rows->len;
  record->steps = g_new (guint64, record->n);
  record->values = g_new (double, record->n *FOP_N_INSTRUMENTS);
  record->order = recorder->order;
  record->n_levels = MIN (recorder->order, FOP_RECORD_LEVELS);
  for (gsize s = 0; s < FOP_RECORD_N_SPECTRA; s++)
    record->spectra[s] = g_new (double, record->n * record->n_levels);
  for (guint i = 0; i < record->n; i++)
    {
      record->steps[i] = row_at (recorder, i)->step;
      take_in (record->reaches, row_at (recorder, i)->reaches);
      memcpy (record->values + i * FOP_N_INSTRUMENTS, row_at (recorder, i)->values,
              FOP_N_INSTRUMENTS * sizeof (double));
      for (gsize s = 0; s < FOP_RECORD_N_SPECTRA; s++)
        memcpy (record->spectra[s] + i * record->n_levels, row_at (recorder, i)->spectra[s],
                record->n_levels * sizeof (double));
    }
  return record;
}

gsize
fop_record_nearest (const FopRecord *record, double step)
{
  gsize nearest = 0;

  for (gsize row = 1; row < record->n; row++)
    if (fabs ((double) record->steps[row] - step) < fabs ((double) record->steps[nearest] - step))
      nearest = row;
  return nearest;
}

FopRecord *
fop_record_ref (FopRecord *record)
{
  g_atomic_int_inc (&record->ref_count);
  return record;
}

void
fop_record_unref (FopRecord *record)
{
  if (!g_atomic_int_dec_and_test (&record->ref_count))
    return;
  g_free (record->run);
  g_free (record->steps);
  g_free (record->values);
  for (gsize s = 0; s < FOP_RECORD_N_SPECTRA; s++)
    g_free (record->spectra[s]);
  g_free (record);
}
