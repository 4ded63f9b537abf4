/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/settings/npy.h"
#include "core/settings/error.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* A .npy file of version @version with the given header and raw values. */
static GByteArray *
make_npy (guint8 version, const char *header, const void *data, gsize size)
{
  GByteArray *bytes = g_byte_array_new ();
  gsize length = strlen (header);
  guint8 prefix[12] = {
    0x93, 'N', 'U', 'M', 'P', 'Y', version, 0, (guint8) (length & 0xff), (guint8) (length >> 8),
    0,    0
  };

  g_byte_array_append (bytes, prefix, version == 1 ? 10 : 12);
  g_byte_array_append (bytes, (const guint8 *) header, (guint) length);
  g_byte_array_append (bytes, data, (guint) size);
  return bytes;
}

static FopArray *
parse (guint8 version, const char *header, const void *data, gsize size, GError **error)
{
  g_autoptr (GByteArray) bytes = make_npy (version, header, data, size);

  return fop_npy_parse (bytes->data, bytes->len, "a.npy", error);
}

static void
assert_values (const char *header, const void *data, gsize size, gsize rows, gsize columns,
               const double *values)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopArray) array = parse (1, header, data, size, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (array->rows, ==, rows);
  g_assert_cmpuint (array->columns, ==, columns);
  for (gsize i = 0; i < rows * columns; i++)
    g_assert_cmpfloat (array->values[i], ==, values[i]);
}

static void
assert_refused (const char *header, const void *data, gsize size, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopArray) array = parse (1, header, data, size, &error);

  g_assert_null (array);
  g_assert_error (error, FOP_ERROR, code);
  g_assert_true (g_str_has_prefix (error->message, "a.npy: "));
  if (strstr (error->message, words) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, words);
}

static void
test_every_number_type (void)
{
  const double expected[] = { -2, 3 };
  const double whole[] = { 254, 3 };
  const double truth[] = { 1, 0 };
  const gint8 i1[] = { -2, 3 };
  const gint16 i2[] = { GINT16_TO_LE (-2), GINT16_TO_LE (3) };
  const gint32 i4[] = { GINT32_TO_LE (-2), GINT32_TO_LE (3) };
  const gint64 i8[] = { GINT64_TO_LE (-2), GINT64_TO_LE (3) };
  const guint8 u1[] = { 254, 3 };
  const guint16 u2[] = { GUINT16_TO_BE (254), GUINT16_TO_BE (3) };
  const guint32 u4[] = { GUINT32_TO_BE (254), GUINT32_TO_BE (3) };
  const guint64 u8[] = { GUINT64_TO_BE (254), GUINT64_TO_BE (3) };
  const guint8 b1[] = { 1, 0 };
  const guint8 f2[] = { 0, 0xc0, 0, 0x42 };
  const guint8 small[] = { 0x80, 0x01, 0x04, 0x00, 0x7b, 0xff };
  const double smallest[] = { -ldexp (1, -24), ldexp (1, -14), 65504 };
  const guint8 f4[] = { 0xc0, 0, 0, 0, 0x40, 0x40, 0, 0 };
  const guint8 f8[] = { 0, 0, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 8, 0x40 };

#define HEADER(descr) "{'descr': '" descr "', 'fortran_order': False, 'shape': (2,), }\n"
  assert_values (HEADER ("|i1"), i1, sizeof i1, 2, 1, expected);
  assert_values (HEADER ("<i2"), i2, sizeof i2, 2, 1, expected);
  assert_values (HEADER ("<i4"), i4, sizeof i4, 2, 1, expected);
  assert_values (HEADER ("<i8"), i8, sizeof i8, 2, 1, expected);
  assert_values (HEADER ("|u1"), u1, sizeof u1, 2, 1, whole);
  assert_values (HEADER (">u2"), u2, sizeof u2, 2, 1, whole);
  assert_values (HEADER (">u4"), u4, sizeof u4, 2, 1, whole);
  assert_values (HEADER (">u8"), u8, sizeof u8, 2, 1, whole);
  assert_values (HEADER ("|b1"), b1, sizeof b1, 2, 1, truth);
  assert_values (HEADER ("<f2"), f2, sizeof f2, 2, 1, expected);
  assert_values ("{'descr': '>f2', 'fortran_order': False, 'shape': (3,), }\n", small, sizeof small,
                 3, 1, smallest);
  assert_values (HEADER (">f4"), f4, sizeof f4, 2, 1, expected);
  assert_values (HEADER ("<f8"), f8, sizeof f8, 2, 1, expected);
}

static void
test_fortran_order_is_transposed (void)
{
  const guint8 data[] = { 1, 4, 2, 5, 3, 6 };
  const double rows[] = { 1, 2, 3, 4, 5, 6 };

  assert_values ("{\"shape\": (2, 3), \"fortran_order\": True, \"descr\": \"|u1\"}", data,
                 sizeof data, 2, 3, rows);
}

/* The first index varies fastest: element (i, j, k) is at i + 2 (j + 3 k). */
static void
test_fortran_order_of_three_dimensions (void)
{
  static const guint8 data[24]
      = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23 };
  g_autoptr (GByteArray) bytes = make_npy (
      1, "{'descr': '|u1', 'fortran_order': True, 'shape': (2L, 3L, 4L), }", data, sizeof data);
  gsize extents[FOP_NPY_DIMENSIONS_MAX];
  g_autoptr (FopArray) array = fop_npy_parse_rows (bytes->data, bytes->len, "a.npy", extents, NULL);

  g_assert_nonnull (array);
  g_assert_cmpuint (extents[2], ==, 4);
  for (gsize i = 0; i < 2; i++)
    for (gsize j = 0; j < 3; j++)
      for (gsize k = 0; k < 4; k++)
        g_assert_cmpfloat (array->values[(i * 3 + j) * 4 + k], ==, (double) (i + 2 * (j + 3 * k)));
}

static void
test_every_version (void)
{
  const guint8 data[] = { 7 };

  for (guint8 version = 1; version <= 3; version++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FopArray) array = parse (
          version, "{'descr': '|u1', 'fortran_order': False, 'shape': (1,)}", data, 1, &error);

      g_assert_no_error (error);
      g_assert_cmpfloat (array->values[0], ==, 7);
    }
}

static void
test_what_is_not_numbers_is_refused (void)
{
  const guint8 data[16] = { 0 };
  const double nan = NAN;

  assert_refused ("{'descr': '|O', 'fortran_order': False, 'shape': (2,)}", data, 16,
                  FOP_ERROR_FORMAT, "pickled");
  assert_refused ("{'descr': '<c16', 'fortran_order': False, 'shape': (1,)}", data, 16,
                  FOP_ERROR_TYPE, "<c16");
  assert_refused ("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2,)}", data, 16,
                  FOP_ERROR_TYPE, "fields");
  assert_refused ("{'descr': '|f8', 'fortran_order': False, 'shape': (2,)}", data, 16,
                  FOP_ERROR_TYPE, "|f8");
  assert_refused ("{'descr': '|u1', 'fortran_order': False, 'shape': ()}", data, 1,
                  FOP_ERROR_FORMAT, "0 dimensions");
  assert_refused ("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2, 2)}", data, 8,
                  FOP_ERROR_FORMAT, "3 dimensions");
  assert_refused ("{'descr': '|u1', 'fortran_order': False, 'shape': (0, 3)}", data, 0,
                  FOP_ERROR_FORMAT, "is empty");
  assert_refused ("{'descr': '|u1', 'fortran_order': False, 'shape': (17,)}", data, 16,
                  FOP_ERROR_FORMAT, "16 bytes of values, but its shape needs 17");
  assert_refused ("{'descr': '|u1', 'fortran_order': False, 'shape': (15,)}", data, 16,
                  FOP_ERROR_FORMAT, "16 bytes");
  assert_refused ("{'descr': '<f8', 'fortran_order': False, 'shape': (100000, 100000)}", data, 16,
                  FOP_ERROR_TOO_LARGE, "100000 × 100000");
  assert_refused ("{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296)}",
                  data, 16, FOP_ERROR_TOO_LARGE, "the limit is");
  assert_refused ("{'descr': '|u1', 'fortran_order': Maybe, 'shape': (2,)}", data, 2,
                  FOP_ERROR_FORMAT, "header");
  assert_refused ("{'descr': '|u1', 'shape': (2,)}", data, 2, FOP_ERROR_FORMAT, "header");
  assert_refused ("{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999999999999,)}",
                  data, 2, FOP_ERROR_FORMAT, "header");
  assert_refused ("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1)}", &nan, 8,
                  FOP_ERROR_NOT_FINITE, "[0, 0]");
}

static void
test_every_truncation_is_refused (void)
{
  const guint8 data[] = { 7, 8 };
  g_autoptr (GByteArray) bytes
      = make_npy (2, "{'descr': '|u1', 'fortran_order': False, 'shape': (2,)}", data, 2);

  for (gsize length = 0; length < bytes->len; length++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree guint8 *part = g_memdup2 (bytes->data, length); /* so that ASan sees the end */

      g_assert_null (fop_npy_parse (part, length, "a.npy", &error));
      g_assert_error (error, FOP_ERROR, FOP_ERROR_FORMAT);
    }
}

static void
test_written_arrays_are_read_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp (NULL, &error);
  g_autofree char *path = g_build_filename (folder, "a.npy", NULL);
  g_autofree char *bytes = NULL;
  const double values[] = { 0.1, -0.0, 5e-324, G_MAXDOUBLE, -3, 1e-300 };
  gsize length;

  for (gsize columns = 0; columns <= 3; columns += 3)
    {
      g_autoptr (FopArray) array = NULL;

      g_assert_true (fop_npy_write (path, columns == 0 ? 6 : 2, columns, values, &error));
      g_assert_no_error (error);
      array = fop_npy_read (path, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (array->rows, ==, columns == 0 ? 6 : 2);
      g_assert_cmpuint (array->columns, ==, columns == 0 ? 1 : 3);
      g_assert_cmpmem (array->values, 6 * sizeof (double), values, sizeof values);
      g_assert_cmpstr (array->file, ==, path);
    }

  /* NumPy's own layout: the values start at a multiple of 64, the header ends a line. */
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpuint ((length - sizeof values) % 64, ==, 0);
  g_assert_cmpint (bytes[length - sizeof values - 1], ==, '\n');
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_what_cannot_be_opened_is_said (void)
{
  g_autoptr (GError) error = NULL;
  const double value = 1;

  g_assert_null (fop_npy_read ("/nowhere/a.npy", &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_IO);
  g_assert_nonnull (strstr (error->message, "/nowhere/a.npy: No such file"));
  g_clear_error (&error);
  g_assert_null (fop_npy_read (g_get_tmp_dir (), &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_IO);
  g_assert_nonnull (strstr (error->message, "a directory"));
  g_clear_error (&error);
  g_assert_false (fop_npy_write ("/nowhere/a.npy", 1, 0, &value, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_IO);
  g_clear_error (&error);
  /* A target that cannot be replaced leaves nothing behind. */
  g_assert_false (fop_npy_write ("/proc", 1, 0, &value, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_IO);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/npy/every-number-type-in-either-byte-order-is-read", test_every_number_type);
  g_test_add_func ("/npy/fortran-order-is-transposed", test_fortran_order_is_transposed);
  g_test_add_func ("/npy/fortran-order-of-three-dimensions-is-transposed",
                   test_fortran_order_of_three_dimensions);
  g_test_add_func ("/npy/versions-1-to-3-are-read", test_every_version);
  g_test_add_func ("/npy/what-is-not-numbers-is-refused", test_what_is_not_numbers_is_refused);
  g_test_add_func ("/npy/every-truncation-is-refused", test_every_truncation_is_refused);
  g_test_add_func ("/npy/written-arrays-are-read-back", test_written_arrays_are_read_back);
  g_test_add_func ("/npy/what-cannot-be-opened-is-said", test_what_cannot_be_opened_is_said);
  return g_test_run ();
}
