/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/session.h"

G_BEGIN_DECLS

/**
 * FopPreparation:
 *
 * Creates a session on a separate thread, because reading data may take long and must not block.
 */
typedef struct _FopPreparation FopPreparation;

/** @notify: called on that thread once the session has been created or has failed. */
FopPreparation *fop_preparation_new (FopExperiment *experiment, void (*notify) (gpointer data),
                                     gpointer data);

/** Returns immediately: the session is freed once it has been created, and @notify is no longer
 * called. */
void fop_preparation_free (FopPreparation *preparation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopPreparation, fop_preparation_free)

FopExperiment *fop_preparation_experiment (const FopPreparation *preparation); /* (transfer none) */

gboolean fop_preparation_is_done (FopPreparation *preparation);
/** Call only when it is done. Returns: (transfer full): the session, or %NULL with the error of
 * fop_session_new(). */
FopSession *fop_preparation_take (FopPreparation *preparation, GError **error);

G_END_DECLS
