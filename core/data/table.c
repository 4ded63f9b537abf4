/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parameters of the `data` and `test` groups. */

#include "core/data/dataset.h"
#include "core/data/formats.h"

/* In the order of FopGenerateKind. */
static const char *const generators[]
    = { "blobs", "moons", "spirals", "gaussians", "gratings", "strokes", NULL };

/* Treatment of rows with missing values; refuse is the default. */
static const char *const missing_words[] = { "refuse", "drop", NULL };

#define FILE_ROW(name, title, text)                                                                \
  {                                                                                                \
    .key = #name,                                                                                  \
    .label = (title),                                                                              \
    .type = FOP_PARAMETER_FILE,                                                                    \
    .flags = FOP_PARAMETER_OPTIONAL,                                                               \
    .help = (text),                                                                                \
  },
#define NO_ROW(name)

static const FopParameter parameters[] = {
  /* clang-format off */
  FOP_FORMATS (FILE_ROW, FILE_ROW, NO_ROW)
  /* clang-format on */
  { .key = "generate",
    .label = "Generate",
    .type = FOP_PARAMETER_CHOICE,
    .flags = FOP_PARAMETER_OPTIONAL,
    .choices = generators,
    .help
    = "Synthetic data: blobs are isotropic Gaussian clusters, moons two interleaving half "
      "circles, spirals intertwined arms, gaussians correlated features with a linear target. "
      "gratings are images of stripes, one orientation per class; strokes are images of the ten "
      "digits." },
  { .key = "label-column",
    .label = "Label column",
    .type = FOP_PARAMETER_COLUMN,
    .minimum = -1e6,
    .maximum = 1e6,
    .fallback = -1,
    .help = "Column of the label in csv and npy: 0 is the first, -1 the last; or its name in the "
            "header of a csv." },
  { .key = "header",
    .label = "Header",
    .type = FOP_PARAMETER_BOOLEAN,
    .flags = FOP_PARAMETER_OPTIONAL | FOP_PARAMETER_ADVANCED,
    .when = "csv",
    .help = "Whether the first line names the columns; detected from the first two lines if not "
            "given. Held-out data with the same names may have their columns in another order." },
  { .key = "columns",
    .label = "Columns",
    .type = FOP_PARAMETER_COLUMNS,
    .flags = FOP_PARAMETER_OPTIONAL | FOP_PARAMETER_ADVANCED,
    .minimum = -1e6,
    .maximum = 1e6,
    .when = "csv",
    .help = "Columns to use as features, by name or number, in the order of the file. All if not "
            "given." },
  { .key = "ignore",
    .label = "Ignore",
    .type = FOP_PARAMETER_COLUMNS,
    .flags = FOP_PARAMETER_OPTIONAL | FOP_PARAMETER_ADVANCED,
    .minimum = -1e6,
    .maximum = 1e6,
    .when = "csv",
    .help = "Columns to leave out, by name or number, such as identifiers and dates." },
  { .key = "missing",
    .label = "Missing values",
    .type = FOP_PARAMETER_CHOICE,
    .flags = FOP_PARAMETER_ADVANCED,
    .choices = missing_words,
    .when = "csv",
    .help = "What to do with empty fields, ?, NA, N/A, NaN and null: refuse reports the line of "
            "the first as an error; drop leaves out the rows that contain one and reports their "
            "number." },
  { .key = "x",
    .label = "Inputs",
    .type = FOP_PARAMETER_TEXT,
    .flags = FOP_PARAMETER_OPTIONAL | FOP_PARAMETER_ADVANCED,
    .when = "npz",
    .help = "Name of the array of inputs, if it is not a usual one. Goes with y." },
  { .key = "y",
    .label = "Targets",
    .type = FOP_PARAMETER_TEXT,
    .flags = FOP_PARAMETER_OPTIONAL | FOP_PARAMETER_ADVANCED,
    .when = "npz",
    .help = "Name of the array of targets, one number per row." },
  { .key = "rows",
    .label = "Rows",
    .type = FOP_PARAMETER_INTEGER,
    .flags = FOP_PARAMETER_OPTIONAL,
    .minimum = 1,
    .maximum = 1e9,
    .low = 10,
    .high = 10000,
    .help = "Uses the first N rows of a file, or generates N rows (500 if not given)." },
  { .key = "skip",
    .label = "Skip",
    .unit = "rows",
    .type = FOP_PARAMETER_INTEGER,
    .flags = FOP_PARAMETER_ADVANCED,
    .minimum = 0,
    .maximum = 1e9,
    .low = 0,
    .high = 10000,
    .help = "Skips the first N rows; test data from the same file can skip the training rows." },
  { .key = "features",
    .label = "Features",
    .type = FOP_PARAMETER_INTEGER,
    .flags = FOP_PARAMETER_OPTIONAL,
    .minimum = 1,
    .maximum = 1e7,
    .low = 1,
    .high = 100,
    .help = "Number of features to generate (if not given: blobs 2, gaussians 10). For libsvm, "
            "the number of features, if it exceeds the largest index." },
  { .key = "classes",
    .label = "Classes",
    .type = FOP_PARAMETER_INTEGER,
    .minimum = 2,
    .maximum = 1000,
    .low = 2,
    .high = 10,
    .fallback = 2,
    .when = "generate=blobs|spirals|gaussians|gratings",
    .help = "Number of classes to generate." },
  { .key = "noise",
    .label = "Noise",
    .symbol = "σ",
    .type = FOP_PARAMETER_REAL,
    .minimum = 0,
    .maximum = 1e6,
    .low = 0,
    .high = 1,
    .fallback = 0.1,
    .when = "generate=blobs|moons|spirals|gaussians|gratings|strokes",
    .help = "Standard deviation of the Gaussian noise: of points around their curve or center; "
            "for gaussians, added to the linear target; for images, added to each pixel." },
  { .key = "pixels",
    .label = "Pixels",
    .type = FOP_PARAMETER_INTEGER,
    .minimum = 4,
    .maximum = 512,
    .low = 8,
    .high = 32,
    .fallback = 16,
    .when = "generate=gratings|strokes",
    .help = "Height and width of generated images, in pixels." },
  { .key = "correlation",
    .label = "Correlation",
    .type = FOP_PARAMETER_REAL,
    .minimum = -0.9999,
    .maximum = 0.9999,
    .low = 0,
    .high = 0.99,
    .fallback = 0.9,
    .when = "generate=gaussians",
    .help = "Correlation of neighboring features. Near 1 the problem is ill-conditioned." },
  { .key = "seed",
    .label = "Seed",
    .type = FOP_PARAMETER_INTEGER,
    .flags = FOP_PARAMETER_OPTIONAL | FOP_PARAMETER_ADVANCED,
    .minimum = 0,
    .maximum = 9007199254740992.0,
    .low = 0,
    .high = 100,
    .when = "generate=blobs|moons|spirals|gaussians|gratings|strokes",
    .help = "Seed of the generated data. If not given, the problem's seed." },
  { .key = "scale",
    .label = "Scale",
    .type = FOP_PARAMETER_REAL,
    .flags = FOP_PARAMETER_ADVANCED | FOP_PARAMETER_LOG,
    .minimum = 1e-12,
    .maximum = 1e12,
    .low = 1e-3,
    .high = 1e3,
    .fallback = 1,
    .help = "Factor on all features. Held-out data use the factor of the training data unless "
            "they have their own." },
  { .key = "standardize",
    .label = "Standardize",
    .type = FOP_PARAMETER_BOOLEAN,
    .help = "Shifts and scales every feature (of images, every channel) to mean 0 and standard "
            "deviation 1 on the training data. Held-out data get the same transformation." },
};

const FopParameterTable fop_dataset_table = { parameters, G_N_ELEMENTS (parameters) };
