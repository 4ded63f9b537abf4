/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fop_version_text:
 * @program: the program's name
 * @libraries: (array zero-terminated=1): further libraries with their versions, such as "GTK 4.8.3"
 *
 * The output of `--version`: the program's name and version on the first line, then build
 * information and the versions of the loaded libraries, which may be newer than those it was
 * compiled against.
 *
 * Returns: (transfer full): a few lines, each ended by a newline
 */
char *fop_version_text (const char *program, const char *const *libraries);

G_END_DECLS
