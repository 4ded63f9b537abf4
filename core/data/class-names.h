/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Columns with more distinct labels are not classes. */
#define FOP_CLASSES_MAX 1000

/**
 * FopClassNames:
 *
 * The distinct texts of a label column, numbered in order of appearance.
 */
typedef struct _FopClassNames FopClassNames;

/* * @values: the @n numeric labels before the first text; they are replaced by the numbers of their
 * names. */
FopClassNames *fop_class_names_new (double *values, gsize n);
void fop_class_names_free (FopClassNames *names);

/** @number: (out): that of @text. Returns: %FALSE above FOP_CLASSES_MAX distinct ones. */
gboolean fop_class_names_add (FopClassNames *names, const char *text, double *number);
/** The same for a numeric label: its name is the shortest decimal. */
gboolean fop_class_names_add_number (FopClassNames *names, double value, double *number);
/** Whether some of the labels are numbers. */
gboolean fop_class_names_has_numbers (const FopClassNames *names);

/**
 * fop_class_names_finish:
 * @numbers: @n of the assigned numbers; on return the indices of their names in the result
 *
 * Returns: (transfer full): the names, sorted by their bytes
 */
GStrv fop_class_names_finish (const FopClassNames *names, double *numbers, gsize n);

G_END_DECLS
