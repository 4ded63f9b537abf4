/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "1,240 / 2,000 · 2.1 M steps/s · loss 1.2 · 10⁻¹³ · κ(P) 21.7" */
#include "ui/window/status-line.h"

#include "ui/figures/paint/number-text.h"
#include "ui/figures/paint/typeset.h"

#include <math.h>

struct _WbStatusLine
{
  AdwBin parent_instance;

  WbDocument *document; /* owned by the window */
  GtkLabel *label;
  double condition, seconds;
};

G_DEFINE_FINAL_TYPE (WbStatusLine, wb_status_line, ADW_TYPE_BIN)

/* Steps per second of a single run: the engine counts the steps of all active runs. */
static double
rate_of_a_run (const FopSnapshot *snapshot)
{
  gsize n = 0;

  for (gsize i = 0; i < snapshot->n_runs; i++)
    n += snapshot->runs[i].status == FOP_RUN_READY;
  return snapshot->rate / (double) MAX (n, 1);
}

static void
append_state (GString *text, WbDocument *document, const FopSnapshot *snapshot)
{
  g_autofree char *rate = fig_rate_text (rate_of_a_run (snapshot));

  if (snapshot->playing && snapshot->rate > 0)
    g_string_append_printf (text, " · <b>%s</b> steps/s", rate);
  else if (!snapshot->playing)
    g_string_append (text, wb_document_done (document) ? " · done" : " · paused");
}

static void
append_run (GString *text, const FopRunView *view, double condition)
{
  g_autofree char *loss = fig_number_text (view->loss, 3);
  g_autofree char *kappa = fig_number_text (condition, 3);

  g_string_append_printf (text, " · loss <b>%s</b>", loss);
  if (isfinite (condition))
    g_string_append_printf (text, " · κ(P) <b>%s</b>", kappa);
}

/* Shows the computation time of the instruments. */
static void
show_cost (WbStatusLine *self)
{
  g_autofree char *milliseconds = fig_short_text (1000 * self->seconds, 2);
  g_autofree char *cost = g_strdup_printf ("Instruments take %s ms per reading on a separate "
                                           "thread; turn them off in the main menu",
                                           milliseconds);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), isfinite (self->condition) ? cost : NULL);
}

static void
show_status (WbStatusLine *self)
{
  const FopSnapshot *snapshot = wb_document_snapshot (self->document);
  gsize run = wb_document_selected (self->document);
  const FopRunView *view = wb_document_view (self->document, run);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *step = NULL, *steps = NULL;

  if (snapshot == NULL)
    return;
  step = fig_count_text (snapshot->step);
  steps = fig_count_text (snapshot->experiment->steps);
  g_string_append_printf (text, "<b>%s</b> / %s", step, steps);
  append_state (text, self->document, snapshot);
  if (view != NULL && view->status == FOP_RUN_DIVERGED)
    {
      g_autofree char *at = fig_count_text (view->step);

      g_string_append_printf (text, " · diverged at step <b>%s</b>", at);
    }
  else if (view != NULL)
    append_run (text, view, view->n_preconditioners > 0 ? self->condition : NAN);
  if (g_strcmp0 (gtk_label_get_label (self->label), text->str) != 0)
    gtk_label_set_markup (self->label, text->str);
  if (view != NULL && view->reason != NULL)
    {
      g_autofree char *reason = fig_typeset (view->reason);

      gtk_widget_set_tooltip_markup (GTK_WIDGET (self), reason);
    }
  else
    show_cost (self);
}

void
wb_status_line_set_condition (WbStatusLine *self, double condition, double seconds)
{
  self->condition = condition;
  self->seconds = seconds;
  show_status (self);
}

void
wb_status_line_set_document (WbStatusLine *self, WbDocument *document)
{
  self->document = document;
  g_signal_connect_object (document, "numbers-changed", G_CALLBACK (show_status), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "view-changed", G_CALLBACK (show_status), self,
                           G_CONNECT_SWAPPED);
}

static void
wb_status_line_class_init (WbStatusLineClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "status");
}

static void
wb_status_line_init (WbStatusLine *self)
{
  self->condition = NAN;
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->label, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "status-line");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->label));
}
