/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads matrix files off the main thread. */
#include "ui/matrix/matrix-reader.h"

#include "core/data/matrix-file.h"
#include "core/data/notes.h"
#include "ui/figures/kinds/reading-figures.h"
#include "ui/jobs/job.h"

typedef struct
{
  char **paths; /* (nullable): the files to open; %NULL to read from answer.matrices */
  char *hessian;
  FopMatrixUse use;

  WbMatrixAnswer answer; /* contains the matrices and the index if the files are already open */
} Question;

struct _WbMatrixReader
{
  WbJob *job;
  void (*answered) (const WbMatrixAnswer *answer, gpointer data);
  gpointer data;
};

static FopArray *
read_hessian (const char *path, GError **error)
{
  const char *const paths[] = { path, NULL };
  g_autoptr (FopMatrixSequence) sequence = fop_matrix_sequence_new (paths, error);
  g_autoptr (FopArray) array
      = sequence != NULL ? fop_matrix_sequence_read (sequence, 0, error) : NULL;

  return array != NULL ? fop_matrix_use (array, FOP_MATRIX_PRECONDITIONER, path, error) : NULL;
}

static void
name_matrices (WbMatrices *matrices)
{
  matrices->n = fop_matrix_sequence_length (matrices->sequence);
  matrices->steps = g_new (guint64, matrices->n);
  matrices->names = g_new0 (char *, matrices->n + 1);
  for (gsize i = 0; i < matrices->n; i++)
    {
      matrices->steps[i] = fop_matrix_sequence_step (matrices->sequence, i);
      matrices->names[i] = g_strdup (fop_matrix_sequence_name (matrices->sequence, i));
    }
}

static WbMatrices *
matrices_new (const Question *question, GError **error)
{
  g_autoptr (WbMatrices) matrices = g_new0 (WbMatrices, 1);

  matrices->ref_count = 1;
  matrices->use = question->use;
  matrices->sequence = fop_matrix_sequence_new ((const char *const *) question->paths, error);
  if (matrices->sequence == NULL)
    return NULL;
  if (question->hessian != NULL)
    {
      matrices->hessian = read_hessian (question->hessian, error);
      if (matrices->hessian == NULL)
        return NULL;
    }
  matrices->notes = fop_notes_text (fop_matrix_sequence_notes (matrices->sequence));
  name_matrices (matrices);
  return g_steal_pointer (&matrices);
}

WbMatrices *
wb_matrices_ref (WbMatrices *matrices)
{
  g_atomic_int_inc (&matrices->ref_count);
  return matrices;
}

void
wb_matrices_unref (WbMatrices *matrices)
{
  if (!g_atomic_int_dec_and_test (&matrices->ref_count))
    return;
  g_clear_pointer (&matrices->sequence, fop_matrix_sequence_free);
  g_clear_pointer (&matrices->hessian, fop_array_unref);
  g_strfreev (matrices->names);
  g_free (matrices->notes);
  g_free (matrices->steps);
  g_free (matrices);
}

static void
question_free (gpointer data)
{
  Question *question = data;
  WbMatrixAnswer *answer = &question->answer;

  g_strfreev (question->paths);
  g_free (question->hessian);
  g_clear_pointer (&answer->matrices, wb_matrices_unref);
  g_clear_pointer (&answer->reading, fop_reading_unref);
  g_clear_pointer (&answer->spectrum, fig_figure_unref);
  g_clear_pointer (&answer->kernels, fig_figure_unref);
  g_clear_error (&answer->error);
  g_strfreev (answer->arrays);
  g_free (question);
}

static FopArray *
prepare (WbMatrixAnswer *answer)
{
  const WbMatrices *matrices = answer->matrices;
  g_autoptr (FopArray) array
      = fop_matrix_sequence_read (matrices->sequence, answer->index, &answer->error);
  FopArray *matrix;

  if (array == NULL)
    return NULL;
  matrix = fop_matrix_use (array, matrices->use, matrices->names[answer->index], &answer->error);
  if (matrix == NULL && matrices->use != FOP_MATRIX_FACTOR)
    answer->choices = 1u << FOP_MATRIX_FACTOR
                      | (array->rows == array->columns ? 1u << FOP_MATRIX_SYMMETRIC_PART : 0);
  return matrix;
}

static void
answer_question (gpointer task, GCancellable *cancellable)
{
  Question *question = task;
  WbMatrixAnswer *answer = &question->answer;
  g_autoptr (FopArray) matrix = NULL;

  if (answer->opened)
    answer->matrices = matrices_new (question, &answer->error);
  if (answer->matrices != NULL)
    matrix = prepare (answer);
  else if (question->paths[1] == NULL)
    answer->arrays = fop_matrix_file_arrays (question->paths[0]);
  if (matrix != NULL)
    answer->reading = fop_reading_new (answer->matrices->names[answer->index],
                                       answer->matrices->steps[answer->index], matrix,
                                       answer->matrices->hessian, &answer->error);
  if (answer->reading != NULL)
    {
      answer->spectrum = fig_reading_spectrum_new (answer->reading);
      answer->kernels = fig_reading_kernels_new (answer->reading);
    }
}

static void
answered (gpointer task, gpointer owner)
{
  WbMatrixReader *reader = owner;
  Question *question = task;

  reader->answered (&question->answer, reader->data);
  question_free (question);
}

WbMatrixReader *
wb_matrix_reader_new (void (*on_answer) (const WbMatrixAnswer *answer, gpointer data),
                      gpointer data)
{
  static const WbJobKind kind = {
    .pool = wb_pool_studies, .work = answer_question, .done = answered, .free = question_free
  };
  WbMatrixReader *reader = g_new0 (WbMatrixReader, 1);

  reader->answered = on_answer;
  reader->data = data;
  reader->job = wb_job_new (&kind, reader);
  return reader;
}

void
wb_matrix_reader_free (WbMatrixReader *reader)
{
  wb_job_free (reader->job);
  g_free (reader);
}

void
wb_matrix_reader_open (WbMatrixReader *reader, const char *const *paths, const char *hessian,
                       FopMatrixUse use)
{
  Question *question = g_new0 (Question, 1);

  question->paths = g_strdupv ((char **) paths);
  question->hessian = g_strdup (hessian);
  question->use = use;
  question->answer.opened = TRUE;
  wb_job_request (reader->job, question);
}

void
wb_matrix_reader_read (WbMatrixReader *reader, WbMatrices *matrices, gsize index)
{
  Question *question = g_new0 (Question, 1);

  question->answer.matrices = wb_matrices_ref (matrices);
  question->answer.index = index;
  wb_job_request (reader->job, question);
}
