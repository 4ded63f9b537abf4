/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/engine/pace.h"

static void
a_pace_allows_its_steps_and_makes_up_for_nothing (void)
{
  FopPace pace;

  fop_pace_start (&pace, 10, 5, 1000000);
  g_assert_cmpuint (fop_pace_allowed (&pace, 5, 1000000), ==, 5);
  g_assert_cmpuint (fop_pace_allowed (&pace, 5, 1099999), ==, 5);
  g_assert_cmpint (fop_pace_next (&pace, 5), ==, 1100000);
  g_assert_cmpuint (fop_pace_allowed (&pace, 5, 1100000), ==, 6);
  g_assert_cmpuint (fop_pace_allowed (&pace, 6, 1200000), ==, 7);
  g_assert_cmpuint (fop_pace_allowed (&pace, 7, 9000000), ==, 8);
  g_assert_cmpuint (fop_pace_allowed (&pace, 8, 9000000), ==, 7);
  g_assert_cmpint (fop_pace_next (&pace, 8), ==, 9200000);

  fop_pace_start (&pace, 0, 5, 0);
  g_assert_cmpuint (fop_pace_allowed (&pace, 5, 1), ==, G_MAXUINT64);
}

static void
a_meter_measures_the_last_quarter_second (void)
{
  FopMeter meter;

  fop_meter_start (&meter, 0);
  fop_meter_add (&meter, 10);
  g_assert_cmpfloat (fop_meter_rate (&meter, 100000), ==, 100);
  fop_meter_add (&meter, 40);
  g_assert_cmpfloat (fop_meter_rate (&meter, 250000), ==, 200);
  g_assert_cmpfloat (fop_meter_rate (&meter, 300000), ==, 200);
  fop_meter_add (&meter, 1);
  g_assert_cmpfloat (fop_meter_rate (&meter, 500000), ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pace/allows-its-steps-and-makes-up-for-nothing",
                   a_pace_allows_its_steps_and_makes_up_for_nothing);
  g_test_add_func ("/pace/meter-measures-the-last-quarter-second",
                   a_meter_measures_the_last_quarter_second);
  return g_test_run ();
}
