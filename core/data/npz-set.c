/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data sets in .npz files: choosing the arrays, and combining them. */

#include "core/data/npz-set.h"
#include "core/settings/error.h"

#include <string.h>

#define CHANNELS_MOST 4

typedef enum
{
  PART_WHOLE,
  PART_TRAIN,
  PART_TEST,
  PART_VALIDATION,
  N_PARTS
} Part;

typedef enum
{
  INPUTS,
  TARGETS
} Role;

/* Names of one family belong together. */
static const struct
{
  const char *word;
  Role role;
  guint family;
} roles[] = {
  { "x", INPUTS, 0 },       { "y", TARGETS, 0 },       { "images", INPUTS, 1 },
  { "labels", TARGETS, 1 }, { "image", INPUTS, 1 },    { "label", TARGETS, 1 },
  { "inputs", INPUTS, 2 },  { "targets", TARGETS, 2 }, { "input", INPUTS, 2 },
  { "target", TARGETS, 2 }, { "data", INPUTS, 3 },     { "features", INPUTS, 4 },
};

#define N_FAMILIES 5u

static const struct
{
  const char *word;
  Part part;
} parts[] = {
  { "", PART_WHOLE },           { "train", PART_TRAIN },           { "training", PART_TRAIN },
  { "test", PART_TEST },        { "testing", PART_TEST },          { "val", PART_VALIDATION },
  { "valid", PART_VALIDATION }, { "validation", PART_VALIDATION },
};

/* An array's role in a set, according to its name. */
typedef struct
{
  gsize index;
  Part part;
  Role role;
  guint family;
} Candidate;

/* "x_train", "train.x", "Xtrain": @first and @second with at most one separator between. */
static gboolean
is_joined (const char *name, const char *first, const char *second)
{
  gsize length = strlen (first);

  if (g_ascii_strncasecmp (name, first, length) != 0)
    return FALSE;
  name += length;
  if (*first != '\0' && *second != '\0' && *name != '\0' && strchr ("_-. /", *name) != NULL)
    name++;
  return g_ascii_strcasecmp (name, second) == 0;
}

static gboolean
classify (const char *name, Candidate *candidate)
{
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (parts); j++)
      if (is_joined (name, roles[i].word, parts[j].word)
          || is_joined (name, parts[j].word, roles[i].word))
        {
          candidate->part = parts[j].part;
          candidate->role = roles[i].role;
          candidate->family = roles[i].family;
          return TRUE;
        }
  return FALSE;
}

static GArray *
find_candidates (const FopNpz *npz)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  for (gsize i = 0; i < fop_npz_n_arrays (npz); i++)
    {
      Candidate candidate = { .index = i };

      if (classify (fop_npz_name (npz, i), &candidate))
        g_array_append_val (candidates, candidate);
    }
  return candidates;
}

/* Number of candidates for @role of @part, in @family or (N_FAMILIES) in any. */
static gsize
count (const GArray *candidates, Part part, Role role, guint family, gsize *index)
{
  gsize n = 0;

  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);

      if (candidate->part != part || candidate->role != role
          || (family != N_FAMILIES && candidate->family != family))
        continue;
      *index = candidate->index;
      n++;
    }
  return n;
}

/* The pair of @part: from the first family that has one, or the only candidates. */
static gboolean
find_pair (const GArray *candidates, Part part, gsize *inputs, gsize *targets)
{
  for (guint family = 0; family <= N_FAMILIES; family++)
    if (count (candidates, part, INPUTS, family, inputs) == 1
        && count (candidates, part, TARGETS, family, targets) == 1)
      return TRUE;
  return FALSE;
}

/* The named array, or that of @role that goes with the named one. */
static gboolean
find_named (const FopNpz *npz, const FopNpzSet *set, gsize *inputs, gsize *targets, GError **error)
{
  gssize x, y;

  if (set->x == NULL || set->y == NULL)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "\"%s\" names only one of two arrays; \"x\" and \"y\" go together",
                   set->x != NULL ? "x" : "y");
      return FALSE;
    }
  x = fop_npz_find (npz, set->x, error);
  y = x >= 0 ? fop_npz_find (npz, set->y, error) : -1;
  *inputs = (gsize) x;
  *targets = (gsize) y;
  return y >= 0;
}

gboolean
fop_npz_set_find (const FopNpz *npz, const FopNpzSet *set, gsize *inputs, gsize *targets,
                  GError **error)
{
  static const Part orders[2][N_PARTS] = {
    { PART_WHOLE, PART_TRAIN, PART_TEST, PART_VALIDATION },
    { PART_TEST, PART_VALIDATION, PART_WHOLE, PART_TRAIN },
  };
  g_autoptr (GArray) candidates = find_candidates (npz);
  g_autofree char *all = NULL;

  if (set->x != NULL || set->y != NULL)
    return find_named (npz, set, inputs, targets, error);
  for (gsize i = 0; i < N_PARTS; i++)
    if (find_pair (candidates, orders[set->held_out ? 1 : 0][i], inputs, targets))
      return TRUE;
  all = fop_npz_names_text (npz);
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
               "%s: no arrays named x and y, images and labels, inputs and targets, or x_train and "
               "y_train; found %s. Name the two arrays with \"x\" and \"y\"",
               fop_npz_path (npz), all);
  return FALSE;
}

/* Image shape of a row, if it has one. @planes: channels come before rows and columns. */
static gboolean
find_image (const char *place, const gsize *extents, FopDataset *dataset, gboolean *planes,
            GError **error)
{
  *planes = FALSE;
  if (extents[2] == 0)
    return TRUE;
  *planes = extents[3] > CHANNELS_MOST;
  if (*planes && extents[1] > CHANNELS_MOST)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: neither the last %" G_GSIZE_FORMAT " nor the first %" G_GSIZE_FORMAT
                   " axis can be the channels of an image, of which there are at most %d",
                   place, extents[3], extents[1], CHANNELS_MOST);
      return FALSE;
    }
  dataset->image_rows = extents[*planes ? 2 : 1];
  dataset->image_columns = extents[*planes ? 3 : 2];
  return TRUE;
}

/* Copies a row; planes are interleaved into pixels. */
static void
copy_row (gsize features, gsize channels, gboolean planes, const double *from, double *to)
{
  gsize pixels = features / channels;

  if (!planes)
    memcpy (to, from, features * sizeof (double));
  else
    for (gsize i = 0; i < features; i++)
      to[i] = from[i % channels * pixels + i / channels];
}

static FopDataset *
join (const char *path, const FopArray *inputs, const gsize *extents, const FopArray *targets,
      gsize maximum_rows, GError **error)
{
  gsize rows = inputs->rows, features = inputs->columns;
  g_autoptr (FopDataset) dataset = NULL;
  gboolean planes;

  if (targets->rows != rows || targets->columns != 1)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: %" G_GSIZE_FORMAT " rows of inputs, but targets of shape (%" G_GSIZE_FORMAT
                   ", %" G_GSIZE_FORMAT "); expected one number per row",
                   path, rows, targets->rows, targets->columns);
      return NULL;
    }
  if (maximum_rows > 0)
    rows = MIN (rows, maximum_rows);
  dataset = fop_dataset_new (rows, features, error);
  if (dataset == NULL || !find_image (path, extents, dataset, &planes, error))
    return NULL;
  for (gsize i = 0; i < rows; i++)
    copy_row (features, planes ? extents[1] : 1, planes, inputs->values + i * features,
              dataset->inputs + i * features);
  memcpy (dataset->targets, targets->values, rows * sizeof (double));
  return g_steal_pointer (&dataset);
}

FopDataset *
fop_npz_set_read (const char *path, const char *content, gsize length, const FopNpzSet *set,
                  GError **error)
{
  g_autoptr (FopNpz) npz = fop_npz_open (path, content, length, error);
  g_autoptr (FopArray) inputs = NULL, targets = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  gsize x, y, extents[FOP_NPY_DIMENSIONS_MAX], of_targets[FOP_NPY_DIMENSIONS_MAX];
  FopDataset *dataset;

  if (npz == NULL || !fop_npz_set_find (npz, set, &x, &y, error))
    return NULL;
  inputs = fop_npz_read (npz, x, extents, &notes, error);
  targets = inputs != NULL ? fop_npz_read (npz, y, of_targets, &notes, error) : NULL;
  if (targets == NULL)
    return NULL;
  dataset = join (path, inputs, extents, targets, set->maximum_rows, error);
  if (dataset == NULL)
    return NULL;
  dataset->part = g_strdup (fop_npz_name (npz, x));
  dataset->notes = g_steal_pointer (&notes);
  return dataset;
}
