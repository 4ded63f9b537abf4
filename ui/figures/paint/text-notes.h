/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

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
 * FigTextNotes:
 * @boxes: (element-type FigTextBox): all texts in the order in which they are drawn
 * @remarks: (element-type utf8): what a figure could not show as it should, in words
 *
 * What a drawing says about itself, if asked to: how an export knows that every text is whole.
 */
typedef struct
{
  GArray *boxes;
  GPtrArray *remarks;
} FigTextNotes;

FigTextNotes *fig_text_notes_new (void);
void fig_text_notes_free (FigTextNotes *notes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigTextNotes, fig_text_notes_free)

/** From now on, drawings on @cr are noted in @notes, which is borrowed. */
void fig_text_notes_watch (FigTextNotes *notes, cairo_t *cr);

/** Notes @layout, about to be drawn at (x, y), if @cr is watched; see FigTextBox. */
void fig_text_note (cairo_t *cr, PangoLayout *layout, double x, double y, double size,
                    double enlarged);

/** Notes a remark, if @cr is watched and there is no such remark yet. */
void fig_text_remark (cairo_t *cr, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
