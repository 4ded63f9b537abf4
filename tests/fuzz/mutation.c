/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/fuzz/mutation.h"

#include <string.h>

#define STRETCH_MAX 24

/* A place in @bytes, its end included. */
static guint
random_place (GRand *random, const GByteArray *bytes)
{
  return (guint) g_rand_int_range (random, 0, (gint32) bytes->len + 1);
}

static guint
random_stretch (GRand *random, const GByteArray *bytes, guint place)
{
  guint length = (guint) g_rand_int_range (random, 1, STRETCH_MAX);

  return MIN (length, bytes->len - place);
}

static void
insert (GByteArray *bytes, guint place, const guint8 *piece, guint length)
{
  guint tail = bytes->len - place;

  g_byte_array_set_size (bytes, bytes->len + length);
  memmove (bytes->data + place + length, bytes->data + place, tail);
  memcpy (bytes->data + place, piece, length);
}

static void
damage (GRand *random, GByteArray *bytes, const char *const *words)
{
  guint place = random_place (random, bytes), length = random_stretch (random, bytes, place);
  guint n_words = words != NULL ? g_strv_length ((char **) words) : 0;
  g_autofree guint8 *piece = length > 0 ? g_memdup2 (bytes->data + place, length) : NULL;
  int kind = g_rand_int_range (random, 0, n_words > 0 ? 9 : 7);

  if (kind == 0 && length > 0)
    bytes->data[place] ^= (guint8) (1u << g_rand_int_range (random, 0, 8));
  else if (kind == 1 && length > 0)
    bytes->data[place] = (guint8) g_rand_int_range (random, 0, 256);
  else if (kind == 2 && length > 0)
    g_byte_array_remove_range (bytes, place, length);
  else if (kind == 3 && length > 0)
    insert (bytes, place, piece, length);
  else if (kind == 4 && length > 0)
    insert (bytes, random_place (random, bytes), piece, length);
  else if (kind == 5 && length > 0)
    {
      g_byte_array_remove_range (bytes, place, length);
      insert (bytes, random_place (random, bytes), piece, length);
    }
  else if (kind == 6)
    g_byte_array_set_size (bytes, place);
  else if (n_words > 0)
    {
      const char *word = words[g_rand_int_range (random, 0, (gint32) n_words)];

      /* In place of the number or name that stands there, or between what stands there. */
      while (kind == 8 && place < bytes->len
             && (g_ascii_isalnum (bytes->data[place]) || bytes->data[place] == '-'))
        g_byte_array_remove_index (bytes, place);
      insert (bytes, place, (const guint8 *) word, (guint) strlen (word));
    }
}

guint8 *
fuzz_mutate (GRand *random, const guint8 *bytes, gsize length, const char *const *words,
             gsize *mutated_length)
{
  g_autoptr (GByteArray) mutated = g_byte_array_new ();
  int damages = g_rand_int_range (random, 1, 4);

  g_byte_array_append (mutated, bytes, (guint) length);
  for (int i = 0; i < damages; i++)
    damage (random, mutated, words);
  *mutated_length = mutated->len;
  return g_memdup2 (mutated->data, mutated->len);
}
