/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The examples: experiment files compiled into the program, sorted by name, each with a title and a
 * description.
 */

/** Returns: (transfer full) (element-type char *): their ids: file names without number and
 * extension. */
GStrv wb_example_ids (void);

/** Returns: (transfer full): the example, or %NULL with @error if there is none with this id. */
FopExperiment *wb_example_load (const char *id, GError **error);

/**
 * wb_examples_popover_new:
 *
 * Returns: a popover that lists the examples; a click activates `win.example` with the id.
 */
GtkWidget *wb_examples_popover_new (void);

G_END_DECLS
