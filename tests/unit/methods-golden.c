/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reference trajectories of the methods, made by independent implementations. */
#include "method-laws.h"
#include "reference.h"

#define TOLERANCE 1e-10

static JsonObject *golden;

/* Error relative to the reference, or absolute if that is below 1e-300. */
static void
check_number (const char *what, gsize index, double actual, double expected)
{
  if (!(fabs (actual - expected) <= TOLERANCE * MAX (fabs (expected), 1e-300)))
    g_error ("%s[%" G_GSIZE_FORMAT "] is %.17g, and the reference says %.17g", what, index, actual,
             expected);
}

/* Vectors agree relative to their largest element: small ones may come from cancellation. */
static void
check_vector (const char *what, gsize n, const double *actual, JsonArray *expected)
{
  double scale = 0;

  g_assert_cmpuint (json_array_get_length (expected), ==, n);
  for (guint i = 0; i < n; i++)
    scale = MAX (scale, fabs (json_array_get_double_element (expected, i)));
  for (guint i = 0; i < n; i++)
    if (!(fabs (actual[i] - json_array_get_double_element (expected, i)) <= TOLERANCE * scale))
      g_error ("%s[%u] is %.17g, and the reference says %.17g", what, i, actual[i],
               json_array_get_double_element (expected, i));
}

static FopProblem *
golden_problem (const char *kind)
{
  g_autoptr (JsonNode) node = json_node_copy (json_object_get_member (golden, kind));
  g_autofree char *text = json_to_string (node, FALSE);

  return laws_problem (kind, text, 1);
}

static void
test_trajectory (gconstpointer data)
{
  JsonObject *entry = (JsonObject *) data;
  g_autoptr (FopProblem) problem
      = golden_problem (json_object_get_string_member (entry, "problem"));
  g_autofree char *settings = json_to_string (json_object_get_member (entry, "settings"), FALSE);
  const char *kind
      = json_object_get_string_member (json_object_get_object_member (entry, "settings"), "method");
  g_autoptr (Trial) trial = trial_new (problem, kind, settings);
  JsonArray *loss = json_object_get_array_member (entry, "loss");
  JsonArray *rates = json_object_has_member (entry, "learning_rate")
                         ? json_object_get_array_member (entry, "learning_rate")
                         : NULL;
  gsize n = problem->dimension;

  for (guint t = 0; t < json_array_get_length (loss); t++)
    {
      check_number ("loss", t, trial->loss, json_array_get_double_element (loss, t));
      if (t + 1 == json_array_get_length (loss))
        break;
      trial_step (trial);
      if (rates != NULL)
        check_number ("learning_rate", t, trial->method->columns[0],
                      json_array_get_double_element (rates, t));
    }
  check_vector ("theta", n, trial->theta, json_object_get_array_member (entry, "theta"));

  if (json_object_has_member (entry, "P"))
    {
      g_autofree double *p = trial_preconditioner (trial);
      JsonArray *rows = json_object_get_array_member (entry, "P");
      for (guint i = 0; i < n; i++)
        check_vector ("P", n, p + i * n, json_array_get_array_element (rows, i));
    }
  if (json_object_has_member (entry, "learning_rates"))
    {
      g_autofree double *p = trial_preconditioner (trial), *own = g_new (double, n);
      double rate = json_object_get_double_member (
          json_object_get_object_member (entry, "settings"), "learning-rate");
      for (gsize i = 0; i < n; i++)
        own[i] = rate * p[i * n + i];
      check_vector ("learning_rates", n, own,
                    json_object_get_array_member (entry, "learning_rates"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_autoptr (JsonParser) parser = json_parser_new ();
  golden = reference_object (parser, "golden/methods.json");
  JsonArray *methods = json_object_get_array_member (golden, "methods");
  for (guint i = 0; i < json_array_get_length (methods); i++)
    {
      JsonObject *entry = json_array_get_object_element (methods, i);
      g_autofree char *name
          = g_strdup_printf ("/methods/golden/%s", json_object_get_string_member (entry, "name"));
      g_test_add_data_func (name, entry, test_trajectory);
    }
  return g_test_run ();
}
