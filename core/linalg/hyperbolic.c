/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hyperbolic tangent of a vector. */

#include "core/linalg/hyperbolic.h"

#include <math.h>
#include <string.h>

#ifdef FOP_SINGLE

/*
 * exp x for 0 ≤ x ≤ 18: x = k ln 2 + r with |r| ≤ ½ ln 2, the Taylor series of exp r, and k added
 * to the exponent bits. ln 2 is subtracted in two parts, the first of which is exact in few bits.
 */
static inline float
exponential (float x)
{
  gint32 k = (gint32) (x * 1.44269504f + 0.5f), bits = (k + 127) << 23;
  float r = x - (float) k * 0.693359375f + (float) k * 2.12194440e-4f, power;
  float series
      = 1 + r * (1 + r * (1 / 2.f + r * (1 / 6.f + r * (1 / 24.f + r * (1 / 120.f + r / 720)))));

  memcpy (&power, &bits, sizeof power);
  return series * power;
}

/*
 * Above ½ by tanh x = 1 − 2/(e²ˣ + 1), which is 1 from 9 on. Below, where that loses digits, by the
 * continued fraction x/(1 + x²/(3 + x²/(5 + x²/(7 + x²/9)))) (Lambert), its levels multiplied out.
 */
void
fop_tanh (gsize n, const float *x, float *y)
{
  for (gsize i = 0; i < n; i++)
    {
      float size = fabsf (x[i]), square = size * size;
      float capped = size < 9 ? size : 9;
      float far = 1 - 2 / (exponential (2 * capped) + 1);
      float near = size * (945 + square * (105 + square)) / (945 + square * (420 + 15 * square));
      float value = size < 0.5f ? near : far;

      value = size == size ? value : size;
      y[i] = copysignf (value, x[i]);
    }
}

#else

void
fop_tanh (gsize n, const double *x, double *y)
{
  for (gsize i = 0; i < n; i++)
    y[i] = tanh (x[i]);
}

#endif
