/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/session.h"

G_BEGIN_DECLS

/**
 * cli_densities_write:
 * @directory: folder of the results; cli_figures_write() has been there
 * @formats: (element-type FigFormat): the formats of the figures
 * @costly: also where a density takes long: minutes for a network
 * @quiet: no line about what takes long
 *
 * Estimates the spectra of H and of MᵀHM at every run's last θ and writes
 * figures/NAME/density.FORMAT and runs/NAME/density.csv, where the problem has Hessian products and
 * the run ended on finite numbers.
 */
gboolean cli_densities_write (FopSession *session, const char *directory, const GArray *formats,
                              gboolean costly, gboolean quiet, GError **error);

G_END_DECLS
