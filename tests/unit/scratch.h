/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A test's temporary folder and its contents. */

#include <glib.h>
#include <glib/gstdio.h>

typedef struct
{
  char *path;
} Scratch;

static inline void
scratch_remove (const char *path)
{
  g_autoptr (GDir) folder
      = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      scratch_remove (child);
    }
  g_remove (path);
}

static inline void
scratch_set_up (Scratch *scratch, gconstpointer data)
{
  scratch->path = g_dir_make_tmp ("fop-test-XXXXXX", NULL);
}

static inline void
scratch_tear_down (Scratch *scratch, gconstpointer data)
{
  scratch_remove (scratch->path);
  g_free (scratch->path);
}

static inline char *
scratch_place (const Scratch *scratch, const char *name)
{
  return g_build_filename (scratch->path, name, NULL);
}

/* Writes a file, with the folders above it. */
static inline void
scratch_write (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *above = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (above, 0777), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* Returns: (transfer full) (nullable): the text of the file; NULL if it does not exist. */
static inline char *
scratch_text (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static inline void
scratch_assert_text (const char *folder, const char *name, const char *text)
{
  g_autofree char *found = scratch_text (folder, name);

  g_assert_cmpstr (found, ==, text);
}

#define SCRATCH_ADD(name, function)                                                                \
  g_test_add (name, Scratch, NULL, scratch_set_up, function, scratch_tear_down)
