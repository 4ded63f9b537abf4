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
    .help = what " of the axis, in data units. By default, limits follow from the data.",          \
  }

static const FopParameter parameters[] = {
  {
      .key = "preset",
      .label = "Preset",
      .type = FOP_PARAMETER_CHOICE,
      .choices = fig_venue_words,
      .help = "Width, font, and font size of a publication, and whether figures have a title and a "
              "caption. Other keys override the preset.",
  },
  {
      .key = "part",
      .label = "Fraction of the width",
      .type = FOP_PARAMETER_CHOICE,
      .choices = parts,
      .help = "Fraction of the width: half or a third, for figures that are placed side by side.",
  },
  {
      .key = "width",
      .label = "Width",
      .type = FOP_PARAMETER_TEXT,
      .flags = FOP_PARAMETER_OPTIONAL,
      .help = "Page width: a number with a unit, which is mm, cm, in, pt, or px (1/96 in). "
              "Defaults to the width of the preset, or else to 85mm.",
  },
  {
      .key = "height",
      .label = "Height",
      .type = FOP_PARAMETER_TEXT,
      .flags = FOP_PARAMETER_OPTIONAL,
      .help = "Page height: a length, an aspect ratio such as 4:3 or golden, or fits, the default, "
              "for the height that the figure needs.",
  },
  {
      .key = "columns",
      .label = "Columns",
      .type = FOP_PARAMETER_INTEGER,
      .flags = FOP_PARAMETER_OPTIONAL,
      .minimum = 1,
      .maximum = 6,
      .fallback = 2,
      .help = "Number of columns on a sheet of several figures. Defaults to two on a wide page and "
              "to one on a narrow page.",
  },
  {
      .key = "font",
      .label = "Font",
      .type = FOP_PARAMETER_TEXT,
      .flags = FOP_PARAMETER_OPTIONAL,
      .help = "Font family, or a comma-separated list of families, the first of which that is "
              "installed is used.",
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
      .help = "Font size of labels in print. Titles are larger, captions smaller.",
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
      .help = "Scale factor for the width of all lines.",
  },
  {
      .key = "title",
      .label = "Title",
      .type = FOP_PARAMETER_BOOLEAN,
      .fallback = 1,
      .help = "Whether to show the title. Presets for papers leave it out by default.",
  },
  {
      .key = "subtitle",
      .label = "Subtitle",
      .type = FOP_PARAMETER_BOOLEAN,
      .fallback = 1,
      .help = "Whether to show the subtitle with run, step, and scale. Presets for papers leave it "
              "out by default.",
  },
  {
      .key = "caption",
      .label = "Caption",
      .type = FOP_PARAMETER_BOOLEAN,
      .fallback = 1,
      .help = "Whether to list problem, methods, and settings below the figure. Presets leave the "
              "caption out by default.",
  },
  {
      .key = "legend",
      .label = "Legend",
      .type = FOP_PARAMETER_CHOICE,
      .choices = keys,
      .help = "Location of the legend. If it does not fit there, it is placed below the plot.",
  },
  {
      .key = "legend-order",
      .label = "Legend order",
      .type = FOP_PARAMETER_CHOICE,
      .choices = orders,
      .help = "Order of the legend: runs for the order in the experiment, value for the order in "
              "which the curves end, from top to bottom, or reverse for the last run first.",
  },
  {
      .key = "grid",
      .label = "Grid",
      .type = FOP_PARAMETER_BOOLEAN,
      .fallback = 1,
      .help = "Whether to draw grid lines.",
  },
  {
      .key = "step-line",
      .label = "Step line",
      .type = FOP_PARAMETER_BOOLEAN,
      .help = "Whether to mark the current step with a dashed line.",
  },
  {
      .key = "colors",
      .label = "Colors",
      .type = FOP_PARAMETER_CHOICE,
      .choices = colors,
      .help = "Color palette: that of the screen, one that remains distinct in grayscale, or one "
              "that is safe for color-blind readers.",
  },
  {
      .key = "ground",
      .label = "Background",
      .type = FOP_PARAMETER_CHOICE,
      .choices = grounds,
      .help = "Background: white, dark, or transparent, for use on a light page.",
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
      .help = "Resolution of PNG files in pixels per inch.",
  },
  {
      .key = "svg-text",
      .label = "Text in SVG",
      .type = FOP_PARAMETER_CHOICE,
      .choices = svg_texts,
      .help = "Whether SVG files store text, which can be edited and searched but requires its "
              "font to be installed, or outlines, which look the same everywhere.",
  },
  {
      .key = "x-label",
      .label = "Label of the x-axis",
      .type = FOP_PARAMETER_TEXT,
      .flags = FOP_PARAMETER_OPTIONAL,
      .help = "Label of the horizontal axis, instead of the default one.",
  },
  {
      .key = "y-label",
      .label = "Label of the y-axis",
      .type = FOP_PARAMETER_TEXT,
      .flags = FOP_PARAMETER_OPTIONAL,
      .help = "Label of the vertical axis, instead of the default one.",
  },
  LIMIT ("x-min", "Left limit"),
  LIMIT ("x-max", "Right limit"),
  LIMIT ("y-min", "Lower limit"),
  LIMIT ("y-max", "Upper limit"),
};

static const FopParameterTable table = { parameters, G_N_ELEMENTS (parameters) };

const FopParameterTable *
fig_style_table (void)
{
  return &table;
}
