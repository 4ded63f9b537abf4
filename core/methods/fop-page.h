/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/parameter.h"

G_BEGIN_DECLS

/* What `fop` says of itself, and its parameters. */
extern const char fop_fop_page[];
extern const FopParameter fop_fop_parameters[];
#define FOP_FOP_N_PARAMETERS 30

G_END_DECLS
