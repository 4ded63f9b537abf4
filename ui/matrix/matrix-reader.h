/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/analysis/foreign.h"
#include "core/analysis/reading.h"
#include "core/data/matrix-sequence.h"
#include "ui/figures/charts/figure.h"

G_BEGIN_DECLS

/**
 * WbMatrices:
 * @use: how the matrices are interpreted
 * @n: number of matrices
 * @steps: the step of each matrix, ascending
 * @names: the file of each matrix
 * @hessian: (nullable): the Hessian to compare them with
 * @notes: (nullable): how the first file was read, unless that is obvious
 * @sequence: reads the matrices; accessed only by the thread of the request in progress
 *
 * One or more open matrix files. Reference-counted.
 */
typedef struct
{
  gint ref_count;
  FopMatrixUse use;
  gsize n;
  guint64 *steps;
  char **names;
  FopArray *hessian;
  char *notes;
  FopMatrixSequence *sequence;
} WbMatrices;

WbMatrices *wb_matrices_ref (WbMatrices *matrices);
void wb_matrices_unref (WbMatrices *matrices);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbMatrices, wb_matrices_unref)

/**
 * WbMatrixAnswer:
 * @opened: whether this answers wb_matrix_reader_open()
 * @matrices: (nullable): the contents of the files
 * @index: the requested matrix
 * @reading: (nullable): of that matrix
 * @spectrum, @kernels: (nullable): the figures of @reading that take a noticeable time to create
 * @error: (nullable): the reason if there is no @reading
 * @arrays: (nullable): the names of the arrays in the file, if it has several and none was selected
 * @choices: bits 1 << FopMatrixUse: possible other interpretations, if the matrix cannot be
 *   interpreted as requested
 *
 * The answer to one request.
 */
typedef struct
{
  gboolean opened;
  WbMatrices *matrices;
  gsize index;
  FopReading *reading;
  FigFigure *spectrum, *kernels;
  GError *error;
  GStrv arrays;
  guint choices;
} WbMatrixAnswer;

/**
 * WbMatrixReader:
 *
 * Opens matrix files and computes readings of their matrices off the main thread. Only the newest
 * request is answered.
 */
typedef struct _WbMatrixReader WbMatrixReader;

/** @answered: called with @data on the main loop; the answer is valid only during the call. */
WbMatrixReader *wb_matrix_reader_new (void (*answered) (const WbMatrixAnswer *answer,
                                                        gpointer data),
                                      gpointer data);

/** Returns immediately; a request in progress finishes in the background, and its answer is
 * dropped. */
void wb_matrix_reader_free (WbMatrixReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbMatrixReader, wb_matrix_reader_free)

/** Requests the contents of the files and the reading of matrix 0. @hessian: (nullable): a file. */
void wb_matrix_reader_open (WbMatrixReader *reader, const char *const *paths, const char *hessian,
                            FopMatrixUse use);
/** Requests the reading of matrix @index. */
void wb_matrix_reader_read (WbMatrixReader *reader, WbMatrices *matrices, gsize index);

G_END_DECLS
