/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fig_end_labels_place:
 * @ends: the pixels at which @n curves end
 * @top, @bottom: between which labels go, centered
 * @height: of a label
 * @places: (out caller-allocates): the centers of @n labels
 *
 * Places labels next to the ends of their curves, from top to bottom without overlap; labels that
 * would extend below @bottom push those above them up.
 */
void fig_end_labels_place (gsize n, const double *ends, double top, double bottom, double height,
                           double *places);

G_END_DECLS
