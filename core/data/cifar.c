/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Batches of CIFAR-10 in their binary version. */

#include "core/data/cifar.h"
#include "core/settings/error.h"

#define SIDE     32
#define PIXELS   (SIDE * SIDE)
#define CHANNELS 3
#define RECORD   (1 + CHANNELS * PIXELS)
#define CLASSES  10

FopDataset *
fop_cifar_parse (const char *path, const char *content, gsize length, gsize maximum_rows,
                 GError **error)
{
  gsize rows = length / RECORD;
  g_autoptr (FopDataset) dataset = NULL;

  if (rows == 0 || length % RECORD != 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: %" G_GSIZE_FORMAT " bytes are no whole number of CIFAR-10 images, which "
                   "have %d each (a class and 32 × 32 × 3 pixels)",
                   path, length, RECORD);
      return NULL;
    }
  if (maximum_rows > 0)
    rows = MIN (rows, maximum_rows);
  dataset = fop_dataset_new (rows, CHANNELS * PIXELS, error);
  if (dataset == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  dataset->image_rows = dataset->image_columns = SIDE;
  for (gsize i = 0; i < rows; i++)
    {
      const guint8 *record = (const guint8 *) content + i * RECORD;
      double *input = dataset->inputs + i * CHANNELS * PIXELS;

      if (record[0] >= CLASSES)
        {
          g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                       "%s: image %" G_GSIZE_FORMAT
                       " has class %d, but CIFAR-10 has 0 to 9: not a batch in binary version",
                       path, i, record[0]);
          return NULL;
        }
      dataset->targets[i] = (double) record[0];
      for (gsize pixel = 0; pixel < PIXELS; pixel++)
        for (gsize channel = 0; channel < CHANNELS; channel++)
          input[pixel * CHANNELS + channel] = (double) record[1 + channel * PIXELS + pixel] / 255.0;
    }
  return g_steal_pointer (&dataset);
}
