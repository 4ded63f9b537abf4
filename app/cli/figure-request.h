/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/session.h"
#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/**
 * CliRequest:
 * @run, @block: the selected run, and one of its preconditioners
 *
 * The figure that KIND[:RUN[:BLOCK]] and its options ask for.
 */
typedef struct
{
  const FigKind *kind;
  gsize run, block;
  FigOptions *options;
} CliRequest;

void cli_request_clear (CliRequest *request);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliRequest, cli_request_clear)

/**
 * cli_request_parse:
 * @text: KIND[:RUN[:BLOCK]]; by default the first run that the kind applies to, and its first
 *   preconditioner
 * @assignments: (nullable): NAME=VALUE for choices of the kind, by their words
 * @session: at row 0 or any other: which runs and words there are
 * @request: (out caller-allocates): zeroed
 *
 * Returns: %FALSE with @error naming the argument and what is valid
 */
gboolean cli_request_parse (const char *text, char **assignments, FopSession *session,
                            CliRequest *request, GError **error);

G_END_DECLS
