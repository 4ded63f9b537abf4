/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fig_short_names:
 * @n, @names: what stands beside each other
 * @width: pixels that there are for a label
 *
 * A name that is too wide is cut so that where it differs from those most like it can be seen: from
 * its beginning on, or with its middle left out. One that could still be taken for another has its
 * place in the list, counted from 1, before it.
 *
 * Returns: (transfer full): the names as they are to be drawn
 */
char **fig_short_names (gsize n, const char *const *names, double width);

G_END_DECLS
