/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/inspection.h"

G_BEGIN_DECLS

/* Maximum number of rows; when exceeded, every second row is dropped. */
#define FOP_RECORD_ROWS 512u

/* Eigenvalues stored per matrix and row. */
#define FOP_RECORD_LEVELS 32u

typedef enum
{
  FOP_RECORD_PRECONDITIONER,
  FOP_RECORD_PRECONDITIONED, /* MᵀHM, the eigenvalues of PH */
  FOP_RECORD_N_SPECTRA
} FopRecordSpectrum;

/**
 * FopRecord:
 * @run: name of the run
 * @n: rows
 * @steps: ascending
 * @values: n × FOP_N_INSTRUMENTS
 * @order: of the preconditioner
 * @n_levels: min (order, FOP_RECORD_LEVELS)
 * @spectra: for each FopRecordSpectrum n × n_levels eigenvalues, ascending: all of them, or for a
 *   larger matrix those at fop_record_index(), including both ends; NaN if there are none
 * @reaches: the maximum of each FopReach over all steps, including dropped ones
 *
 * The instruments of one preconditioner over the inspected steps. Immutable, reference-counted: a
 * snapshot of a FopRecorder.
 */
typedef struct
{
  gint ref_count;
  char *run;
  gsize n;
  guint64 *steps;
  double *values;
  gsize order, n_levels;
  double *spectra[FOP_RECORD_N_SPECTRA];
  double reaches[FOP_N_REACHES];
} FopRecord;

/** Index, among @order ascending eigenvalues, of the @level-th of @n_levels. */
gsize fop_record_index (gsize order, gsize n_levels, gsize level);

/** Row of @record whose step is nearest to @step; @record must not be empty. */
gsize fop_record_nearest (const FopRecord *record, double step);

FopRecord *fop_record_ref (FopRecord *record);
void fop_record_unref (FopRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopRecord, fop_record_unref)

/**
 * FopRecorder:
 *
 * Collects inspections of one preconditioner of one run. A row is a function of the run up to its
 * step: it stays when the run is rewound, and is dropped when the run changes before it.
 */
typedef struct _FopRecorder FopRecorder;

FopRecorder *fop_recorder_new (void);
void fop_recorder_free (FopRecorder *recorder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopRecorder, fop_recorder_free)

/**
 * fop_recorder_add:
 * @problem: the run's problem; rows of another one are dropped
 * @spec: the run at the time of @inspection, including slider moves
 *
 * Adds a row, or replaces the one of the same step. Rows inconsistent with @spec are dropped first:
 * all of them if its method or initial settings differ, otherwise those after the first differing
 * slider move.
 */
void fop_recorder_add (FopRecorder *recorder, FopProblem *problem, FopRunSpec *spec,
                       const FopInspection *inspection);

/** Returns: (transfer full): its current rows. */
FopRecord *fop_recorder_record (const FopRecorder *recorder);

G_END_DECLS
