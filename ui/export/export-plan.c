/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of an export. */
#include "ui/export/export-plan.h"

#include "core/settings/error.h"
#include "core/settings/size.h"
#include "ui/figures/paper/length.h"

#include <string.h>

/* One file: a picture or data of the figures @which. */
typedef struct
{
  char *path;
  gsize n;
  const gsize *which;
  gboolean is_data;
  FigFormat picture;
  FigDataFormat data;
} File;

WbExportPlan *
wb_export_plan_copy (const WbExportPlan *plan)
{
  WbExportPlan *copy = g_memdup2 (plan, sizeof *plan);

  wb_export_subject_ref (copy->subject);
  copy->which = g_memdup2 (plan->which, plan->n * sizeof *plan->which);
  copy->style = fop_settings_copy (plan->style);
  return copy;
}

void
wb_export_plan_clear (WbExportPlan *plan)
{
  g_clear_pointer (&plan->subject, wb_export_subject_unref);
  g_clear_pointer (&plan->which, g_free);
  g_clear_pointer (&plan->style, fop_settings_unref);
}

void
wb_export_plan_free (WbExportPlan *plan)
{
  wb_export_plan_clear (plan);
  g_free (plan);
}

static gboolean
has_any (const gboolean *flags, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (flags[i])
      return TRUE;
  return FALSE;
}

gboolean
wb_export_plan_check (const WbExportPlan *plan, GError **error)
{
  if (plan->n == 0)
    g_set_error_literal (error, FOP_ERROR, FOP_ERROR_RANGE, "Choose at least one figure.");
  else if (plan->one_sheet && plan->n > FIG_PANELS_MAX)
    g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE, "A sheet has at most %d figures.",
                 FIG_PANELS_MAX);
  else if (!has_any (plan->pictures, WB_N_PICTURES) && !has_any (plan->data, WB_N_DATA))
    g_set_error_literal (error, FOP_ERROR, FOP_ERROR_RANGE, "Choose at least one format.");
  else
    return TRUE;
  return FALSE;
}

/* ---- names ---- */

char *
wb_export_plan_base (WbExportPlan *plan, const char *path)
{
  const char *dot = strrchr (path, '.');
  FigFormat picture;
  FigDataFormat data;

  if (dot == NULL || strchr (dot, '/') != NULL)
    return g_strdup (path);
  if (fig_format_from_word (dot + 1, &picture))
    plan->pictures[picture] = TRUE;
  else if (fig_data_format_from_word (dot + 1, &data))
    plan->data[data] = TRUE;
  else
    return g_strdup (path);
  return g_strndup (path, (gsize) (dot - path));
}

/* "Per-step gain" makes "per-step-gain". */
static char *
slug (const char *title)
{
  char *name = g_utf8_strdown (title, -1);

  return g_strdelimit (name, " /\\:·", '-');
}

/* Of figure @i of the plan, apart from the extension; names that occur twice get a number. */
static char *
name_of (const WbExportPlan *plan, const char *base, gsize i)
{
  const char *title = wb_export_subject_get (plan->subject, plan->which[i])->shown->title;
  g_autofree char *word = slug (title);
  guint before = 0;

  if (plan->n == 1)
    return g_strdup (base);
  for (gsize j = 0; j < i; j++)
    if (g_str_equal (wb_export_subject_get (plan->subject, plan->which[j])->shown->title, title))
      before++;
  return before > 0 ? g_strdup_printf ("%s-%s-%u", base, word, before + 1)
                    : g_strdup_printf ("%s-%s", base, word);
}

static void
file_free (gpointer data)
{
  g_free (((File *) data)->path);
  g_free (data);
}

/* @name: (transfer full) */
static void
add_pictures (const WbExportPlan *plan, GPtrArray *files, char *name, gsize first, gsize n)
{
  for (FigFormat i = 0; i < WB_N_PICTURES; i++)
    if (plan->pictures[i])
      {
        File *file = g_new0 (File, 1);

        *file = (File){ .n = n, .which = plan->which + first, .picture = i };
        file->path = g_strdup_printf ("%s.%s", name, fig_format_word (i));
        g_ptr_array_add (files, file);
      }
  g_free (name);
}

static void
add_data (const WbExportPlan *plan, GPtrArray *files, const char *base, gsize i)
{
  g_autofree char *name = name_of (plan, base, i);

  for (FigDataFormat f = 0; f < WB_N_DATA; f++)
    if (plan->data[f])
      {
        File *file = g_new0 (File, 1);

        *file = (File){ .n = 1, .which = plan->which + i, .is_data = TRUE, .data = f };
        file->path = g_strdup_printf ("%s.%s", name, fig_data_format_word (f));
        g_ptr_array_add (files, file);
      }
}

/* Returns: (element-type File) */
static GPtrArray *
list_files (const WbExportPlan *plan, const char *base)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (file_free);

  if (plan->one_sheet)
    add_pictures (plan, files, g_strdup (base), 0, plan->n);
  for (gsize i = 0; i < plan->n; i++)
    {
      if (!plan->one_sheet)
        add_pictures (plan, files, name_of (plan, base, i), i, 1);
      add_data (plan, files, base, i);
    }
  return files;
}

GPtrArray *
wb_export_plan_paths (const WbExportPlan *plan, const char *base)
{
  g_autoptr (GPtrArray) files = list_files (plan, base);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (paths, g_strdup (((File *) files->pdata[i])->path));
  return paths;
}

/* ---- writing ---- */

/* An image takes its pixels twice: while it is drawn, and while it is compressed. */
static gboolean
check_size (const FigPage *page, double dpi, const File *file, GError **error)
{
  double scale = page->unit * dpi / FIG_POINTS_PER_INCH;

  return file->picture != FIG_FORMAT_PNG
         || fop_check_all (file->path, 8 * page->width * page->height * scale * scale, error);
}

static gboolean
write_picture (const WbExportPlan *plan, const File *file, const FigFigure *figure, GError **error)
{
  FigPage page = fig_page_fit (figure, plan->style);
  double dpi = (double) fop_settings_integer (plan->style, "dpi");
  g_autofree char *provenance
      = plan->carries_experiment
            ? wb_export_subject_provenance (plan->subject, file->n, file->which, plan->style)
            : NULL;

  return check_size (&page, dpi, file, error)
         && fig_export_page (figure, &page, file->picture, dpi, provenance, file->path, NULL,
                             error);
}

static gboolean
write_file (const WbExportPlan *plan, const File *file, GError **error)
{
  g_autoptr (FigFigure) figure
      = wb_export_subject_sheet (plan->subject, file->n, file->which, plan->style);

  return file->is_data ? fig_data_write (figure, file->data, 0, file->path, error)
                       : write_picture (plan, file, figure, error);
}

guint
wb_export_plan_write (const WbExportPlan *plan, const char *base, GError **error)
{
  g_autoptr (GPtrArray) files = list_files (plan, base);
  guint written = 0;

  while (written < files->len && write_file (plan, files->pdata[written], error))
    written++;
  return written;
}
