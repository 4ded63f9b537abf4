/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paper/page.h"

G_BEGIN_DECLS

/**
 * fig_remarks_collect:
 * @notes: of a drawing of @page with @cr, whose matrix is that of the page
 * @remarks: (element-type utf8): receives, in words, what is wrong with the page, or what has been
 *   changed: texts that are cut, reach beyond it or are too small; a font that is not installed
 */
void fig_remarks_collect (const FigPage *page, const FigTextNotes *notes, cairo_t *cr,
                          GPtrArray *remarks);

G_END_DECLS
