/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recognizes files of other programs by their first bytes. */

#include "core/data/foreign-format.h"
#include "core/settings/error.h"

#include <string.h>

#define MAGIC(bytes) (bytes), sizeof (bytes) - 1

#define FROM_PYTHON "load it in Python and save the array with numpy.save () as .npy"
#define FROM_TABLE  "save it as CSV, or in Python with numpy.save () as .npy"
#define UNPACK      "unpack it, or pack it with gzip"
#define AS_UTF8     "save it as UTF-8 or plain ASCII"

static const struct
{
  const char *bytes;
  gsize length;
  const char *what, *remedy;
} magics[] = {
  { MAGIC ("MATLAB 5.0 MAT-file"), "a MATLAB file",
    "load it in Python with scipy.io.loadmat () and save the array with numpy.save () as .npy" },
  { MAGIC ("MATLAB 7.3 MAT-file"), "a MATLAB 7.3 file (HDF5)", FROM_PYTHON },
  { MAGIC ("\x89HDF\r\n\x1a\n"), "an HDF5 file", FROM_PYTHON },
  { MAGIC ("\x80\x02"), "a Python pickle", FROM_PYTHON },
  { MAGIC ("\x80\x03"), "a Python pickle", FROM_PYTHON },
  { MAGIC ("\x80\x04\x95"), "a Python pickle", FROM_PYTHON },
  { MAGIC ("\x80\x05\x95"), "a Python pickle", FROM_PYTHON },
  { MAGIC ("PAR1"), "a Parquet file", FROM_TABLE },
  { MAGIC ("ARROW1"), "an Arrow file", FROM_TABLE },
  { MAGIC ("FEA1"), "a Feather file", FROM_TABLE },
  { MAGIC ("CDF\x01"), "a NetCDF file", FROM_PYTHON },
  { MAGIC ("CDF\x02"), "a NetCDF file", FROM_PYTHON },
  { MAGIC ("RDX2\n"), "an R workspace", "write the table with write.csv () in R" },
  { MAGIC ("RDX3\n"), "an R workspace", "write the table with write.csv () in R" },
  { MAGIC ("X\n\0\0\0"), "an R object", "write the table with write.csv () in R" },
  { MAGIC ("SQLite format 3"), "an SQLite database", FROM_TABLE },
  { MAGIC ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "an old Office file", FROM_TABLE },
  { MAGIC ("%PDF-"), "a PDF document", FROM_TABLE },
  { MAGIC ("\x89PNG\r\n"), "a PNG image", FROM_PYTHON },
  { MAGIC ("\xff\xd8\xff"), "a JPEG image", FROM_PYTHON },
  { MAGIC ("BZh"), "compressed with bzip2", UNPACK },
  { MAGIC ("\xfd"
           "7zXZ"),
    "compressed with xz", UNPACK },
  { MAGIC ("\x28\xb5\x2f\xfd"), "compressed with zstd", UNPACK },
  { MAGIC ("7z\xbc\xaf\x27\x1c"), "a 7-Zip archive", UNPACK },
  { MAGIC ("\xff\xfe\0\0"), "UTF-32 text", AS_UTF8 },
  { MAGIC ("\xff\xfe"), "UTF-16 text", AS_UTF8 },
  { MAGIC ("\xfe\xff"), "UTF-16 text", AS_UTF8 },
};

/* Line @number, counted from 1, up to the end of @text; %NULL if there are fewer. */
static const char *
find_line (const char *text, const char *end, guint number)
{
  for (; text != NULL && number > 1; number--)
    {
      text = memchr (text, '\n', (gsize) (end - text));
      text = text != NULL ? text + 1 : NULL;
    }
  return text;
}

/* The third line of a Harwell-Boeing file has its type, such as RUA, and three or four counts. */
static gboolean
is_harwell_boeing (const char *head, gsize length)
{
  const char *end = head + length, *line = find_line (head, end, 3);

  return line != NULL
         && g_regex_match_simple ("^[RCP][SUHZR][AE] +[0-9]+ +[0-9]+ +[0-9]+", line,
                                  G_REGEX_RAW | G_REGEX_CASELESS, 0);
}

/* Weka's format begins with @relation, after comments. */
static gboolean
is_arff (const char *head)
{
  return g_regex_match_simple ("^(\\s|%[^\\n]*\\n)*@relation\\s", head,
                               G_REGEX_RAW | G_REGEX_CASELESS, 0);
}

static gboolean
refuse (const char *path, const char *what, const char *remedy, GError **error)
{
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: this is %s, which is not supported; %s",
               path, what, remedy);
  return TRUE;
}

gboolean
fop_foreign_format_refuse (const char *path, const char *head, gsize length, GError **error)
{
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++)
    if (length >= magics[i].length && memcmp (head, magics[i].bytes, magics[i].length) == 0)
      return refuse (path, magics[i].what, magics[i].remedy, error);
  text = g_strndup (head, length);
  if (is_harwell_boeing (text, strlen (text)))
    return refuse (path, "a Harwell-Boeing matrix",
                   "write it in the Matrix Market format (.mtx), or with numpy.save () as .npy",
                   error);
  if (is_arff (text))
    return refuse (path, "a Weka ARFF file",
                   "write it as CSV: a line of names, then the lines after @data", error);
  return FALSE;
}

void
fop_foreign_format_refuse_archive (const char *path, const GPtrArray *files, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++)
    {
      const char *name = g_ptr_array_index (files, i);

      if (g_str_has_suffix (name, "data.pkl"))
        {
          refuse (path, "a PyTorch file",
                  "load it in Python with torch.load () and save the array with numpy.save () as "
                  ".npy",
                  error);
          return;
        }
      if (g_str_equal (name, "[Content_Types].xml"))
        {
          refuse (path, "an Office document", FROM_TABLE, error);
          return;
        }
      if (i < 5)
        g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
               "%s: this is a zip archive without arrays (.npy), so not an .npz file; it contains "
               "%s%s",
               path, files->len > 0 ? names->str : "nothing", files->len > 5 ? ", …" : "");
}
