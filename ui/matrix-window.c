/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A matrix from elsewhere, or a sequence of them. */
#include "ui/matrix-window.h"

#include "ui/figure-pane.h"
#include "ui/figures/eigenvalues-figure.h"
#include "ui/figures/number.h"
#include "ui/figures/reading-figures.h"
#include "ui/instrument-list.h"
#include "ui/matrix-chooser.h"
#include "ui/matrix-course.h"
#include "ui/matrix-reader.h"

#include <math.h>

/* Larger matrices of a sequence are read when somebody goes to them, not before. */
#define SWEEP_ORDER_MAX 1024

/* Files, and what is made of them. */
typedef struct
{
  char **paths;
  char *hessian; /* nullable */
  FopMatrixUse use;
} Source;

struct _WbMatrixWindow
{
  AdwApplicationWindow parent_instance;

  WbMatrixReader *reader;
  Source asked, shown;
  guint ticket;           /* of the answer to @asked, while it is awaited, or 0 */
  WbMatrices *matrices;   /* (nullable): on show */
  WbMatrixCourse *course; /* theirs */
  gsize at;               /* where the timeline stands */
  gboolean is_there;      /* the matrix there is on show, or why it is not */
  gboolean is_showing;    /* the timeline is moved by nobody */

  AdwWindowTitle *heading;
  AdwToastOverlay *toasts;
  GtkSpinner *spinner;
  GtkStack *stack;
  AdwStatusPage *failure;
  WbFigurePane *heatmap, *spectrum, *course_pane;
  GtkWidget *warning;
  GtkLabel *note;
  WbInstrumentList *instruments;
  GtkWidget *timeline;
  GtkAdjustment *place;
  GtkWidget *scale;
  GtkLabel *position;
};

G_DEFINE_FINAL_TYPE (WbMatrixWindow, wb_matrix_window, ADW_TYPE_APPLICATION_WINDOW)

static void
source_clear (Source *source)
{
  g_clear_pointer (&source->paths, g_strfreev);
  g_clear_pointer (&source->hessian, g_free);
}

/* @paths and @hessian may be @source's own. */
static void
source_set (Source *source, const char *const *paths, const char *hessian, FopMatrixUse use)
{
  Source old = *source;

  source->paths = g_strdupv ((char **) paths);
  source->hessian = g_strdup (hessian);
  source->use = use;
  source_clear (&old);
}

static void
say (WbMatrixWindow *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
set_enabled (WbMatrixWindow *self, const char *action, gboolean enabled)
{
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), action)), enabled);
}

static void
show_state (WbMatrixWindow *self)
{
  gboolean busy = self->ticket != 0 || (self->matrices != NULL && !self->is_there);
  gboolean open = self->matrices != NULL;
  GAction *use = g_action_map_lookup_action (G_ACTION_MAP (self), "use");

  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  set_enabled (self, "use", self->asked.paths != NULL);
  set_enabled (self, "export", open);
  set_enabled (self, "add-hessian", open);
  set_enabled (self, "remove-hessian", open && self->shown.hessian != NULL);
  set_enabled (self, "step-back", open && self->at > 0);
  set_enabled (self, "step-forward", open && self->at + 1 < self->matrices->n);
  g_simple_action_set_state (G_SIMPLE_ACTION (use),
                             g_variant_new_string (fop_matrix_uses[self->shown.use]));
}

static void
open_source (WbMatrixWindow *self, const char *const *paths, const char *hessian, FopMatrixUse use)
{
  source_set (&self->asked, paths, hessian, use);
  if (self->matrices == NULL)
    gtk_stack_set_visible_child_name (self->stack, "work");
  self->ticket = wb_matrix_reader_open (self->reader, (const char *const *) self->asked.paths,
                                        self->asked.hessian, use);
  show_state (self);
}

void
wb_matrix_window_open (WbMatrixWindow *self, const char *const *paths)
{
  g_auto (GStrv) siblings = paths[1] == NULL ? fop_matrix_siblings (paths[0]) : NULL;

  open_source (self, siblings != NULL ? (const char *const *) siblings : paths, NULL,
               FOP_MATRIX_PRECONDITIONER);
}

/* What cannot be shown */

static void
show_failure (WbMatrixWindow *self, const char *message)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);

  adw_status_page_set_description (self->failure, escaped);
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

/* A window that shows something keeps it. */
static void
fail (WbMatrixWindow *self, const char *message)
{
  GtkWidget *dialog;

  if (self->matrices == NULL)
    {
      show_failure (self, message);
      return;
    }
  dialog = adw_message_dialog_new (GTK_WINDOW (self), "This cannot be shown", message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", "_Close");
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
chosen (AdwMessageDialog *dialog, const char *response, WbMatrixWindow *self)
{
  for (FopMatrixUse use = 0; fop_matrix_uses[use] != NULL; use++)
    if (g_str_equal (response, fop_matrix_uses[use]))
      open_source (self, (const char *const *) self->asked.paths, self->asked.hessian, use);
}

static void
offer (WbMatrixWindow *self, const char *message, guint choices)
{
  gboolean square = (choices >> FOP_MATRIX_SYMMETRIC_PART & 1) != 0;
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (self), square ? "Not symmetric" : "Not square", message));

  if (self->matrices == NULL)
    show_failure (self, message);
  adw_message_dialog_add_response (dialog, "cancel", "_Cancel");
  if (square)
    adw_message_dialog_add_response (dialog, fop_matrix_uses[FOP_MATRIX_SYMMETRIC_PART],
                                     "_Symmetric Part");
  adw_message_dialog_add_response (dialog, fop_matrix_uses[FOP_MATRIX_FACTOR], "_M Mᵀ");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (chosen), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What is on show */

static void
show_heading (WbMatrixWindow *self, const FopReading *reading)
{
  g_autofree char *title = g_path_get_basename (self->matrices->names[self->at]);
  GString *text = g_string_new (NULL);

  if (reading != NULL)
    {
      g_autofree char *order = fig_count_text (reading->matrix->rows);

      g_string_append_printf (text, "%s × %s", order, order);
    }
  if (self->shown.use == FOP_MATRIX_FACTOR)
    g_string_append (text, " · P = M Mᵀ");
  else if (self->shown.use == FOP_MATRIX_SYMMETRIC_PART)
    g_string_append (text, " · symmetric part");
  if (self->shown.hessian != NULL)
    {
      g_autofree char *name = g_path_get_basename (self->shown.hessian);

      g_string_append_printf (text, " · H from %s", name);
    }
  adw_window_title_set_title (self->heading, title);
  adw_window_title_set_subtitle (self->heading, text->str);
  gtk_window_set_title (GTK_WINDOW (self), title);
  g_string_free (text, TRUE);
}

static void
show_position (WbMatrixWindow *self)
{
  g_autofree char *step = fig_count_text (self->matrices->steps[self->at]);
  g_autofree char *place = fig_count_text (self->at + 1);
  g_autofree char *n = fig_count_text (self->matrices->n);
  g_autofree char *text = g_strdup_printf ("step %s · %s of %s", step, place, n);

  self->is_showing = TRUE;
  gtk_adjustment_set_upper (self->place, (double) (self->matrices->n - 1));
  gtk_adjustment_set_value (self->place, (double) self->at);
  self->is_showing = FALSE;
  gtk_label_set_text (self->position, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  text, -1);
}

static char *
figure_name (WbMatrixWindow *self, const char *figure)
{
  g_autofree char *name = g_path_get_basename (self->matrices->names[self->at]);
  char *dot = strrchr (name, '.');

  if (dot != NULL)
    *dot = '\0';
  return g_strdup_printf ("%s-%s", name, figure);
}

static void
show_figure (WbMatrixWindow *self, WbFigurePane *pane, FigFigure *figure, const char *word)
{
  g_autofree char *name = figure_name (self, word);

  wb_figure_pane_set_figure (pane, figure, name);
  fig_figure_unref (figure);
}

static void
show_course (WbMatrixWindow *self)
{
  FopInstrumentId instrument = wb_instrument_list_selected (self->instruments);
  g_autofree char *first = NULL, *last = NULL;
  char *caption;

  if (self->matrices == NULL || self->matrices->n < 2)
    return;
  first = g_path_get_basename (self->matrices->names[0]);
  last = g_path_get_basename (self->matrices->names[self->matrices->n - 1]);
  caption = g_strdup_printf ("%s to %s. FOP Workbench " FOP_VERSION ".", first, last);
  show_figure (self, self->course_pane,
               wb_matrix_course_figure (self->course, instrument, self->at, caption),
               fop_instrument (instrument)->key);
}

static void
show_note (WbMatrixWindow *self, const char *note)
{
  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (self->warning, note != NULL);
}

static void
show_reading (WbMatrixWindow *self, FopReading *reading)
{
  g_autofree char *note = fop_reading_note (reading);

  if (note != NULL)
    *note = g_ascii_toupper (*note);
  show_heading (self, reading);
  show_note (self, note);
  show_figure (self, self->heatmap, fig_reading_matrix_new (reading), "preconditioner");
  show_figure (self, self->spectrum, fig_reading_spectrum_new (reading), "spectrum");
  wb_instrument_list_show (self->instruments, reading->values);
}

static FigFigure *
empty_figure (const char *title, const char *message)
{
  FigFigure *figure
      = fig_eigenvalues_figure_new (0, 0, g_new0 (FigEigenvalues, 1), g_strdup (title), NULL, NULL);

  g_free (figure->empty);
  figure->empty = g_strdup (message);
  return figure;
}

/* A matrix of a sequence that is not what the others are. */
static void
show_gap (WbMatrixWindow *self, const char *message)
{
  double nothing[FOP_N_INSTRUMENTS];

  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    nothing[i] = NAN;
  show_heading (self, NULL);
  show_note (self, message);
  show_figure (self, self->heatmap, empty_figure ("Preconditioner", message), "preconditioner");
  show_figure (self, self->spectrum, empty_figure ("Spectrum", message), "spectrum");
  wb_instrument_list_show (self->instruments, nothing);
}

static void
show_matrices (WbMatrixWindow *self, WbMatrices *matrices)
{
  gboolean is_sequence = matrices->n > 1;
  GtkLayoutManager *grid
      = gtk_widget_get_layout_manager (gtk_widget_get_parent (GTK_WIDGET (self->spectrum)));
  GtkLayoutChild *place = gtk_layout_manager_get_layout_child (grid, GTK_WIDGET (self->spectrum));

  g_clear_pointer (&self->matrices, wb_matrices_unref);
  g_clear_pointer (&self->course, wb_matrix_course_free);
  self->matrices = wb_matrices_ref (matrices);
  self->course = wb_matrix_course_new (
      matrices->n, g_memdup2 (matrices->steps, matrices->n * sizeof *matrices->steps));
  source_set (&self->shown, (const char *const *) self->asked.paths, self->asked.hessian,
              self->asked.use);
  self->at = 0;
  self->is_there = FALSE;
  gtk_widget_set_visible (self->timeline, is_sequence);
  gtk_widget_set_visible (GTK_WIDGET (self->course_pane), is_sequence);
  gtk_grid_layout_child_set_row_span (GTK_GRID_LAYOUT_CHILD (place), is_sequence ? 1 : 2);
  wb_instrument_list_set_selects (self->instruments, is_sequence);
  gtk_stack_set_visible_child_name (self->stack, "matrix");
}

/* The reader */

/* What the timeline stands at comes first, then the others, for the curves over all of them. */
static void
read_on (WbMatrixWindow *self, gsize order)
{
  gsize next = wb_matrix_course_next (self->course);

  if (wb_matrix_reader_busy (self->reader))
    return;
  if (!self->is_there)
    wb_matrix_reader_read (self->reader, self->matrices, self->at);
  else if (next < self->matrices->n && order <= SWEEP_ORDER_MAX)
    wb_matrix_reader_read (self->reader, self->matrices, next);
}

static void
take_opened (WbMatrixWindow *self, WbMatrixAnswer *answer)
{
  self->ticket = 0;
  if (answer->reading != NULL)
    show_matrices (self, answer->matrices);
  else if (answer->choices != 0)
    offer (self, answer->error->message, answer->choices);
  else
    fail (self, answer->error->message);
}

static void
answered (gpointer data)
{
  WbMatrixWindow *self = data;
  g_autoptr (WbMatrixAnswer) answer = wb_matrix_reader_take (self->reader);

  if (answer == NULL)
    return;
  if (answer->ticket != 0 && answer->ticket == self->ticket)
    take_opened (self, answer);
  if (self->matrices != NULL && answer->matrices == self->matrices)
    {
      wb_matrix_course_note (self->course, answer->index,
                             answer->reading != NULL ? answer->reading->values : NULL);
      if (answer->index == self->at && !self->is_there)
        {
          self->is_there = TRUE;
          if (answer->reading != NULL)
            show_reading (self, answer->reading);
          else
            show_gap (self, answer->error->message);
        }
      show_position (self);
      show_course (self);
    }
  if (self->matrices != NULL && self->ticket == 0)
    read_on (self, answer->reading != NULL ? answer->reading->matrix->rows : 0);
  show_state (self);
}

static void
go_to (WbMatrixWindow *self, gsize index)
{
  if (self->matrices == NULL || index >= self->matrices->n || index == self->at)
    return;
  self->at = index;
  self->is_there = FALSE;
  show_position (self);
  show_course (self);
  if (self->ticket == 0)
    wb_matrix_reader_read (self->reader, self->matrices, index);
  show_state (self);
}

static void
scrubbed (WbMatrixWindow *self)
{
  if (!self->is_showing)
    go_to (self, (gsize) (gtk_adjustment_get_value (self->place) + 0.5));
}

static void
set_hessian (WbMatrixWindow *self, const char *path)
{
  if (self->matrices != NULL)
    open_source (self, (const char *const *) self->shown.paths, path, self->shown.use);
}

static void
hessian_chosen (GtkWindow *window, const char *const *paths)
{
  set_hessian (WB_MATRIX_WINDOW (window), paths[0]);
}

static void
files_chosen (GtkWindow *window, const char *const *paths)
{
  wb_matrix_window_open (WB_MATRIX_WINDOW (window), paths);
}

/* Actions */

static void
open_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  wb_matrix_chooser_show (data, "Open matrix", TRUE, files_chosen);
}

static void
open_files_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_auto (GStrv) paths = g_variant_dup_strv (parameter, NULL);

  if (paths[0] != NULL)
    wb_matrix_window_open (data, (const char *const *) paths);
}

/* The figure that has the keyboard, or the first. */
static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WbMatrixWindow *self = data;
  WbFigurePane *panes[] = { self->spectrum, self->course_pane }, *chosen_pane = self->heatmap;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  for (gsize i = 0; focus != NULL && i < G_N_ELEMENTS (panes); i++)
    if (gtk_widget_is_ancestor (focus, GTK_WIDGET (panes[i])))
      chosen_pane = panes[i];
  wb_figure_pane_export (chosen_pane);
}

static void
add_hessian_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  wb_matrix_chooser_show (data, "Open Hessian", FALSE, hessian_chosen);
}

static void
hessian_action (GSimpleAction *action, GVariant *path, gpointer data)
{
  const char *chosen = g_variant_get_string (path, NULL);

  set_hessian (data, *chosen != '\0' ? chosen : NULL);
}

static void
remove_hessian_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  set_hessian (data, NULL);
}

static void
use_action (GSimpleAction *action, GVariant *word, gpointer data)
{
  WbMatrixWindow *self = data;
  const Source *source = self->matrices != NULL ? &self->shown : &self->asked;

  for (FopMatrixUse use = 0; fop_matrix_uses[use] != NULL; use++)
    if (g_str_equal (g_variant_get_string (word, NULL), fop_matrix_uses[use]))
      open_source (self, (const char *const *) source->paths, source->hessian, use);
}

static void
go_to_action (GSimpleAction *action, GVariant *index, gpointer data)
{
  go_to (data, (gsize) g_variant_get_uint64 (index));
}

static void
step_back_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  go_to (data, WB_MATRIX_WINDOW (data)->at - 1);
}

static void
step_forward_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  go_to (data, WB_MATRIX_WINDOW (data)->at + 1);
}

static void
wb_matrix_window_dispose (GObject *object)
{
  WbMatrixWindow *self = WB_MATRIX_WINDOW (object);

  g_clear_pointer (&self->reader, wb_matrix_reader_free);
  G_OBJECT_CLASS (wb_matrix_window_parent_class)->dispose (object);
  g_clear_pointer (&self->matrices, wb_matrices_unref);
  g_clear_pointer (&self->course, wb_matrix_course_free);
}

static void
wb_matrix_window_finalize (GObject *object)
{
  WbMatrixWindow *self = WB_MATRIX_WINDOW (object);

  source_clear (&self->asked);
  source_clear (&self->shown);
  G_OBJECT_CLASS (wb_matrix_window_parent_class)->finalize (object);
}

static void
wb_matrix_window_class_init (WbMatrixWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_matrix_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = wb_matrix_window_finalize;
  g_type_ensure (WB_TYPE_FIGURE_PANE);
  g_type_ensure (WB_TYPE_INSTRUMENT_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/fopworkbench/Workbench/window/matrix-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WbMatrixWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixWindow, heatmap);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixWindow, spectrum);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixWindow, course_pane);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixWindow, note);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixWindow, warning);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixWindow, instruments);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixWindow, timeline);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixWindow, place);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixWindow, scale);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixWindow, position);
  gtk_widget_class_bind_template_callback (widget_class, say);
  gtk_widget_class_bind_template_callback (widget_class, scrubbed);
  gtk_widget_class_bind_template_callback (widget_class, show_course);
}

static void
wb_matrix_window_init (WbMatrixWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "open", .activate = open_action },
    { .name = "open-files", .activate = open_files_action, .parameter_type = "as" },
    { .name = "export", .activate = export_action },
    { .name = "add-hessian", .activate = add_hessian_action },
    { .name = "hessian", .activate = hessian_action, .parameter_type = "s" },
    { .name = "remove-hessian", .activate = remove_hessian_action },
    { .name = "use", .activate = use_action, .parameter_type = "s", .state = "'preconditioner'" },
    { .name = "go-to", .activate = go_to_action, .parameter_type = "t" },
    { .name = "step-back", .activate = step_back_action },
    { .name = "step-forward", .activate = step_forward_action },
  };
  g_autoptr (GPropertyAction) fullscreen = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->reader = wb_matrix_reader_new (answered, self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  fullscreen = g_property_action_new ("fullscreen", self, "fullscreened");
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (fullscreen));
  show_state (self);
}

WbMatrixWindow *
wb_matrix_window_new (GtkApplication *application)
{
  return g_object_new (WB_TYPE_MATRIX_WINDOW, "application", application, NULL);
}
