/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Number formatting. Digits come from g_ascii_formatd(); the rest is typography. */

#include "ui/figures/paint/number-text.h"

#include <math.h>
#include <string.h>

#define MINUS         "\xe2\x88\x92"
#define INFINITY_SIGN "\xe2\x88\x9e"
#define TIMES_TEN                                                                                  \
  "\xc2\xa0\xc2\xb7\xc2\xa0"                                                                       \
  "10" /* no-break spaces around a middle dot */

/* Range of exponents outside of which numbers are written in scientific notation. */
#define LARGE_EXPONENT 6
#define SMALL_EXPONENT (-4)

static const char *const superscripts[]
    = { "\xe2\x81\xb0", "\xc2\xb9",     "\xc2\xb2",     "\xc2\xb3",     "\xe2\x81\xb4",
        "\xe2\x81\xb5", "\xe2\x81\xb6", "\xe2\x81\xb7", "\xe2\x81\xb8", "\xe2\x81\xb9" };

static void
append_superscript (GString *text, int exponent)
{
  char digits[16];

  g_snprintf (digits, sizeof digits, "%d", exponent);
  for (const char *c = digits; *c != '\0'; c++)
    g_string_append (text, *c == '-' ? "\xe2\x81\xbb" : superscripts[*c - '0']);
}

/* Appends the unsigned decimal @digits, with commas between groups of three integer digits. */
static void
append_grouped (GString *text, const char *digits)
{
  gsize whole = strspn (digits, "0123456789");

  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, digits[i]);
    }
  g_string_append (text, digits + whole);
}

/* Removes trailing zeros of a decimal fraction, and the decimal point if nothing follows it. */
static void
drop_zeros (char *digits)
{
  char *end = digits + strlen (digits);

  if (strchr (digits, '.') == NULL)
    return;
  while (end[-1] == '0')
    end--;
  if (end[-1] == '.')
    end--;
  *end = '\0';
}

/* Removes trailing zeros of @digits only if the result is exactly @magnitude. */
static void
drop_exact_zeros (char *digits, const char *power, double magnitude)
{
  g_autofree char *shorter = g_strdup (digits);
  g_autofree char *whole = NULL;

  drop_zeros (shorter);
  whole = g_strconcat (shorter, power, NULL);
  if (g_ascii_strtod (whole, NULL) == magnitude)
    strcpy (digits, shorter);
}

/* Handles values that are not finite; otherwise starts the text with the sign. */
static gboolean
append_sign (GString *text, double value, const char *plus)
{
  if (isnan (value))
    {
      g_string_append (text, "NaN");
      return FALSE;
    }
  if (value != 0)
    g_string_append (text, value < 0 ? MINUS : plus);
  if (isinf (value))
    {
      g_string_append (text, INFINITY_SIGN);
      return FALSE;
    }
  return TRUE;
}

static char *
number_text (double value, int digits, const char *plus)
{
  GString *text = g_string_new (NULL);
  double magnitude = fabs (value);
  char buffer[64], format[16];
  char *power;
  int exponent;

  digits = CLAMP (digits, 1, 17);
  if (!append_sign (text, value, plus))
    return g_string_free (text, FALSE);
  if (magnitude == 0)
    {
      g_string_append_c (text, '0');
      return g_string_free (text, FALSE);
    }

  /* The exponent is that of the rounded value: 9.99 at two digits is 10. */
  g_snprintf (format, sizeof format, "%%.%de", digits - 1);
  g_ascii_formatd (buffer, sizeof buffer, format, magnitude);
  power = strchr (buffer, 'e');
  exponent = atoi (power + 1);

  if (exponent >= LARGE_EXPONENT || exponent <= SMALL_EXPONENT)
    {
      g_autofree char *suffix = g_strdup (power);

      *power = '\0';
      drop_exact_zeros (buffer, suffix, magnitude);
      if (strcmp (buffer, "1") == 0)
        g_string_append (text, "10");
      else
        {
          g_string_append (text, buffer);
          g_string_append (text, TIMES_TEN);
        }
      append_superscript (text, exponent);
      return g_string_free (text, FALSE);
    }

  g_snprintf (format, sizeof format, "%%.%df", MAX (0, digits - 1 - exponent));
  g_ascii_formatd (buffer, sizeof buffer, format, magnitude);
  drop_exact_zeros (buffer, "", magnitude);
  append_grouped (text, buffer);
  return g_string_free (text, FALSE);
}

char *
fig_number_text (double value, int digits)
{
  return number_text (value, digits, "");
}

char *
fig_signed_text (double value, int digits)
{
  return number_text (value, digits, "+");
}

char *
fig_decimal_text (double value, int decimals)
{
  GString *text = g_string_new (NULL);
  char buffer[400], format[16];

  /* A value that rounds to zero has no sign. */
  g_snprintf (format, sizeof format, "%%.%df", CLAMP (decimals, 0, 60));
  g_ascii_formatd (buffer, sizeof buffer, format, fabs (value));
  if (strspn (buffer, "0.") == strlen (buffer))
    value = 0;
  if (append_sign (text, value, ""))
    append_grouped (text, buffer);
  return g_string_free (text, FALSE);
}

char *
fig_short_text (double value, int digits)
{
  g_autofree char *rounded = NULL;
  char buffer[64], format[16];

  if (!isfinite (value))
    return number_text (value, digits, "");
  /* The rounded value is exact for number_text(), which then removes the zeros. */
  g_snprintf (format, sizeof format, "%%.%de", CLAMP (digits, 1, 17) - 1);
  rounded = g_strdup (g_ascii_formatd (buffer, sizeof buffer, format, value));
  return number_text (g_ascii_strtod (rounded, NULL), digits, "");
}

char *
fig_power_text (int exponent)
{
  GString *text = g_string_new ("10");

  append_superscript (text, exponent);
  return g_string_free (text, FALSE);
}

char *
fig_count_text (guint64 count)
{
  GString *text = g_string_new (NULL);
  char buffer[24];

  g_snprintf (buffer, sizeof buffer, "%" G_GUINT64_FORMAT, count);
  append_grouped (text, buffer);
  return g_string_free (text, FALSE);
}

char *
fig_rate_text (double rate)
{
  static const char *const words[] = { "", "\xc2\xa0k", "\xc2\xa0M", "\xc2\xa0G", "\xc2\xa0T" };
  g_autofree char *text = NULL;
  char buffer[32];
  gsize word = 0;

  if (!isfinite (rate) || rate < 0)
    return number_text (rate, 2, "");
  /* 999.5 rounds to 1,000, which takes the next prefix. */
  while (rate >= 999.5 && word + 1 < G_N_ELEMENTS (words))
    {
      rate /= 1000;
      word++;
    }
  if (rate >= 9.95)
    return g_strconcat (g_ascii_formatd (buffer, sizeof buffer, "%.0f", rate), words[word], NULL);
  text = fig_short_text (rate, 2);
  return g_strconcat (text, words[word], NULL);
}
