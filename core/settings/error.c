/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/settings/error.h"

G_DEFINE_QUARK (fop-error-quark, fop_error)
