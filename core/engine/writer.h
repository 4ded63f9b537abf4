/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/preparation.h"
#include "core/experiment/edit.h"

G_BEGIN_DECLS

/** The edits with serials @first to @last cannot be, or their version cannot run: @error (transfer
 * full) says why. */
typedef void (*FopRefusal) (guint64 first, guint64 last, GError *error, gpointer data);

/**
 * FopWriter:
 * @session: (nullable): of the version that runs; %NULL until the first one does
 * @edit: serial of the last edit that is settled: its version runs, or it was refused
 * @generation: serial of the edit that put this experiment in the place of another
 *
 * The one place where versions follow each other. Edits are applied in the order in which they
 * come, at once, to the newest version; that version runs at once too where the problem stays the
 * same, and otherwise when a thread has prepared it, until when the one before runs on.
 */
typedef struct
{
  FopSession *session;
  guint64 edit, generation;
  /*< private >*/
  FopExperiment *newest; /* (nullable): with all edits that wait */
  GQueue waiting;
  guint64 last;                /* serial of the last edit that came */
  FopPreparation *preparation; /* (nullable): of the newest version's problem */
  guint64 prepared;            /* serial of the last edit in it */
  FopRefusal refuse;
  void (*notify) (gpointer data);
  gpointer data;
} FopWriter;

/**
 * fop_writer_init:
 * @notify: called on another thread when fop_writer_settle() has something to do
 */
void fop_writer_init (FopWriter *writer, FopRefusal refuse, void (*notify) (gpointer data),
                      gpointer data);
/** Does not wait for a session that is being prepared. */
void fop_writer_clear (FopWriter *writer);

/** @step: where the edit acts. */
void fop_writer_edit (FopWriter *writer, guint64 serial, FopEdit *edit, guint64 step);

/** Whether another experiment is being prepared: what is asked from now on is asked of that one. */
gboolean fop_writer_is_replacing (const FopWriter *writer);

/** Lets the newest version run if it can. Returns: whether something was settled, and there may be
 * more. */
gboolean fop_writer_settle (FopWriter *writer);

G_END_DECLS
