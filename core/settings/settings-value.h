/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/settings.h"

G_BEGIN_DECLS

/** For fop_settings_equal(): whether parameter @i of the same table has the same value in both; a
 * group is compared by identity. */
gboolean fop_settings_same_value (const FopSettings *a, const FopSettings *b, gsize i);

G_END_DECLS
