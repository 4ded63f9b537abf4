/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fig_svg_number_ids:
 * @svg: a file by cairo
 *
 * Numbers the ids of surfaces and images from 0 on. cairo numbers them by how many there have been
 * since the program began, so that no two files would be the same.
 */
void fig_svg_number_ids (GByteArray *svg);

G_END_DECLS
