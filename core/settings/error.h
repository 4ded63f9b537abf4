/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopError:
 * @FOP_ERROR_UNKNOWN_KEY: a key, kind or name that does not exist; the message gives the nearest
 * @FOP_ERROR_TYPE: a value of the wrong type
 * @FOP_ERROR_RANGE: a value outside its range; the message gives the range
 * @FOP_ERROR_COMBINATION: settings that are valid one by one but not together
 * @FOP_ERROR_FORMAT: a file that violates its format; the message gives file and position
 * @FOP_ERROR_VERSION: a file in a newer version of the format
 * @FOP_ERROR_NOT_FINITE: a NaN or an infinity where a finite number is required
 * @FOP_ERROR_TOO_LARGE: refused before allocation; the message gives the size and the limit
 * @FOP_ERROR_LAPACK: LAPACK reported failure; the message gives its info
 * @FOP_ERROR_IO: a file could not be read or written; the message gives its path
 *
 * Every failure that input can cause. Messages are for people: they name the file, the line or the
 * key, and say what was expected. Programmer errors are caught by g_return_if_fail() instead.
 */
typedef enum
{
  FOP_ERROR_UNKNOWN_KEY,
  FOP_ERROR_TYPE,
  FOP_ERROR_RANGE,
  FOP_ERROR_COMBINATION,
  FOP_ERROR_FORMAT,
  FOP_ERROR_VERSION,
  FOP_ERROR_NOT_FINITE,
  FOP_ERROR_TOO_LARGE,
  FOP_ERROR_LAPACK,
  FOP_ERROR_IO
} FopError;

#define FOP_ERROR (fop_error_quark ())
GQuark fop_error_quark (void);

G_END_DECLS
