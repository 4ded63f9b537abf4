/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/document/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * wb_method_list_new:
 *
 * A popover that lists all methods; choosing one adds a run. Methods that cannot be used for the
 * open problem are grayed out, with the reason below them.
 *
 * Returns: (transfer floating): the popover; its list is named "Methods", and its items by title
 */
GtkWidget *wb_method_list_new (WbDocument *document);

G_END_DECLS
