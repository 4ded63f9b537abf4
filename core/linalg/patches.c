/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Images as matrices of patches, and back. */

#include "core/linalg/patches.h"

#include <string.h>

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

/* The part of a patch's row that lies on the image: from kernel column @first up to @last, the
 * first of which is image column @column. */
typedef struct
{
  gsize first, last, column;
} Overlap;

static Overlap
overlap (const FopPatches *patches, gsize across)
{
  gsize left = across * patches->stride; /* counted from the padding's edge */
  gsize first = left < patches->padding ? patches->padding - left : 0;
  gsize end = patches->columns + patches->padding;

  return (Overlap){ first, MIN (patches->kernel, end - left), left + first - patches->padding };
}

void
fop_patches_gather (const FopPatches *patches, const double *image, double *matrix)
{
  gsize down = fop_patches_down (patches), across = fop_patches_across (patches);
  gsize channels = patches->channels, run = patches->kernel * channels;

  for (gsize i = 0; i < down; i++)
    for (gsize j = 0; j < across; j++)
      {
        Overlap on = overlap (patches, j);

        for (gsize k = 0; k < patches->kernel; k++, matrix += run)
          {
            gsize row = i * patches->stride + k;
            const double *from;

            if (row < patches->padding || row >= patches->rows + patches->padding)
              {
                memset (matrix, 0, run * sizeof (double));
                continue;
              }
            from = image + ((row - patches->padding) * patches->columns + on.column) * channels;
            for (gsize a = 0; a < on.first * channels; a++)
              matrix[a] = 0;
            for (gsize a = on.first * channels; a < on.last * channels; a++)
              matrix[a] = *from++;
            for (gsize a = on.last * channels; a < run; a++)
              matrix[a] = 0;
          }
      }
}

void
fop_patches_scatter (const FopPatches *patches, const double *matrix, double *image)
{
  gsize down = fop_patches_down (patches), across = fop_patches_across (patches);
  gsize channels = patches->channels, run = patches->kernel * channels;

  memset (image, 0, patches->rows * patches->columns * channels * sizeof (double));
  for (gsize i = 0; i < down; i++)
    for (gsize j = 0; j < across; j++)
      {
        Overlap on = overlap (patches, j);

        for (gsize k = 0; k < patches->kernel; k++, matrix += run)
          {
            gsize row = i * patches->stride + k;
            double *to;

            if (row < patches->padding || row >= patches->rows + patches->padding)
              continue;
            to = image + ((row - patches->padding) * patches->columns + on.column) * channels;
            for (gsize a = on.first * channels; a < on.last * channels; a++)
              *to++ += matrix[a];
          }
      }
}
