/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/settings/whole-folder.h"

#include "core/settings/error.h"
#include "core/settings/folder-merge.h"
#include "core/settings/tree.h"
#include "core/settings/whole-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define INSIDE      ".fop-results-"
#define NAME_LIMIT  200 /* bytes; file names have at most 255 */
#define REMOVALS    100
#define MADE_AT_ALL 10 /* tries */

typedef enum
{
  OPEN,
  COMMITTED,
  ABANDONED
} State;

struct _FopWholeFolder
{
  char *path;       /* as requested */
  char *target;     /* absolute, without symbolic links */
  char *place;      /* written into; locked while its program runs */
  int lock;         /* its descriptor */
  gboolean inside;  /* @place lies in @target */
  GPtrArray *above; /* parent folders created for it, outermost first */
  pthread_mutex_t mutex;
  State state; /* under the mutex */
};

static gboolean
set_error (GError **error, const char *path, int reason)
{
  g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: the folder could not be created: %s", path,
               g_strerror (reason));
  return FALSE;
}

/* @path without symbolic links; NULL with errno. */
static char *
real_path (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = g_strdup (real);

  free (real);
  return copy;
}

static gboolean
is_folder (const char *path)
{
  struct stat status;

  return stat (path, &status) == 0 && S_ISDIR (status.st_mode);
}

/* ".out.fop-new-" for the future "out"; ".out.fop-old-" for its predecessor. */
static char *
prefix_of (const FopWholeFolder *folder, const char *what)
{
  g_autofree char *name = g_path_get_basename (folder->target);

  if (strlen (name) > NAME_LIMIT)
    {
      g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);

      return g_strdup_printf (".%s.fop-%s-", sum, what);
    }
  return g_strdup_printf (".%s.fop-%s-", name, what);
}

/* Returns: the locked descriptor of the folder; -1 if another program holds it. */
static int
lock_folder (const char *path)
{
  int descriptor = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  struct stat opened, there;

  if (descriptor < 0)
    return -1;
  /* Another program may have removed it between creation and locking. */
  if (flock (descriptor, LOCK_EX | LOCK_NB) == 0 && fstat (descriptor, &opened) == 0
      && lstat (path, &there) == 0 && opened.st_ino == there.st_ino)
    return descriptor;
  close (descriptor);
  return -1;
}

/* Restores a folder that a program had moved away when it died, if swapping is not supported. */
static gboolean
put_back (FopWholeFolder *folder, const char *path)
{
  return !folder->inside && !is_folder (folder->target) && g_rename (path, folder->target) == 0;
}

/* Removes what dead programs have left in @parent under names with @prefix. */
static void
remove_leftovers (FopWholeFolder *folder, const char *parent, const char *prefix, gboolean is_old)
{
  g_autoptr (GDir) entries = g_dir_open (parent, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (parent, name, NULL);
      int lock = g_str_has_prefix (name, prefix) && strlen (name) == strlen (prefix) + 6
                     ? lock_folder (path)
                     : -1;

      if (lock < 0)
        continue;
      if (!is_old || !put_back (folder, path))
        fop_tree_remove (path);
      close (lock);
    }
}

/* Creates the folder to write into, in @parent. Returns: 0, or errno. */
static int
make_place (FopWholeFolder *folder, const char *parent, const char *prefix)
{
  for (int i = 0; i < MADE_AT_ALL; i++)
    {
      g_autofree char *name = g_strconcat (prefix, "XXXXXX", NULL);
      g_autofree char *path = g_build_filename (parent, name, NULL);

      if (g_mkdtemp_full (path, 0777) == NULL)
        return errno;
      folder->lock = lock_folder (path);
      /* On file systems without locks, leftovers stay. */
      if (folder->lock >= 0 || is_folder (path))
        {
          folder->place = g_steal_pointer (&path);
          return 0;
        }
    }
  return EBUSY;
}

/* Whether a swap would leave a mount behind, or this program and its shell in a removed folder. */
static gboolean
is_held (const char *target)
{
  g_autofree char *working = g_get_current_dir ();
  gsize length = strlen (target);
  struct statx status;

  if (strncmp (working, target, length) == 0
      && (working[length] == '/' || working[length] == '\0' || g_str_equal (target, "/")))
    return TRUE;
  return statx (AT_FDCWD, target, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, &status) == 0
         && (status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

static gboolean
prepare_inside (FopWholeFolder *folder, GError **error)
{
  int reason;

  folder->inside = TRUE;
  remove_leftovers (folder, folder->target, INSIDE, FALSE);
  reason = make_place (folder, folder->target, INSIDE);
  return reason == 0 || set_error (error, folder->path, reason);
}

static gboolean
prepare (FopWholeFolder *folder, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder->target);
  g_autofree char *fresh = prefix_of (folder, "new"), *old = prefix_of (folder, "old");
  gboolean is_there;
  int reason;

  remove_leftovers (folder, parent, old, TRUE);
  remove_leftovers (folder, parent, fresh, FALSE);
  is_there = is_folder (folder->target);
  if (is_there && g_access (folder->target, W_OK | X_OK) != 0)
    return set_error (error, folder->path, errno);
  if (is_there && is_held (folder->target))
    return prepare_inside (folder, error);
  reason = make_place (folder, parent, fresh);
  if (is_there && (reason == EACCES || reason == EPERM || reason == EROFS))
    return prepare_inside (folder, error);
  return reason == 0 || set_error (error, folder->path, reason);
}

/* Creates the parent folders and records which. Returns: 0, or errno. */
static int
make_above (FopWholeFolder *folder, const char *path)
{
  g_autofree char *above = g_path_get_dirname (path);
  int reason;

  if (is_folder (path))
    return 0;
  reason = g_str_equal (above, path) ? ENOENT : make_above (folder, above);
  if (reason != 0)
    return reason;
  if (g_mkdir (path, 0777) != 0)
    return is_folder (path) ? 0 : errno;
  g_ptr_array_add (folder->above, g_strdup (path));
  return 0;
}

static gboolean
find_target (FopWholeFolder *folder, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (folder->path, NULL);
  g_autofree char *parent = g_path_get_dirname (absolute);
  g_autofree char *name = g_path_get_basename (absolute);
  g_autofree char *real = NULL;
  struct stat status;
  int reason;

  if (lstat (absolute, &status) == 0)
    {
      folder->target = real_path (absolute);
      if (folder->target == NULL)
        return set_error (error, folder->path, errno);
      return is_folder (folder->target) || set_error (error, folder->path, ENOTDIR);
    }
  reason = make_above (folder, parent);
  if (reason != 0)
    return set_error (error, folder->path, reason);
  real = real_path (parent);
  if (real == NULL)
    return set_error (error, folder->path, errno);
  folder->target = g_build_filename (real, name, NULL);
  return TRUE;
}

FopWholeFolder *
fop_whole_folder_open (const char *path, GError **error)
{
  g_autoptr (FopWholeFolder) folder = g_new0 (FopWholeFolder, 1);
  pthread_mutexattr_t attributes;

  folder->path = g_strdup (path);
  folder->lock = -1;
  folder->above = g_ptr_array_new_with_free_func (g_free);
  pthread_mutexattr_init (&attributes);
  pthread_mutexattr_settype (&attributes, PTHREAD_MUTEX_ERRORCHECK);
  pthread_mutex_init (&folder->mutex, &attributes);
  pthread_mutexattr_destroy (&attributes);
  if (!find_target (folder, error) || !prepare (folder, error))
    return NULL;
  return g_steal_pointer (&folder);
}

const char *
fop_whole_folder_place (const FopWholeFolder *folder)
{
  return folder->place;
}

/* Swaps the target with @place, on file systems that support it. */
static int
exchange (FopWholeFolder *folder)
{
  g_autofree char *prefix = prefix_of (folder, "old");
  g_autofree char *parent = g_path_get_dirname (folder->target);
  g_autofree char *name = g_strconcat (prefix, "XXXXXX", NULL);
  g_autofree char *old = g_build_filename (parent, name, NULL);

  if (renameat2 (AT_FDCWD, folder->place, AT_FDCWD, folder->target, RENAME_EXCHANGE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
    return errno;
  if (g_mkdtemp_full (old, 0777) == NULL || g_rename (folder->target, old) != 0)
    return errno;
  if (g_rename (folder->place, folder->target) != 0)
    {
      int reason = errno;

      g_rename (old, folder->target);
      return reason;
    }
  g_free (folder->place);
  folder->place = g_steal_pointer (&old);
  return 0;
}

/* For a target that does not exist yet. */
static gboolean
put_down (FopWholeFolder *folder, GError **error)
{
  if (!fop_tree_sync (folder->place)
      || renameat2 (AT_FDCWD, folder->place, AT_FDCWD, folder->target, 0) != 0)
    return set_error (error, folder->path, errno);
  return TRUE;
}

static gboolean
swap (FopWholeFolder *folder, GHashTable *stale, GError **error)
{
  g_autoptr (GHashTable) kept = fop_folder_keep (folder->target, folder->place, stale, error);
  struct stat status;
  int reason;

  if (kept == NULL)
    return FALSE;
  if (stat (folder->target, &status) == 0)
    g_chmod (folder->place, (int) (status.st_mode & 07777));
  reason = fop_tree_sync (folder->place) ? exchange (folder) : errno;
  if (reason != 0)
    return set_error (error, folder->path, reason);
  fop_folder_rescue (folder->place, folder->target, stale, kept);
  fop_tree_remove (folder->place);
  return TRUE;
}

static gboolean
install (FopWholeFolder *folder, GHashTable *stale, GError **error)
{
  if (!fop_folder_install (folder->place, folder->target, stale, error))
    return FALSE;
  fop_tree_remove (folder->place);
  return fop_tree_sync (folder->target) || set_error (error, folder->path, errno);
}

static gboolean
commit (FopWholeFolder *folder, GHashTable *stale, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder->target);

  if (folder->state != OPEN)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: interrupted", folder->path);
      return FALSE;
    }
  if (!(folder->inside               ? install (folder, stale, error)
        : is_folder (folder->target) ? swap (folder, stale, error)
                                     : put_down (folder, error)))
    return FALSE;
  folder->state = COMMITTED;
  return fop_folder_sync (parent) || set_error (error, folder->path, errno);
}

gboolean
fop_whole_folder_commit (FopWholeFolder *folder, GHashTable *stale, GError **error)
{
  gboolean committed;

  pthread_mutex_lock (&folder->mutex);
  committed = commit (folder, stale, error);
  pthread_mutex_unlock (&folder->mutex);
  return committed;
}

void
fop_whole_folder_abandon (FopWholeFolder *folder)
{
  /* A thread that is terminated during a commit cannot wait for itself. */
  if (pthread_mutex_lock (&folder->mutex) != 0)
    return;
  if (folder->state == OPEN && folder->place != NULL)
    /* Another thread may still be writing there. */
    for (int i = 0; i < REMOVALS && !fop_tree_remove (folder->place); i++)
      ;
  if (folder->state == OPEN)
    for (guint i = folder->above->len; i-- > 0;)
      g_rmdir (folder->above->pdata[i]);
  if (folder->state == OPEN)
    folder->state = ABANDONED;
  pthread_mutex_unlock (&folder->mutex);
}

void
fop_whole_folder_explain (const FopWholeFolder *folder, GError *error)
{
  GString *text = g_string_new (error->message);

  g_string_replace (text, folder->place, folder->path, 0);
  g_free (error->message);
  error->message = g_string_free (text, FALSE);
}

void
fop_whole_folder_free (FopWholeFolder *folder)
{
  if (folder == NULL)
    return;
  fop_whole_folder_abandon (folder);
  if (folder->lock >= 0)
    close (folder->lock);
  pthread_mutex_destroy (&folder->mutex);
  g_ptr_array_unref (folder->above);
  g_free (folder->path);
  g_free (folder->target);
  g_free (folder->place);
  g_free (folder);
}
