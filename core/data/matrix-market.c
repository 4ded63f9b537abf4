/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matrices in the Matrix Market exchange format. */

#include "core/data/matrix-market.h"

#include "core/data/formats.h"
#include "core/data/lines.h"
#include "core/data/number.h"
#include "core/settings/error.h"
#include "core/settings/npy.h"

#include <math.h>
#include <string.h>

#define BANNER "%%MatrixMarket"

typedef enum
{
  GENERAL,
  SYMMETRIC,
  SKEW
} Symmetry;

typedef struct
{
  const char *path;
  const char *at, *end; /* the unread part */
  gsize line;
  gboolean coordinate, pattern;
  Symmetry symmetry;
  gsize rows, columns, entries;
  double *values;
} Market;

G_GNUC_PRINTF (4, 5)
static gboolean
refuse (const Market *market, GError **error, int code, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *bytes = g_strdup_vprintf (format, arguments);
  g_autofree char *words = g_utf8_make_valid (bytes, -1);
  va_end (arguments);
  g_set_error (error, FOP_ERROR, code, "%s:%" G_GSIZE_FORMAT ": %s", market->path, market->line,
               words);
  return FALSE;
}

/* The next line that is neither a comment nor blank. */
static gboolean
next_line (Market *market, const char **begin, const char **end)
{
  while (market->at < market->end)
    {
      const char *stop = memchr (market->at, '\n', (gsize) (market->end - market->at));
      const char *first = market->at;

      stop = stop != NULL ? stop : market->end;
      market->at = stop < market->end ? stop + 1 : stop;
      market->line++;
      while (first < stop && g_ascii_isspace (*first))
        first++;
      if (first == stop || *first == '%')
        continue;
      *begin = first;
      *end = stop;
      return TRUE;
    }
  return FALSE;
}

static gboolean
read_banner (Market *market, GError **error)
{
  const char *stop = memchr (market->at, '\n', (gsize) (market->end - market->at));
  g_autofree char *line = NULL;
  g_auto (GStrv) words = NULL;
  static const char *const symmetries[] = { "general", "symmetric", "skew-symmetric", NULL };

  stop = stop != NULL ? stop : market->end;
  line = g_ascii_strdown (market->at, stop - market->at);
  market->at = stop < market->end ? stop + 1 : stop;
  market->line = 1;
  g_strstrip (line);
  words = g_regex_split_simple ("[ \t]+", line, G_REGEX_RAW, 0); /* the bytes may be any */
  if (g_strv_length (words) != 5 || !g_str_equal (words[1], "matrix"))
    return refuse (market, error, FOP_ERROR_FORMAT,
                   "expected a first line such as \"%s matrix coordinate real symmetric\"", BANNER);
  market->coordinate = g_str_equal (words[2], "coordinate");
  market->pattern = g_str_equal (words[3], "pattern");
  if (!market->coordinate && !g_str_equal (words[2], "array"))
    return refuse (market, error, FOP_ERROR_FORMAT, "\"%s\" is neither coordinate nor array",
                   words[2]);
  if (!g_str_equal (words[3], "real") && !g_str_equal (words[3], "integer")
      && !(market->pattern && market->coordinate))
    return refuse (market, error, FOP_ERROR_FORMAT,
                   "\"%s\" numbers are not supported; expected real or integer, or pattern in a "
                   "coordinate file",
                   words[3]);
  for (int i = 0; symmetries[i] != NULL; i++)
    if (g_str_equal (words[4], symmetries[i]))
      {
        market->symmetry = (Symmetry) i;
        return TRUE;
      }
  return refuse (market, error, FOP_ERROR_FORMAT,
                 "\"%s\" is not general, symmetric or skew-symmetric", words[4]);
}

/* Reads exactly @n numbers from a line. */
static gboolean
read_numbers (Market *market, gsize n, double *numbers, const char *what, GError **error)
{
  const char *at, *end;

  if (!next_line (market, &at, &end))
    return refuse (market, error, FOP_ERROR_FORMAT, "the file ends before %s", what);
  for (gsize i = 0; i < n; i++)
    {
      const char *behind = at < end ? fop_number_parse (at, end, &numbers[i]) : NULL;

      if (behind == NULL || (behind < end && !g_ascii_isspace (*behind)))
        return refuse (market, error, FOP_ERROR_FORMAT,
                       "%s of %" G_GSIZE_FORMAT " numbers is expected here", what, n);
      for (at = behind; at < end && g_ascii_isspace (*at);)
        at++;
    }
  if (at < end && market->pattern && n == 2)
    return refuse (market, error, FOP_ERROR_FORMAT,
                   "a pattern entry is a row and a column only, but this one has a value; change "
                   "\"pattern\" in the first line to \"real\"");
  if (at < end && !market->coordinate && n == 1)
    return refuse (market, error, FOP_ERROR_FORMAT,
                   "an array has one number per line, column by column, but this line has "
                   "several; without its first two lines the file can be read row by row, as a "
                   ".csv or .txt");
  if (at < end)
    return refuse (market, error, FOP_ERROR_FORMAT, "%s has only %" G_GSIZE_FORMAT " numbers", what,
                   n);
  return TRUE;
}

static gboolean
is_count (double value, double most)
{
  return value >= 1 && value <= most && value == floor (value);
}

static gboolean
read_size (Market *market, GError **error)
{
  double size[3] = { 0, 0, 0 };

  if (!read_numbers (market, market->coordinate ? 3 : 2, size, "a line of sizes", error))
    return FALSE;
  if (!is_count (size[0], 1e9) || !is_count (size[1], 1e9)
      || (market->coordinate && size[2] != 0 && !is_count (size[2], 1e12)))
    return refuse (market, error, FOP_ERROR_FORMAT, "sizes must be integers of at least 1");
  if (size[0] * size[1] > (double) FOP_NPY_VALUES_MAX)
    return refuse (market, error, FOP_ERROR_TOO_LARGE, "%.0f × %.0f values do not fit into 1 GiB",
                   size[0], size[1]);
  market->rows = (gsize) size[0];
  market->columns = (gsize) size[1];
  market->entries = (gsize) size[2];
  if (market->symmetry != GENERAL && market->rows != market->columns)
    return refuse (market, error, FOP_ERROR_FORMAT,
                   "a symmetric matrix must be square, not %" G_GSIZE_FORMAT " × %" G_GSIZE_FORMAT,
                   market->rows, market->columns);
  return TRUE;
}

/* Adds entry (@i, @j), and (@j, @i) by symmetry. The sum of finite entries may overflow. */
static gboolean
put (Market *market, gsize i, gsize j, double value, GError **error)
{
  if (!isfinite (market->values[i * market->columns + j] + value))
    return refuse (market, error, FOP_ERROR_NOT_FINITE,
                   "entry (%" G_GSIZE_FORMAT ", %" G_GSIZE_FORMAT ") is not finite", i + 1, j + 1);
  market->values[i * market->columns + j] += value;
  if (market->symmetry != GENERAL && i != j)
    market->values[j * market->columns + i] += market->symmetry == SKEW ? -value : value;
  return TRUE;
}

static gboolean
read_coordinates (Market *market, GError **error)
{
  for (gsize k = 0; k < market->entries; k++)
    {
      double entry[3] = { 0, 0, 1 };

      if (!read_numbers (market, market->pattern ? 2 : 3, entry, "an entry", error))
        return FALSE;
      if (!is_count (entry[0], (double) market->rows)
          || !is_count (entry[1], (double) market->columns))
        return refuse (market, error, FOP_ERROR_FORMAT,
                       "(%g, %g) is outside a matrix of %" G_GSIZE_FORMAT " × %" G_GSIZE_FORMAT,
                       entry[0], entry[1], market->rows, market->columns);
      if (!put (market, (gsize) entry[0] - 1, (gsize) entry[1] - 1, entry[2], error))
        return FALSE;
    }
  return TRUE;
}

/* Column by column; only the lower triangle of a symmetric matrix, without the diagonal of a
 * skew-symmetric one. */
static gboolean
read_array (Market *market, GError **error)
{
  for (gsize j = 0; j < market->columns; j++)
    for (gsize i = market->symmetry == GENERAL ? 0 : j + (market->symmetry == SKEW);
         i < market->rows; i++)
      {
        double value;

        if (!read_numbers (market, 1, &value, "an entry", error)
            || !put (market, i, j, value, error))
          return FALSE;
      }
  return TRUE;
}

/* Whether the file starts with the banner. */
static gboolean
is (const char *path, const char *content, gsize length)
{
  if (length >= 3 && memcmp (content, "\xef\xbb\xbf", 3) == 0)
    {
      content += 3;
      length -= 3;
    }
  return length >= strlen (BANNER) && g_ascii_strncasecmp (content, BANNER, strlen (BANNER)) == 0;
}

FopArray *
fop_matrix_market_parse (const char *path, const char *content, gsize length, GError **error)
{
  Market market = { .path = path, .at = content, .end = content + length, .line = 1 };
  g_autofree double *values = NULL;
  const char *at, *end;

  market.at = fop_text_begin (path, content, length, error);
  if (market.at == NULL)
    return NULL;
  if (!is (path, content, length))
    {
      refuse (&market, error, FOP_ERROR_FORMAT, "expected a first line that starts with %s",
              BANNER);
      return NULL;
    }
  if (!read_banner (&market, error) || !read_size (&market, error))
    return NULL;
  values = g_try_malloc0_n (market.rows * market.columns, sizeof (double));
  if (values == NULL)
    {
      refuse (&market, error, FOP_ERROR_TOO_LARGE, "not enough memory for a matrix of this size");
      return NULL;
    }
  market.values = values;
  if (!(market.coordinate ? read_coordinates (&market, error) : read_array (&market, error)))
    return NULL;
  if (next_line (&market, &at, &end))
    {
      refuse (&market, error, FOP_ERROR_FORMAT, "more entries than the header declares");
      return NULL;
    }
  return fop_array_new_take (market.rows, market.columns, g_steal_pointer (&values), NULL);
}

static FopArray *
read_matrix (const char *path, const char *member, const char *content, gsize length,
             gsize *extents, GPtrArray **notes, GError **error)
{
  return fop_matrix_market_parse (path, content, length, error);
}

static gboolean
suggests_matrix (const char *path, const char *head, gsize length)
{
  return TRUE;
}

static const char *const suffixes[] = { "mtx", NULL };

const FopFormat fop_matrix_market_format = {
  .what = "a matrix in the Matrix Market format",
  .suffixes = suffixes,
  .is = is,
  .read_matrix = read_matrix,
  .suggests_matrix = suggests_matrix,
};
