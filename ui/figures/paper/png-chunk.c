/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Chunks of PNG files (ISO/IEC 15948) that cairo does not write. */

#include "ui/figures/paper/png-chunk.h"

#include <math.h>
#include <string.h>

#define SIGNATURE_BYTES 8
#define HEADER_BYTES    25
#define METERS_PER_INCH 0.0254

/* CRC-32 of ISO 3309, bit by bit: chunks are small. */
guint32
fig_png_sum (const guint8 *bytes, gsize length)
{
  guint32 sum = 0xffffffffu;

  for (gsize i = 0; i < length; i++)
    {
      sum ^= bytes[i];
      for (int bit = 0; bit < 8; bit++)
        sum = (sum & 1) != 0 ? 0xedb88320u ^ (sum >> 1) : sum >> 1;
    }
  return sum ^ 0xffffffffu;
}

static void
append_number (GByteArray *bytes, guint32 number)
{
  guint32 big = GUINT32_TO_BE (number);

  g_byte_array_append (bytes, (const guint8 *) &big, sizeof big);
}

void
fig_png_insert (GByteArray *png, const char *type, gsize length, const guint8 *data)
{
  const guint at = SIGNATURE_BYTES + HEADER_BYTES;
  g_autoptr (GByteArray) chunk = g_byte_array_new ();
  guint before = png->len;

  g_return_if_fail (before >= at);
  append_number (chunk, (guint32) length);
  g_byte_array_append (chunk, (const guint8 *) type, 4);
  g_byte_array_append (chunk, data, (guint) length);
  append_number (chunk, fig_png_sum (chunk->data + 4, chunk->len - 4));
  g_byte_array_set_size (png, before + chunk->len);
  memmove (png->data + at + chunk->len, png->data + at, before - at);
  memcpy (png->data + at, chunk->data, chunk->len);
}

void
fig_png_set_resolution (GByteArray *png, double dpi)
{
  guint32 per_meter = GUINT32_TO_BE ((guint32) lround (dpi / METERS_PER_INCH));
  guint8 data[9] = { [8] = 1 }; /* in pixels per meter, across and down */

  memcpy (data, &per_meter, sizeof per_meter);
  memcpy (data + 4, &per_meter, sizeof per_meter);
  fig_png_insert (png, "pHYs", sizeof data, data);
}
