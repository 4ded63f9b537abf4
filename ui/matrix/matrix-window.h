/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WbMatrixWindow:
 *
 * A matrix from anybody's training run: heatmap, spectrum, instruments, and beside a Hessian what
 * the one is to the other. Several matrices, or files numbered like P-000100.npy, are a sequence
 * with a timeline. Reading and linear algebra happen on a thread of their own; until a matrix is
 * done, the last one stands.
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

/** @paths: NULL-terminated, at least one. One numbered file brings its siblings along. */
void wb_matrix_window_open (WbMatrixWindow *window, const char *const *paths);

G_END_DECLS
