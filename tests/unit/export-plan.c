/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The files of an export, and the styles of the user. */

#include "tests/figures/computed.h"

#include "ui/export/export-plan.h"
#include "ui/export/style-store.h"
#include "ui/figures/paper/style.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const kinds[] = { "loss", "preconditioner", "loss" };

/* The loss twice, and matrices between. */
static WbExportSubject *
subject_new (void)
{
  WbExportSubject *subject = wb_export_subject_new ("A title", "a-title", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (FigFigure) figure = computed_figure (&computed[0], fig_kind_find (kinds[i]));

      wb_export_subject_add (subject, figure, NULL, NULL);
    }
  return subject;
}

static WbExportPlan *
plan_new (gsize n, gboolean one_sheet)
{
  WbExportPlan *plan = g_new0 (WbExportPlan, 1);

  plan->subject = subject_new ();
  plan->style = fig_style_new ();
  plan->n = n;
  plan->which = g_new (gsize, G_N_ELEMENTS (kinds));
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    plan->which[i] = i;
  plan->one_sheet = one_sheet;
  plan->pictures[FIG_FORMAT_SVG] = TRUE;
  plan->data[FIG_DATA_NPZ] = TRUE;
  return plan;
}

static void
assert_paths (gsize n, gboolean one_sheet, const char *expected)
{
  g_autoptr (WbExportPlan) plan = plan_new (n, one_sheet);
  g_autoptr (GPtrArray) paths = wb_export_plan_paths (plan, "a");
  g_autofree char *all = NULL;

  g_ptr_array_add (paths, NULL);
  all = g_strjoinv (" ", (char **) paths->pdata);
  g_assert_cmpstr (all, ==, expected);
}

static void
test_names (void)
{
  assert_paths (1, TRUE, "a.svg a.npz");
  assert_paths (1, FALSE, "a.svg a.npz");
  assert_paths (2, TRUE, "a.svg a-loss.npz a-preconditioner.npz");
  assert_paths (3, FALSE,
                "a-loss.svg a-loss.npz a-preconditioner.svg a-preconditioner.npz a-loss-2.svg "
                "a-loss-2.npz");
}

static void
test_an_extension_chooses_its_format (void)
{
  static const char *const cases[][2] = {
    { "/b/x.pdf", "/b/x" }, { "/b/x.tex", "/b/x" },     { "/b/x", "/b/x" },
    { "/b/x.2", "/b/x.2" }, { "/b.svg/x", "/b.svg/x" },
  };
  g_autoptr (WbExportPlan) plan = plan_new (1, TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *base = wb_export_plan_base (plan, cases[i][0]);

      g_assert_cmpstr (base, ==, cases[i][1]);
    }
  g_assert_true (plan->pictures[FIG_FORMAT_PDF] && plan->data[FIG_DATA_PGFPLOTS]);
  g_assert_false (plan->pictures[FIG_FORMAT_PNG] || plan->data[FIG_DATA_CSV]);
}

static void
test_nothing_is_refused (void)
{
  g_autoptr (WbExportPlan) plan = plan_new (0, TRUE);
  g_autoptr (GError) error = NULL, other = NULL;

  g_assert_false (wb_export_plan_check (plan, &error));
  g_assert_nonnull (strstr (error->message, "figure"));
  plan->n = 1;
  g_assert_true (wb_export_plan_check (plan, NULL));
  plan->pictures[FIG_FORMAT_SVG] = plan->data[FIG_DATA_NPZ] = FALSE;
  g_assert_false (wb_export_plan_check (plan, &other));
  g_assert_nonnull (strstr (other->message, "format"));
}

static void
test_all_files_are_written (void)
{
  g_autofree char *folder = g_dir_make_tmp ("export-XXXXXX", NULL);
  g_autofree char *base = g_build_filename (folder, "a", NULL);
  g_autoptr (WbExportPlan) plan = plan_new (3, FALSE);
  g_autoptr (WbExportPlan) copy = wb_export_plan_copy (plan);
  g_autoptr (GPtrArray) paths = wb_export_plan_paths (copy, base);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (wb_export_plan_write (copy, base, &error), ==, 6);
  g_assert_no_error (error);
  for (guint i = 0; i < paths->len; i++)
    g_assert_cmpint (g_remove (paths->pdata[i]), ==, 0);
  g_rmdir (folder);
  g_assert_cmpuint (wb_export_plan_write (copy, base, &error), ==, 0);
  g_assert_nonnull (error);
}

/* A file or an empty folder. */
static void
remove_from_config (const char *name)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), name, NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
test_styles_have_names (void)
{
  g_autoptr (FopSettings) style = fig_style_new (), read = NULL, last = NULL;
  g_auto (GStrv) names = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (fig_style_set (style, "preset", "icml", NULL));
  g_assert_true (wb_style_store_save ("Für ICML", style, &error));
  g_assert_true (wb_style_store_save ("A", style, &error));
  g_assert_no_error (error);
  names = wb_style_store_names ();
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_cmpstr (names[0], ==, "A");
  read = wb_style_store_load ("Für ICML", &error);
  g_assert_true (fop_settings_equal (read, style));
  g_assert_true (wb_style_store_delete ("A", &error));
  g_assert_true (wb_style_store_delete ("Für ICML", &error));
  g_assert_false (wb_style_store_delete ("A", NULL));
  g_assert_false (wb_style_store_save ("a/b", style, NULL));
  g_assert_false (wb_style_store_save ("", style, NULL));
  wb_style_store_remember (style);
  last = wb_style_store_last ();
  g_assert_true (fop_settings_equal (last, style));
  remove_from_config ("fop-workbench/last-style.json");
  remove_from_config ("fop-workbench/styles");
  remove_from_config ("fop-workbench");
}

int
main (int argc, char *argv[])
{
  g_autofree char *config = g_dir_make_tmp ("export-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export-plan/files-of-several-figures-have-names-of-their-own", test_names);
  g_test_add_func ("/export-plan/an-extension-chooses-its-format",
                   test_an_extension_chooses_its_format);
  g_test_add_func ("/export-plan/nothing-is-refused", test_nothing_is_refused);
  g_test_add_func ("/export-plan/all-files-are-written", test_all_files_are_written);
  g_test_add_func ("/export-plan/styles-have-names", test_styles_have_names);
  status = g_test_run ();
  g_rmdir (config);
  return status;
}
