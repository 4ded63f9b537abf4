/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The crosshair shared by figures with steps. */

#include "tests/figures/computed.h"

#include <math.h>

/* A figure that reports the step under the pointer marks that step at the same position, and so do
 * the other figures of the same run that have steps. */
static void
test_steps_are_shared (void)
{
  static const char *const with_steps[]
      = { "loss", "instruments", "gauges", "waterfall", "theory" };
  FigFigure *figures[G_N_ELEMENTS (with_steps)];
  guint read = 0;

  for (gsize k = 0; k < G_N_ELEMENTS (with_steps); k++)
    figures[k] = computed_figure (&computed[0], fig_kind_find (with_steps[k]));
  for (gsize k = 0; k < G_N_ELEMENTS (with_steps); k++)
    {
      g_assert_null (figures[k]->empty);
      for (double x = 3; x < 510; x += 7)
        for (double y = 5; y < 335; y += 40)
          {
            FigReading reading;
            double nearest = INFINITY;

            if (!fig_figure_read (figures[k], 510, 335, x, y, &reading) || reading.step < 0)
              continue;
            read |= 1u << k;
            for (gsize other = 0; other < G_N_ELEMENTS (with_steps); other++)
              {
                FigMark marks[FIG_MARKS_MAX];
                gsize n = fig_figure_marks (figures[other], 510, 335, reading.step, marks);

                g_assert_cmpuint (n, >, 0);
                g_assert_cmpuint (n, <=, FIG_MARKS_MAX);
                for (gsize i = 0; i < n && other == k; i++)
                  nearest = MIN (nearest, fabs (marks[i].x - x));
              }
            /* Beyond the last step, the readout is that of the last step. */
            g_assert_cmpfloat (nearest, <, reading.step == 1240 ? 510 : 12);
            fig_reading_clear (&reading);
          }
    }
  g_assert_cmpuint (read, ==, (1u << G_N_ELEMENTS (with_steps)) - 1);
  for (gsize k = 0; k < G_N_ELEMENTS (with_steps); k++)
    fig_figure_unref (figures[k]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crosshair/a-step-is-shared-by-all-that-have-steps", test_steps_are_shared);
  return g_test_run ();
}
