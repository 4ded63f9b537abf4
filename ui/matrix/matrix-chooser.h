/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** @paths: NULL-terminated, at least one. */
typedef void (*WbMatrixChosen) (GtkWindow *parent, const char *const *paths);

/** Shows a file chooser for matrices and calls @chosen, unless it is canceled. */
void wb_matrix_chooser_show (GtkWindow *parent, const char *title, gboolean several,
                             WbMatrixChosen chosen);

G_END_DECLS
