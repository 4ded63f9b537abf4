/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of a figure in a file. */
#include "ui/figures/paper/data-file.h"

#include "ui/figures/paper/data-writers.h"

#include <string.h>

static const char *const words[] = { "csv", "npz", "json", "tex" };

gboolean
fig_data_format_from_word (const char *word, FigDataFormat *format)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], word))
      {
        *format = (FigDataFormat) i;
        return TRUE;
      }
  return FALSE;
}

const char *
fig_data_format_word (FigDataFormat format)
{
  return words[format];
}

char *
fig_data_path (const char *path, const char *key, const char *suffix)
{
  const char *dot = strrchr (path, '.'), *slash = strrchr (path, G_DIR_SEPARATOR);
  gsize stem = dot != NULL && (slash == NULL || dot > slash + 1) && dot > path
                   ? (gsize) (dot - path)
                   : strlen (path);

  return g_strdup_printf ("%.*s-%s%s", (int) stem, path, key, suffix);
}

gboolean
fig_data_write (const FigFigure *figure, FigDataFormat format, gsize points, const char *path,
                GError **error)
{
  g_autoptr (FigData) data = fig_figure_data (figure, error);

  if (data == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  if (points > 0)
    fig_data_decimate (data, points);
  switch (format)
    {
    case FIG_DATA_NPZ:
      return fig_data_write_npz (data, path, error);
    case FIG_DATA_JSON:
      return fig_data_write_json (data, path, error);
    case FIG_DATA_PGFPLOTS:
      return fig_data_write_pgfplots (data, path, error);
    case FIG_DATA_CSV:
    default:
      return fig_data_write_csv (data, path, error);
    }
}
