/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The versions of the program and of the libraries under it. */
#include "core/output/version.h"

#include <archive.h>
#include <cblas.h>
#include <gsl/gsl_version.h>
#include <json-glib/json-glib.h>

/* json-glib's version is only known at compile time; OpenBLAS ends its line with a space. */
static char *
core_libraries (void)
{
  return g_strdup_printf ("GLib %u.%u.%u, json-glib " JSON_VERSION_S ", GSL %s, %s, %s",
                          glib_major_version, glib_minor_version, glib_micro_version, gsl_version,
                          archive_version_string (), openblas_get_config ());
}

char *
fop_version_text (const char *program, const char *const *libraries)
{
  GString *text = g_string_new (NULL);
  g_autofree char *core = core_libraries ();

  g_string_printf (text, "%s " FOP_VERSION "\nbuild: " FOP_BUILD "\nlibraries: %s", program,
                   g_strchomp (core));
  for (const char *const *library = libraries; *library != NULL; library++)
    g_string_append_printf (text, ", %s", *library);
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}
