/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The problem in the publication of online scaled gradient. */

#include "problem-laws.h"
#include "reference.h"

/* The squared hinge on a1a from the published start; @curvature: (out): its published L. */
static inline FopProblem *
published_a1a (double *curvature)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *set = json_object_get_object_member (
      reference_object (parser, "golden/squared-hinge.json"), "a1a");
  g_autofree char *start = json_to_string (json_object_get_member (set, "start"), FALSE);
  g_autofree char *json = g_strdup_printf ("{ 'data': { 'libsvm': 'a1a' }, 'start': %s }", start);

  if (curvature != NULL)
    *curvature = json_object_get_double_member (set, "L");
  return laws_problem ("squared-hinge", json, 1);
}
