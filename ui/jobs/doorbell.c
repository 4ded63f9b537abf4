/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wakes the main loop through an eventfd that it watches. */
#include "ui/jobs/doorbell.h"

#include <glib-unix.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct _WbDoorbell
{
  int descriptor;
  guint source;
  void (*answer) (gpointer data);
  gpointer data;
};

static gboolean
answer (int descriptor, GIOCondition condition, gpointer data)
{
  WbDoorbell *doorbell = data;
  guint64 rings;

  if (read (descriptor, &rings, sizeof rings) == (gssize) sizeof rings)
    doorbell->answer (doorbell->data);
  return G_SOURCE_CONTINUE;
}

WbDoorbell *
wb_doorbell_new (void (*on_answer) (gpointer data), gpointer data)
{
  WbDoorbell *doorbell = g_new0 (WbDoorbell, 1);

  doorbell->descriptor = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (doorbell->descriptor < 0)
    g_error ("Failed to create an eventfd: %s", g_strerror (errno));
  doorbell->answer = on_answer;
  doorbell->data = data;
  doorbell->source = g_unix_fd_add (doorbell->descriptor, G_IO_IN, answer, doorbell);
  return doorbell;
}

void
wb_doorbell_free (WbDoorbell *doorbell)
{
  g_source_remove (doorbell->source);
  close (doorbell->descriptor);
  g_free (doorbell);
}

void
wb_doorbell_ring (gpointer doorbell)
{
  WbDoorbell *self = doorbell;
  guint64 one = 1;

  /* Other than EINTR, the only possible failure is a full counter: the bell is already ringing. */
  while (write (self->descriptor, &one, sizeof one) < 0 && errno == EINTR)
    ;
}
