/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/inspection.h"

G_BEGIN_DECLS

/* Rows that a record keeps; when there are more, every second one is left out. */
#define FOP_RECORD_ROWS 512u

/* Eigenvalues that a row keeps of a matrix. */
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
 * @block: name of its preconditioner: "" where it has one
 * @n: rows
 * @steps: ascending
 * @values: n × FOP_N_INSTRUMENTS
 * @order: of the preconditioner
 * @n_levels: min (order, FOP_RECORD_LEVELS)
 * @spectra: for each FopRecordSpectrum n × n_levels eigenvalues, ascending: all of them, or of a
 *   larger matrix those at fop_record_index(), both ends among them; NaN where there are none
 * @reaches: the greatest of each FopReach at any of the steps, of those left out too
 *
 * What the instruments said of one preconditioner, step by step as far as it was looked at.
 * Immutable, counted: a picture of a FopRecorder.
 */
typedef struct
{
  gint ref_count;
  char *run, *block;
  gsize n;
  guint64 *steps;
  double *values;
  gsize order, n_levels;
  double *spectra[FOP_RECORD_N_SPECTRA];
  double reaches[FOP_N_REACHES];
} FopRecord;

/** Which of @order ascending eigenvalues, from 0, the @level-th of @n_levels is. */
gsize fop_record_index (gsize order, gsize n_levels, gsize level);

/** Row of @record whose step is nearest to @step; @record has rows. */
gsize fop_record_nearest (const FopRecord *record, double step);

FopRecord *fop_record_ref (FopRecord *record);
void fop_record_unref (FopRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopRecord, fop_record_unref)

/**
 * FopRecorder:
 *
 * Collects inspections of one preconditioner of one run. A row is a function of the run up to its
 * step: it stays when the run is rewound, and goes when the run is changed before it.
 */
typedef struct _FopRecorder FopRecorder;

FopRecorder *fop_recorder_new (void);
void fop_recorder_free (FopRecorder *recorder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopRecorder, fop_recorder_free)

/**
 * fop_recorder_add:
 * @problem: what the run runs on; rows of another one are forgotten
 * @spec: the run as it was when @inspection was made, slider moves included
 *
 * Adds a row, or puts it in the place of the one of the same step. Rows that @spec contradicts are
 * forgotten first: all where its method or its starting settings are others than before, those
 * after the first slider move that differs else.
 */
void fop_recorder_add (FopRecorder *recorder, FopProblem *problem, FopRunSpec *spec,
                       const FopInspection *inspection);

/** Returns: (transfer full): its rows as they are now. */
FopRecord *fop_recorder_record (const FopRecorder *recorder);

G_END_DECLS
