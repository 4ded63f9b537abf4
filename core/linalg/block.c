/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/linalg/block.h"

#include <sys/mman.h>

#define HUGE_PAGE ((gsize) 2 << 20)

void
fop_block_advise (gpointer memory, gsize bytes)
{
#ifdef MADV_HUGEPAGE
  gsize skipped = (HUGE_PAGE - (gsize) memory % HUGE_PAGE) % HUGE_PAGE;

  if (bytes >= skipped + HUGE_PAGE)
    madvise ((char *) memory + skipped, (bytes - skipped) / HUGE_PAGE * HUGE_PAGE, MADV_HUGEPAGE);
#endif
}

/* The start of the allocation is stored in front of the block. */
double *
fop_block_new (gsize n)
{
  gsize bytes = n * sizeof (double);
  gsize alignment = bytes < HUGE_PAGE ? FOP_BLOCK_ALIGNMENT : HUGE_PAGE;
  char *memory = g_malloc0 (bytes + alignment + sizeof memory);
  gsize earliest = (gsize) memory + sizeof memory;
  char *block = memory + sizeof memory + (alignment - earliest % alignment) % alignment;

  fop_block_advise (block, bytes);
  ((char **) block)[-1] = memory;
  return (double *) block;
}

void
fop_block_free (double *block)
{
  if (block != NULL)
    g_free (((char **) block)[-1]);
}
