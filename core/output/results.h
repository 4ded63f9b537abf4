/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/session.h"

G_BEGIN_DECLS

/**
 * fop_results_write:
 * @seconds: (nullable): time that stepping took for each run, from fop_session_finish()
 * @directory: created if it does not exist; such as fop_whole_folder_place()
 * @home: its final path, to which the paths of data files in experiment.fopx are relative
 *
 * Writes the results of a session; NAME is from fop_run_folders():
 *
 *   summary.json                          what ran on which versions, each run's end, and all files
 *                                         that stand there by then
 *   experiment.fopx                       the experiment, events included
 *   runs/NAME/history.csv                 see fop_history_write_csv()
 *   runs/NAME/theta.npy                   the last θ, shape (n,)
 *   runs/NAME/preconditioner[-BLOCK].npy  P, (m, m), where m ≤ FOP_PRECONDITIONER_ORDER_MAX
 *   runs/NAME/eigenvalues[-BLOCK].csv     its eigenvalues, ascending, where P is finite: index,
 *                                         eigenvalue
 *   runs/NAME/instruments[-BLOCK].csv     the instruments at some steps, see fop_sample_record()
 *
 * Every file is written atomically. Only summary.json contains times; all other files are a
 * function of the experiment, to the byte.
 *
 * Returns: %FALSE with %FOP_ERROR_IO naming the path that could not be written
 */
gboolean fop_results_write (FopSession *session, const double *seconds, const char *directory,
                            const char *home, GError **error);

G_END_DECLS
