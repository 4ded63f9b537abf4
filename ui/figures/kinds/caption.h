/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/**
 * fig_caption_text:
 * @per_run: of the selected run only; else of all that are shown
 *
 * What a reader of a printed figure needs to make it again: problem, methods and the settings that
 * were chosen, seed, step, and the version that computed it.
 *
 * Returns: (transfer full): one paragraph
 */
char *fig_caption_text (const FigSource *source, gboolean per_run);

/** The same of the selected run at @step, where the figure is of an earlier one. */
char *fig_caption_text_at (const FigSource *source, guint64 step);

G_END_DECLS
