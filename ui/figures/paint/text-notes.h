/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/theme.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/**
 * FigTextBox:
 * @text: as shown, without markup
 * @x, @y, @width, @height: what is inked, in units of the surface (points, pixels)
 * @size: of the font, in the same units
 * @enlarged: size that its superscripts would have, had they not been enlarged; 0 if they were not
 * @is_cut: whether its end was left out
 *
 * One text of a drawing.
 */
typedef struct
{
  char *text;
  double x, y, width, height;
  double size, enlarged;
  gboolean is_cut;
} FigTextBox;

/**
 * FigTextRun:
 * @text: of one font
 * @family, @is_bold: of the font that shows it
 * @x, @y: where its baseline begins, in units of the surface
 * @angle: in degrees, clockwise
 * @size, @width: of the font and of the text, in the same units
 *
 * A piece of a text, as it is to be written in a file.
 */
typedef struct
{
  char *text, *family;
  gboolean is_bold;
  FigColor color;
  double x, y, angle, size, width;
} FigTextRun;

/**
 * FigTextNotes:
 * @boxes: (element-type FigTextBox): all texts in the order in which they are drawn
 * @runs: (nullable) (element-type FigTextRun): if there is such an array, it receives the texts,
 *   which are not drawn
 * @remarks: (element-type utf8): what a figure could not show as it should, in words
 *
 * What a drawing says about itself, if asked to: how an export knows that every text is whole.
 */
typedef struct
{
  GArray *boxes;
  GArray *runs;
  GPtrArray *remarks;
} FigTextNotes;

FigTextNotes *fig_text_notes_new (void);
void fig_text_notes_free (FigTextNotes *notes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigTextNotes, fig_text_notes_free)

/** From now on, texts are collected in @runs rather than drawn. */
void fig_text_notes_collect_runs (FigTextNotes *notes);

/** From now on, drawings on @cr are noted in @notes, which is borrowed. */
void fig_text_notes_watch (FigTextNotes *notes, cairo_t *cr);

/** Notes @layout, about to be drawn at (x, y), if @cr is watched; see FigTextBox. */
void fig_text_note (cairo_t *cr, PangoLayout *layout, double x, double y, double size,
                    double enlarged);

/** Returns: whether @layout, about to be drawn in @color at (x, y), has been collected instead. */
gboolean fig_text_collect (cairo_t *cr, PangoLayout *layout, FigColor color, double x, double y);

/** Notes a remark, if @cr is watched and there is no such remark yet. */
void fig_text_remark (cairo_t *cr, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
