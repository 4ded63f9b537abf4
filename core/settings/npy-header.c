/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The headers of .npy files that are written. */
#include "core/settings/npy-header.h"

#define MAGIC "\x93NUMPY\x01"
#define START 10u /* bytes before the dictionary: magic, version, length */
#define ALIGN 64u
/* Every header of a matrix is as long as the longest one. */
#define LEAST 128u

/* "()", "(3,)", "(3, 2)" */
static void
append_shape (GString *text, gsize n, const gsize *shape)
{
  g_string_append_c (text, '(');
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "%s%" G_GSIZE_FORMAT "%s", i > 0 ? " " : "", shape[i],
                            n == 1 || i + 1 < n ? "," : "");
  g_string_append_c (text, ')');
}

GByteArray *
fop_npy_header (FopNpyType type, gsize characters, gsize n, const gsize *shape)
{
  const char order = G_BYTE_ORDER == G_LITTLE_ENDIAN ? '<' : '>';
  g_autoptr (GString) text = g_string_new (NULL);
  GByteArray *bytes = g_byte_array_new ();
  gsize length;

  g_string_append_printf (text, "{'descr': '%c", order);
  if (type == FOP_NPY_TEXT)
    g_string_append_printf (text, "U%" G_GSIZE_FORMAT, characters);
  else
    g_string_append (text, type == FOP_NPY_INT64 ? "i8" : "f8");
  g_string_append (text, "', 'fortran_order': False, 'shape': ");
  append_shape (text, n, shape);
  g_string_append (text, ", }");
  length = MAX ((START + text->len + 1 + ALIGN - 1) / ALIGN * ALIGN, LEAST) - START;
  while (text->len + 1 < length)
    g_string_append_c (text, ' ');
  g_string_append_c (text, '\n');
  g_byte_array_append (bytes, (const guint8 *) MAGIC "\x00", 8);
  g_byte_array_append (bytes, (const guint8[]){ length & 0xff, (guint8) (length >> 8) }, 2);
  g_byte_array_append (bytes, (const guint8 *) text->str, (guint) text->len);
  return bytes;
}
