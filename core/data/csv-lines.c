/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of a text table. */

#include "core/data/csv-lines.h"
#include "core/settings/error.h"

#include <string.h>

void
fop_csv_lines_clear (FopCsvLines *self)
{
  if (self->joined != NULL)
    g_string_free (g_steal_pointer (&self->joined), TRUE);
}

/* Blank, or a comment. */
static gboolean
is_passed_over (const char *at, const char *end)
{
  while (at < end && (*at == ' ' || *at == '\t'))
    at++;
  return at == end || *at == '#';
}

/*
 * Whether a quote at the start of a field is still open at the end. Any separator may precede a
 * field, since the table's own is not known yet.
 */
static gboolean
is_open (const char *at, const char *end)
{
  gboolean quoted = FALSE, starts = TRUE;

  for (; at < end; at++)
    if (quoted)
      quoted = *at != '"';
    else if (*at == '"')
      quoted = starts || (at[-1] == '"');
    else
      starts = strchr ("\t;, ", *at) != NULL && *at != '\0';
  return quoted;
}

static gboolean
take_line (FopCsvLines *self, const char **begin, const char **end, GError **error)
{
  if (!fop_lines_next (self->lines, begin, end, error))
    return FALSE;
  self->next++;
  if (*end > *begin && (*end)[-1] == '\r')
    (*end)--;
  return TRUE;
}

/* Appends the lines of a quoted field up to the closing quote. */
static gboolean
join (FopCsvLines *self, const char **begin, const char **end, GError **error)
{
  GError *failure = NULL;
  const char *from, *to;

  if (self->joined == NULL)
    self->joined = g_string_new (NULL);
  g_string_truncate (self->joined, 0);
  g_string_append_len (self->joined, *begin, (gssize) (*end - *begin));
  while (take_line (self, &from, &to, &failure))
    {
      gsize length = self->joined->len;

      g_string_append_c (self->joined, '\n');
      g_string_append_len (self->joined, from, (gssize) (to - from));
      /* Only a line with a quote can close it, and then everything is scanned again. */
      if (memchr (self->joined->str + length, '"', self->joined->len - length) != NULL
          && !is_open (self->joined->str, self->joined->str + self->joined->len))
        break;
    }
  *begin = self->joined->str;
  *end = self->joined->str + self->joined->len;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

gboolean
fop_csv_lines_next (FopCsvLines *self, const char **begin, const char **end, GError **error)
{
  do
    if (!take_line (self, begin, end, error))
      return FALSE;
  while (is_passed_over (*begin, *end));
  self->line = self->next;
  if (memchr (*begin, '"', (gsize) (*end - *begin)) == NULL || !is_open (*begin, *end))
    return TRUE;
  return join (self, begin, end, error);
}

gboolean
fop_csv_lines_begin (FopCsvLines *self, GString **first, GString **second, char *separator,
                     GError **error)
{
  GError *failure = NULL;
  const char *begin, *end;

  *separator = '\0';
  while (*second == NULL && fop_csv_lines_next (self, &begin, &end, &failure))
    {
      GString **line = *first == NULL ? first : second;

      if (*first == NULL && end - begin == 5 && g_ascii_strncasecmp (begin, "sep=", 4) == 0)
        {
          *separator = begin[4];
          continue;
        }
      if (*first == NULL)
        self->first_line = self->line;
      *line = g_string_new_len (begin, (gssize) (end - begin));
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (*first != NULL)
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: there are no rows of numbers",
               fop_lines_path (self->lines));
  return FALSE;
}
