/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"

G_BEGIN_DECLS

/**
 * FopDataFile:
 * @path: absolute
 * @sum: (nullable): SHA-256 of its contents, in hexadecimal digits; %NULL if it could not be read
 *
 * A file that an experiment reads: a data set, a matrix or a vector.
 */
typedef struct
{
  char *path;
  char *sum;
} FopDataFile;

/** @sum: (nullable). */
FopDataFile *fop_data_file_new (const char *path, const char *sum);
void fop_data_file_free (FopDataFile *file);

/**
 * fop_data_files:
 *
 * Reads all of them to compute their checksums.
 *
 * Returns: (transfer container) (element-type FopDataFile): the files that @experiment reads, each
 *   once, in the order of its settings; owns its elements
 */
GPtrArray *fop_data_files (const FopExperiment *experiment);

/**
 * fop_data_files_changes:
 * @files: (element-type FopDataFile): as they were
 *
 * Reads all of them.
 *
 * Returns: (transfer full) (nullable): the files that are missing or have changed, one per line,
 *   for display; %NULL if there are none
 */
char *fop_data_files_changes (const GPtrArray *files);

G_END_DECLS
