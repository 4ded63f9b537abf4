/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thread and the owner share a preparation; the last one to release it frees it. */

#include "core/engine/preparation.h"

#include "core/engine/precedence.h"

#include <pthread.h>

struct _FopPreparation
{
  FopExperiment *experiment;
  void (*notify) (gpointer data);
  gpointer data;

  pthread_mutex_t mutex;
  /* Protected by the mutex: */
  guint holders;
  gboolean done, abandoned;
  FopSession *session;
  GError *error;
};

/* Called with the mutex locked; unlocks it. */
static void
leave (FopPreparation *preparation)
{
  gboolean was_last = --preparation->holders == 0;

  pthread_mutex_unlock (&preparation->mutex);
  if (!was_last)
    return;
  g_clear_pointer (&preparation->session, fop_session_free);
  g_clear_error (&preparation->error);
  fop_experiment_unref (preparation->experiment);
  pthread_mutex_destroy (&preparation->mutex);
  g_free (preparation);
}

static void *
prepare (void *data)
{
  FopPreparation *preparation = data;
  GError *error = NULL;
  FopSession *session;

  fop_precedence_take (FOP_PRECEDENCE_PICTURES);
  session = fop_session_new (preparation->experiment, &error);
  pthread_mutex_lock (&preparation->mutex);
  preparation->session = session;
  preparation->error = error;
  preparation->done = TRUE;
  if (!preparation->abandoned)
    preparation->notify (preparation->data);
  leave (preparation);
  return NULL;
}

FopPreparation *
fop_preparation_new (FopExperiment *experiment, void (*notify) (gpointer data), gpointer data)
{
  FopPreparation *preparation = g_new0 (FopPreparation, 1);
  pthread_attr_t attributes;
  pthread_t thread;

  preparation->experiment = fop_experiment_ref (experiment);
  preparation->notify = notify;
  preparation->data = data;
  preparation->holders = 2;
  pthread_mutex_init (&preparation->mutex, NULL);
  pthread_attr_init (&attributes);
  pthread_attr_setdetachstate (&attributes, PTHREAD_CREATE_DETACHED);
  if (pthread_create (&thread, &attributes, prepare, preparation) != 0)
    g_error ("cannot create a thread for a session");
  pthread_attr_destroy (&attributes);
  return preparation;
}

void
fop_preparation_free (FopPreparation *preparation)
{
  pthread_mutex_lock (&preparation->mutex);
  preparation->abandoned = TRUE;
  leave (preparation);
}

FopExperiment *
fop_preparation_experiment (const FopPreparation *preparation)
{
  return preparation->experiment;
}

gboolean
fop_preparation_is_done (FopPreparation *preparation)
{
  gboolean done;

  pthread_mutex_lock (&preparation->mutex);
  done = preparation->done;
  pthread_mutex_unlock (&preparation->mutex);
  return done;
}

FopSession *
fop_preparation_take (FopPreparation *preparation, GError **error)
{
  FopSession *session;

  pthread_mutex_lock (&preparation->mutex);
  session = g_steal_pointer (&preparation->session);
  if (preparation->error != NULL)
    g_propagate_error (error, g_steal_pointer (&preparation->error));
  pthread_mutex_unlock (&preparation->mutex);
  return session;
}
