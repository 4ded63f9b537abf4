/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/document/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbTransport:
 *
 * The bar at the bottom: restart, step back, play or pause, step forward, timeline, speed, and
 * status line. Its buttons activate the window's actions `win.restart`, `win.step-back`,
 * `win.play`, and `win.step-forward`; its menu sets `win.speed`.
 */
#define WB_TYPE_TRANSPORT (wb_transport_get_type ())
G_DECLARE_FINAL_TYPE (WbTransport, wb_transport, WB, TRANSPORT, GtkBox)

void wb_transport_set_document (WbTransport *transport, WbDocument *document);

/** See wb_status_line_set_condition(). */
void wb_transport_set_condition (WbTransport *transport, double condition, double seconds);

/** Shows a speed on the menu button; 0 for unlimited. */
void wb_transport_show_speed (WbTransport *transport, double steps_per_second);

/** Moves the focus to where the space bar plays and the arrow keys step. */
void wb_transport_focus (WbTransport *transport);

G_END_DECLS
