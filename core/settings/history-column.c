/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/settings/history-column.h"

gsize
fop_history_columns_count (const FopHistoryColumn *columns)
{
  gsize n = 0;

  while (columns != NULL && columns[n].key != NULL)
    n++;
  return n;
}

gssize
fop_history_columns_find (const FopHistoryColumn *columns, const char *key)
{
  gsize n = fop_history_columns_count (columns);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (columns[i].key, key))
      return (gssize) i;
  return -1;
}
