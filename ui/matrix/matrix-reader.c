/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matrix files off the main thread. */
#include "ui/matrix/matrix-reader.h"

#include "core/data/notes.h"

#include "core/data/matrix-file.h"
#include "core/engine/worker.h"
#include "ui/figures/kinds/reading-figures.h"
#include "ui/jobs/doorbell.h"

typedef struct
{
  guint ticket;
  WbMatrices *matrices; /* NULL: the files are still to be opened */
  char **paths;
  char *hessian;
  FopMatrixUse use;
  gsize index;
} Question;

struct _WbMatrixReader
{
  WbDoorbell *doorbell;
  FopWorker *worker;
  void (*answered) (gpointer data); /* NULL: given up, and to be freed once the thread is through */
  gpointer data;
  guint tickets; /* given out */
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

  g_clear_pointer (&question->matrices, wb_matrices_unref);
  g_strfreev (question->paths);
  g_free (question->hessian);
  g_free (question);
}

void
wb_matrix_answer_free (WbMatrixAnswer *answer)
{
  g_clear_pointer (&answer->matrices, wb_matrices_unref);
  g_clear_pointer (&answer->reading, fop_reading_unref);
  g_clear_pointer (&answer->spectrum, fig_figure_unref);
  g_clear_pointer (&answer->kernels, fig_figure_unref);
  g_clear_error (&answer->error);
  g_strfreev (answer->arrays);
  g_free (answer);
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

static gpointer
answer_question (gpointer input)
{
  const Question *question = input;
  WbMatrixAnswer *answer = g_new0 (WbMatrixAnswer, 1);
  g_autoptr (FopArray) matrix = NULL;

  if (question->matrices == NULL && question->paths == NULL)
    return answer;
  answer->ticket = question->ticket;
  answer->index = question->index;
  answer->matrices = question->matrices != NULL ? wb_matrices_ref (question->matrices)
                                                : matrices_new (question, &answer->error);
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
  return answer;
}

static void
end (WbMatrixReader *reader)
{
  fop_worker_free (reader->worker); /* rings until here */
  wb_doorbell_free (reader->doorbell);
  g_free (reader);
}

static void
rung (gpointer data)
{
  WbMatrixReader *reader = data;

  if (reader->answered != NULL)
    reader->answered (reader->data);
  else if (!fop_worker_busy (reader->worker))
    end (reader);
}

WbMatrixReader *
wb_matrix_reader_new (void (*answered) (gpointer data), gpointer data)
{
  WbMatrixReader *reader = g_new0 (WbMatrixReader, 1);

  reader->answered = answered;
  reader->data = data;
  reader->doorbell = wb_doorbell_new (rung, reader);
  reader->worker
      = fop_worker_new (answer_question, question_free, (GDestroyNotify) wb_matrix_answer_free,
                        wb_doorbell_ring, reader->doorbell);
  return reader;
}

void
wb_matrix_reader_free (WbMatrixReader *reader)
{
  if (!fop_worker_busy (reader->worker))
    {
      end (reader);
      return;
    }
  /* The thread may be amid minutes of linear algebra. In the place of what waits comes a question
   * of nothing, whose answer says that it is through. */
  reader->answered = NULL;
  fop_worker_request (reader->worker, g_new0 (Question, 1));
}

guint
wb_matrix_reader_open (WbMatrixReader *reader, const char *const *paths, const char *hessian,
                       FopMatrixUse use)
{
  Question *question = g_new0 (Question, 1);

  question->ticket = ++reader->tickets;
  question->paths = g_strdupv ((char **) paths);
  question->hessian = g_strdup (hessian);
  question->use = use;
  fop_worker_request (reader->worker, question);
  return reader->tickets;
}

void
wb_matrix_reader_read (WbMatrixReader *reader, WbMatrices *matrices, gsize index)
{
  Question *question = g_new0 (Question, 1);

  question->matrices = wb_matrices_ref (matrices);
  question->index = index;
  fop_worker_request (reader->worker, question);
}

gboolean
wb_matrix_reader_busy (WbMatrixReader *reader)
{
  return fop_worker_busy (reader->worker);
}

WbMatrixAnswer *
wb_matrix_reader_take (WbMatrixReader *reader)
{
  return fop_worker_take (reader->worker);
}
