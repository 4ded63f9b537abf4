/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbWordFactory:
 *
 * The list items of a drop-down of words: the selected one has a check mark; unavailable ones are
 * grayed out, with the reason below. Owned by the drop-down.
 */
typedef struct _WbWordFactory WbWordFactory;

WbWordFactory *wb_word_factory_new (GtkDropDown *drop_down);

/** @first: number of entries before the first word; @reasons: one for each word, %NULL if it is
 * available; copied. A word that is already selected remains so. */
void wb_word_factory_refuse (WbWordFactory *factory, guint first, const char *const *reasons);

G_END_DECLS
