/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/analysis/instrument.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbInstrumentList:
 *
 * Instruments and their values, a row each; an instrument without a value has no row. What it is
 * stands in the row's tooltip. Where the matrices are a sequence, one of the rows is selected: the
 * one that is drawn over it.
 *
 * Signal: selected: another row was
 *
 * Accessible: list "Instruments" of items named "Condition of P",
 * described by the value.
 */
#define WB_TYPE_INSTRUMENT_LIST (wb_instrument_list_get_type ())
G_DECLARE_FINAL_TYPE (WbInstrumentList, wb_instrument_list, WB, INSTRUMENT_LIST, GtkBox)

/** @values: FOP_N_INSTRUMENTS; NaN where there is none. */
void wb_instrument_list_show (WbInstrumentList *list, const double *values);

/** Whether one of the rows is selected. */
void wb_instrument_list_set_selects (WbInstrumentList *list, gboolean selects);
FopInstrumentId wb_instrument_list_selected (WbInstrumentList *list);

G_END_DECLS
