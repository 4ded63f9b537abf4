/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbWordFactory:
 *
 * The list of a drop-down of words: what is chosen has a tick; what cannot be chosen is grey, with
 * the reason under it. Belongs to the drop-down and goes with it.
 */
typedef struct _WbWordFactory WbWordFactory;

WbWordFactory *wb_word_factory_new (GtkDropDown *drop_down);

/** @first: entries before the first word; @reasons: one for each word, %NULL where it can be
 * chosen; copied. The word that is chosen already stays as it is. */
void wb_word_factory_refuse (WbWordFactory *factory, guint first, const char *const *reasons);

G_END_DECLS
