/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** @paths: NULL-terminated, at least one. */
typedef void (*WbMatrixChosen) (GtkWindow *parent, const char *const *paths);

/** Asks for files of matrices; @chosen is called unless none was chosen. */
void wb_matrix_chooser_show (GtkWindow *parent, const char *title, gboolean several,
                             WbMatrixChosen chosen);

G_END_DECLS
