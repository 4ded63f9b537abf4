/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Creates the kind of row that matches the type of a parameter. */
#include "ui/parameters/parameter-rows.h"

#include "ui/parameters/choice-row.h"
#include "ui/parameters/file-row.h"
#include "ui/parameters/group-row.h"
#include "ui/parameters/number-row.h"
#include "ui/parameters/text-row.h"

WbParameterRow *
wb_parameter_rows_make (const FopParameter *parameter, gboolean sliders)
{
  switch (parameter->type)
    {
    case FOP_PARAMETER_BOOLEAN:
    case FOP_PARAMETER_CHOICE:
      return wb_choice_row_new (parameter);
    case FOP_PARAMETER_GROUP:
      return wb_group_row_new (parameter, wb_parameter_rows_panel_new (FALSE));
    case FOP_PARAMETER_FILE:
    case FOP_PARAMETER_VECTOR:
    case FOP_PARAMETER_MATRIX:
      return wb_file_row_new (parameter);
    case FOP_PARAMETER_TEXT:
    case FOP_PARAMETER_COLUMN:
    case FOP_PARAMETER_COLUMNS:
      return wb_text_row_new (parameter);
    default:
      return wb_number_row_new (parameter, sliders);
    }
}

GtkWidget *
wb_parameter_rows_panel_new (gboolean sliders)
{
  return wb_parameter_panel_new (wb_parameter_rows_make, sliders);
}
