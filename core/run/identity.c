/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The input that a result was computed from. */
#include "core/run/identity.h"

FopIdentity
fop_identity (const FopSnapshot *snapshot, gsize run, gsize block)
{
  return (FopIdentity){ .version = snapshot->generation,
                        .serial = snapshot->serial,
                        .run = run,
                        .block = block,
                        .step = run < snapshot->n_runs ? snapshot->runs[run].step : 0 };
}

gboolean
fop_identity_same_run (const FopIdentity *a, const FopIdentity *b)
{
  return a->version == b->version && a->run == b->run;
}

gboolean
fop_identity_same_block (const FopIdentity *a, const FopIdentity *b)
{
  return fop_identity_same_run (a, b) && a->block == b->block;
}

gboolean
fop_identity_equal (const FopIdentity *a, const FopIdentity *b)
{
  return fop_identity_same_block (a, b) && a->serial == b->serial && a->step == b->step;
}
