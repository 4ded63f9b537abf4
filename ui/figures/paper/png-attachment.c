/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A text in a PNG, as a compressed iTXt chunk: PNG (Third Edition), 11.3.3.4. */

#include "core/settings/error.h"
#include "ui/figures/paper/attachment-formats.h"
#include "ui/figures/paper/attachment.h"
#include "ui/figures/paper/png-chunk.h"

#include <gio/gio.h>

#define SIGNATURE 8
#define FRAME     12 /* length, type and checksum */

/* Keyword, compressed by method 0, no language, no translated keyword. */
static const char head[] = "fop-workbench\0\1\0\0\0";

/* One chunk of a file. */
typedef struct
{
  const char *type; /* 4 bytes, followed by the data */
  const char *data;
  gsize length;
  guint32 sum;
} Chunk;

static guint32
get_number (const char *bytes)
{
  guint32 number;

  memcpy (&number, bytes, 4);
  return GUINT32_FROM_BE (number);
}

/* The chunk at *@at, which moves on. Returns: %FALSE if the file ends before the chunk does. */
static gboolean
next_chunk (const char **at, const char *end, Chunk *chunk)
{
  gsize rest = (gsize) (end - *at);

  if (rest < FRAME || get_number (*at) > rest - FRAME)
    return FALSE;
  chunk->length = get_number (*at);
  chunk->type = *at + 4;
  chunk->data = *at + 8;
  chunk->sum = get_number (chunk->data + chunk->length);
  *at += FRAME + chunk->length;
  return TRUE;
}

static gboolean
is_attachment (const Chunk *chunk)
{
  return memcmp (chunk->type, "iTXt", 4) == 0 && chunk->length >= sizeof head - 1
         && memcmp (chunk->data, head, sizeof head - 1) == 0;
}

/* Returns: (transfer full) (nullable): the output of @converter, zero-terminated; %NULL if it fails
 * or is longer than an attachment may be. */
static GByteArray *
convert (GConverter *converter, const char *bytes, gsize length)
{
  g_autoptr (GByteArray) output = g_byte_array_new ();
  GConverterResult result = G_CONVERTER_CONVERTED;
  guint8 buffer[16384];

  while (result != G_CONVERTER_FINISHED)
    {
      gsize taken, made;

      result = g_converter_convert (converter, bytes, length, buffer, sizeof buffer,
                                    G_CONVERTER_INPUT_AT_END, &taken, &made, NULL);
      if (result == G_CONVERTER_ERROR || output->len + made > FIG_ATTACHMENT_TEXT_MAX)
        return NULL;
      g_byte_array_append (output, buffer, (guint) made);
      bytes += taken;
      length -= taken;
    }
  return g_steal_pointer (&output);
}

static char *
unpack (const Chunk *chunk, GError **error)
{
  g_autoptr (GZlibDecompressor) decompressor
      = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr (GByteArray) text = NULL;

  if (fig_png_sum ((const guint8 *) chunk->type, chunk->length + 4) == chunk->sum)
    text = convert (G_CONVERTER (decompressor), chunk->data + sizeof head - 1,
                    chunk->length - (sizeof head - 1));
  if (text != NULL)
    return g_strndup ((const char *) text->data, text->len);
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "the checksum of its metadata is wrong");
  return NULL;
}

char *
fig_png_get (const char *file, gsize length, GError **error)
{
  const char *at = file + SIGNATURE, *end = file + length;
  Chunk chunk;

  while (next_chunk (&at, end, &chunk))
    {
      if (is_attachment (&chunk))
        return unpack (&chunk, error);
      if (memcmp (chunk.type, "IEND", 4) == 0)
        return NULL;
    }
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "the file is truncated");
  return NULL;
}

gboolean
fig_png_add (GByteArray *file, const char *text, GError **error)
{
  const char *at = (const char *) file->data + SIGNATURE;
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
  g_autoptr (GByteArray) data = g_byte_array_new (), packed = NULL;
  Chunk header;

  if (!next_chunk (&at, (const char *) file->data + file->len, &header))
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "the PNG has no header");
      return FALSE;
    }
  packed = convert (G_CONVERTER (compressor), text, strlen (text));
  g_byte_array_append (data, (const guint8 *) head, sizeof head - 1);
  g_byte_array_append (data, packed->data, packed->len);
  fig_png_insert (file, "iTXt", data->len, data->data);
  return TRUE;
}
