/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/session.h"
#include "ui/figures/export.h"

G_BEGIN_DECLS

/**
 * cli_figures_write:
 * @directory: created where it is missing
 * @formats: (element-type FigFormat): the formats that every figure is written in
 *
 * Writes every figure that has something to show of @session as it stands: KIND.FORMAT, or
 * KIND-RUN.FORMAT for those of a single run.
 */
gboolean cli_figures_write (FopSession *session, const char *directory, const GArray *formats,
                            GError **error);

G_END_DECLS
