/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Max-pooling: the maximum of each window of a channel. */

#include "core/problems/networks/pass.h"

#include <string.h>

typedef struct
{
  FopLayer parent;
  gsize rows, columns, channels, window;
} MaxPoolLayer;

/* A window on the image, and the position of its outputs. */
typedef struct
{
  gsize corner, output;
} Window;

static gsize
windows (const MaxPoolLayer *self)
{
  return (self->rows / self->window) * (self->columns / self->window);
}

static Window
window_at (const MaxPoolLayer *self, gsize index)
{
  gsize across = self->columns / self->window;
  gsize row = index / across * self->window, column = index % across * self->window;

  return (Window){ (row * self->columns + column) * self->channels, index * self->channels };
}

/* Offset of pixel @k of the window from its corner. */
static gsize
pixel_at (const MaxPoolLayer *self, gsize k)
{
  return (k / self->window * self->columns + k % self->window) * self->channels;
}

/* One image. Written this way, a NaN at the corner is preserved. */
static void
pool (const MaxPoolLayer *self, const FopReal *x, FopReal *y)
{
  for (gsize i = 0; i < windows (self); i++)
    {
      Window window = window_at (self, i);
      FopReal *largest = y + window.output;

      memcpy (largest, x + window.corner, self->channels * sizeof (FopReal));
      for (gsize k = 1; k < self->window * self->window; k++)
        {
          const FopReal *pixel = x + window.corner + pixel_at (self, k);

          for (gsize c = 0; c < self->channels; c++)
            largest[c] = pixel[c] > largest[c] ? pixel[c] : largest[c];
        }
    }
}

/* One image: the derivative of a window goes to the first pixel that equals its maximum. This pixel
 * is found again by comparison, which costs less than storing it in the forward pass. */
static void
send_back (const MaxPoolLayer *self, const FopReal *x, const FopReal *y, const FopReal *dy,
           FopReal *dx, FopReal *left)
{
  if (self->rows % self->window != 0 || self->columns % self->window != 0)
    memset (dx, 0, self->parent.inputs * sizeof (FopReal));
  for (gsize i = 0; i < windows (self); i++)
    {
      Window window = window_at (self, i);

      memcpy (left, dy + window.output, self->channels * sizeof (FopReal));
      for (gsize k = 0; k < self->window * self->window; k++)
        {
          gsize place = window.corner + pixel_at (self, k);

          for (gsize c = 0; c < self->channels; c++)
            {
              gboolean here = x[place + c] == y[window.output + c];

              dx[place + c] = here ? left[c] : 0;
              left[c] = here ? 0 : left[c];
            }
        }
    }
}

/* One image: for each window, the change of the first pixel that equals its maximum. */
static void
pick (const MaxPoolLayer *self, const FopReal *x, const FopReal *y, const FopReal *x_dot,
      FopReal *y_dot)
{
  for (gsize i = 0; i < windows (self); i++)
    {
      Window window = window_at (self, i);

      for (gsize k = self->window * self->window; k-- > 0;)
        {
          gsize place = window.corner + pixel_at (self, k);

          for (gsize c = 0; c < self->channels; c++)
            if (x[place + c] == y[window.output + c])
              y_dot[window.output + c] = x_dot[place + c];
        }
    }
}

static void
max_pool_forward (const FopLayer *layer, const FopPass *pass)
{
  for (gsize row = 0; row < pass->rows; row++)
    pool ((const MaxPoolLayer *) layer, pass->x + row * layer->inputs,
          pass->y + row * layer->outputs);
}

static void
send_rows_back (const FopLayer *layer, const FopPass *pass, const FopReal *dy, FopReal *dx)
{
  for (gsize row = 0; row < pass->rows; row++)
    send_back ((const MaxPoolLayer *) layer, pass->x + row * layer->inputs,
               pass->y + row * layer->outputs, dy + row * layer->outputs, dx + row * layer->inputs,
               pass->scratch);
}

static void
max_pool_backward (const FopLayer *layer, const FopPass *pass)
{
  if (pass->dx != NULL)
    send_rows_back (layer, pass, pass->dy, pass->dx);
}

static void
max_pool_forward_tangent (const FopLayer *layer, const FopPass *pass)
{
  memset (pass->y_dot, 0, pass->rows * layer->outputs * sizeof (FopReal));
  for (gsize row = 0; pass->x_dot != NULL && row < pass->rows; row++)
    pick ((const MaxPoolLayer *) layer, pass->x + row * layer->inputs,
          pass->y + row * layer->outputs, pass->x_dot + row * layer->inputs,
          pass->y_dot + row * layer->outputs);
}

static void
max_pool_backward_tangent (const FopLayer *layer, const FopPass *pass)
{
  if (pass->dx == NULL)
    return;
  send_rows_back (layer, pass, pass->dy, pass->dx);
  send_rows_back (layer, pass, pass->dy_dot, pass->dx_dot);
}

const FOP_PRECISION (FopPasses) FOP_PRECISION (fop_max_pool_passes) = {
  .forward = max_pool_forward,
  .backward = max_pool_backward,
  .forward_tangent = max_pool_forward_tangent,
  .backward_tangent = max_pool_backward_tangent,
};

#ifndef FOP_SINGLE

extern const FopPasses_single fop_max_pool_passes_single;

FopLayer *
fop_max_pool_layer_new (gsize rows, gsize columns, gsize channels, gsize window)
{
  MaxPoolLayer *self = g_new0 (MaxPoolLayer, 1);

  self->parent.passes = &fop_max_pool_passes;
  self->parent.passes_single = &fop_max_pool_passes_single;
  self->parent.inputs = rows * columns * channels;
  self->parent.outputs = (rows / window) * (columns / window) * channels;
  self->parent.scratch = channels;
  self->rows = rows;
  self->columns = columns;
  self->channels = channels;
  self->window = window;
  return &self->parent;
}

#endif
