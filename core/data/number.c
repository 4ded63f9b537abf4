/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decimal text to double, with an exact fast path. */

#include "core/data/number.h"

#include <math.h>

/* The powers of ten that are exact doubles. */
static const double powers[]
    = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

static inline gboolean
is_digit (const char *at, const char *end)
{
  return at < end && *at >= '0' && *at <= '9';
}

static const char *
parse_word (const char *at, const char *end, gboolean negative, double *value)
{
  static const struct
  {
    const char *word;
    gsize length;
    double value;
  } words[] = { { "nan", 3, NAN }, { "infinity", 8, INFINITY }, { "inf", 3, INFINITY } };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if ((gsize) (end - at) >= words[i].length
        && g_ascii_strncasecmp (at, words[i].word, words[i].length) == 0)
      {
        *value = negative ? -words[i].value : words[i].value;
        return at + words[i].length;
      }
  return NULL;
}

/* The end of an exponent such as e-3, or @at if there is none: the e of "1em" is not part of the
 * number. */
static const char *
parse_exponent (const char *at, const char *end, int *exponent)
{
  const char *digit = at + 1;
  gboolean negative = FALSE;
  int sum = 0;

  if (at == end || (*at != 'e' && *at != 'E'))
    return at;
  if (digit < end && (*digit == '-' || *digit == '+'))
    negative = *digit++ == '-';
  if (!is_digit (digit, end))
    return at;
  for (; is_digit (digit, end); digit++)
    if (sum < 100000)
      sum = sum * 10 + (*digit - '0');
  *exponent += negative ? -sum : sum;
  return digit;
}

const char *
fop_number_parse (const char *text, const char *end, double *value)
{
  const guint64 largest_exact = G_GUINT64_CONSTANT (1) << 53;
  const char *at = text;
  gboolean negative = FALSE, exact = TRUE;
  guint64 digits = 0;
  gsize n_digits = 0;
  int exponent = 0;

  if (at < end && (*at == '-' || *at == '+'))
    negative = *at++ == '-';

  for (; is_digit (at, end); at++, n_digits++)
    if (digits <= largest_exact)
      digits = digits * 10 + (guint64) (*at - '0');
    else
      exact = FALSE;
  if (at < end && *at == '.')
    {
      const char *point = at++;

      for (; is_digit (at, end); at++, n_digits++)
        if (digits <= largest_exact)
          {
            digits = digits * 10 + (guint64) (*at - '0');
            exponent--;
          }
        else
          exact = FALSE;
      if (n_digits == 0)
        at = point;
    }
  if (n_digits == 0)
    return parse_word (at, end, negative, value);
  at = parse_exponent (at, end, &exponent);

  /*
   * Integers up to 2^53 and powers of ten up to 10^22 are exact doubles, so one multiplication or
   * division of the two rounds only once, giving the correct result (Clinger 1990). Other cases are
   * rare.
   */
  if (exact && digits <= largest_exact && exponent >= -22 && exponent <= 22)
    {
      double number = (double) digits;

      number = exponent < 0 ? number / powers[-exponent] : number * powers[exponent];
      *value = negative ? -number : number;
    }
  else
    *value = g_ascii_strtod (text, NULL);
  return at;
}
