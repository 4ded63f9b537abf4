/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/session.h"

G_BEGIN_DECLS

/**
 * cli_densities_write:
 * @directory: results folder, after cli_figures_write()
 * @formats: (element-type CliFormat): figure formats
 * @files: (nullable): see cli_figures_write()
 * @costly: even if a density is slow: minutes for a network
 * @quiet: do not announce slow densities
 *
 * Estimates the spectra of H and of MᵀHM at every run's last θ and writes
 * figures/NAME/density.FORMAT and runs/NAME/density.csv, if the problem has Hessian products and
 * the run ended with finite values.
 */
gboolean cli_densities_write (FopSession *session, const char *directory, const GArray *formats,
                              GPtrArray *files, gboolean costly, gboolean quiet, GError **error);

G_END_DECLS
