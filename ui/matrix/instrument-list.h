/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/analysis/instrument.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbInstrumentList:
 *
 * Instruments and their values, one row each, explained in tooltips; instruments without a value
 * have no row. If the matrices form a sequence, one row is selected, and its instrument is plotted
 * over the sequence.
 *
 * Signal: selected: the selection has changed
 *
 * Accessible: list "Instruments" of items named "Condition of P",
 * described by the value.
 */
#define WB_TYPE_INSTRUMENT_LIST (wb_instrument_list_get_type ())
G_DECLARE_FINAL_TYPE (WbInstrumentList, wb_instrument_list, WB, INSTRUMENT_LIST, GtkBox)

/** @values: FOP_N_INSTRUMENTS values; NaN for none. */
void wb_instrument_list_show (WbInstrumentList *list, const double *values);

/** Sets whether rows can be selected. */
void wb_instrument_list_set_selects (WbInstrumentList *list, gboolean selects);
FopInstrumentId wb_instrument_list_selected (WbInstrumentList *list);

G_END_DECLS
