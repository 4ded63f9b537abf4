/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Max-pooling: of each window of a channel, the largest number. */

#include "core/problems/layer.h"

#include <string.h>

typedef struct
{
  FopLayer parent;
  gsize rows, columns, channels, window;
} MaxPoolLayer;

G_STATIC_ASSERT (sizeof (gsize) == sizeof (double));

/* One image: the largest of each window, and where in the image it stands. */
static void
pool (const MaxPoolLayer *self, const double *x, double *y, gsize *places)
{
  gsize down = self->rows / self->window, across = self->columns / self->window;
  gsize channels = self->channels;

  for (gsize i = 0; i < down; i++)
    for (gsize j = 0; j < across; j++, y += channels, places += channels)
      for (gsize a = 0; a < self->window; a++)
        for (gsize b = 0; b < self->window; b++)
          {
            gsize row = i * self->window + a, column = j * self->window + b;
            gsize place = (row * self->columns + column) * channels;

            for (gsize c = 0; c < channels; c++)
              if ((a == 0 && b == 0) || x[place + c] > y[c])
                {
                  y[c] = x[place + c];
                  places[c] = place + c;
                }
          }
}

static void
max_pool_forward (const FopLayer *layer, const FopPass *pass)
{
  for (gsize row = 0; row < pass->rows; row++)
    pool ((const MaxPoolLayer *) layer, pass->x + row * layer->inputs,
          pass->y + row * layer->outputs, (gsize *) pass->kept + row * layer->kept);
}

/* What came through a window goes back to where it came from. */
static void
send_back (const FopLayer *layer, const FopPass *pass, const double *dy, double *dx)
{
  memset (dx, 0, pass->rows * layer->inputs * sizeof (double));
  for (gsize row = 0; row < pass->rows; row++)
    {
      const gsize *places = (const gsize *) pass->kept + row * layer->kept;

      for (gsize j = 0; j < layer->outputs; j++)
        dx[row * layer->inputs + places[j]] = dy[row * layer->outputs + j];
    }
}

static void
max_pool_backward (const FopLayer *layer, const FopPass *pass)
{
  if (pass->dx != NULL)
    send_back (layer, pass, pass->dy, pass->dx);
}

static void
max_pool_forward_tangent (const FopLayer *layer, const FopPass *pass)
{
  for (gsize row = 0; row < pass->rows; row++)
    {
      const gsize *places = (const gsize *) pass->kept + row * layer->kept;

      for (gsize j = 0; j < layer->outputs; j++)
        pass->y_dot[row * layer->outputs + j]
            = pass->x_dot != NULL ? pass->x_dot[row * layer->inputs + places[j]] : 0;
    }
}

static void
max_pool_backward_tangent (const FopLayer *layer, const FopPass *pass)
{
  if (pass->dx == NULL)
    return;
  send_back (layer, pass, pass->dy, pass->dx);
  send_back (layer, pass, pass->dy_dot, pass->dx_dot);
}

static const FopLayerClass max_pool_class = {
  .forward = max_pool_forward,
  .backward = max_pool_backward,
  .forward_tangent = max_pool_forward_tangent,
  .backward_tangent = max_pool_backward_tangent,
};

FopLayer *
fop_max_pool_layer_new (gsize rows, gsize columns, gsize channels, gsize window)
{
  MaxPoolLayer *self = g_new0 (MaxPoolLayer, 1);

  self->parent.klass = &max_pool_class;
  self->parent.inputs = rows * columns * channels;
  self->parent.outputs = (rows / window) * (columns / window) * channels;
  self->parent.kept = self->parent.outputs;
  self->rows = rows;
  self->columns = columns;
  self->channels = channels;
  self->window = window;
  return &self->parent;
}
