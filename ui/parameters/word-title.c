/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Display forms of words in files. */
#include "ui/parameters/word-title.h"

char *
wb_word_title (const char *word)
{
  /* Names with irregular capitalization. */
  static const char *const names[][2]
      = { { "sgd", "SGD" },          { "adamw", "AdamW" },
          { "rmsprop", "RMSprop" },  { "adagrad", "Adagrad" },
          { "csv", "CSV" },          { "npy", "NPY" },
          { "libsvm", "LIBSVM" },    { "gaussians", "Gaussians" },
          { "relu", "ReLU" },        { "gelu", "GELU" },
          { "neurips", "NeurIPS" },  { "iclr", "ICLR" },
          { "icml", "ICML column" }, { "icml-two-columns", "ICML two columns" },
          { "acl", "ACL column" },   { "acl-two-columns", "ACL two columns" } };
  char *title;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (word, names[i][0]))
      return g_strdup (names[i][1]);
  title = g_strdup (word);
  g_strdelimit (title, "-", ' ');
  title[0] = g_ascii_toupper (title[0]);
  return title;
}
