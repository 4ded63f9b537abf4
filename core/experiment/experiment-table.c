/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parameters of an experiment besides its problem and runs. */
#include "core/experiment/experiment.h"

#include <math.h>

static const FopParameter stop_parameters[] = {
  {
      .key = "gradient-max",
      .label = "Gradient below",
      .symbol = "‖g‖∞",
      .type = FOP_PARAMETER_REAL,
      .flags = FOP_PARAMETER_OPTIONAL | FOP_PARAMETER_LOG,
      .maximum = G_MAXDOUBLE,
      .low = 1e-12,
      .high = 1,
      .help = "A run has converged once the largest component of its gradient is below this.",
  },
  {
      .key = "loss",
      .label = "Loss at most",
      .type = FOP_PARAMETER_REAL,
      .flags = FOP_PARAMETER_OPTIONAL,
      .minimum = -G_MAXDOUBLE,
      .maximum = G_MAXDOUBLE,
      .low = 0,
      .high = 1,
      .help = "A run has converged once its loss is at most this.",
  },
  {
      .key = "gradient-evaluations",
      .label = "Gradient evaluations",
      .type = FOP_PARAMETER_INTEGER,
      .flags = FOP_PARAMETER_OPTIONAL,
      .minimum = 1,
      .maximum = FOP_WHOLE_MAX,
      .low = 1,
      .high = 10000,
      .help = "A run is completed after this many gradient evaluations, including trial points.",
  },
};

static const FopParameterTable stop_table = { stop_parameters, G_N_ELEMENTS (stop_parameters) };

static const FopParameter parameters[] = {
  {
      .key = "seed",
      .label = "Seed",
      .type = FOP_PARAMETER_INTEGER,
      .maximum = FOP_WHOLE_MAX,
      .high = 100,
      .help = "Seed of the start, the weights and the batches, and of a problem without a seed "
              "of its own. The same seed gives the same numbers.",
  },
  {
      .key = "steps",
      .label = "Steps",
      .type = FOP_PARAMETER_INTEGER,
      .flags = FOP_PARAMETER_LOG,
      .minimum = 1,
      .maximum = 1e12,
      .low = 10,
      .high = 1e6,
      .fallback = 1000,
      .help = "Number of steps after which a run is completed; its history has one more row.",
  },
  {
      .key = "evaluate-every",
      .label = "Evaluate every",
      .unit = "steps",
      .type = FOP_PARAMETER_INTEGER,
      .flags = FOP_PARAMETER_LOG | FOP_PARAMETER_ADVANCED,
      .minimum = 1,
      .maximum = 1e12,
      .low = 1,
      .high = 10000,
      .fallback = 100,
      .help
      = "With batches: number of steps between measurements of loss and accuracy on the whole set.",
  },
  {
      .key = "stop",
      .label = "Stop early",
      .type = FOP_PARAMETER_GROUP,
      .flags = FOP_PARAMETER_OPTIONAL | FOP_PARAMETER_ADVANCED,
      .members = &stop_table,
      .help = "Ends a run before its last step.",
  },
};

const FopParameterTable fop_experiment_table = { parameters, G_N_ELEMENTS (parameters) };

static FopSettings *
stop_settings (const FopStop *stop)
{
  FopSettings *settings = fop_settings_new (&stop_table);

  if (stop->gradient_max > 0)
    fop_settings_set_number (settings, "gradient-max", stop->gradient_max, NULL, NULL);
  if (!isnan (stop->loss))
    fop_settings_set_number (settings, "loss", stop->loss, NULL, NULL);
  if (stop->gradient_evaluations > 0)
    fop_settings_set_number (settings, "gradient-evaluations", (double) stop->gradient_evaluations,
                             NULL, NULL);
  return settings;
}

FopSettings *
fop_experiment_settings (const FopExperiment *experiment)
{
  const FopStop *stop = &experiment->stop;
  FopSettings *settings = fop_settings_new (&fop_experiment_table);

  fop_settings_set_number (settings, "seed", (double) experiment->seed, NULL, NULL);
  fop_settings_set_number (settings, "steps", (double) experiment->steps, NULL, NULL);
  fop_settings_set_number (settings, "evaluate-every", (double) experiment->evaluate_every, NULL,
                           NULL);
  if (stop->gradient_max > 0 || !isnan (stop->loss) || stop->gradient_evaluations > 0)
    {
      g_autoptr (FopSettings) group = stop_settings (stop);

      fop_settings_set_group (settings, "stop", group, NULL);
    }
  return settings;
}

void
fop_experiment_configure (FopExperiment *experiment, const FopSettings *settings)
{
  const FopSettings *stop = fop_settings_group (settings, "stop");

  experiment->seed = (guint64) fop_settings_integer (settings, "seed");
  experiment->steps = (guint64) fop_settings_integer (settings, "steps");
  experiment->evaluate_every = (guint64) fop_settings_integer (settings, "evaluate-every");
  experiment->stop = (FopStop){ .loss = NAN };
  if (stop == NULL)
    return;
  experiment->stop.gradient_max = fop_settings_number (stop, "gradient-max");
  if (fop_settings_has (stop, "loss"))
    experiment->stop.loss = fop_settings_number (stop, "loss");
  experiment->stop.gradient_evaluations
      = (guint64) fop_settings_integer (stop, "gradient-evaluations");
}
