/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Text in paragraphs of a page's width. */

#include "app/cli/paragraph.h"

#include <stdio.h>

#define PAGE_WIDTH 96

void
cli_print_paragraph (int indent, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  glong column = PAGE_WIDTH;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      glong width = g_utf8_strlen (words[i], -1);
      gboolean fits = column + 1 + width <= PAGE_WIDTH;

      if (fits)
        printf (" %s", words[i]);
      else
        printf ("%s%*s%s", i > 0 ? "\n" : "", indent, "", words[i]);
      column = width + (fits ? column + 1 : indent);
    }
  printf ("\n");
}

void
cli_print_paragraphs (int indent, const char *text, gboolean apart)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n", -1);

  for (gsize i = 0; paragraphs[i] != NULL; i++)
    {
      if (i > 0 && apart)
        printf ("\n");
      cli_print_paragraph (indent, paragraphs[i]);
    }
}
