/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NumPy's .npy: magic, version, length of header, header (a Python dict literal), raw values. */
#include "core/settings/npy.h"
#include "core/settings/error.h"
#include "core/settings/file.h"
#include "core/settings/npy-header.h"
#include "core/settings/whole-file.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MAGIC          "\x93NUMPY"
#define MAGIC_LENGTH   6u
#define FILE_BYTES_MAX (FOP_NPY_VALUES_MAX * sizeof (double) + 65536u)

typedef struct
{
  const char *at, *end;
} Cursor;

typedef struct
{
  char descr[16];
  gboolean has_descr, has_order, has_shape;
  gboolean fortran;
  guint dimensions;
  guint64 shape[FOP_NPY_DIMENSIONS_MAX]; /* beyond that dimensions are only counted */
} Header;

static void
skip_space (Cursor *cursor)
{
  while (cursor->at < cursor->end && g_ascii_isspace (*cursor->at))
    cursor->at++;
}

static gboolean
take (Cursor *cursor, char wanted)
{
  skip_space (cursor);
  if (cursor->at == cursor->end || *cursor->at != wanted)
    return FALSE;
  cursor->at++;
  return TRUE;
}

static gboolean
take_word (Cursor *cursor, const char *word)
{
  gsize length = strlen (word);

  skip_space (cursor);
  if ((gsize) (cursor->end - cursor->at) < length || memcmp (cursor->at, word, length) != 0)
    return FALSE;
  cursor->at += length;
  return TRUE;
}

static gboolean
take_string (Cursor *cursor, char *text, gsize size)
{
  char quote;
  const char *from;

  skip_space (cursor);
  if (cursor->at == cursor->end || (*cursor->at != '\'' && *cursor->at != '"'))
    return FALSE;
  quote = *cursor->at++;
  from = cursor->at;
  while (cursor->at < cursor->end && *cursor->at != quote)
    cursor->at++;
  if (cursor->at == cursor->end || (gsize) (cursor->at - from) >= size)
    return FALSE;
  memcpy (text, from, (gsize) (cursor->at - from));
  text[cursor->at - from] = '\0';
  cursor->at++;
  return TRUE;
}

static gboolean
take_shape (Cursor *cursor, Header *header)
{
  if (!take (cursor, '('))
    return FALSE;
  while (!take (cursor, ')'))
    {
      guint64 extent = 0;
      const char *from;

      skip_space (cursor);
      from = cursor->at;
      for (; cursor->at < cursor->end && g_ascii_isdigit (*cursor->at); cursor->at++)
        if (!g_uint64_checked_mul (&extent, extent, 10)
            || !g_uint64_checked_add (&extent, extent, (guint64) (*cursor->at - '0')))
          return FALSE;
      if (cursor->at == from)
        return FALSE;
      if (cursor->at < cursor->end && *cursor->at == 'L')
        cursor->at++; /* as Python 2 wrote integers */
      if (header->dimensions < G_N_ELEMENTS (header->shape))
        header->shape[header->dimensions] = extent;
      header->dimensions++;
      if (!take (cursor, ',') && (cursor->at == cursor->end || *cursor->at != ')'))
        return FALSE;
    }
  return TRUE;
}

/* {'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), } */
static gboolean
parse_header (const char *text, gsize length, Header *header)
{
  Cursor cursor = { text, text + length };
  char key[32];

  if (!take (&cursor, '{'))
    return FALSE;
  while (!take (&cursor, '}'))
    {
      if (!take_string (&cursor, key, sizeof key) || !take (&cursor, ':'))
        return FALSE;
      if (strcmp (key, "descr") == 0 && !header->has_descr)
        {
          header->has_descr = TRUE;
          if (!take_string (&cursor, header->descr, sizeof header->descr))
            {
              /* A list of fields; what follows is not read. */
              header->has_order = header->has_shape = TRUE;
              return take (&cursor, '[');
            }
        }
      else if (strcmp (key, "fortran_order") == 0 && !header->has_order)
        {
          header->has_order = TRUE;
          header->fortran = take_word (&cursor, "True");
          if (!header->fortran && !take_word (&cursor, "False"))
            return FALSE;
        }
      else if (strcmp (key, "shape") == 0 && !header->has_shape)
        {
          header->has_shape = TRUE;
          if (!take_shape (&cursor, header))
            return FALSE;
        }
      else
        return FALSE;
      if (!take (&cursor, ',') && (cursor.at == cursor.end || *cursor.at != '}'))
        return FALSE;
    }
  skip_space (&cursor);
  return cursor.at == cursor.end && header->has_descr && header->has_order && header->has_shape;
}

/* Bytes of a value of @type ('f', 'i', 'u', 'b'), or 0 if it is not supported. */
static gsize
value_size (const char *descr)
{
  static const char *const types[]
      = { "f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1" };

  if (descr[0] == '\0' || strchr ("<>=|", descr[0]) == NULL)
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (descr + 1, types[i]) == 0)
      {
        gsize size = (gsize) (descr[2] - '0');

        return descr[0] == '|' && size > 1 ? 0 : size;
      }
  return 0;
}

/* IEEE 754 binary16: a sign, five bits of exponent, ten of mantissa. */
static double
half_value (guint64 bits)
{
  double sign = (bits >> 15 & 1) != 0 ? -1 : 1, mantissa = (double) (bits & 0x3ff);
  int exponent = (int) (bits >> 10 & 0x1f);

  if (exponent == 0x1f)
    return mantissa == 0 ? sign * INFINITY : NAN;
  return sign * (exponent == 0 ? ldexp (mantissa, -24) : ldexp (1024 + mantissa, exponent - 25));
}

static double
value_at (const guint8 *bytes, char type, gsize size, gboolean big)
{
  guint64 bits = 0;
  guint64 sign = G_GUINT64_CONSTANT (1) << (8 * size - 1);

  for (gsize i = 0; i < size; i++)
    bits |= (guint64) bytes[i] << 8 * (big ? size - 1 - i : i);
  if (type == 'f' && size == 8)
    {
      double value;

      memcpy (&value, &bits, sizeof value);
      return value;
    }
  if (type == 'f' && size == 2)
    return half_value (bits);
  if (type == 'f')
    {
      guint32 narrow = (guint32) bits;
      float value;

      memcpy (&value, &narrow, sizeof value);
      return (double) value;
    }
  if (type == 'b')
    return bits != 0 ? 1.0 : 0.0;
  if (type == 'i')
    return (double) (gint64) ((bits ^ sign) - sign); /* sign extension in two's complement */
  return (double) bits;
}

/* The header text within @bytes and the offset of the values. */
static gboolean
find_header (const guint8 *bytes, gsize length, const char *name, const char **text,
             gsize *text_length, gsize *data_offset, GError **error)
{
  gsize prefix;

  if (length == 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: the file is empty", name);
      return FALSE;
    }
  if (length < MAGIC_LENGTH + 2 || memcmp (bytes, MAGIC, MAGIC_LENGTH) != 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: not a .npy file (it does not start with \\x93NUMPY)", name);
      return FALSE;
    }
  if (bytes[6] < 1 || bytes[6] > 3 || bytes[7] != 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_VERSION,
                   "%s: .npy version %u.%u; versions 1.0 to 3.0 are read", name, bytes[6],
                   bytes[7]);
      return FALSE;
    }
  prefix = bytes[6] == 1 ? 10 : 12;
  if (length >= prefix)
    {
      *text_length = (gsize) bytes[8] | (gsize) bytes[9] << 8;
      if (prefix == 12)
        *text_length |= (gsize) bytes[10] << 16 | (gsize) bytes[11] << 24;
      *text = (const char *) bytes + prefix;
      *data_offset = prefix + *text_length;
    }
  if (length < prefix || *data_offset > length)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: the file ends inside its header", name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_header (const Header *header, const char *name, guint most, gsize *size, guint64 *count,
              GError **error)
{
  if (header->descr[0] != '\0' && header->descr[1] == 'O')
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: contains pickled Python objects, which are never read; save it as numbers "
                   "(float64)",
                   name);
      return FALSE;
    }
  *size = value_size (header->descr);
  if (*size == 0)
    {
      g_set_error (
          error, FOP_ERROR, FOP_ERROR_TYPE,
          "%s: values of type %s; expected real numbers or integers (f2 to f8, i1 to i8, u1 to "
          "u8, b1)",
          name, header->descr[0] != '\0' ? header->descr : "with fields");
      return FALSE;
    }
  if (header->dimensions < 1 || header->dimensions > most)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: has %u dimensions; expected %s", name,
                   header->dimensions, most == 2 ? "1 or 2" : "1 to 4");
      return FALSE;
    }
  *count = 1;
  for (guint i = 0; i < header->dimensions; i++)
    if (!g_uint64_checked_mul (count, *count, header->shape[i]))
      *count = G_MAXUINT64;
  if (*count > FOP_NPY_VALUES_MAX)
    {
      g_autoptr (GString) shape = g_string_new (NULL);

      for (guint i = 0; i < MAX (header->dimensions, 2); i++)
        g_string_append_printf (shape, "%s%" G_GUINT64_FORMAT, i > 0 ? " × " : "",
                                i < header->dimensions ? header->shape[i] : 1);
      g_set_error (error, FOP_ERROR, FOP_ERROR_TOO_LARGE,
                   "%s: has %s values; the limit is %" G_GUINT64_FORMAT, name, shape->str,
                   FOP_NPY_VALUES_MAX);
      return FALSE;
    }
  if (*count == 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: the array is empty", name);
      return FALSE;
    }
  return TRUE;
}

static void
set_not_finite (GError **error, const char *name, const Header *header, gsize row, gsize column)
{
  if (header->dimensions == 1)
    g_set_error (error, FOP_ERROR, FOP_ERROR_NOT_FINITE,
                 "%s: value [%" G_GSIZE_FORMAT "], counted from 0, is not a finite number", name,
                 row);
  else
    g_set_error (error, FOP_ERROR, FOP_ERROR_NOT_FINITE,
                 "%s: value [%" G_GSIZE_FORMAT ", %" G_GSIZE_FORMAT
                 "], counted from 0, is not a finite number",
                 name, row, column);
}

/* Position in Fortran order (first index fastest) of value @index in C order. */
static gsize
fortran_place (const Header *header, gsize index)
{
  gsize strides[FOP_NPY_DIMENSIONS_MAX], place = 0;

  strides[0] = 1;
  for (guint i = 1; i < header->dimensions; i++)
    strides[i] = strides[i - 1] * header->shape[i - 1];
  for (guint i = header->dimensions; i-- > 0; index /= header->shape[i])
    place += index % header->shape[i] * strides[i];
  return place;
}

/* An array of up to @most dimensions, with its header. */
static FopArray *
parse (const guint8 *bytes, gsize length, const char *name, guint most, Header *of, GError **error)
{
  g_autofree double *values = NULL;
  Header header = { 0 };
  const char *text;
  gsize text_length, offset, size, rows, columns;
  guint64 count;
  gboolean big;

  if (!find_header (bytes, length, name, &text, &text_length, &offset, error))
    return NULL;
  if (!parse_header (text, text_length, &header))
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: its header is not a dictionary of descr, fortran_order and shape", name);
      return NULL;
    }
  if (!check_header (&header, name, most, &size, &count, error))
    return NULL;
  if (length - offset != count * size)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: %" G_GSIZE_FORMAT
                   " bytes of values, but its shape needs %" G_GUINT64_FORMAT,
                   name, length - offset, count * size);
      return NULL;
    }
  rows = header.shape[0];
  columns = count / rows;
  values = g_try_new (double, count);
  if (values == NULL)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_TOO_LARGE,
                   "%s: not enough memory for %" G_GUINT64_FORMAT " values", name, count);
      return NULL;
    }
  big = header.descr[0] == '>' || (header.descr[0] == '=' && G_BYTE_ORDER == G_BIG_ENDIAN);
  for (gsize i = 0; i < rows; i++)
    for (gsize j = 0; j < columns; j++)
      {
        gsize place = i * columns + j;

        place = header.fortran ? fortran_place (&header, place) : place;

        double value = value_at (bytes + offset + place * size, header.descr[1], size, big);

        if (!isfinite (value))
          {
            set_not_finite (error, name, &header, i, j);
            return NULL;
          }
        values[i * columns + j] = value;
      }
  *of = header;
  return fop_array_new_take (rows, columns, g_steal_pointer (&values), NULL);
}

FopArray *
fop_npy_parse (const guint8 *bytes, gsize length, const char *name, GError **error)
{
  Header header;

  return parse (bytes, length, name, 2, &header, error);
}

FopArray *
fop_npy_parse_rows (const guint8 *bytes, gsize length, const char *name,
                    gsize extents[FOP_NPY_DIMENSIONS_MAX], GError **error)
{
  Header header;
  FopArray *array = parse (bytes, length, name, FOP_NPY_DIMENSIONS_MAX, &header, error);

  for (guint i = 0; array != NULL && i < FOP_NPY_DIMENSIONS_MAX; i++)
    extents[i] = i < header.dimensions ? header.shape[i] : 0;
  return array;
}

FopArray *
fop_npy_read (const char *path, GError **error)
{
  gsize length;
  g_autofree char *bytes = fop_file_read (path, FILE_BYTES_MAX, &length, error);
  FopArray *array = bytes != NULL ? fop_npy_parse ((guint8 *) bytes, length, path, error) : NULL;

  if (array != NULL)
    array->file = g_canonicalize_filename (path, NULL);
  return array;
}

static void
write_values (FILE *stream, gsize rows, gsize columns, const double *values)
{
  const gsize shape[] = { rows, columns };
  g_autoptr (GByteArray) header = fop_npy_header (FOP_NPY_FLOAT64, 0, columns == 0 ? 1 : 2, shape);

  fwrite (header->data, 1, header->len, stream);
  fwrite (values, sizeof (double), columns == 0 ? rows : rows * columns, stream);
}

gboolean
fop_npy_write (const char *path, gsize rows, gsize columns, const double *values, GError **error)
{
  g_autoptr (FopWholeFile) file = fop_whole_file_open (path, error);

  if (file == NULL)
    return FALSE;
  write_values (file->stream, rows, columns, values);
  return fop_whole_file_commit (file, error);
}
