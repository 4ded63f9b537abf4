/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The density of a spectrum from products with the matrix. */

#include "core/analysis/spectral-density.h"

#include "core/data/philox.h"

#include <math.h>
#include <string.h>

#define TOP_TOLERANCE   1e-6
#define TOP_RESTARTS    5
#define TRACE_TOLERANCE 1e-3
#define TRACE_MOST      100
/* The trace's random signs come from a stream that no probe uses. */
#define TRACE_STREAM G_MAXUINT32

/* Beyond this many widths a kernel is negligible in double precision. */
#define KERNEL_REACH 9.0

typedef struct
{
  double node, weight;
} Mass;

static int
compare_masses (gconstpointer a, gconstpointer b)
{
  double x = ((const Mass *) a)->node, y = ((const Mass *) b)->node;

  return (x > y) - (x < y);
}

/* Averages the measure of one probe into the mean. */
static void
add_measure (FopSpectralDensity *density, const double *nodes, const double *weights)
{
  gsize had = density->n_probes * density->size, count = had + density->size;
  double share = 1.0 / (double) (density->n_probes + 1);
  g_autofree Mass *masses = g_new (Mass, count);

  for (gsize i = 0; i < had; i++)
    masses[i] = (Mass){ density->nodes[i], density->weights[i] * (1 - share) };
  for (gsize i = 0; i < density->size; i++)
    masses[had + i] = (Mass){ nodes[i], weights[i] * share };
  qsort (masses, count, sizeof *masses, compare_masses);
  density->nodes = g_renew (double, density->nodes, count);
  density->weights = g_renew (double, density->weights, count);
  for (gsize i = 0; i < count; i++)
    {
      density->nodes[i] = masses[i].node;
      density->weights[i] = masses[i].weight;
    }
  density->n_probes++;
}

/* An operator that counts its products. */
typedef struct
{
  const FopOperator *operator;
  gsize products;
} Counted;

static gboolean
count_and_apply (gpointer data, const double *x, double *y, GError **error)
{
  Counted *counted = data;

  counted->products++;
  return counted->operator->apply (counted->operator->data, x, y, error);
}

static gboolean
probe (FopSpectralDensity *density, FopLanczos *lanczos, const FopOperator *operator, gsl_rng * rng,
       guint64 seed, GError **error)
{
  g_autofree double *weights = g_new (double, density->size);

  fop_random_restart (rng, seed, FOP_STREAM_PROBE, density->n_probes);
  if (!fop_lanczos_run (lanczos, operator, rng, error))
    return FALSE;
  fop_lanczos_weights (lanczos, weights);
  add_measure (density, fop_lanczos_values (lanczos), weights);
  return TRUE;
}

static gboolean
find_top (FopSpectralDensity *density, FopLanczos *lanczos, const FopOperator *operator,
          gsl_rng * rng, GError **error)
{
  /* An incomplete basis needs room beyond the vectors kept in a restart. */
  density->n_top = MIN (FOP_DENSITY_TOP, density->n);
  return fop_lanczos_largest (lanczos, operator, rng, density->n_top, TOP_TOLERANCE, TOP_RESTARTS,
                              density->top, density->top_residuals, error);
}

static gboolean
begin (FopSpectralDensity *density, const FopOperator *operator, gsl_rng * rng, guint64 seed,
       GError **error)
{
  g_autoptr (FopLanczos) lanczos = fop_lanczos_new (density->n, density->size, error);

  if (lanczos == NULL || !probe (density, lanczos, operator, rng, seed, error)
      || !find_top (density, lanczos, operator, rng, error))
    return FALSE;
  fop_random_restart (rng, seed, FOP_STREAM_PROBE, TRACE_STREAM);
  return fop_trace_estimate (operator, rng, TRACE_TOLERANCE, TRACE_MOST, &density->trace, error);
}

FopSpectralDensity *
fop_spectral_density_new (const FopOperator *operator, guint64 seed, GError **error)
{
  Counted counted = { operator, 0 };
  const FopOperator counting = { operator->n, count_and_apply, &counted };
  g_autoptr (FopSpectralDensity) density = g_new0 (FopSpectralDensity, 1);
  gsl_rng *rng = fop_random_new (seed, FOP_STREAM_PROBE, 0);
  gboolean done;

  density->n = operator->n;
  density->size = MIN (FOP_DENSITY_STEPS, operator->n);
  done = begin (density, &counting, rng, seed, error);
  gsl_rng_free (rng);
  density->products = counted.products;
  return done ? g_steal_pointer (&density) : NULL;
}

gboolean
fop_spectral_density_add_probe (FopSpectralDensity *density, const FopOperator *operator,
                                guint64 seed, GError **error)
{
  Counted counted = { operator, 0 };
  const FopOperator counting = { operator->n, count_and_apply, &counted };
  g_autoptr (FopLanczos) lanczos = fop_lanczos_new (density->n, density->size, error);
  gsl_rng *rng;
  gboolean done;

  if (lanczos == NULL)
    return FALSE;
  rng = fop_random_new (seed, FOP_STREAM_PROBE, 0);
  done = probe (density, lanczos, &counting, rng, seed, error);
  gsl_rng_free (rng);
  density->products += counted.products;
  return done;
}

FopSpectralDensity *
fop_spectral_density_copy (const FopSpectralDensity *density)
{
  FopSpectralDensity *copy = g_memdup2 (density, sizeof *density);
  gsize size = density->n_probes * density->size * sizeof (double);

  copy->nodes = g_memdup2 (density->nodes, size);
  copy->weights = g_memdup2 (density->weights, size);
  return copy;
}

void
fop_spectral_density_free (FopSpectralDensity *density)
{
  if (density == NULL)
    return;
  g_free (density->nodes);
  g_free (density->weights);
  g_free (density);
}

double
fop_spectral_density_quantile (const FopSpectralDensity *density, double q)
{
  gsize count = density->n_probes * density->size;
  double sum = 0;

  for (gsize i = 0; i < count; i++)
    {
      sum += density->weights[i];
      if (sum >= q)
        return density->nodes[i];
    }
  return density->nodes[count - 1];
}

/* The largest excess of the first distribution function over the second, evaluated a tolerance
 * further on; it occurs at a step of the first. */
static double
rise (gsize n, const double *values, const double *weights, gsize m, const double *others,
      const double *other_weights, double tolerance)
{
  double share = 0, other = 0, most = 0;

  for (gsize i = 0, j = 0; i < n; i++)
    {
      share += weights != NULL ? weights[i] : 1 / (double) n;
      for (; j < m && others[j] <= values[i] + tolerance; j++)
        other += other_weights != NULL ? other_weights[j] : 1 / (double) m;
      most = fmax (most, share - other);
    }
  return most;
}

double
fop_cumulative_gap (gsize n, const double *values, gsize m, const double *nodes,
                    const double *weights, double tolerance)
{
  return fmax (rise (n, values, NULL, m, nodes, weights, tolerance),
               rise (m, nodes, weights, n, values, NULL, tolerance));
}

void
fop_gaussian_density (gsize n, const double *nodes, const double *weights, double width, gsize n_x,
                      const double *x, double *density)
{
  double factor = 1 / (width * sqrt (2 * G_PI));

  for (gsize k = 0; k < n_x; k++)
    {
      double sum = 0;

      for (gsize i = 0; i < n; i++)
        {
          double away = (x[k] - nodes[i]) / width;

          if (fabs (away) < KERNEL_REACH)
            sum += (weights != NULL ? weights[i] : 1 / (double) n) * exp (-away * away / 2);
        }
      density[k] = factor * sum;
    }
}

void
fop_gaussian_cumulative (gsize n, const double *nodes, const double *weights, double width,
                         gsize n_x, const double *x, double *cumulative)
{
  for (gsize k = 0; k < n_x; k++)
    {
      double sum = 0;

      for (gsize i = 0; i < n; i++)
        {
          double away = (x[k] - nodes[i]) / width;
          double weight = weights != NULL ? weights[i] : 1 / (double) n;

          if (away >= KERNEL_REACH)
            sum += weight;
          else if (away > -KERNEL_REACH)
            sum += weight * 0.5 * erfc (-away / G_SQRT2);
        }
      cumulative[k] = sum;
    }
}
