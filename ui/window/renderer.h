/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wb_renderer_choose:
 *
 * Has cairo draw the windows where there is no graphics card and OpenGL would be computed by the
 * processors, which the runs need: there a frame of 1920 × 1080 took 170 ms by OpenGL and 17 by
 * cairo. What the environment says (GSK_RENDERER) is left alone. To be called with a display,
 * before the first window.
 */
void wb_renderer_choose (void);

G_END_DECLS
