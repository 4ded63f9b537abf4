/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WbMatrixWindow:
 *
 * A matrix from any training run: heatmap, spectrum, and instruments, optionally in comparison with
 * a Hessian. Several matrices, or files numbered like P-000100.npy, form a sequence with a
 * timeline. Reading and linear algebra take place on a separate thread; the previous matrix is
 * shown until the next one is ready.
 *
 * Actions: win.open, win.open-files (as: paths), win.add-hessian, win.hessian (s: path, '' for
 * none), win.remove-hessian, win.use ('preconditioner', 'symmetric-part', 'factor'), win.go-to (t:
 * place in the sequence, from 0), win.step-back, win.step-forward, win.logarithmic, win.export,
 * win.fullscreen.
 *
 * Accessible names: buttons "Open…", "Add Hessian…", "Step back", "Step forward"; slider
 * "Timeline"; images named by their titles; list "Instruments".
 */
#define WB_TYPE_MATRIX_WINDOW (wb_matrix_window_get_type ())
G_DECLARE_FINAL_TYPE (WbMatrixWindow, wb_matrix_window, WB, MATRIX_WINDOW, AdwApplicationWindow)

WbMatrixWindow *wb_matrix_window_new (GtkApplication *application);

/** @paths: NULL-terminated, at least one. A single numbered file opens its whole sequence. */
void wb_matrix_window_open (WbMatrixWindow *window, const char *const *paths);

G_END_DECLS
