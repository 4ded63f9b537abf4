/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's program. */
#include "ui/application.h"

#include <locale.h>
#include <stdio.h>
#include <unistd.h>

static gboolean
asks_for (int argc, char **argv, const char *option)
{
  return argc == 2 && g_str_equal (argv[1], option);
}

int
main (int argc, char **argv)
{
  g_autoptr (WbApplication) application = NULL;
  int status;

  /* Answered before a display is looked for. */
  if (asks_for (argc, argv, "--version"))
    {
      puts ("fop-workbench " FOP_VERSION);
      return 0;
    }
  if (asks_for (argc, argv, "--help"))
    {
      puts ("Usage: fop-workbench [FILE.fopx | MATRIX…]\n\n"
            "Opens an experiment, a data set, matrices (.npy, .npz:NAME, .mtx, .csv; several, or\n"
            "numbered ones like P-000100.npy, are a sequence), or the first example.\n"
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
