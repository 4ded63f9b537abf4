/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In the order in which tables show them. */
typedef enum
{
  FOP_INSTRUMENT_CONDITION,
  FOP_INSTRUMENT_CONDITION_HESSIAN,
  FOP_INSTRUMENT_CONDITION_PRECONDITIONED,
  FOP_INSTRUMENT_TRACE,
  FOP_INSTRUMENT_LOG_DETERMINANT,
  FOP_INSTRUMENT_EFFECTIVE_RANK,
  FOP_INSTRUMENT_PARTICIPATION_RATIO,
  FOP_INSTRUMENT_DISTANCE_INVERSE_HESSIAN,
  FOP_INSTRUMENT_DISTANCE_INVERSE_FISHER,
  FOP_INSTRUMENT_COMMUTATOR,
  FOP_INSTRUMENT_OVERLAP,
  FOP_INSTRUMENT_NEWTON_ANGLE,
  FOP_INSTRUMENT_GRADIENT_ANGLE,
  FOP_INSTRUMENT_GRADIENT_COSINE,
  FOP_INSTRUMENT_HYPERGRADIENT,
  FOP_INSTRUMENT_SPECTRAL_RADIUS,
  FOP_INSTRUMENT_OBSERVED_CONTRACTION,
  FOP_INSTRUMENT_RATE_LIMIT,
  FOP_INSTRUMENT_ASYMMETRY,
  FOP_N_INSTRUMENTS
} FopInstrumentId;

/**
 * FopInstrument:
 * @key: in files: "condition-preconditioned"
 * @title: for people, in sentence case
 * @symbol: the field's symbol, which labels curves: "κ(PH)"
 * @unit: (nullable): shown behind the value
 * @logarithmic: its axis is
 * @help: one or two sentences: what it is, and what it is where all is well
 *
 * A number that says something about a preconditioner at one step. Declared once: gauges, curves,
 * columns of tables, summary.json and `describe instruments` derive from the table.
 */
typedef struct
{
  const char *key;
  const char *title;
  const char *symbol;
  const char *unit;
  gboolean logarithmic;
  const char *help;
} FopInstrument;

const FopInstrument *fop_instrument (gsize id);

/** Index of the instrument @key, or -1. */
gssize fop_instrument_find (const char *key);

G_END_DECLS
