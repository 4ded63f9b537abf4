/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/methods/base.h"

G_BEGIN_DECLS

/* The method classes, each defined in the file of its name; registry.c lists them. */
extern const FopMethodClass fop_sgd_class;

/* The rules that `base` can name, defined beside their methods; base.c lists them. */
extern const FopBaseRule fop_sgd_rule;

G_END_DECLS
