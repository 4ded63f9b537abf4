/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/**
 * fig_caption_text:
 * @per_run: whether to describe only the selected run rather than all visible runs
 *
 * What a reader needs to reproduce a printed figure: problem, methods and their non-default
 * settings, seed, step, and program version.
 *
 * Returns: (transfer full): one paragraph
 */
char *fig_caption_text (const FigSource *source, gboolean per_run);

/** The same for the selected run at an earlier @step. */
char *fig_caption_text_at (const FigSource *source, guint64 step);

G_END_DECLS
