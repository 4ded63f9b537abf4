/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's program. */
#include "core/output/version.h"
#include "ui/figures/paint/text.h"
#include "ui/window/application.h"

#include <locale.h>
#include <stdio.h>
#include <unistd.h>

static gboolean
asks_for (int argc, char **argv, const char *option)
{
  return argc == 2 && g_str_equal (argv[1], option);
}

static void
print_version (void)
{
  g_autofree char *drawing = fig_text_library_versions ();
  g_autofree char *gtk = g_strdup_printf ("GTK %u.%u.%u", gtk_get_major_version (),
                                          gtk_get_minor_version (), gtk_get_micro_version ());
  g_autofree char *adwaita = g_strdup_printf ("libadwaita %u.%u.%u", adw_get_major_version (),
                                              adw_get_minor_version (), adw_get_micro_version ());
  g_autofree char *text
      = fop_version_text ("fop-workbench", (const char *[]){ drawing, gtk, adwaita, NULL });

  fputs (text, stdout);
}

int
main (int argc, char **argv)
{
  g_autoptr (WbApplication) application = NULL;
  int status;

  /* Answered before a display is looked for. */
  if (asks_for (argc, argv, "--version"))
    {
      print_version ();
      return 0;
    }
  if (asks_for (argc, argv, "--help"))
    {
      puts (
          "Usage: fop-workbench [FILE.fopx | FIGURE | DATA | MATRIX…]\n\n"
          "Opens an experiment, a figure exported with its experiment (.pdf, .svg, .png), a data\n"
          "set, matrices (.npy, .npz:NAME, .mtx, .csv; several, or numbered ones like\n"
          "P-000100.npy, are a sequence), or the first example.\n"
          "Without a display, fop-workbench-cli runs the same experiments.");
      return 0;
    }

  setlocale (LC_ALL, "");
  application = wb_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);

  /* A thread may still be amid an eigenvalue problem that nobody waits for: BLAS must not be torn
   * down beneath it, as leaving by exit() would. */
  g_settings_sync ();
  fflush (NULL);
  _exit (status);
}
