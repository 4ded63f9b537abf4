/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Playback speeds. */
#include "ui/document/speed.h"

#include "ui/figures/paint/number-text.h"

static const double speeds[] = { 1, 10, 30, 100, 300, 1000, 10000, 0 };

#define SLOWEST_SUITABLE 10
#define FASTEST_SUITABLE 1000 /* nobody watches longer runs step by step */
#define SECONDS          7

static gboolean
reads_files (const FopExperiment *experiment)
{
  const FopParameterTable *table = fop_settings_table (experiment->problem_settings);
  const FopSettings *data = NULL;

  if (fop_parameter_table_find (table, "data") >= 0)
    data = fop_settings_group (experiment->problem_settings, "data");
  return data != NULL && !fop_settings_has (data, "generate");
}

double
wb_suitable_speed (const FopExperiment *experiment)
{
  const double wish = (double) experiment->steps / SECONDS;
  double speed = SLOWEST_SUITABLE;

  if (reads_files (experiment) || wish > 3 * FASTEST_SUITABLE)
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (speeds); i++)
    if (speeds[i] > speed && speeds[i] <= FASTEST_SUITABLE && wish >= 0.9 * speeds[i])
      speed = speeds[i];
  return speed;
}

char *
wb_speed_text (double speed)
{
  g_autofree char *count = fig_count_text ((guint64) speed);

  return speed > 0 ? g_strdup_printf ("%s/s", count) : g_strdup ("Max");
}

GMenuModel *
wb_speed_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (speeds); i++)
    {
      g_autofree char *count = fig_count_text ((guint64) speeds[i]);
      g_autofree char *label = speeds[i] == 1  ? g_strdup ("1 step per second")
                               : speeds[i] > 0 ? g_strdup_printf ("%s steps per second", count)
                                               : g_strdup ("As fast as possible");
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "win.speed", "d", speeds[i]);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}
