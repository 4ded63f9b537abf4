/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Calls @handler on SIGINT, SIGTERM and SIGHUP. A signal that is ignored, as under nohup, stays
 * ignored. */
void cli_handle_signals (void (*handler) (int number));

G_END_DECLS
