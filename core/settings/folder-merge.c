/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/settings/folder-merge.h"

#include "core/settings/error.h"
#include "core/settings/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUMMARY "summary.json"

typedef struct
{
  const char *from, *to;
  GHashTable *stale, *kept;
  GPtrArray *folders; /* created in @to, outermost first */
} Merge;

static gboolean
set_error (GError **error, const char *path, int reason)
{
  g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: could not be written: %s", path,
               g_strerror (reason));
  return FALSE;
}

static gboolean
is_stale (const Merge *merge, const char *name)
{
  return merge->stale != NULL && g_hash_table_contains (merge->stale, name);
}

/* Creates the folder @name (nullable: none) in @to. Returns: 0, or errno. */
static int
make_folder (Merge *merge, const char *name)
{
  g_autofree char *path = g_build_filename (merge->to, name, NULL);
  g_autofree char *above = g_path_get_dirname (name);
  struct stat status;
  int reason;

  if (g_str_equal (name, ".") || (g_lstat (path, &status) == 0 && S_ISDIR (status.st_mode)))
    return 0;
  reason = make_folder (merge, above);
  if (reason != 0)
    return reason;
  if (g_mkdir (path, 0777) != 0)
    return errno;
  if (merge->folders != NULL)
    g_ptr_array_add (merge->folders, g_strdup (name));
  return 0;
}

static int
make_folder_above (Merge *merge, const char *name)
{
  g_autofree char *above = g_path_get_dirname (name);

  return make_folder (merge, above);
}

/* A copy if the file system has no hard links. */
static gboolean
link_or_copy (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) copy = g_file_new_for_path (to);
  g_autoptr (GError) reason = NULL;

  if (linkat (AT_FDCWD, from, AT_FDCWD, to, 0) == 0)
    return TRUE;
  if (g_file_copy (source, copy, G_FILE_COPY_NOFOLLOW_SYMLINKS | G_FILE_COPY_ALL_METADATA, NULL,
                   NULL, NULL, &reason))
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: could not be kept: %s", from, reason->message);
  return FALSE;
}

static gboolean
keep (const char *name, gboolean is_empty_folder, gpointer data, GError **error)
{
  Merge *merge = data;
  g_autofree char *from = g_build_filename (merge->from, name, NULL);
  g_autofree char *to = g_build_filename (merge->to, name, NULL);
  struct stat status;
  gboolean is_there = g_lstat (to, &status) == 0;
  int reason;

  if (is_stale (merge, name) || (is_there && (is_empty_folder || !S_ISDIR (status.st_mode))))
    return TRUE;
  reason = is_there          ? EISDIR
           : is_empty_folder ? make_folder (merge, name)
                             : make_folder_above (merge, name);
  if (reason != 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: is in the way of the results: %s", from,
                   g_strerror (reason));
      return FALSE;
    }
  if (is_empty_folder)
    return TRUE;
  g_hash_table_add (merge->kept, g_strdup (name));
  return link_or_copy (from, to, error);
}

/* Innermost first: a folder becomes read-only after it has been filled. */
static void
copy_modes (const Merge *merge)
{
  for (guint i = merge->folders->len; i-- > 0;)
    {
      g_autofree char *from = g_build_filename (merge->from, merge->folders->pdata[i], NULL);
      g_autofree char *to = g_build_filename (merge->to, merge->folders->pdata[i], NULL);
      struct stat status;

      if (g_stat (from, &status) == 0)
        g_chmod (to, (int) (status.st_mode & 07777));
    }
}

GHashTable *
fop_folder_keep (const char *old, const char *fresh, GHashTable *stale, GError **error)
{
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);
  Merge merge = { old, fresh, stale, kept, folders };

  if (!fop_tree_walk (old, keep, &merge, error))
    return NULL;
  copy_modes (&merge);
  return g_steal_pointer (&kept);
}

static gboolean
rescue (const char *name, gboolean is_empty_folder, gpointer data, GError **error)
{
  Merge *merge = data;
  g_autofree char *from = g_build_filename (merge->from, name, NULL);
  g_autofree char *to = g_build_filename (merge->to, name, NULL);
  struct stat before, now;

  if (is_empty_folder || is_stale (merge, name) || g_lstat (from, &before) != 0)
    return TRUE;
  /* It is new, or another program has replaced it by a newer one. */
  if (g_lstat (to, &now) != 0
      || (g_hash_table_contains (merge->kept, name) && before.st_ino != now.st_ino
          && before.st_mtime > now.st_mtime))
    {
      make_folder_above (merge, name);
      g_rename (from, to);
    }
  return TRUE;
}

void
fop_folder_rescue (const char *old, const char *fresh, GHashTable *stale, GHashTable *kept)
{
  Merge merge = { old, fresh, stale, kept, NULL };

  fop_tree_walk (old, rescue, &merge, NULL);
}

static gboolean
install_file (Merge *merge, const char *name, GError **error)
{
  g_autofree char *from = g_build_filename (merge->from, name, NULL);
  g_autofree char *to = g_build_filename (merge->to, name, NULL);
  int reason = make_folder_above (merge, name);

  if (reason == 0 && g_rename (from, to) != 0)
    reason = errno;
  return reason == 0 || set_error (error, to, reason);
}

/* Also removes folders that a removed file leaves empty. */
static void
remove_stale (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *above = g_path_get_dirname (name);

  if (g_unlink (path) != 0)
    return;
  while (!g_str_equal (above, "."))
    {
      g_autofree char *empty = g_build_filename (folder, above, NULL);
      char *next;

      if (g_rmdir (empty) != 0)
        return;
      next = g_path_get_dirname (above);
      g_free (above);
      above = next;
    }
}

gboolean
fop_folder_install (const char *fresh, const char *old, GHashTable *stale, GError **error)
{
  g_autoptr (GPtrArray) files = fop_tree_files (fresh, error);
  Merge merge = { .from = fresh, .to = old };
  gboolean has_summary = FALSE;
  GHashTableIter iter;
  gpointer name;

  if (files == NULL)
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    has_summary |= g_str_equal (files->pdata[i], SUMMARY);
  if (has_summary)
    remove_stale (old, SUMMARY);
  if (stale != NULL)
    {
      g_hash_table_iter_init (&iter, stale);
      while (g_hash_table_iter_next (&iter, &name, NULL))
        remove_stale (old, name);
    }
  for (guint i = 0; i < files->len; i++)
    if (!g_str_equal (files->pdata[i], SUMMARY) && !install_file (&merge, files->pdata[i], error))
      return FALSE;
  return !has_summary || install_file (&merge, SUMMARY, error);
}
