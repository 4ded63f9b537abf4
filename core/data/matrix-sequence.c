/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matrices of successive steps. */

#include "core/data/matrix-sequence.h"

#include "core/data/matrix-file.h"
#include "core/settings/error.h"

#include <string.h>

typedef struct
{
  char *name;
  guint64 step;
} Entry;

struct _FopMatrixSequence
{
  gsize length;
  GArray *entries;     /* Entry, by step: one for each file */
  FopMatrixFile *file; /* (nullable): read last, */
  gsize at;            /* entry @at */
};

/* The position of the last integer in a file name: from @begin up to @end of @name. */
static gboolean
find_number (const char *name, gsize *begin, gsize *end)
{
  const char *slash = strrchr (name, G_DIR_SEPARATOR), *file = slash != NULL ? slash + 1 : name;
  const char *dot = strchr (file, '.');
  gsize at = dot != NULL ? (gsize) (dot - name) : strlen (name);

  while (at > (gsize) (file - name) && !g_ascii_isdigit (name[at - 1]))
    at--;
  *end = at;
  while (at > (gsize) (file - name) && g_ascii_isdigit (name[at - 1]))
    at--;
  *begin = at;
  return *begin < *end;
}

static Entry
entry_of (const char *name, guint64 otherwise)
{
  gsize begin, end;
  gboolean numbered = find_number (name, &begin, &end);

  return (Entry){ g_strdup (name),
                  numbered ? g_ascii_strtoull (name + begin, NULL, 10) : otherwise };
}

static void
entry_clear (gpointer entry)
{
  g_free (((Entry *) entry)->name);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Entry *one = a, *other = b;

  return one->step != other->step ? (one->step > other->step) - (one->step < other->step)
                                  : strcmp (one->name, other->name);
}

static Entry *
entry_at (const FopMatrixSequence *sequence, gsize index)
{
  return &g_array_index (sequence->entries, Entry, index);
}

/* Reads file @entry, unless it is already loaded. */
static gboolean
load (FopMatrixSequence *sequence, gsize entry, GError **error)
{
  FopMatrixFile *file;

  if (sequence->file != NULL && sequence->at == entry)
    return TRUE;
  file = fop_matrix_file_read (entry_at (sequence, entry)->name, error);
  if (file == NULL)
    return FALSE;
  g_clear_pointer (&sequence->file, fop_matrix_file_free);
  sequence->file = file;
  sequence->at = entry;
  if (file->n == 1 || sequence->entries->len == 1)
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
               "%s: contains %" G_GSIZE_FORMAT
               " matrices; a file with a sequence cannot be combined with other files",
               entry_at (sequence, entry)->name, file->n);
  return FALSE;
}

FopMatrixSequence *
fop_matrix_sequence_new (const char *const *names, GError **error)
{
  g_autoptr (FopMatrixSequence) sequence = g_new0 (FopMatrixSequence, 1);

  sequence->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (sequence->entries, entry_clear);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      Entry entry = entry_of (names[i], i);

      g_array_append_val (sequence->entries, entry);
    }
  g_array_sort (sequence->entries, compare);
  if (!load (sequence, 0, error))
    return NULL;
  sequence->length = MAX (sequence->entries->len, sequence->file->n);
  return g_steal_pointer (&sequence);
}

void
fop_matrix_sequence_free (FopMatrixSequence *sequence)
{
  if (sequence == NULL)
    return;
  g_array_unref (sequence->entries);
  g_clear_pointer (&sequence->file, fop_matrix_file_free);
  g_free (sequence);
}

gsize
fop_matrix_sequence_length (const FopMatrixSequence *sequence)
{
  return sequence->length;
}

guint64
fop_matrix_sequence_step (const FopMatrixSequence *sequence, gsize index)
{
  return sequence->entries->len == 1 ? index : entry_at (sequence, index)->step;
}

const GPtrArray *
fop_matrix_sequence_notes (const FopMatrixSequence *sequence)
{
  return sequence->file->notes;
}

const char *
fop_matrix_sequence_name (const FopMatrixSequence *sequence, gsize index)
{
  return entry_at (sequence, sequence->entries->len == 1 ? 0 : index)->name;
}

FopArray *
fop_matrix_sequence_read (FopMatrixSequence *sequence, gsize index, GError **error)
{
  gboolean is_alone = sequence->entries->len == 1;
  const FopMatrixFile *file;

  if (!load (sequence, is_alone ? 0 : index, error))
    return NULL;
  file = sequence->file;
  return fop_array_new (file->rows, file->columns,
                        file->array->values + (is_alone ? index : 0) * file->rows * file->columns,
                        NULL);
}

GStrv
fop_matrix_siblings (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  g_autoptr (GDir) directory = NULL;
  const char *name;
  gsize begin, end;

  g_array_set_clear_func (entries, entry_clear);
  if (find_number (path, &begin, &end))
    directory = g_dir_open (folder, 0, NULL);
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *other = g_build_filename (folder, name, NULL);
      g_autofree char *own = g_path_get_basename (path);
      gsize first, last, skip = strlen (path) - strlen (own);
      gsize moved = strlen (other) - strlen (name);

      if (!find_number (other, &first, &last) || first - moved != begin - skip
          || strncmp (name, own, begin - skip) != 0 || !g_str_equal (other + last, path + end))
        continue;
      {
        Entry entry = entry_of (other, 0);

        g_array_append_val (entries, entry);
      }
    }
  g_array_sort (entries, compare);
  for (guint i = 0; i < entries->len; i++)
    g_strv_builder_add (paths, g_array_index (entries, Entry, i).name);
  if (entries->len == 0)
    g_strv_builder_add (paths, path);
  return g_strv_builder_end (paths);
}
