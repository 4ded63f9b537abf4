/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Called on the working thread: @done of @total units of work (steps, gradients) are complete. */
typedef void (*FopProgress) (guint64 done, guint64 total, gpointer data);

G_END_DECLS
