/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In the order of tables. */
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

/* Instruments that share an axis in plots over the steps. */
typedef enum
{
  FOP_FAMILY_NONE,
  FOP_FAMILY_CONDITIONING,
  FOP_FAMILY_NEARNESS,
  FOP_FAMILY_SPREAD,
  FOP_FAMILY_DIRECTIONS,
  FOP_FAMILY_CONTRACTION,
  FOP_FAMILY_RATE,
  FOP_FAMILY_DETERMINANT,
  FOP_FAMILY_HYPERGRADIENT,
  FOP_FAMILY_COSINE,
  FOP_N_FAMILIES
} FopInstrumentFamily;

/* Tables of all blocks in which an instrument is a column. */
typedef enum
{
  FOP_TABLE_OVERVIEW = 1 << 0,
  FOP_TABLE_SPREAD = 1 << 1,
  FOP_TABLE_NEARNESS = 1 << 2,
  FOP_TABLE_STEPS = 1 << 3
} FopInstrumentTables;

/**
 * FopInstrument:
 * @key: in files: "condition-preconditioned"
 * @title: for people, in sentence case
 * @symbol: the usual symbol, which labels curves: "κ(PH)"
 * @unit: (nullable): shown after the value
 * @logarithmic: whether its axis is logarithmic
 * @of_curvature: whether it compares P with H or another curvature; the others depend on P or on
 *   gradients only
 * @is_reference: whether it is independent of P: a reference for the others of its family
 * @family: the family whose axis it shares
 * @tables: the tables in which it is a column
 * @gauge: its position among the gauges, from 1; 0 if it is not a gauge
 * @help: one or two sentences: its definition, and its value in the good case
 *
 * A quantity that characterizes a preconditioner at one step. Declared once: gauges, curves,
 * columns of tables, summary.json and `describe instruments` derive from the table.
 */
typedef struct
{
  const char *key;
  const char *title;
  const char *symbol;
  const char *unit;
  gboolean logarithmic;
  gboolean of_curvature;
  gboolean is_reference;
  FopInstrumentFamily family;
  FopInstrumentTables tables;
  guint gauge;
  const char *help;
} FopInstrument;

const FopInstrument *fop_instrument (gsize id);

/** Index of the instrument @key, or -1. */
gssize fop_instrument_find (const char *key);

/*
 * Subsets of the instruments, in display order. @ids: (out caller-allocates): room for
 * FOP_N_INSTRUMENTS. Returns: their number.
 */

/** References come last. */
gsize fop_instruments_of_family (FopInstrumentFamily family, FopInstrumentId *ids);
gsize fop_instruments_of_table (FopInstrumentTables table, FopInstrumentId *ids);
gsize fop_instruments_of_gauges (FopInstrumentId *ids);

G_END_DECLS
