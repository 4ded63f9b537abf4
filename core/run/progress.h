/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Called on the thread that works: @done of @total pieces of work (steps, gradients) so far. */
typedef void (*FopProgress) (guint64 done, guint64 total, gpointer data);

G_END_DECLS
