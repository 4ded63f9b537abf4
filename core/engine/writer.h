/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/preparation.h"
#include "core/experiment/edit.h"

G_BEGIN_DECLS

/** The edits with serials @first to @last are impossible, or their version cannot run; @error
 * (transfer full) gives the reason. */
typedef void (*FopRefusal) (guint64 first, guint64 last, GError *error, gpointer data);

/**
 * FopWriter:
 * @session: (nullable): of the version that runs; %NULL until there is one
 * @edit: serial of the last settled edit: its version runs, or it was refused
 * @generation: serial of the edit that replaced the previous experiment with this one
 *
 * The only place that creates versions. Edits are applied immediately and in order to the newest
 * version. If the problem is unchanged, that version also runs immediately; otherwise it runs once
 * a thread has prepared it, and the previous version keeps running until then.
 *
 * Edits that arrive together run together. If their version cannot run, they are tried one after
 * the other, so that only the ones at fault are refused.
 */
typedef struct
{
  FopSession *session;
  guint64 edit, generation;
  /*< private >*/
  GQueue waiting;
  guint64 last;                /* serial of the last edit received */
  guint64 suspect;             /* one of the edits up to this serial cannot run */
  FopPreparation *preparation; /* (nullable): of the version to run next */
  guint64 prepared;            /* serial of the last edit in it */
  FopRefusal refuse;
  void (*notify) (gpointer data);
  gpointer data;
} FopWriter;

/**
 * fop_writer_init:
 * @notify: called on another thread when fop_writer_settle() should be called
 */
void fop_writer_init (FopWriter *writer, FopRefusal refuse, void (*notify) (gpointer data),
                      gpointer data);
/** Does not wait for a session that is being prepared. */
void fop_writer_clear (FopWriter *writer);

/** @step: the step at which the edit acts. */
void fop_writer_edit (FopWriter *writer, guint64 serial, FopEdit *edit, guint64 step);

/** Returns: whether a replacement experiment is being prepared, to which later commands apply. */
gboolean fop_writer_is_replacing (const FopWriter *writer);

/** Takes a step toward running the newest version. Returns: whether it did, in which case there may
 * be more to do. */
gboolean fop_writer_settle (FopWriter *writer);

G_END_DECLS
