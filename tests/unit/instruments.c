/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/analysis/alignment.h"
#include "core/analysis/contraction.h"
#include "core/analysis/foreign.h"
#include "core/analysis/measurement.h"
#include "core/analysis/nearness.h"
#include "core/analysis/spread.h"
#include "core/data/philox.h"
#include "core/linalg/orthogonal.h"
#include "core/linalg/product.h"

#include <gsl/gsl_randist.h>
#include <math.h>

#define N 12

/* Qᵀ diag (values) Q with the Q that @seed draws. */
static double *
rotated (gsize n, const double *values, guint64 seed)
{
  gsl_rng *rng = fop_random_new (seed, FOP_STREAM_PROBLEM, 0);
  g_autofree double *q = g_new (double, n *n);
  double *matrix = g_new0 (double, n *n);

  fop_random_orthogonal (rng, n, q);
  gsl_rng_free (rng);
  for (gsize e = 0; e < n; e++)
    for (gsize i = 0; i < n; i++)
      for (gsize j = 0; j < n; j++)
        matrix[i * n + j] += values[e] * q[e * n + i] * q[e * n + j];
  return matrix;
}

static double *
normals (gsize n, guint64 seed)
{
  gsl_rng *rng = fop_random_new (seed, FOP_STREAM_PROBLEM, 1);
  double *values = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    values[i] = gsl_ran_gaussian (rng, 1.0);
  gsl_rng_free (rng);
  return values;
}

/* λ_i = 100^(i/(N − 1)) from 1 to 100, or their inverses. */
static void
valley (gboolean inverse, double *values)
{
  for (int i = 0; i < N; i++)
    values[i] = pow (100.0, (inverse ? -1.0 : 1.0) * i / (N - 1.0));
}

/* All instruments of P and H at @rate. */
static void
look_at (gsize n, gsize columns, const double *p, const double *h, const double *g,
         const double *last, double rate, double *values)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopSpectrum) spectrum = fop_spectrum_new (n, p, h, &error);
  const FopMeasurement measurement = { .n = n,
                                       .columns = columns,
                                       .preconditioner = p,
                                       .spectrum = spectrum,
                                       .hessian = h,
                                       .gradient = g,
                                       .last_gradient = last,
                                       .last_preconditioner = p,
                                       .rate = rate,
                                       .sensitivity = rate,
                                       .observed = 0.5 };

  g_assert_no_error (error);
  fop_measurement_read (&measurement, values);
}

static void
every_instrument_is_declared_once (void)
{
  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    {
      const FopInstrument *instrument = fop_instrument (i);

      g_assert_nonnull (instrument->key);
      g_assert_nonnull (instrument->title);
      g_assert_nonnull (instrument->symbol);
      g_assert_true (g_str_has_suffix (instrument->help, "."));
      g_assert_cmpint (fop_instrument_find (instrument->key), ==, (gssize) i);
    }
  g_assert_cmpint (fop_instrument_find ("kappa"), ==, -1);
}

static void
the_inverse_hessian_is_perfect (void)
{
  double lambda[N], inverse[N], values[FOP_N_INSTRUMENTS];

  valley (FALSE, lambda);
  valley (TRUE, inverse);
  g_autofree double *h = rotated (N, lambda, 1), *p = rotated (N, inverse, 1);
  g_autofree double *g = normals (N, 2);

  for (int i = 0; i < N * N; i++)
    p[i] *= 3.0; /* the same for any multiple of it */
  look_at (N, 1, p, h, g, NULL, 1.0 / 3.0, values);
  g_assert_cmpfloat_with_epsilon (values[FOP_INSTRUMENT_CONDITION], 100.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (values[FOP_INSTRUMENT_CONDITION_PRECONDITIONED], 1.0, 1e-12);
  g_assert_cmpfloat (values[FOP_INSTRUMENT_DISTANCE_INVERSE_HESSIAN], <, 1e-13);
  g_assert_cmpfloat (values[FOP_INSTRUMENT_COMMUTATOR], <, 1e-13);
  g_assert_cmpfloat (values[FOP_INSTRUMENT_NEWTON_ANGLE], <, 1e-11);
  g_assert_cmpfloat_with_epsilon (values[FOP_INSTRUMENT_OVERLAP], 1.0, 1e-12);
  g_assert_cmpfloat (values[FOP_INSTRUMENT_SPECTRAL_RADIUS], <, 1e-12);
  g_assert_cmpfloat_with_epsilon (values[FOP_INSTRUMENT_RATE_LIMIT], 2.0 / 3.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (values[FOP_INSTRUMENT_LOG_DETERMINANT],
                                  N * log (3.0) - N * log (10.0), 1e-11);
}

/* Of [[1, 2], [0, 1]]: ‖P − Pᵀ‖² = 8, ‖P‖² = 6; the step is along P g itself, its eigenvalues are
 * those of ½(P + Pᵀ), 0 and 2. */
static void
an_unsymmetric_matrix_is_said_to_be_one (void)
{
  const double whole[4] = { 1, 2, 0, 1 }, g[2] = { 0, 1 };
  double part[4], values[FOP_N_INSTRUMENTS];

  fop_symmetric_part (2, whole, part);
  g_autoptr (FopSpectrum) spectrum = fop_spectrum_new (2, part, NULL, NULL);

  fop_measurement_read (&(FopMeasurement){ .n = 2,
                                           .columns = 1,
                                           .preconditioner = part,
                                           .whole = whole,
                                           .spectrum = spectrum,
                                           .gradient = g,
                                           .rate = 1,
                                           .observed = NAN },
                        values);
  g_assert_cmpfloat_with_epsilon (values[FOP_INSTRUMENT_ASYMMETRY], sqrt (8.0 / 6.0), 1e-15);
  g_assert_cmpfloat_with_epsilon (values[FOP_INSTRUMENT_GRADIENT_ANGLE], atan (2.0) * 180 / G_PI,
                                  1e-12);
  g_assert_cmpfloat_with_epsilon (values[FOP_INSTRUMENT_TRACE], 2, 1e-14);
  g_assert_true (isinf (values[FOP_INSTRUMENT_CONDITION]));
}

static void
the_identity_changes_nothing (void)
{
  double lambda[N], ones[N], values[FOP_N_INSTRUMENTS];

  valley (FALSE, lambda);
  for (int i = 0; i < N; i++)
    ones[i] = 1.0;
  g_autofree double *h = rotated (N, lambda, 3), *p = rotated (N, ones, 3), *g = normals (N, 4);

  look_at (N, 1, p, h, g, NULL, 0.01, values);
  g_assert_cmpfloat_with_epsilon (values[FOP_INSTRUMENT_CONDITION], 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (values[FOP_INSTRUMENT_CONDITION_HESSIAN], 100.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (values[FOP_INSTRUMENT_CONDITION_PRECONDITIONED], 100.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (values[FOP_INSTRUMENT_TRACE], N, 1e-12);
  g_assert_cmpfloat_with_epsilon (values[FOP_INSTRUMENT_EFFECTIVE_RANK], N, 1e-11);
  g_assert_cmpfloat_with_epsilon (values[FOP_INSTRUMENT_PARTICIPATION_RATIO], N, 1e-11);
  g_assert_cmpfloat (values[FOP_INSTRUMENT_GRADIENT_ANGLE], <, 1e-11);
  g_assert_cmpfloat (fabs (values[FOP_INSTRUMENT_LOG_DETERMINANT]), <, 1e-12);
  g_assert_cmpfloat_with_epsilon (values[FOP_INSTRUMENT_SPECTRAL_RADIUS], 0.99, 1e-12);
  g_assert_cmpfloat_with_epsilon (values[FOP_INSTRUMENT_RATE_LIMIT], 0.02, 1e-13);
  g_assert_cmpfloat (values[FOP_INSTRUMENT_OBSERVED_CONTRACTION], ==, 0.5);
  g_assert_cmpfloat (values[FOP_INSTRUMENT_ASYMMETRY], <, 1e-14);
  /* I has no largest eigenvectors. */
  g_assert_true (isnan (values[FOP_INSTRUMENT_OVERLAP]));
  /* There is no previous gradient, and no Fisher matrix. */
  g_assert_true (isnan (values[FOP_INSTRUMENT_GRADIENT_COSINE]));
  g_assert_true (isnan (values[FOP_INSTRUMENT_HYPERGRADIENT]));
  g_assert_true (isnan (values[FOP_INSTRUMENT_DISTANCE_INVERSE_FISHER]));
}

/* The distance to the inverse of a Fisher matrix whose smallest eigenvalue is @least. */
static double
distance_inverse_fisher (double least, double multiple)
{
  double lambda[N], inverse[N], values[FOP_N_INSTRUMENTS];

  valley (FALSE, lambda);
  valley (TRUE, inverse);
  lambda[0] = least;
  g_autofree double *f = rotated (N, lambda, 5), *p = rotated (N, inverse, 5);
  for (int i = 0; i < N * N; i++)
    p[i] *= multiple;

  g_autoptr (FopSpectrum) spectrum = fop_spectrum_new (N, p, NULL, NULL);
  fop_measurement_read (
      &(FopMeasurement){
          .n = N, .columns = 1, .preconditioner = p, .spectrum = spectrum, .fisher = f },
      values);
  return values[FOP_INSTRUMENT_DISTANCE_INVERSE_FISHER];
}

static void
the_inverse_fisher_matrix_is_near (void)
{
  g_assert_cmpfloat (distance_inverse_fisher (1.0, 1.0), <, 1e-13);
  g_assert_cmpfloat (distance_inverse_fisher (1.0, 7.0), <, 1e-13);
  g_assert_cmpfloat (distance_inverse_fisher (0.5, 1.0), >, 0.1);
  /* There is no inverse, although rounding may make one computable. */
  g_assert_true (isnan (distance_inverse_fisher (0.0, 1.0)));
}

static void
without_a_hessian_only_p_is_read (void)
{
  static const double p[] = { 2, 0, 0, 8 }, g[] = { 1, 1 };
  double values[FOP_N_INSTRUMENTS];

  look_at (2, 1, p, NULL, g, g, 0.1, values);
  g_assert_cmpfloat (values[FOP_INSTRUMENT_CONDITION], ==, 4.0);
  g_assert_cmpfloat (values[FOP_INSTRUMENT_TRACE], ==, 10.0);
  g_assert_cmpfloat_with_epsilon (values[FOP_INSTRUMENT_LOG_DETERMINANT], log (16.0), 1e-14);
  g_assert_cmpfloat_with_epsilon (values[FOP_INSTRUMENT_GRADIENT_COSINE], 1.0, 1e-15);
  g_assert_cmpfloat (values[FOP_INSTRUMENT_HYPERGRADIENT], <, 0.0);
  g_assert_true (isnan (values[FOP_INSTRUMENT_CONDITION_HESSIAN]));
  g_assert_true (isnan (values[FOP_INSTRUMENT_DISTANCE_INVERSE_HESSIAN]));
  g_assert_true (isnan (values[FOP_INSTRUMENT_COMMUTATOR]));
  g_assert_true (isnan (values[FOP_INSTRUMENT_NEWTON_ANGLE]));
  g_assert_true (isnan (values[FOP_INSTRUMENT_SPECTRAL_RADIUS]));
  g_assert_true (isnan (values[FOP_INSTRUMENT_RATE_LIMIT]));
}

static void
ranks_count_directions (void)
{
  static const double one[] = { 0, 5, 0, 0 }, two[] = { 7e-300, 0, 7e-300, 0 },
                      mixed[] = { 3, 1, 0, 0 }, zero[] = { 0, 0, 0, 0 };

  g_assert_cmpfloat (fop_spread_effective_rank (4, one), ==, 1.0);
  g_assert_cmpfloat (fop_spread_participation_ratio (4, one), ==, 1.0);
  g_assert_cmpfloat_with_epsilon (fop_spread_effective_rank (4, two), 2.0, 1e-14);
  g_assert_cmpfloat_with_epsilon (fop_spread_participation_ratio (4, two), 2.0, 1e-14);
  g_assert_cmpfloat_with_epsilon (fop_spread_effective_rank (4, mixed), 4.0 / pow (3.0, 0.75),
                                  1e-14);
  g_assert_cmpfloat_with_epsilon (fop_spread_participation_ratio (4, mixed), 1.6, 1e-15);
  g_assert_true (isnan (fop_spread_effective_rank (4, zero)));
  g_assert_true (isinf (fop_spread_log_determinant (4, one)));
}

static void
the_distance_is_what_is_left_of_the_nearest_multiple (void)
{
  /* P = diag (3, 1), H⁻¹ = diag (1, 2): c = 1, and the remainder is diag (2, −1). */
  static const double scales[] = { 1.0, 1e-200, 1e200 };

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      double p[] = { 3 * scales[i], 0, 0, scales[i] }, h[] = { 1, 0, 0, 0.5 }, inverse[4];
      double distance;

      g_assert_true (fop_nearest_inverse (2, h, p, inverse, &distance, NULL));
      g_assert_cmpfloat_with_epsilon (distance, sqrt (0.5), 1e-14);
    }
}

static void
the_commutator_of_a_known_pair (void)
{
  /* PH − HP = [[0, −1], [1, 0]] · (a difference of 1): ‖·‖ = √2, ‖P‖ = √5, ‖H‖ = √2. */
  static const double p[] = { 1, 0, 0, 2 }, h[] = { 0, 1, 1, 0 };

  g_assert_cmpfloat_with_epsilon (fop_commutator (2, p, h), 1.0 / sqrt (5.0), 1e-15);
}

static void
angles_keep_their_digits_where_they_are_small (void)
{
  static const double a[] = { 1, 0 }, b[] = { 1, 1e-12 }, c[] = { 0, -3 }, d[] = { -2, 0 },
                      zero[] = { 0, 0 };

  g_assert_cmpfloat_with_epsilon (fop_angle (2, a, b) * G_PI / 180.0 / 1e-12, 1.0, 1e-10);
  g_assert_cmpfloat_with_epsilon (fop_angle (2, a, c), 90.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (fop_angle (2, a, d), 180.0, 1e-12);
  g_assert_cmpfloat (fop_angle (2, b, b), ==, 0.0);
  g_assert_true (isnan (fop_angle (2, a, zero)));
}

static void
the_newton_step_solves_for_every_column (void)
{
  static const double values[] = { -3.0, 0.5, 2.0 };
  g_autofree double *h = rotated (3, values, 5), *g = normals (6, 6);
  double x[6], back[6];
  static const double singular[] = { 1, 0, 0, 0 }, two[] = { 1, 1 };

  g_assert_true (fop_solve_symmetric (3, 2, h, g, x));
  fop_product (3, 2, 3, 1.0, h, x, 0.0, back);
  for (int i = 0; i < 6; i++)
    g_assert_cmpfloat_with_epsilon (back[i], g[i], 1e-13);
  g_assert_false (fop_solve_symmetric (2, 1, singular, two, x));
}

static void
eigenspaces_turned_apart_overlap_by_the_cosine (void)
{
  /* P's largest along (cos a, sin a), H's smallest along (1, 0). */
  double a = 0.3, c = cos (a), s = sin (a);
  double p[] = { 2 * c * c + s * s, c * s, c * s, 2 * s * s + c * c }, h[] = { 1, 0, 0, 5 };

  g_assert_cmpfloat_with_epsilon (fop_eigenspace_overlap (2, 1, p, h), c * c, 1e-14);
  g_assert_cmpfloat_with_epsilon (fop_eigenspace_overlap (2, 2, p, h), 1.0, 1e-14);
}

static void
the_radius_is_that_of_the_worst_direction (void)
{
  static const double values[] = { 0.1, 1.0, 4.0 }, negative[] = { -2.0, -1.0 };

  g_assert_cmpfloat_with_epsilon (fop_contraction_radius (3, values, 0.1), 0.99, 1e-15);
  g_assert_cmpfloat_with_epsilon (fop_contraction_radius (3, values, 0.6), 1.4, 1e-15);
  g_assert_cmpfloat (fop_contraction_rate_limit (3, values), ==, 0.5);
  g_assert_cmpfloat_with_epsilon (
      fop_contraction_radius (3, values, fop_contraction_rate_limit (3, values)), 1.0, 1e-15);
  g_assert_true (isinf (fop_contraction_rate_limit (2, negative)));
  g_assert_cmpfloat (fop_contraction_curvature_limit (0.5, 0, FALSE), ==, 4);
  g_assert_cmpfloat (fop_contraction_curvature_limit (0.5, 0, TRUE), ==, 4);
  g_assert_cmpfloat (fop_contraction_curvature_limit (0.5, 0.5, FALSE), ==, 6);
  g_assert_cmpfloat (fop_contraction_curvature_limit (0.5, 0.5, TRUE), ==, 3);
  g_assert_true (isnan (fop_contraction_curvature_limit (0, 0, FALSE)));
}

/* J(θ_{t+1}) along M ← M + s D changes by s ⟨−ε S M, D⟩: S M from its definition, entry by entry.
 */
static void
the_hypergradient_is_the_norm_of_s_m (void)
{
  for (gsize columns = 1; columns <= 3; columns += 2)
    {
      enum
      {
        n = 4
      };
      g_autofree double *m = normals (n * n, 7), *g = normals (n * columns, 8);
      g_autofree double *h = normals (n * columns, 9);
      double p[n * n], s[n * n] = { 0 }, sm[n * n], square = 0, along = 0, rate = 0.3;

      fop_product_by_transposed (n, n, n, 1.0, m, m, 0.0, p);
      for (gsize i = 0; i < n; i++)
        for (gsize j = 0; j < n; j++)
          for (gsize k = 0; k < columns; k++)
            s[i * n + j] += g[i * columns + k] * h[j * columns + k]
                            + h[i * columns + k] * g[j * columns + k];
      fop_product (n, n, n, 1.0, s, m, 0.0, sm);
      for (gsize i = 0; i < n * n; i++)
        {
          square += sm[i] * sm[i];
          along += -rate * sm[i] * m[i];
        }
      g_assert_cmpfloat_with_epsilon (fop_hypergradient (n, columns, p, g, h, rate),
                                      copysign (rate * sqrt (square), along), 1e-12);
    }
}

static void
a_preconditioner_of_several_columns_is_read_as_one_matrix (void)
{
  static const double p[] = { 2, 0, 0, 1 }, h[] = { 0.5, 0, 0, 1 };
  static const double g[] = { 1, 2, 3, -1, 0, 5 };
  double values[FOP_N_INSTRUMENTS];

  look_at (2, 3, p, h, g, g, 1.0, values);
  g_assert_cmpfloat (values[FOP_INSTRUMENT_NEWTON_ANGLE], <, 1e-12);
  g_assert_cmpfloat_with_epsilon (cos (values[FOP_INSTRUMENT_GRADIENT_ANGLE] * G_PI / 180.0),
                                  54.0 / sqrt (82.0 * 40.0), 1e-14);
}

/* Gauges, tables and families are those that the table names; each gauge has a place of its own. */
static void
test_where_they_are_shown (void)
{
  FopInstrumentId ids[FOP_N_INSTRUMENTS];
  gsize n = fop_instruments_of_gauges (ids), n_placed = 0, n_families = 0;

  for (gsize i = 0; i < n; i++)
    g_assert_cmpuint (fop_instrument (ids[i])->gauge, ==, i + 1);
  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    {
      n_placed += fop_instrument (i)->gauge > 0;
      g_assert_cmpint (fop_instrument_find (fop_instrument (i)->key), ==, (gssize) i);
    }
  g_assert_cmpuint (n, ==, n_placed);
  for (gsize family = 0; family < FOP_N_FAMILIES; family++)
    {
      gsize members = fop_instruments_of_family ((FopInstrumentFamily) family, ids);

      g_assert_cmpuint (members, >, 0);
      n_families += members;
      for (gsize i = 0; i + 1 < members; i++)
        g_assert_false (fop_instrument (ids[i])->is_reference);
    }
  g_assert_cmpuint (n_families, ==, FOP_N_INSTRUMENTS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/instruments/each-is-shown-where-its-row-says", test_where_they_are_shown);
  g_test_add_func ("/instruments/an-unsymmetric-matrix-is-said-to-be-one",
                   an_unsymmetric_matrix_is_said_to_be_one);
  g_test_add_func ("/instruments/every-instrument-is-declared-once",
                   every_instrument_is_declared_once);
  g_test_add_func ("/instruments/the-inverse-hessian-is-perfect", the_inverse_hessian_is_perfect);
  g_test_add_func ("/instruments/the-identity-changes-nothing", the_identity_changes_nothing);
  g_test_add_func ("/instruments/the-inverse-fisher-matrix-is-near",
                   the_inverse_fisher_matrix_is_near);
  g_test_add_func ("/instruments/without-a-hessian-only-p-is-read",
                   without_a_hessian_only_p_is_read);
  g_test_add_func ("/instruments/ranks-count-directions", ranks_count_directions);
  g_test_add_func ("/instruments/the-distance-is-what-is-left-of-the-nearest-multiple",
                   the_distance_is_what_is_left_of_the_nearest_multiple);
  g_test_add_func ("/instruments/the-commutator-of-a-known-pair", the_commutator_of_a_known_pair);
  g_test_add_func ("/instruments/angles-keep-their-digits-where-they-are-small",
                   angles_keep_their_digits_where_they_are_small);
  g_test_add_func ("/instruments/the-newton-step-solves-for-every-column",
                   the_newton_step_solves_for_every_column);
  g_test_add_func ("/instruments/eigenspaces-turned-apart-overlap-by-the-cosine",
                   eigenspaces_turned_apart_overlap_by_the_cosine);
  g_test_add_func ("/instruments/the-radius-is-that-of-the-worst-direction",
                   the_radius_is_that_of_the_worst_direction);
  g_test_add_func ("/instruments/the-hypergradient-is-the-norm-of-s-m",
                   the_hypergradient_is_the_norm_of_s_m);
  g_test_add_func ("/instruments/a-preconditioner-of-several-columns-is-read-as-one-matrix",
                   a_preconditioner_of_several_columns_is_read_as_one_matrix);
  return g_test_run ();
}
