/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Results that are complete or absent, however the program ends. */

#include "app/cli/output-folder.h"

#include "app/cli/cli.h"
#include "app/cli/signals.h"
#include "core/settings/plain-text.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct _CliOutput
{
  FopWholeFolder *folder;
};

/* A signal handler may do very little: it wakes a thread that cleans up. */
static int wake_up[2] = { -1, -1 };
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static FopWholeFolder *guarded; /* under the mutex */

static void
note_signal (int number)
{
  int reason = errno;
  unsigned char byte = (unsigned char) number;

  if (write (wake_up[1], &byte, 1) < 0)
    _exit (128 + number);
  errno = reason;
}

/* Removes unfinished results, then lets the signal take effect. */
static void *
tidy_up (void *data)
{
  unsigned char number;

  while (read (wake_up[0], &number, 1) != 1)
    ;
  /* Never unlocked: nothing may be printed or written anymore. */
  pthread_mutex_lock (&mutex);
  if (guarded != NULL)
    fop_whole_folder_abandon (guarded);
  signal (number, SIG_DFL);
  kill (getpid (), number);
  for (;;)
    pause ();
  return NULL;
}

static void
listen_to_signals (void)
{
  pthread_t thread;

  if (wake_up[0] >= 0 || pipe2 (wake_up, O_CLOEXEC) != 0)
    return;
  if (pthread_create (&thread, NULL, tidy_up, NULL) != 0)
    return;
  pthread_detach (thread);
  cli_handle_signals (note_signal);
}

static void
stop_guarding (void)
{
  pthread_mutex_lock (&mutex);
  guarded = NULL;
  pthread_mutex_unlock (&mutex);
}

CliOutput *
cli_output_open (const char *directory, GError **error)
{
  FopWholeFolder *folder;
  CliOutput *output;

  listen_to_signals ();
  /* A signal during the creation of the folder waits until it can be removed. */
  pthread_mutex_lock (&mutex);
  folder = guarded = fop_whole_folder_open (directory, error);
  pthread_mutex_unlock (&mutex);
  if (folder == NULL)
    return NULL;
  output = g_new0 (CliOutput, 1);
  output->folder = folder;
  return output;
}

const char *
cli_output_place (const CliOutput *output)
{
  return fop_whole_folder_place (output->folder);
}

gboolean
cli_output_commit (CliOutput *output, gboolean written, GHashTable *stale, GError **error)
{
  gboolean committed = written && fop_whole_folder_commit (output->folder, stale, error);

  stop_guarding ();
  if (!committed && error != NULL)
    fop_whole_folder_explain (output->folder, *error);
  return committed;
}

void
cli_output_free (CliOutput *output)
{
  stop_guarding ();
  fop_whole_folder_free (output->folder);
  g_free (output);
}

/* GLib's last message before it would abort: "…: failed to allocate 8000000 bytes", "creating
 * thread '…': Error creating thread: …". */
static void
end_without_memory (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  const char *failed = strstr (message, "failed to allocate ");

  if (failed == NULL)
    failed = strstr (message, "creating thread");
  if (failed == NULL)
    {
      g_log_default_handler (domain, level, message, data);
      return;
    }
  fprintf (stderr, CLI_NAME ": not enough memory: %s; nothing was written\n", failed);
  if (pthread_mutex_trylock (&mutex) == 0 && guarded != NULL)
    fop_whole_folder_abandon (guarded);
  _exit (CLI_BAD_INPUT);
}

void
cli_watch_memory (void)
{
  g_log_set_handler ("GLib", G_LOG_LEVEL_ERROR | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION,
                     end_without_memory, NULL);
}

void
cli_print_place (const char *directory)
{
  g_autofree char *plain = fop_plain_message (directory);

  printf ("Written to %s\n", plain);
}

static void
close_standard_output (void)
{
  gboolean failed;

  errno = 0;
  failed = ferror (stdout) != 0;
  failed = fflush (stdout) != 0 || failed;
  if (!failed)
    return;
  cli_complain (CLI_FAILED, "standard output could not be written%s%s", errno != 0 ? ": " : "",
                errno != 0 ? g_strerror (errno) : "");
  _exit (CLI_FAILED);
}

/* Otherwise the next file opened would take its descriptor. */
static void
occupy (int descriptor, int mode)
{
  if (fcntl (descriptor, F_GETFD) < 0 && open ("/dev/null", mode) < 0)
    _exit (CLI_FAILED);
}

void
cli_watch_standard_output (void)
{
  /* If standard output is closed, writing to it still fails. */
  occupy (STDIN_FILENO, O_WRONLY);
  occupy (STDOUT_FILENO, O_RDONLY);
  occupy (STDERR_FILENO, O_RDONLY);
  atexit (close_standard_output);
}
