/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/document/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * wb_method_list_new:
 *
 * A popover with all methods, of which one is chosen to be added as a run. Those that do not fit
 * the open problem are grey, with the reason under them.
 *
 * Returns: (transfer floating): the popover; its list is named "Methods", its items by title
 */
GtkWidget *wb_method_list_new (WbDocument *document);

G_END_DECLS
