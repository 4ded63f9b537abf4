/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/session.h"

G_BEGIN_DECLS

/**
 * FopPreparation:
 *
 * A session that is made on a thread of its own: reading data may take long, and nobody waits.
 */
typedef struct _FopPreparation FopPreparation;

/** @notify: called on that thread once the session is there, or cannot be. */
FopPreparation *fop_preparation_new (FopExperiment *experiment, void (*notify) (gpointer data),
                                     gpointer data);

/** Returns at once: the session is dropped when it is there, and @notify is not called any more. */
void fop_preparation_free (FopPreparation *preparation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopPreparation, fop_preparation_free)

FopExperiment *fop_preparation_experiment (const FopPreparation *preparation); /* (transfer none) */

gboolean fop_preparation_is_done (FopPreparation *preparation);
/** Once it is done. Returns: (transfer full): the session, or %NULL with the error of
 * fop_session_new(). */
FopSession *fop_preparation_take (FopPreparation *preparation, GError **error);

G_END_DECLS
