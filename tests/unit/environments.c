/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dynamics of the control problems. */

#include "reference.h"

#include "core/problems/control/cartpole-dynamics.h"
#include "core/problems/control/pendulum-dynamics.h"

#include <math.h>

static void
the_pole_falls_as_in_the_reference (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *cartpole = json_object_get_object_member (
      reference_object (parser, "golden/control.json"), "cartpole");
  JsonArray *actions, *states;
  double state[4];
  gboolean failed;

  actions = json_object_get_array_member (cartpole, "actions");
  states = json_object_get_array_member (cartpole, "states");
  g_assert_cmpuint (json_array_get_length (actions), >=, 10);
  for (guint t = 0; t < json_array_get_length (states); t++)
    {
      JsonArray *expected = json_array_get_array_element (states, t);

      for (guint i = 0; i < 4; i++)
        if (t == 0)
          state[i] = json_array_get_double_element (expected, i);
        else
          g_assert_cmpfloat_with_epsilon (state[i], json_array_get_double_element (expected, i),
                                          1e-10 * fabs (state[i]));
      if (t < json_array_get_length (actions))
        {
          double action = json_array_get_double_element (actions, t);

          g_assert_cmpfloat (fop_cartpole_environment.advance (state, action, &failed), ==, 1);
          g_assert_false (failed);
        }
    }
}

static void
the_episode_fails_beyond_its_bounds (void)
{
  const struct
  {
    double state[4];
    gboolean fails;
  } cases[] = {
    { { 2.39, 0, 0, 0 }, FALSE },   { { 2.41, 0, 0, 0 }, TRUE },     { { -2.41, 0, 0, 0 }, TRUE },
    { { 2.39, 1, 0, 0 }, TRUE },    { { 0, 0, 0.209, 0 }, FALSE },   { { 0, 0, 0.2095, 0 }, TRUE },
    { { 0, 0, -0.2, -0.5 }, TRUE }, { { 0, 0, -0.2, -0.4 }, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double state[4];
      gboolean failed;

      for (gsize k = 0; k < 4; k++)
        state[k] = cases[i].state[k];
      g_assert_cmpfloat (fop_cartpole_environment.advance (state, i % 2, &failed), ==, 1);
      g_assert_cmpint (failed, ==, cases[i].fails);
    }
}

/* Left in one environment is right in its mirror image. */
static void
left_and_right_are_alike (void)
{
  double state[4] = { 0.4, -0.3, 0.1, 0.7 }, mirror[4] = { -0.4, 0.3, -0.1, -0.7 };
  gboolean failed;

  for (guint t = 0; t < 5; t++)
    {
      fop_cartpole_environment.advance (state, t % 2, &failed);
      fop_cartpole_environment.advance (mirror, 1 - t % 2, &failed);
      for (gsize i = 0; i < 4; i++)
        g_assert_cmpfloat (state[i], ==, -mirror[i]);
    }
}

/* The rule of METHODS.md, worked out for φ = 0.5, ω = −1, u = 3, clipped to 2. */
static void
the_pendulum_moves_by_its_equation (void)
{
  double state[2] = { 0.5, -1 }, far[2] = { G_PI - 0.001, 7.99 };
  gboolean failed;
  double reward = fop_pendulum_environment.advance (state, 3, &failed);
  double speed = -1 + (15 * sin (0.5) + 3 * 2) * 0.05;

  g_assert_false (failed);
  g_assert_cmpfloat_with_epsilon (reward, -(0.25 + 0.1 + 0.004), 1e-15);
  g_assert_cmpfloat_with_epsilon (state[1], speed, 1e-15);
  g_assert_cmpfloat_with_epsilon (state[0], 0.5 + speed * 0.05, 1e-15);

  /* At the maximum speed; past the lowest point the angle wraps around. */
  fop_pendulum_environment.advance (far, 2, &failed);
  g_assert_cmpfloat (far[1], ==, 8);
  g_assert_cmpfloat_with_epsilon (far[0], -G_PI - 0.001 + 0.4, 1e-14);
}

/* Without torque, the energy ω²/2 + 15 cos φ oscillates about its value but does not drift, as it
 * would if positions were updated with the old speed. */
static void
the_free_pendulum_keeps_its_energy (void)
{
  double state[2] = { 3.0, 0.5 }, before = 0.125 + 15 * cos (3.0), worst = 0;
  gboolean failed;

  for (guint t = 0; t < 2000; t++)
    {
      fop_pendulum_environment.advance (state, 0, &failed);
      g_assert_true (state[0] >= -G_PI && state[0] < G_PI);
      worst = fmax (worst, fabs (0.5 * state[1] * state[1] + 15 * cos (state[0]) - before));
    }
  g_assert_cmpfloat (worst, <, 0.1);
}

static void
starts_are_spread_over_their_range (void)
{
  const double low[4] = { 0, 0, 0, 0 }, high[4] = { 1, 1, 1, 1 },
               middle[4] = { 0.5, 0.5, 0.5, 0.5 };
  double state[4], seen[3];

  for (gsize i = 0; i < 4; i++)
    {
      fop_cartpole_environment.reset (low, state);
      g_assert_cmpfloat (state[i], ==, -0.05);
      fop_cartpole_environment.reset (high, state);
      g_assert_cmpfloat (state[i], ==, 0.05);
    }
  fop_pendulum_environment.reset (low, state);
  g_assert_cmpfloat (state[0], ==, -G_PI);
  g_assert_cmpfloat (state[1], ==, -1);
  fop_pendulum_environment.reset (middle, state);
  fop_pendulum_environment.observe (state, seen);
  g_assert_cmpfloat (seen[0], ==, 1);
  g_assert_cmpfloat (seen[1], ==, 0);
  g_assert_cmpfloat (seen[2], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cartpole/the-pole-falls-as-in-the-reference",
                   the_pole_falls_as_in_the_reference);
  g_test_add_func ("/cartpole/the-episode-fails-beyond-its-bounds",
                   the_episode_fails_beyond_its_bounds);
  g_test_add_func ("/cartpole/left-and-right-are-alike", left_and_right_are_alike);
  g_test_add_func ("/pendulum/it-moves-by-its-equation", the_pendulum_moves_by_its_equation);
  g_test_add_func ("/pendulum/without-torque-it-keeps-its-energy",
                   the_free_pendulum_keeps_its_energy);
  g_test_add_func ("/environments/starts-are-spread-over-their-range",
                   starts_are_spread_over_their_range);
  return g_test_run ();
}
