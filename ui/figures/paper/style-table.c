/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The keys of a style. */

#include "ui/figures/paper/style.h"
#include "ui/figures/paper/venue.h"

static const char *const parts[] = { "full", "half", "third", NULL };
static const char *const keys[] = { "automatic", "inside", "right", "below", "off", NULL };
static const char *const orders[] = { "runs", "value", "reverse", NULL };
static const char *const colors[] = { "screen", "print", "color-blind", NULL };
static const char *const svg_texts[] = { "text", "outlines", NULL };
static const char *const grounds[] = { "light", "dark", "transparent", NULL };

#define LIMIT(of, what)                                                                            \
  {                                                                                                \
    .key = of, .label = what, .type = FOP_PARAMETER_REAL, .flags = FOP_PARAMETER_OPTIONAL,         \
    .minimum = -G_MAXDOUBLE, .maximum = G_MAXDOUBLE, .high = 1,                                    \
    .help = what " of the axis, in its units; automatic if it is not given.",                      \
  }

static const FopParameter parameters[] = {
  {
      .key = "preset",
      .label = "Preset",
      .type = FOP_PARAMETER_CHOICE,
      .choices = fig_venue_words,
      .help = "Width, font, size of text, and whether there are title and caption, as the place "
              "where the figure goes wants them. Other keys prevail.",
  },
  {
      .key = "part",
      .label = "Part of the width",
      .type = FOP_PARAMETER_CHOICE,
      .choices = parts,
      .help = "Makes the figure half or a third as wide, for figures side by side.",
  },
  {
      .key = "width",
      .label = "Width",
      .type = FOP_PARAMETER_TEXT,
      .flags = FOP_PARAMETER_OPTIONAL,
      .help = "Width of the page: a number and its unit, mm, cm, in, pt or px (1/96 in); by "
              "default that of the preset, or 85mm.",
  },
  {
      .key = "height",
      .label = "Height",
      .type = FOP_PARAMETER_TEXT,
      .flags = FOP_PARAMETER_OPTIONAL,
      .help = "Height of the page: a length, an aspect such as 4:3 or golden, or fits for as much "
              "as the figure needs, the default.",
  },
  {
      .key = "columns",
      .label = "Columns",
      .type = FOP_PARAMETER_INTEGER,
      .flags = FOP_PARAMETER_OPTIONAL,
      .minimum = 1,
      .maximum = 6,
      .fallback = 2,
      .help = "Figures side by side on a sheet of several; by default two on a wide page, and one "
              "on a narrow one.",
  },
  {
      .key = "font",
      .label = "Font",
      .type = FOP_PARAMETER_TEXT,
      .flags = FOP_PARAMETER_OPTIONAL,
      .help = "Font family, or several separated by commas, of which the first that is installed "
              "is used.",
  },
  {
      .key = "font-size",
      .label = "Font size",
      .unit = "pt",
      .type = FOP_PARAMETER_REAL,
      .flags = FOP_PARAMETER_OPTIONAL,
      .minimum = 4,
      .maximum = 96,
      .low = 5,
      .high = 24,
      .help = "Size of labels as printed; titles are larger, captions smaller.",
  },
  {
      .key = "line-width",
      .label = "Line width",
      .type = FOP_PARAMETER_REAL,
      .minimum = 0.25,
      .maximum = 8,
      .low = 0.25,
      .high = 4,
      .fallback = 1,
      .help = "Factor of the widths of all lines.",
  },
  {
      .key = "title",
      .label = "Title",
      .type = FOP_PARAMETER_BOOLEAN,
      .fallback = 1,
      .help = "Whether the title is printed; by default not with the preset of a paper.",
  },
  {
      .key = "subtitle",
      .label = "Subtitle",
      .type = FOP_PARAMETER_BOOLEAN,
      .fallback = 1,
      .help = "Whether the subtitle is printed: the run, the step, the scale. By default not with "
              "the preset of a paper.",
  },
  {
      .key = "caption",
      .label = "Caption",
      .type = FOP_PARAMETER_BOOLEAN,
      .fallback = 1,
      .help = "Whether problem, methods and settings are printed below. By default not with a "
              "preset.",
  },
  {
      .key = "legend",
      .label = "Legend",
      .type = FOP_PARAMETER_CHOICE,
      .choices = keys,
      .help = "Where the names of the lines are; where there is no room for them they are below.",
  },
  {
      .key = "legend-order",
      .label = "Legend order",
      .type = FOP_PARAMETER_CHOICE,
      .choices = orders,
      .help
      = "Order of the curves in the legend: that of the runs in the experiment, that in which "
        "the curves end from top to bottom, or the runs from last to first.",
  },
  {
      .key = "grid",
      .label = "Grid",
      .type = FOP_PARAMETER_BOOLEAN,
      .fallback = 1,
      .help = "Whether plots have grid lines.",
  },
  {
      .key = "step-line",
      .label = "Step line",
      .type = FOP_PARAMETER_BOOLEAN,
      .help = "Whether a dashed line marks the current step.",
  },
  {
      .key = "colors",
      .label = "Colors",
      .type = FOP_PARAMETER_CHOICE,
      .choices = colors,
      .help = "Colors of the screen, colors that also differ in gray, or colors that differ with "
              "any color vision.",
  },
  {
      .key = "ground",
      .label = "Ground",
      .type = FOP_PARAMETER_CHOICE,
      .choices = grounds,
      .help = "The background: white, dark, or none, for a light page.",
  },
  {
      .key = "dpi",
      .label = "Resolution",
      .unit = "dpi",
      .type = FOP_PARAMETER_INTEGER,
      .minimum = 72,
      .maximum = 1200,
      .fallback = 300,
      .low = 72,
      .high = 1200,
      .help = "Pixels per inch of PNG files.",
  },
  {
      .key = "svg-text",
      .label = "Text in SVG",
      .type = FOP_PARAMETER_CHOICE,
      .choices = svg_texts,
      .help = "Text that can be edited and searched, in a font that has to be installed where the "
              "file is shown; or outlines, which look the same everywhere.",
  },
  {
      .key = "x-label",
      .label = "X label",
      .type = FOP_PARAMETER_TEXT,
      .flags = FOP_PARAMETER_OPTIONAL,
      .help = "Label in place of that of the horizontal axis.",
  },
  {
      .key = "y-label",
      .label = "Y label",
      .type = FOP_PARAMETER_TEXT,
      .flags = FOP_PARAMETER_OPTIONAL,
      .help = "Label in place of that of the vertical axis.",
  },
  LIMIT ("x-min", "Left end"),
  LIMIT ("x-max", "Right end"),
  LIMIT ("y-min", "Lower end"),
  LIMIT ("y-max", "Upper end"),
};

static const FopParameterTable table = { parameters, G_N_ELEMENTS (parameters) };

const FopParameterTable *
fig_style_table (void)
{
  return &table;
}
