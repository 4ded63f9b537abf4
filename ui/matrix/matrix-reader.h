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
 * @n, @steps: number of matrices, and the step of each, ascending
 * @names: the file of each
 * @hessian: (nullable): what they are compared with
 * @notes: (nullable): how the first file was read, where that is not evident
 * @sequence: they themselves, for whichever thread reads them
 *
 * One or more open files of matrices. Reference-counted.
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
 * @opened: whether it was files that were asked for, and their first matrix
 * @matrices: (nullable): what the files hold
 * @index: which of them was asked for
 * @reading: (nullable): of that one
 * @spectrum, @kernels: (nullable): its figures that take more than a moment to be made
 * @error: (nullable): why there is none
 * @arrays: (nullable): the names of its arrays, where the file has several and none was named
 * @choices: bits 1 << FopMatrixUse: what else the matrix could be taken for, where it is not what
 *   it was taken for
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
 * Opens matrix files and reads their matrices by the instruments, beside the window's thread. Only
 * the newest question is answered.
 */
typedef struct _WbMatrixReader WbMatrixReader;

/** @answered is called with @data on the main loop. */
WbMatrixReader *wb_matrix_reader_new (void (*answered) (const WbMatrixAnswer *answer,
                                                        gpointer data),
                                      gpointer data);

/** Returns immediately; a request in progress finishes in the background, and its answer is
 * dropped. */
void wb_matrix_reader_free (WbMatrixReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbMatrixReader, wb_matrix_reader_free)

/** Asks what the files hold, and for matrix 0. @hessian: (nullable): a file. */
void wb_matrix_reader_open (WbMatrixReader *reader, const char *const *paths, const char *hessian,
                            FopMatrixUse use);
/** Asks for matrix @index. */
void wb_matrix_reader_read (WbMatrixReader *reader, WbMatrices *matrices, gsize index);

G_END_DECLS
