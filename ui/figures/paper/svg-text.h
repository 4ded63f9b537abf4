/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fig_svg_add_text:
 * @svg: a file by cairo, whose units are those of the runs
 * @runs: (element-type FigTextRun): from a drawing on its surface
 * @families: fonts that were asked for; the last one takes the place of fonts that are missing
 *   where the file is shown
 *
 * Adds the texts, on top of everything. Each states its width, so that another font keeps to it.
 */
void fig_svg_add_text (GByteArray *svg, const GArray *runs, const char *families);

G_END_DECLS
