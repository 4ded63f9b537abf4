/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/settings.h"
#include "ui/figures/charts/panels-figure.h"
#include "ui/figures/paint/theme.h"
#include "ui/figures/paint/view.h"

G_BEGIN_DECLS

/*
 * The style of an exported figure: settings of fig_style_table(), so that every key has a help, a
 * range and a default. A style may be shared as a JSON file: { "fop-workbench-style": 1, … }.
 */

/** The keys of a style. */
const FopParameterTable *fig_style_table (void);

/** Returns: (transfer full): the default style. */
FopSettings *fig_style_new (void);

/**
 * fig_style_set:
 * @key, @text: as on the command line: "width", "85mm"; "title", "false"
 *
 * Returns: %FALSE with @error naming the key and what is valid; @style is then unchanged
 */
gboolean fig_style_set (FopSettings *style, const char *key, const char *text, GError **error);

/** Whether the values of @style are valid together, and what the table cannot express. Returns:
 * %FALSE with @error naming the key and what is valid. */
gboolean fig_style_check (const FopSettings *style, GError **error);

/**
 * fig_style_parse:
 *
 * Returns: (transfer full): the style that fig_style_to_json() wrote as @node; %NULL with @error
 */
FopSettings *fig_style_parse (JsonNode *node, GError **error);

/**
 * fig_style_load:
 *
 * Returns: (transfer full): the style of a file, or %NULL with @error naming the file, the line or
 *   the key, and what is valid
 */
FopSettings *fig_style_load (const char *path, GError **error);

/** Returns: (transfer full): the object that a style's file consists of. */
JsonNode *fig_style_to_json (const FopSettings *style);

/** Writes the keys of @style that differ from the defaults, atomically. */
gboolean fig_style_save (const FopSettings *style, const char *path, GError **error);

/* ---- what a style means, with what its preset implies ---- */

/**
 * fig_style_spell_out:
 *
 * Returns: (transfer full): a copy in which width, font, size of text, and whether title, subtitle
 *   and caption are printed, are given
 */
FopSettings *fig_style_spell_out (const FopSettings *style);

/** Unsets the keys that a preset implies, so that those of the current one apply. */
void fig_style_follow_preset (FopSettings *style);

/** Width of the page in points. */
double fig_style_width (const FopSettings *style);

/** Size of the text in points. */
double fig_style_font_size (const FopSettings *style);

/**
 * fig_style_height:
 * @width: of the page
 *
 * Returns: the height of the page, in the unit of @width, if it follows from the style; 0 if the
 *   page is as high as the figure needs
 */
double fig_style_height (const FopSettings *style, double width);

/** @key: "title", "subtitle" or "caption". Returns: whether it is printed. */
gboolean fig_style_prints (const FopSettings *style, const char *key);

/**
 * fig_style_sheet:
 * @title: of the sheet
 *
 * Returns: (transfer full): the only figure, or a sheet of all @n
 */
FigFigure *fig_style_sheet (const FopSettings *style, gsize n, FigFigure *const *figures,
                            const char *title);

/** The look of figures; its strings are those of @style. */
FigTheme fig_style_theme (const FopSettings *style);

/** The axis limits that a figure is to be built with. */
FigView fig_style_view (const FopSettings *style);

G_END_DECLS
