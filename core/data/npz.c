/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The arrays of .npz files: zip archives of .npy files. */

#include "core/data/npz.h"
#include "core/data/foreign-format.h"
#include "core/data/notes.h"
#include "core/settings/error.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <string.h>

#define BYTES_MAX (G_GUINT64_CONSTANT (1) << 30)

typedef struct archive Archive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_read_free)

typedef struct
{
  char *name;  /* without .npy */
  gsize place; /* of its last entry in the archive */
  gsize times; /* number of occurrences of the name */
} Member;

struct _FopNpz
{
  char *path;
  const char *content;
  gsize length;
  GArray *members; /* of Member */
};

static void
member_clear (gpointer member)
{
  g_free (((Member *) member)->name);
}

static const Member *
member_at (const FopNpz *npz, gsize index)
{
  return &g_array_index (npz->members, Member, index);
}

/*
 * libarchive converts names to the locale's encoding, and fails if that lacks a character. So this
 * thread uses a UTF-8 locale while reading an archive.
 */
typedef struct
{
  locale_t own, before;
} Utf8;

static Utf8
utf8_enter (void)
{
  Utf8 utf8 = { newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0), (locale_t) 0 };

  if (utf8.own != (locale_t) 0)
    utf8.before = uselocale (utf8.own);
  return utf8;
}

static void
utf8_leave (Utf8 *utf8)
{
  if (utf8->own == (locale_t) 0)
    return;
  uselocale (utf8->before);
  freelocale (utf8->own);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Utf8, utf8_leave)

static Archive *
open_archive (const FopNpz *npz, GError **error)
{
  g_autoptr (Archive) archive = archive_read_new ();

  archive_read_support_format_zip (archive);
  if (archive_read_open_memory (archive, npz->content, npz->length) == ARCHIVE_OK)
    return g_steal_pointer (&archive);
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: not an .npz file: %s", npz->path,
               archive_error_string (archive));
  return NULL;
}

/* Warnings, about dates and the like, do not prevent further reading. */
static int
next_entry (Archive *archive, struct archive_entry **entry)
{
  int result = archive_read_next_header (archive, entry);

  return result == ARCHIVE_WARN ? ARCHIVE_OK : result;
}

static gboolean
list_members (FopNpz *npz, GPtrArray *names, GError **error)
{
  G_GNUC_UNUSED g_auto (Utf8) utf8 = utf8_enter ();
  g_autoptr (Archive) archive = open_archive (npz, error);
  struct archive_entry *entry;
  int result;

  if (archive == NULL)
    return FALSE;
  while ((result = next_entry (archive, &entry)) == ARCHIVE_OK)
    {
      const char *name = archive_entry_pathname_utf8 (entry);

      if (name == NULL)
        name = archive_entry_pathname (entry);
      g_ptr_array_add (names, g_utf8_make_valid (name != NULL ? name : "", -1));
    }
  if (result == ARCHIVE_EOF)
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: incomplete .npz file: %s", npz->path,
               archive_error_string (archive));
  return FALSE;
}

static void
add_member (FopNpz *npz, const char *file, gsize place)
{
  Member member = { NULL, place, 1 };

  member.name = g_strndup (file, strlen (file) - strlen (".npy"));
  for (guint i = 0; i < npz->members->len; i++)
    if (g_str_equal (member_at (npz, i)->name, member.name))
      {
        member.times += member_at (npz, i)->times;
        g_array_remove_index (npz->members, i);
        g_array_insert_val (npz->members, i, member);
        return;
      }
  g_array_append_val (npz->members, member);
}

FopNpz *
fop_npz_open (const char *path, const char *content, gsize length, GError **error)
{
  g_autoptr (FopNpz) npz = g_new0 (FopNpz, 1);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  npz->path = g_strdup (path);
  npz->content = content;
  npz->length = length;
  npz->members = g_array_new (FALSE, FALSE, sizeof (Member));
  g_array_set_clear_func (npz->members, member_clear);
  if (!list_members (npz, files, error))
    return NULL;
  for (guint i = 0; i < files->len; i++)
    if (g_str_has_suffix (g_ptr_array_index (files, i), ".npy"))
      add_member (npz, g_ptr_array_index (files, i), i);
  if (npz->members->len == 0)
    {
      fop_foreign_format_refuse_archive (path, files, error);
      return NULL;
    }
  return g_steal_pointer (&npz);
}

void
fop_npz_free (FopNpz *npz)
{
  if (npz == NULL)
    return;
  g_array_unref (npz->members);
  g_free (npz->path);
  g_free (npz);
}

const char *
fop_npz_path (const FopNpz *npz)
{
  return npz->path;
}

gsize
fop_npz_n_arrays (const FopNpz *npz)
{
  return npz->members->len;
}

const char *
fop_npz_name (const FopNpz *npz, gsize index)
{
  return member_at (npz, index)->name;
}

char *
fop_npz_names_text (const FopNpz *npz)
{
  GString *all = g_string_new (NULL);

  for (gsize i = 0; i < fop_npz_n_arrays (npz); i++)
    g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", fop_npz_name (npz, i));
  return g_string_free (all, FALSE);
}

gssize
fop_npz_find (const FopNpz *npz, const char *name, GError **error)
{
  g_autofree char *all = NULL;

  for (gsize i = 0; i < fop_npz_n_arrays (npz); i++)
    {
      const char *own = fop_npz_name (npz, i);
      gsize length = strlen (own);

      if (strncmp (name, own, length) == 0
          && (name[length] == '\0' || g_str_equal (name + length, ".npy")))
        return (gssize) i;
    }
  all = fop_npz_names_text (npz);
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
               "%s: contains no array \"%s\"; its arrays are "
               "%s",
               npz->path, name, all);
  return -1;
}

static GByteArray *
read_entry (Archive *archive, const char *place, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[65536];
  gssize count;

  while ((count = archive_read_data (archive, buffer, sizeof buffer)) > 0)
    {
      if (bytes->len + (guint64) count > BYTES_MAX)
        {
          g_set_error (error, FOP_ERROR, FOP_ERROR_TOO_LARGE, "%s: larger than 1 GiB", place);
          return NULL;
        }
      g_byte_array_append (bytes, buffer, (guint) count);
    }
  if (count < 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: the archive is damaged: %s", place,
                   archive_error_string (archive));
      return NULL;
    }
  return g_steal_pointer (&bytes);
}

FopArray *
fop_npz_read (const FopNpz *npz, gsize index, gsize extents[FOP_NPY_DIMENSIONS_MAX],
              GPtrArray **notes, GError **error)
{
  const Member *member = member_at (npz, index);
  G_GNUC_UNUSED g_auto (Utf8) utf8 = utf8_enter ();
  g_autoptr (Archive) archive = open_archive (npz, error);
  g_autofree char *place = g_strdup_printf ("%s: %s.npy", npz->path, member->name);
  g_autoptr (GByteArray) bytes = NULL;
  struct archive_entry *entry;
  gsize at = 0;

  if (archive == NULL)
    return NULL;
  while (next_entry (archive, &entry) == ARCHIVE_OK)
    if (at++ == member->place)
      {
        bytes = read_entry (archive, place, error);
        if (bytes == NULL)
          return NULL;
        if (member->times > 1)
          fop_notes_add (notes, npz->path,
                         "the array %s appears %" G_GSIZE_FORMAT
                         " times; the last one is read, as NumPy does",
                         member->name, member->times);
        return fop_npy_parse_rows (bytes->data, bytes->len, place, extents, error);
      }
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: could not be found again", place);
  return NULL;
}
