/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Matrices from files: Matrix Market, sequences, and their interpretation. */

#include "core/analysis/foreign.h"
#include "core/data/matrix-file.h"
#include "core/data/matrix-market.h"
#include "core/data/matrix-sequence.h"
#include "core/settings/error.h"
#include "core/settings/npy.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static FopArray *
market (const char *text)
{
  g_autoptr (GError) error = NULL;
  FopArray *array = fop_matrix_market_parse ("m.mtx", text, strlen (text), &error);

  g_assert_no_error (error);
  return array;
}

static void
assert_values (const FopArray *array, gsize rows, gsize columns, const double *values)
{
  g_assert_cmpuint (array->rows, ==, rows);
  g_assert_cmpuint (array->columns, ==, columns);
  g_assert_cmpmem (array->values, rows * columns * sizeof (double), values,
                   rows * columns * sizeof (double));
}

static void
test_market_forms (void)
{
  g_autoptr (FopArray) coordinate
      = market ("%%MatrixMarket matrix coordinate real general\n% a comment\n\n2 3 4\n"
                "1 1 1.5\n2 3 -2e0\n1 2 3\n1 2 0.5\n");
  g_autoptr (FopArray) symmetric
      = market ("%%matrixmarket MATRIX Coordinate Integer Symmetric\n2 2 2\n1 1 4\n2 1 7\n");
  g_autoptr (FopArray) skew
      = market ("%%MatrixMarket matrix coordinate real skew-symmetric\n2 2 1\n2 1 3\n");
  g_autoptr (FopArray) pattern
      = market ("%%MatrixMarket matrix coordinate pattern general\n2 2 1\n1 2\n");
  g_autoptr (FopArray) array
      = market ("%%MatrixMarket matrix array real general\n2 2\n1\n2\n3\n4\n");
  g_autoptr (FopArray) lower
      = market ("%%MatrixMarket matrix array real symmetric\r\n2 2\r\n1\r\n2\r\n3\r\n");

  assert_values (coordinate, 2, 3, (double[]){ 1.5, 3.5, 0, 0, 0, -2 });
  assert_values (symmetric, 2, 2, (double[]){ 4, 7, 7, 0 });
  assert_values (skew, 2, 2, (double[]){ 0, -3, 3, 0 });
  assert_values (pattern, 2, 2, (double[]){ 0, 1, 0, 0 });
  assert_values (array, 2, 2, (double[]){ 1, 3, 2, 4 });
  assert_values (lower, 2, 2, (double[]){ 1, 2, 2, 3 });
}

static void
test_market_refusals (void)
{
  static const struct
  {
    const char *text, *words;
  } cases[] = {
    { "1 2\n3 4\n", "m.mtx:1: expected a first line" },
    { "%%MatrixMarket matrix coordinate complex general\n1 1 1\n1 1 1 0\n", "complex" },
    { "%%MatrixMarket matrix coordinate real hermitian\n1 1 1\n1 1 1\n", "hermitian" },
    { "%%MatrixMarket matrix coordinate real general\n2 2 2\n1 1 1\n", "ends before an entry" },
    { "%%MatrixMarket matrix coordinate real general\n2 2 1\n3 1 1\n", "m.mtx:3: (3, 1)" },
    { "%%MatrixMarket matrix coordinate real general\n2 2 1\n1 1 x\n", "m.mtx:3: an entry" },
    { "%%MatrixMarket matrix coordinate real general\n2 2 1\n1 1 nan\n", "(1, 1) is not finite" },
    { "%%MatrixMarket matrix coordinate real general\n1 1 2\n1 1 1e308\n1 1 1e308\n",
      "m.mtx:4: entry (1, 1) is not finite" },
    { "%%MatrixMarket matrix \xff real general\n1 1\n1\n", "neither coordinate nor array" },
    { "%%MatrixMarket matrix array real general\n1 1\n1\n2\n", "more entries" },
    { "%%MatrixMarket matrix array real symmetric\n1 2\n1\n", "square" },
    { "%%MatrixMarket matrix array real general\n900000 900000\n", "1 GiB" },
    { "%%MatrixMarket matrix array real general\n0 3\n", "at least 1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
          fop_matrix_market_parse ("m.mtx", cases[i].text, strlen (cases[i].text), &error));
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      if (strstr (error->message, cases[i].words) == NULL)
        g_error ("\"%s\" does not contain \"%s\"", error->message, cases[i].words);
    }
}

static void
write_text (const char *folder, const char *name, const char *text, char **path)
{
  *path = g_build_filename (folder, name, NULL);
  g_assert_true (g_file_set_contents (*path, text, -1, NULL));
}

static void
test_files_tell_what_they_are (void)
{
  g_autofree char *folder = g_dir_make_tmp ("matrices-XXXXXX", NULL);
  g_autofree char *csv = NULL, *one = NULL, *mtx = NULL,
                  *npy = g_build_filename (folder, "v", NULL);
  g_autoptr (FopMatrixFile) table = NULL, number = NULL, vector = NULL, market_file = NULL;

  write_text (folder, "t.csv", "a,b\n1,2\n3,4\n", &csv);
  write_text (folder, "one.txt", " 2.5\n", &one);
  write_text (folder, "m.txt", "%%MatrixMarket matrix array real general\n1 2\n5\n6\n", &mtx);
  g_assert_true (fop_npy_write (npy, 2, 0, (double[]){ 3, 4 }, NULL));
  table = fop_matrix_file_read (csv, NULL);
  number = fop_matrix_file_read (one, NULL);
  vector = fop_matrix_file_read (npy, NULL);
  market_file = fop_matrix_file_read (mtx, NULL);
  assert_values (table->array, 2, 2, (double[]){ 1, 2, 3, 4 });
  assert_values (number->array, 1, 1, (double[]){ 2.5 });
  /* A vector is a diagonal. */
  g_assert_cmpuint (vector->rows, ==, 2);
  g_assert_cmpuint (vector->columns, ==, 2);
  g_assert_cmpmem (vector->array->values, 4 * sizeof (double), ((double[]){ 3, 0, 0, 4 }),
                   4 * sizeof (double));
  assert_values (market_file->array, 1, 2, (double[]){ 5, 6 });
  g_unlink (csv);
  g_unlink (one);
  g_unlink (mtx);
  g_unlink (npy);
  g_rmdir (folder);
}

static void
test_sequences_go_by_their_numbers (void)
{
  g_autofree char *folder = g_dir_make_tmp ("matrices-XXXXXX", NULL);
  static const char *const names[] = { "P-1000.npy", "P-90.npy", "P-200.npy", "Q-5.npy", "P.npy" };
  g_auto (GStrv) siblings = NULL;
  g_autoptr (FopMatrixSequence) sequence = NULL;
  g_autofree char *first = g_build_filename (folder, names[0], NULL);
  static const guint64 steps[] = { 90, 200, 1000 };
  static const double written[] = { 1, 2, 0 }; /* each file holds its place in names */

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      double value = (double) i;

      g_assert_true (fop_npy_write (path, 1, 1, &value, NULL));
    }
  siblings = fop_matrix_siblings (first);
  g_assert_cmpuint (g_strv_length (siblings), ==, 3);
  sequence = fop_matrix_sequence_new ((const char *const *) siblings, NULL);
  g_assert_cmpuint (fop_matrix_sequence_length (sequence), ==, 3);
  for (gsize i = 0; i < 3; i++)
    {
      g_autoptr (FopArray) matrix = fop_matrix_sequence_read (sequence, i, NULL);

      g_assert_cmpuint (fop_matrix_sequence_step (sequence, i), ==, steps[i]);
      g_assert_cmpfloat (matrix->values[0], ==, written[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* A .npy file of nothing but its header. */
static void
write_header (const char *path, const char *type, const char *shape)
{
  g_autofree char *header
      = g_strdup_printf ("{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n", type, shape);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 length[2] = { (guint8) strlen (header), 0 };

  g_byte_array_append (bytes, (const guint8 *) "\x93NUMPY\1\0", 8);
  g_byte_array_append (bytes, length, 2);
  g_byte_array_append (bytes, (const guint8 *) header, (guint) strlen (header));
  g_assert_true (g_file_set_contents (path, (const char *) bytes->data, (gssize) bytes->len, NULL));
}

static void
test_what_is_opened_is_told_apart (void)
{
  static const struct
  {
    const char *type, *shape;
    gboolean is_matrix;
  } arrays[] = {
    { "<f8", "(10, 10)", TRUE },      { "<f4", "(3, 10, 10)", TRUE },
    { "|u1", "(3, 28, 28)", FALSE },  { "<f8", "(150, 5)", FALSE },
    { "<f8", "(10,)", FALSE },        { "<f8", "()", FALSE },
    { "<f8", "(5, 5, 3, 3)", FALSE },
  };
  static const struct
  {
    const char *text;
    gboolean is_matrix;
  } tables[] = {
    { "1,2\n3,4\n", TRUE },
    { "# words\n1 2e-3\n\n -3\t4", TRUE },
    { "1,2\n3,4\n5,6\n", FALSE },
    { "x,y\n3,4\n", FALSE },
    { "1\n", FALSE },
    { "%%MatrixMarket matrix array real general\n1 2\n5\n6\n", TRUE },
    { "+1 1:2\n-1 1:3\n", FALSE },
    { "0,1\n2,1\n1,3\n", TRUE },
    { ",u,v\nu,1,2\nv,2,1\n", TRUE },
    { ",0,1\n0,1,2\n1,2,1\n", TRUE },
    { ",a,y\n0,1,2\n1,2,1\n", FALSE },
  };
  g_autofree char *folder = g_dir_make_tmp ("matrices-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "file", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (arrays); i++)
    {
      write_header (path, arrays[i].type, arrays[i].shape);
      if (fop_matrix_file_guess (path) != arrays[i].is_matrix)
        g_error ("%s of %s was mistaken", arrays[i].shape, arrays[i].type);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_assert_true (g_file_set_contents (path, tables[i].text, -1, NULL));
      if (fop_matrix_file_guess (path) != tables[i].is_matrix)
        g_error ("\"%s\" was mistaken", tables[i].text);
    }
  g_assert_true (fop_matrix_file_guess ("/nowhere/run.npz:P"));
  g_assert_false (fop_matrix_file_guess ("/nowhere/run.npz"));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_uses (void)
{
  g_autoptr (FopArray) near = fop_array_new (2, 2, (double[]){ 1, 2, 2 + 1e-7, 3 }, NULL);
  g_autoptr (FopArray) far = fop_array_new (2, 2, (double[]){ 1, 2, 4, 3 }, NULL);
  g_autoptr (FopArray) wide = fop_array_new (1, 2, (double[]){ 3, 4 }, NULL);
  g_autoptr (FopArray) p = fop_matrix_use (near, FOP_MATRIX_PRECONDITIONER, "P", NULL);
  g_autoptr (FopArray) part = fop_matrix_use (far, FOP_MATRIX_SYMMETRIC_PART, "P", NULL);
  g_autoptr (FopArray) square = fop_matrix_use (wide, FOP_MATRIX_FACTOR, "M", NULL);
  g_autoptr (GError) asymmetric = NULL, rectangular = NULL;

  g_assert_cmpfloat (p->values[1], ==, p->values[2]);
  assert_values (part, 2, 2, (double[]){ 1, 3, 3, 3 });
  assert_values (square, 1, 1, (double[]){ 25 });
  g_assert_null (fop_matrix_use (far, FOP_MATRIX_PRECONDITIONER, "P", &asymmetric));
  g_assert_error (asymmetric, FOP_ERROR, FOP_ERROR_COMBINATION);
  g_assert_nonnull (
      strstr (asymmetric->message, "(2, 1) and (1, 2), counted from 1, differ by 0.5"));
  g_assert_null (fop_matrix_use (wide, FOP_MATRIX_PRECONDITIONER, "M", &rectangular));
  g_assert_nonnull (strstr (rectangular->message, "1 × 2"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matrix-market/all-real-forms-are-read", test_market_forms);
  g_test_add_func ("/matrix-market/refusals-name-line-and-reason", test_market_refusals);
  g_test_add_func ("/matrix-file/first-bytes-say-what-it-is", test_files_tell_what_they_are);
  g_test_add_func ("/matrix-file/is-told-from-a-data-set", test_what_is_opened_is_told_apart);
  g_test_add_func ("/matrix-sequence/goes-by-the-numbers-of-its-files",
                   test_sequences_go_by_their_numbers);
  g_test_add_func ("/matrix-use/says-by-how-much-it-is-not-symmetric", test_uses);
  return g_test_run ();
}
