/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/session-source.h"

G_BEGIN_DECLS

/**
 * cli_requests_parse:
 * @texts: KIND[:RUN[:BLOCK]] for each figure; by default the first run that the kind applies to,
 *   and its first preconditioner
 * @assignments: (nullable): NAME=VALUE for choices of the kinds, by their words: for all figures
 *   that have the choice, of which there must be one
 * @session: at row 0 or any other: which runs and words there are
 *
 * Returns: (transfer full) (element-type FigRequest): the requests; or %NULL with @error naming the
 *   argument and what is valid
 */
GArray *cli_requests_parse (char **texts, char **assignments, FopSession *session, GError **error);

G_END_DECLS
