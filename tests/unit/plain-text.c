/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/settings/plain-text.h"

static const struct
{
  const char *bytes, *text;
} names[] = {
  { "P-000100.npy", "P-000100.npy" },
  { "ωµ ≠ 日本", "ωµ ≠ 日本" },
  { "h\xe9.npy", "h\\xE9.npy" },
  { "\xff\xfe", "\\xFF\\xFE" },
  { "\xed\xa0\x80", "\\xED\\xA0\\x80" }, /* a surrogate */
  { "cut \xe2\x82", "cut \\xE2\\x82" },
  { "\033[31mred\r\n", "\\x1B[31mred\\x0D\\x0A" },
  { "\xc2\x9b\x7f", "\\xC2\\x9B\\x7F" },
  { "gpj\xe2\x80\xae.npy", "gpj\\xE2\\x80\\xAE.npy" },
  { "\xe2\x81\xa6\xe2\x80\x8f\xd8\x9c", "\\xE2\\x81\\xA6\\xE2\\x80\\x8F\\xD8\\x9C" },
  { "C:\\new\\xyz", "C:\\new\\xyz" },
  { "a\\xE9", "a\\x5CxE9" },
  { "a\\x5cx", "a\\x5Cx5cx" },
  { "\\x5CxE9\xe9", "\\x5Cx5CxE9\\xE9" },
};

static void
text_gives_the_same_bytes_again (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = fop_plain_text (names[i].bytes, -1);
      g_autofree char *bytes = fop_plain_text_to_bytes (text);

      g_assert_cmpstr (text, ==, names[i].text);
      g_assert_cmpstr (bytes, ==, names[i].bytes);
      g_assert_true (fop_is_plain (text, FALSE));
    }
}

static void
all_bytes_of_two_come_back (void)
{
  for (guint pair = 0; pair < 1u << 16; pair++)
    {
      const char bytes[] = { (char) (pair >> 8), (char) (pair & 255), '\0' };
      g_autofree char *text = fop_plain_text (bytes, -1);
      g_autofree char *again = fop_plain_text_to_bytes (text);

      g_assert_cmpstr (again, ==, bytes);
      g_assert_true (fop_is_plain (text, FALSE));
    }
}

static void
zeros_are_shown_and_no_bytes (void)
{
  g_autofree char *text = fop_plain_text ("a\0b\xc3", 4);
  g_autofree char *bytes = fop_plain_text_to_bytes (text);

  g_assert_cmpstr (text, ==, "a\\x00b\\xC3");
  g_assert_cmpstr (bytes, ==, "a\\x00b\xc3");
}

static void
messages_are_escaped_once (void)
{
  g_autofree char *message = fop_plain_message ("h\xe9.npy: “\033[31m” in h\\xE9.npy");
  g_autofree char *again = fop_plain_message (message);

  g_assert_cmpstr (message, ==, "h\\xE9.npy: “\\x1B[31m” in h\\xE9.npy");
  g_assert_cmpstr (again, ==, message);
}

static void
the_last_part_of_a_path_is_its_name (void)
{
  g_autofree char *name = fop_plain_name ("/a\xe9/k\xe9.csv");

  g_assert_cmpstr (name, ==, "k\\xE9.csv");
}

static void
lines_are_plain_where_they_are_wanted (void)
{
  g_assert_true (fop_is_plain ("Two\n\tlines", TRUE));
  g_assert_false (fop_is_plain ("Two\n\tlines", FALSE));
  g_assert_false (fop_is_plain ("Two\r\nlines", TRUE));
  g_assert_false (fop_is_plain ("\xe2\x80\xae", TRUE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plain-text/gives-the-same-bytes-again", text_gives_the_same_bytes_again);
  g_test_add_func ("/plain-text/all-bytes-of-two-come-back", all_bytes_of_two_come_back);
  g_test_add_func ("/plain-text/zeros-are-shown-and-no-bytes", zeros_are_shown_and_no_bytes);
  g_test_add_func ("/plain-text/messages-are-escaped-once", messages_are_escaped_once);
  g_test_add_func ("/plain-text/the-last-part-of-a-path-is-its-name",
                   the_last_part_of_a_path_is_its_name);
  g_test_add_func ("/plain-text/lines-are-plain-where-they-are-wanted",
                   lines_are_plain_where_they_are_wanted);
  return g_test_run ();
}
