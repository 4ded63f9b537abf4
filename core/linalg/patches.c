/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Images to matrices of patches (im2col), and back. */

#include "core/linalg/patches.h"

#include <string.h>

#ifndef FOP_SINGLE

gsize
fop_patches_down (const FopPatches *patches)
{
  return (patches->rows + 2 * patches->padding - patches->kernel) / patches->stride + 1;
}

gsize
fop_patches_across (const FopPatches *patches)
{
  return (patches->columns + 2 * patches->padding - patches->kernel) / patches->stride + 1;
}

#endif

/* The part of a patch row inside the image: kernel columns @first to @last, starting at image
 * column @column. */
typedef struct
{
  gsize first, last, column;
} Overlap;

static Overlap
overlap (const FopPatches *patches, gsize across)
{
  gsize left = across * patches->stride; /* counted from the edge of the padding */
  gsize first = left < patches->padding ? patches->padding - left : 0;
  gsize end = patches->columns + patches->padding;

  return (Overlap){ first, MIN (patches->kernel, end - left), left + first - patches->padding };
}

/* A patch row entirely inside the image. The sizes of small kernels with one channel are unrolled:
 * for so few numbers, calling memcpy() takes longer than copying. */
static inline void
copy_run (gsize run, const FopReal *from, FopReal *to)
{
  if (run == 3)
    memcpy (to, from, 3 * sizeof (FopReal));
  else if (run == 5)
    memcpy (to, from, 5 * sizeof (FopReal));
  else
    memcpy (to, from, run * sizeof (FopReal));
}

/* A patch row that may extend beyond the image row @from, or lie outside the image. */
static void
copy_overlap (const FopPatches *patches, gsize across, const FopReal *from, FopReal *to)
{
  Overlap on = overlap (patches, across);
  gsize channels = patches->channels;

  if (from == NULL)
    on.first = on.last = 0;
  memset (to, 0, on.first * channels * sizeof (FopReal));
  if (on.last > on.first)
    memcpy (to + on.first * channels, from + on.column * channels,
            (on.last - on.first) * channels * sizeof (FopReal));
  memset (to + on.last * channels, 0, (patches->kernel - on.last) * channels * sizeof (FopReal));
}

void
fop_patches_gather (const FopPatches *patches, const FopReal *image, FopReal *matrix)
{
  gsize down = fop_patches_down (patches), across = fop_patches_across (patches);
  gsize run = patches->kernel * patches->channels, padding = patches->padding;

  for (gsize i = 0; i < down; i++)
    for (gsize j = 0; j < across; j++)
      for (gsize k = 0; k < patches->kernel; k++, matrix += run)
        {
          gsize row = i * patches->stride + k, column = j * patches->stride;
          gboolean on = row >= padding && row < patches->rows + padding;
          const FopReal *from
              = on ? image + (row - padding) * patches->columns * patches->channels : NULL;

          if (on && column >= padding && column + patches->kernel <= patches->columns + padding)
            copy_run (run, from + (column - padding) * patches->channels, matrix);
          else
            copy_overlap (patches, j, from, matrix);
        }
}

void
fop_patches_scatter (const FopPatches *patches, const FopReal *matrix, FopReal *image)
{
  gsize down = fop_patches_down (patches), across = fop_patches_across (patches);
  gsize channels = patches->channels, run = patches->kernel * channels;

  memset (image, 0, patches->rows * patches->columns * channels * sizeof (FopReal));
  for (gsize i = 0; i < down; i++)
    for (gsize j = 0; j < across; j++)
      {
        Overlap on = overlap (patches, j);

        for (gsize k = 0; k < patches->kernel; k++, matrix += run)
          {
            gsize row = i * patches->stride + k;
            FopReal *to;

            if (row < patches->padding || row >= patches->rows + patches->padding)
              continue;
            to = image + ((row - patches->padding) * patches->columns + on.column) * channels;
            for (gsize a = on.first * channels; a < on.last * channels; a++)
              *to++ += matrix[a];
          }
      }
}

/* For kernel column @k, the outputs @first to @last lie inside the image, starting at its column
 * @column. */
static Overlap
overlap_turned (const FopPatches *patches, gsize k)
{
  gsize across = fop_patches_across (patches);
  gsize first = k < patches->padding ? patches->padding - k : 0;
  gsize last = MIN (across, patches->columns + patches->padding - k);

  return (Overlap){ first, MAX (last, first), first + k - patches->padding };
}

static gboolean
row_is_on (const FopPatches *patches, gsize row)
{
  return row >= patches->padding && row < patches->rows + patches->padding;
}

void
fop_patches_gather_turned (const FopPatches *patches, const FopReal *image, FopReal *matrix)
{
  gsize down = fop_patches_down (patches), across = fop_patches_across (patches);

  for (gsize k = 0; k < patches->kernel * patches->kernel; k++)
    {
      Overlap on = overlap_turned (patches, k % patches->kernel);

      for (gsize i = 0; i < down; i++, matrix += across)
        {
          gsize row = i + k / patches->kernel;

          if (!row_is_on (patches, row))
            {
              memset (matrix, 0, across * sizeof (FopReal));
              continue;
            }
          for (gsize j = 0; j < on.first; j++)
            matrix[j] = 0;
          memcpy (matrix + on.first,
                  image + (row - patches->padding) * patches->columns + on.column,
                  (on.last - on.first) * sizeof (FopReal));
          for (gsize j = on.last; j < across; j++)
            matrix[j] = 0;
        }
    }
}

void
fop_patches_scatter_turned (const FopPatches *patches, const FopReal *matrix, FopReal *image)
{
  gsize down = fop_patches_down (patches), across = fop_patches_across (patches);

  memset (image, 0, patches->rows * patches->columns * sizeof (FopReal));
  for (gsize k = 0; k < patches->kernel * patches->kernel; k++)
    {
      Overlap on = overlap_turned (patches, k % patches->kernel);

      for (gsize i = 0; i < down; i++, matrix += across)
        {
          gsize row = i + k / patches->kernel;
          FopReal *to;

          if (!row_is_on (patches, row))
            continue;
          to = image + (row - patches->padding) * patches->columns + on.column;
          for (gsize j = on.first; j < on.last; j++)
            *to++ += matrix[j];
        }
    }
}
