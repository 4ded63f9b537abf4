/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/settings/error.h"

GQuark
fop_error_quark (void)
{
  return g_quark_from_static_string ("fop-error-quark");
}
