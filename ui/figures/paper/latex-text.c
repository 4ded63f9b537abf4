/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Text of figures in LaTeX. */

#include "ui/figures/paper/latex-text.h"

#include <string.h>

typedef struct
{
  gunichar letter;
  const char *text;
} Letter;

/* Characters in text mode. */
static const Letter in_text[] = {
  { '%', "\\%" },
  { '_', "\\_" },
  { '&', "\\&" },
  { '#', "\\#" },
  { '$', "\\$" },
  { '{', "\\{" },
  { '}', "\\}" },
  { '~', "\\textasciitilde{}" },
  { '^', "\\textasciicircum{}" },
  { '\\', "\\textbackslash{}" },
  { '<', "$<$" },
  { '>', "$>$" },
  { '|', "$|$" },
  { '"', "''" },
  { '`', "\\textasciigrave{}" },
  /* Without ligatures. */
  { '-', "-{}" },
  { '\'', "'{}" },
  { '?', "?{}" },
  { '!', "!{}" },
  { 0xa0, "~" },
  { 0x202f, "\\," },
  { 0x2009, "\\," },
  { 0xa7, "\\S{}" },
  { 0xdf, "\\ss{}" },
  { 0xe6, "\\ae{}" },
  { 0xc6, "\\AE{}" },
  { 0xf8, "\\o{}" },
  { 0xd8, "\\O{}" },
  { 0x153, "\\oe{}" },
  { 0x152, "\\OE{}" },
  { 0x142, "\\l{}" },
  { 0x141, "\\L{}" },
  { 0x131, "\\i{}" },
  { 0x2013, "--" },
  { 0x2014, "---" },
  { 0x2018, "`" },
  { 0x2019, "'{}" },
  { 0x201c, "``" },
  { 0x201d, "''" },
  { 0x2026, "\\ldots{}" },
};

/* Symbols in math mode. */
static const Letter in_math[] = {
  { 0xb0, "{}^{\\circ}" },    { 0xb1, "\\pm" },        { 0xb7, "\\cdot" },
  { 0xd7, "\\times" },        { 0x2016, "\\|" },       { 0x2190, "\\leftarrow" },
  { 0x2192, "\\rightarrow" }, { 0x2202, "\\partial" }, { 0x2207, "\\nabla" },
  { 0x2211, "\\sum" },        { 0x2212, "-" },         { 0x2215, "/" },
  { 0x221a, "\\surd" },       { 0x221e, "\\infty" },   { 0x2220, "\\angle" },
  { 0x2248, "\\approx" },     { 0x2260, "\\neq" },     { 0x2264, "\\leq" },
  { 0x2265, "\\geq" },
};

/* Capital letters that look like Latin ones are those in LaTeX, too. */
static const Letter greek[] = {
  { 0x391, "\\mathrm{A}" }, { 0x392, "\\mathrm{B}" },  { 0x393, "\\Gamma" },
  { 0x394, "\\Delta" },     { 0x395, "\\mathrm{E}" },  { 0x396, "\\mathrm{Z}" },
  { 0x397, "\\mathrm{H}" }, { 0x398, "\\Theta" },      { 0x399, "\\mathrm{I}" },
  { 0x39a, "\\mathrm{K}" }, { 0x39b, "\\Lambda" },     { 0x39c, "\\mathrm{M}" },
  { 0x39d, "\\mathrm{N}" }, { 0x39e, "\\Xi" },         { 0x39f, "\\mathrm{O}" },
  { 0x3a0, "\\Pi" },        { 0x3a1, "\\mathrm{P}" },  { 0x3a3, "\\Sigma" },
  { 0x3a4, "\\mathrm{T}" }, { 0x3a5, "\\Upsilon" },    { 0x3a6, "\\Phi" },
  { 0x3a7, "\\mathrm{X}" }, { 0x3a8, "\\Psi" },        { 0x3a9, "\\Omega" },
  { 0x3b1, "\\alpha" },     { 0x3b2, "\\beta" },       { 0x3b3, "\\gamma" },
  { 0x3b4, "\\delta" },     { 0x3b5, "\\varepsilon" }, { 0x3b6, "\\zeta" },
  { 0x3b7, "\\eta" },       { 0x3b8, "\\theta" },      { 0x3b9, "\\iota" },
  { 0x3ba, "\\kappa" },     { 0x3bb, "\\lambda" },     { 0x3bc, "\\mu" },
  { 0x3bd, "\\nu" },        { 0x3be, "\\xi" },         { 0x3bf, "o" },
  { 0x3c0, "\\pi" },        { 0x3c1, "\\rho" },        { 0x3c2, "\\varsigma" },
  { 0x3c3, "\\sigma" },     { 0x3c4, "\\tau" },        { 0x3c5, "\\upsilon" },
  { 0x3c6, "\\varphi" },    { 0x3c7, "\\chi" },        { 0x3c8, "\\psi" },
  { 0x3c9, "\\omega" },     { 0xb5, "\\mu" },          { 0x3d5, "\\phi" },
  { 0x3f5, "\\epsilon" },
};

/* Raised and lowered characters, by the plain ones. */
static const Letter raised[] = {
  { 0x2070, "0" },           { 0xb9, "1" },   { 0xb2, "2" },        { 0xb3, "3" },
  { 0x2074, "4" },           { 0x2075, "5" }, { 0x2076, "6" },      { 0x2077, "7" },
  { 0x2078, "8" },           { 0x2079, "9" }, { 0x207a, "+" },      { 0x207b, "-" },
  { 0x1d40, "\\mathsf{T}" }, { 0x1d50, "m" }, { 0x207f, "n" },      { 0x1d57, "t" },
  { 0x1d9c, "c" },           { 0x1d4f, "k" }, { 0x1427, "\\cdot" }, { 0x141f, "/" },
};
static const Letter lowered[] = {
  { 0x2080, "0" }, { 0x2081, "1" }, { 0x2082, "2" }, { 0x2083, "3" },
  { 0x2084, "4" }, { 0x2085, "5" }, { 0x2086, "6" }, { 0x2087, "7" },
  { 0x2088, "8" }, { 0x2089, "9" }, { 0x208a, "+" }, { 0x208b, "-" },
  { 0x1d62, "i" }, { 0x2c7c, "j" }, { 0x2099, "n" }, { 0x209c, "t" },
};

/* Combining marks, by the commands of their accents. */
static const Letter accents[] = {
  { 0x300, "`" }, { 0x301, "'" }, { 0x302, "^" },  { 0x303, "~" }, { 0x304, "=" },
  { 0x306, "u" }, { 0x307, "." }, { 0x308, "\"" }, { 0x30a, "r" }, { 0x30b, "H" },
  { 0x30c, "v" }, { 0x323, "d" }, { 0x327, "c" },
};

#define FIND(letter, table) find (letter, G_N_ELEMENTS (table), table)

static const char *
find (gunichar letter, gsize n, const Letter *letters)
{
  for (gsize i = 0; i < n; i++)
    if (letters[i].letter == letter)
      return letters[i].text;
  return NULL;
}

/* "é" as "\'{e}". */
static gboolean
append_accented (GString *latex, gunichar letter)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n = g_unichar_fully_decompose (letter, FALSE, parts, G_N_ELEMENTS (parts));
  const char *accent = n == 2 ? FIND (parts[1], accents) : NULL;

  if (accent == NULL || parts[0] > 'z' || !g_ascii_isalpha ((char) parts[0]))
    return FALSE;
  g_string_append_printf (latex, "\\%s{%c}", accent, (char) parts[0]);
  return TRUE;
}

/* A run of raised or lowered characters. Returns: the end of the run; @at if there is none. */
static const char *
append_script (GString *latex, const char *at, const char *sign, gsize n, const Letter *letters)
{
  const char *plain;

  if (find (g_utf8_get_char (at), n, letters) == NULL)
    return at;
  g_string_append_printf (latex, "${}%s{", sign);
  for (; (plain = find (g_utf8_get_char (at), n, letters)) != NULL; at = g_utf8_next_char (at))
    g_string_append (latex, plain);
  g_string_append (latex, "}$");
  return at;
}

/* The end of the index that begins at @at; @at if there is none that can be typeset: one letter or
 * digit, or a word in ASCII. */
static const char *
index_end (const char *at)
{
  const char *end = at;

  if (FIND (g_utf8_get_char (at), greek) != NULL)
    end = g_utf8_next_char (at);
  while (end >= at && g_ascii_isalnum (*end))
    end++;
  return g_unichar_isalnum (g_utf8_get_char (end)) ? at : end;
}

/* "max" becomes an operator, other words are upright; single letters are symbols. */
static void
append_index (GString *latex, const char *begin, const char *end)
{
  g_autofree char *word = g_strndup (begin, (gsize) (end - begin));
  const char *symbol = FIND (g_utf8_get_char (word), greek);

  if (symbol != NULL)
    g_string_append_printf (latex, "%s%s%s", symbol, *g_utf8_next_char (word) != '\0' ? " " : "",
                            g_utf8_next_char (word));
  else if (g_str_equal (word, "max") || g_str_equal (word, "min"))
    g_string_append_printf (latex, "\\%s", word);
  else if (strlen (word) == 1 || strspn (word, "0123456789") == strlen (word))
    g_string_append (latex, word);
  else
    g_string_append_printf (latex, "\\mathrm{%s}", word);
}

/* A Greek letter with its index, as in fig_typeset(). Returns: what follows. */
static const char *
append_greek (GString *latex, const char *at, const char *symbol)
{
  const char *next = g_utf8_next_char (at);
  const char *end = *next == '_' ? index_end (next + 1) : next;

  g_string_append_printf (latex, "$%s", symbol);
  if (end > next + 1)
    {
      g_string_append (latex, "_{");
      append_index (latex, next + 1, end);
      g_string_append_c (latex, '}');
      next = end;
    }
  g_string_append_c (latex, '$');
  return next;
}

static void
append_letter (GString *latex, gunichar letter)
{
  const char *text = FIND (letter, in_text), *math = FIND (letter, in_math);

  if (text != NULL)
    g_string_append (latex, text);
  else if (math != NULL)
    g_string_append_printf (latex, "$%s$", math);
  else if (letter < 0x20 || letter == 0x7f)
    g_string_append_c (latex, ' ');
  else if (letter < 0x7f)
    g_string_append_unichar (latex, letter);
  else if (!append_accented (latex, letter))
    {
      char bytes[7] = "";

      g_unichar_to_utf8 (letter, bytes);
      g_string_append_printf (latex, "\\fopletter{%s}{U+%04X}", bytes, letter);
    }
}

char *
fig_latex_text (const char *text)
{
  GString *latex = g_string_new (NULL);

  for (const char *at = text, *next; *at != '\0'; at = next)
    {
      gunichar letter = g_utf8_get_char (at);
      const char *symbol = FIND (letter, greek);

      next = append_script (latex, at, "^", G_N_ELEMENTS (raised), raised);
      if (next == at)
        next = append_script (latex, at, "_", G_N_ELEMENTS (lowered), lowered);
      if (next > at)
        continue;
      if (symbol != NULL)
        next = append_greek (latex, at, symbol);
      else
        {
          append_letter (latex, letter);
          next = g_utf8_next_char (at);
        }
    }
  return g_string_free (latex, FALSE);
}
