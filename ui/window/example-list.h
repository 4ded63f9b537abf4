/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The examples: experiment files inside the program, in the order of their names, each a lesson
 * with a title and two sentences.
 */

/** Returns: (transfer full) (element-type char *): their ids: names without number and ending. */
GStrv wb_example_ids (void);

/** Returns: (transfer full): the example, or %NULL with @error for a name that does not exist. */
FopExperiment *wb_example_load (const char *id, GError **error);

/**
 * wb_examples_popover_new:
 *
 * Returns: a popover that lists them; a click activates `win.example` with the id.
 */
GtkWidget *wb_examples_popover_new (void);

G_END_DECLS
