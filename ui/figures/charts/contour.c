/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Filled contours of a loss on a plane. */

#include "ui/figures/charts/contour.h"

#include "ui/figures/paint/colormap.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define LEVELS 20

/* Number of fields and images that are cached. */
#define FIELDS_KEPT   4
#define PICTURES_KEPT 3

typedef struct
{
  gsize width, height;
  guint32 *pixels;
} Picture;

struct _FigField
{
  gint ref_count;
  FigPlane *plane;
  FopDomain domain;
  gsize grid;
  double *values; /* grid × grid losses; row 0 at the bottom */
  double minimum, offset, lowest, per_level;

  pthread_mutex_t lock; /* protects the images */
  Picture pictures[PICTURES_KEPT];
  gsize next;
};

/* ---- the grid ---- */

static int
compare (const void *a, const void *b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

/* δ such that the median of J is at four fifths of the levels, by bisection: the level of the
 * median decreases with δ. */
static double
choose_offset (double median, double maximum)
{
  double low = log (1e-7), high = log (10);

  for (int i = 0; i < 40; i++)
    {
      double middle = (low + high) / 2, offset = exp (middle) * maximum;

      if (log1p (median / offset) / log1p (maximum / offset) > 0.8)
        low = middle;
      else
        high = middle;
    }
  return exp (low) * maximum;
}

static void
choose_levels (FigField *field)
{
  gsize n = field->grid * field->grid, finite = 0;
  g_autofree double *sorted = g_new (double, n);
  double range;

  for (gsize i = 0; i < n; i++)
    if (isfinite (field->values[i]))
      sorted[finite++] = field->values[i];
  field->minimum = 0;
  field->offset = 1;
  field->lowest = 0;
  field->per_level = 1;
  if (finite == 0)
    return;
  qsort (sorted, finite, sizeof (double), compare);
  field->minimum = sorted[0];
  range = sorted[finite - 1] - field->minimum;
  if (!(range > 0) || !isfinite (range))
    return;
  field->offset = choose_offset (sorted[finite / 2] - field->minimum, range);
  field->lowest = log (field->offset);
  field->per_level = (log (range + field->offset) - field->lowest) / LEVELS;
}

static FigField *
field_new (FigPlane *plane, FopDomain domain)
{
  FigField *field = g_new0 (FigField, 1);
  gsize grid = fig_plane_grid (plane);
  g_autofree double *work = g_new0 (double, plane->problem->work_size + 1);
  g_autofree double *theta = g_new (double, plane->problem->dimension);

  field->ref_count = 1;
  field->plane = fig_plane_ref (plane);
  field->domain = domain;
  field->grid = grid;
  field->values = g_new (double, grid *grid);
  for (gsize i = 0; i < grid; i++)
    for (gsize k = 0; k < grid; k++)
      {
        double u = (double) k / (double) (grid - 1), v = (double) i / (double) (grid - 1);

        fig_plane_theta (plane, domain.x_minimum + u * (domain.x_maximum - domain.x_minimum),
                         domain.y_minimum + v * (domain.y_maximum - domain.y_minimum), theta);
        field->values[i * grid + k] = fig_plane_loss (plane, theta, work);
      }
  pthread_mutex_init (&field->lock, NULL);
  choose_levels (field);
  return field;
}

FigField *
fig_field_ref (FigField *field)
{
  g_atomic_int_inc (&field->ref_count);
  return field;
}

void
fig_field_unref (FigField *field)
{
  if (!g_atomic_int_dec_and_test (&field->ref_count))
    return;
  fig_plane_unref (field->plane);
  for (gsize i = 0; i < PICTURES_KEPT; i++)
    g_free (field->pictures[i].pixels);
  pthread_mutex_destroy (&field->lock);
  g_free (field->values);
  g_free (field);
}

/* Most recent first. Each field holds a reference to its problem, so that the address is unique. */
static pthread_mutex_t kept_lock = PTHREAD_MUTEX_INITIALIZER;
static FigField *kept[FIELDS_KEPT];

static void
keep (FigField *field, gsize place)
{
  memmove (&kept[1], &kept[0], place * sizeof (FigField *));
  kept[0] = field;
}

FigField *
fig_field_of (FigPlane *plane, FopDomain domain)
{
  FigField *field = NULL;

  pthread_mutex_lock (&kept_lock);
  for (gsize i = 0; i < FIELDS_KEPT && field == NULL; i++)
    if (kept[i] != NULL && fig_plane_equal (kept[i]->plane, plane)
        && memcmp (&kept[i]->domain, &domain, sizeof domain) == 0)
      {
        field = fig_field_ref (kept[i]);
        keep (field, i);
      }
  pthread_mutex_unlock (&kept_lock);
  if (field != NULL)
    return field;

  /* Other figures do not wait; if two threads miss the same field, both compute it. */
  field = field_new (plane, domain);
  pthread_mutex_lock (&kept_lock);
  g_clear_pointer (&kept[FIELDS_KEPT - 1], fig_field_unref);
  keep (fig_field_ref (field), FIELDS_KEPT - 1);
  pthread_mutex_unlock (&kept_lock);
  return field;
}

const double *
fig_field_losses (const FigField *field, gsize *grid, double *offset)
{
  *grid = field->grid;
  *offset = field->offset;
  return field->values;
}

/* ---- the image ---- */

/* Catmull–Rom cubic interpolation of four neighbors: exact for parabolas, so that a narrow valley
 * does not break up into beads between grid points. */
static void
cubic_weights (double t, double weights[4])
{
  weights[0] = 0.5 * t * (t * (2 - t) - 1);
  weights[1] = 0.5 * (t * t * (3 * t - 5) + 2);
  weights[2] = 0.5 * t * (t * (4 - 3 * t) + 1);
  weights[3] = 0.5 * t * t * (t - 1);
}

/* The first of four neighbors on the grid, and their weights. */
typedef struct
{
  gsize first;
  double weights[4];
} Place;

/* The grid position of pixel @pixel of @pixels. */
static Place
place_on_grid (double pixel, gsize pixels, gsize grid)
{
  double at = CLAMP ((pixel + 0.5) / (double) pixels, 0, 1) * (double) (grid - 1);
  gsize k = CLAMP ((gsize) at, 1, grid - 3);
  Place place = { .first = k - 1 };

  cubic_weights (at - (double) k, place.weights);
  return place;
}

static double
between (const Place *place, const double *values, gsize stride)
{
  const double *value = values + place->first * stride;

  return place->weights[0] * value[0] + place->weights[1] * value[stride]
         + place->weights[2] * value[2 * stride] + place->weights[3] * value[3 * stride];
}

/* The level, a real number in [0, LEVELS], at every pixel of row @y (0 on top). */
static void
level_row (const FigField *field, gsize width, const Place *places, gsize height, double y,
           double *column, double *levels)
{
  gsize grid = field->grid;
  const Place row = place_on_grid ((double) height - 1 - y, height, grid);

  for (gsize k = 0; k < grid; k++)
    column[k] = between (&row, field->values + k, grid);
  for (gsize x = 0; x < width; x++)
    {
      double loss = between (&places[x], column, 1);
      double above = MAX (loss - field->minimum, 0);

      levels[x] = isfinite (loss) ? (log (above + field->offset) - field->lowest) / field->per_level
                                  : NAN;
    }
}

static double
level_share (double level)
{
  return (floor (CLAMP (level, 0, LEVELS - 1)) + 0.5) / LEVELS;
}

/* A pixel on the edge between two levels blends their colors according to its distance from it. */
static guint32
pixel_of (const FigColormap *map, double here, double right, double below)
{
  double edge = round (here), to_right = right - here, down = below - here;
  double slope = sqrt (to_right * to_right + down * down);

  if (isnan (here))
    return 0x8a8a8a;
  if (slope > 1)
    return fig_colormap_pixel (map, here / LEVELS);
  if (isfinite (slope) && fabs (here - edge) < slope / 2)
    return fig_color_pixel (fig_color_mix (fig_colormap_color (map, level_share (edge - 0.5)),
                                           fig_colormap_color (map, level_share (edge + 0.5)),
                                           (here - edge) / slope + 0.5));
  return fig_colormap_pixel (map, level_share (here));
}

static guint32 *
paint (const FigField *field, gsize width, gsize height)
{
  guint32 *pixels = g_new (guint32, width * height);
  g_autofree double *column = g_new (double, field->grid);
  g_autofree double *here = g_new (double, width + 1);
  g_autofree double *below = g_new (double, width + 1);
  g_autofree Place *places = g_new (Place, width);
  FigColormap map;

  for (gsize x = 0; x < width; x++)
    places[x] = place_on_grid ((double) x, width, field->grid);
  fig_colormap_viridis (&map);
  level_row (field, width, places, height, 0, column, here);
  for (gsize y = 0; y < height; y++)
    {
      double *spare = here;

      level_row (field, width, places, height, (double) y + 1, column, below);
      here[width] = 2 * here[width - 1] - here[width > 1 ? width - 2 : 0];
      for (gsize x = 0; x < width; x++)
        pixels[y * width + x] = pixel_of (&map, here[x], here[x + 1], below[x]);
      here = below;
      below = spare;
    }
  return pixels;
}

cairo_surface_t *
fig_field_image (FigField *field, gsize width, gsize height)
{
  cairo_surface_t *image
      = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  unsigned char *data = cairo_image_surface_get_data (image);
  const Picture *picture = NULL;

  if (data == NULL)
    return image;
  pthread_mutex_lock (&field->lock);
  for (gsize i = 0; i < PICTURES_KEPT; i++)
    if (field->pictures[i].width == width && field->pictures[i].height == height)
      picture = &field->pictures[i];
  if (picture == NULL)
    {
      Picture *oldest = &field->pictures[field->next++ % PICTURES_KEPT];

      g_free (oldest->pixels);
      *oldest = (Picture){ width, height, paint (field, width, height) };
      picture = oldest;
    }
  cairo_surface_flush (image);
  for (gsize y = 0; y < height; y++)
    memcpy (data + y * (gsize) cairo_image_surface_get_stride (image), picture->pixels + y * width,
            width * sizeof (guint32));
  pthread_mutex_unlock (&field->lock);
  cairo_surface_mark_dirty (image);
  return image;
}
