/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More different labels are no classes. */
#define FOP_CLASSES_MAX 1000

/**
 * FopClassNames:
 *
 * The different texts of a column of labels, numbered in the order in which they come.
 */
typedef struct _FopClassNames FopClassNames;

/** @values: the @n labels before the first text, numbers; they become the numbers of their names.
 */
FopClassNames *fop_class_names_new (double *values, gsize n);
void fop_class_names_free (FopClassNames *names);

/** @number: (out): that of @text. Returns: %FALSE past FOP_CLASSES_MAX different ones. */
gboolean fop_class_names_add (FopClassNames *names, const char *text, double *number);
/** The same of a label that is a number: its name is the shortest decimal. */
gboolean fop_class_names_add_number (FopClassNames *names, double value, double *number);
/** Whether some of the labels are numbers. */
gboolean fop_class_names_has_numbers (const FopClassNames *names);

/**
 * fop_class_names_finish:
 * @numbers: @n of the numbers handed out; on return the places of their names in the result
 *
 * Returns: (transfer full): the names, sorted by their bytes
 */
GStrv fop_class_names_finish (const FopClassNames *names, double *numbers, gsize n);

G_END_DECLS
