/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/methods/base.h"

G_BEGIN_DECLS

/* The method classes, each defined in the file of its name; registry.c lists them. */
extern const FopMethodClass fop_fop_class;
extern const FopMethodClass fop_hd_class;
extern const FopMethodClass fop_per_parameter_class;
extern const FopMethodClass fop_sgd_class;
extern const FopMethodClass fop_adam_class;
extern const FopMethodClass fop_adamw_class;
extern const FopMethodClass fop_rmsprop_class;
extern const FopMethodClass fop_adagrad_class;

/* The rules that `base` can name, defined beside their methods; base.c lists them. */
extern const FopBaseRule fop_sgd_rule;
extern const FopBaseRule fop_adam_rule;
extern const FopBaseRule fop_adamw_rule;
extern const FopBaseRule fop_rmsprop_rule;
extern const FopBaseRule fop_adagrad_rule;

G_END_DECLS
