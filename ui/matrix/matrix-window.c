/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A matrix from a file, or a sequence of matrices. */
#include "ui/matrix/matrix-window.h"

#include "core/settings/plain-text.h"
#include "ui/document/failure.h"
#include "ui/figures/paint/number-text.h"
#include "ui/matrix/matrix-chooser.h"
#include "ui/matrix/matrix-view.h"

/* Larger matrices of a sequence are only read when the user goes to them. */
#define SWEEP_ORDER_MAX 1024

/* Files and how they are interpreted. */
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
  gboolean is_opening;  /* what was asked for */
  WbMatrices *matrices; /* (nullable): on show */
  char **arrays;        /* (nullable): those of a file that were offered last */

  AdwWindowTitle *heading;
  AdwToastOverlay *toasts;
  GtkSpinner *spinner;
  GtkStack *stack;
  AdwStatusPage *failure;
  WbMatrixView *view;
};

G_DEFINE_FINAL_TYPE (WbMatrixWindow, wb_matrix_window, ADW_TYPE_APPLICATION_WINDOW)

static void
source_clear (Source *source)
{
  g_clear_pointer (&source->paths, g_strfreev);
  g_clear_pointer (&source->hessian, g_free);
}

/* @paths and @hessian may belong to @source. */
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
  g_autofree char *plain = fop_plain_message (text);
  g_autofree char *escaped = g_markup_escape_text (plain, -1);

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
  gboolean busy
      = self->is_opening || (self->matrices != NULL && !wb_matrix_view_is_there (self->view));
  gboolean open = self->matrices != NULL;
  gsize at = wb_matrix_view_at (self->view);
  GAction *use = g_action_map_lookup_action (G_ACTION_MAP (self), "use");

  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  set_enabled (self, "use", self->asked.paths != NULL);
  set_enabled (self, "export", open);
  set_enabled (self, "add-hessian", open);
  set_enabled (self, "remove-hessian", open && self->shown.hessian != NULL);
  set_enabled (self, "step-back", open && at > 0);
  set_enabled (self, "step-forward", open && at + 1 < self->matrices->n);
  g_simple_action_set_state (G_SIMPLE_ACTION (use),
                             g_variant_new_string (fop_matrix_uses[self->shown.use]));
}

static void
open_source (WbMatrixWindow *self, const char *const *paths, const char *hessian, FopMatrixUse use)
{
  source_set (&self->asked, paths, hessian, use);
  if (self->matrices == NULL)
    gtk_stack_set_visible_child_name (self->stack, "work");
  self->is_opening = TRUE;
  wb_matrix_reader_open (self->reader, (const char *const *) self->asked.paths, self->asked.hessian,
                         use);
  show_state (self);
}

void
wb_matrix_window_open (WbMatrixWindow *self, const char *const *paths)
{
  g_auto (GStrv) siblings = paths[1] == NULL ? fop_matrix_siblings (paths[0]) : NULL;

  open_source (self, siblings != NULL ? (const char *const *) siblings : paths, NULL,
               FOP_MATRIX_PRECONDITIONER);
}

/* Errors */

static void
show_failure (WbMatrixWindow *self, const char *message)
{
  g_autofree char *plain = fop_plain_message (message);
  g_autofree char *escaped = g_markup_escape_text (plain, -1);

  adw_status_page_set_description (self->failure, escaped);
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

/* A window with contents keeps them and shows a dialog. */
static void
fail (WbMatrixWindow *self, const char *message)
{
  if (self->matrices == NULL)
    show_failure (self, message);
  else
    wb_failure_show (GTK_WINDOW (self), "Cannot Show Matrix", message);
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
  g_autofree char *plain = fop_plain_message (message);
  gboolean square = (choices >> FOP_MATRIX_SYMMETRIC_PART & 1) != 0;
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      GTK_WINDOW (self), square ? "Matrix Is Not Symmetric" : "Matrix Is Not Square", plain));

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

static void
array_chosen (AdwMessageDialog *dialog, const char *response, WbMatrixWindow *self)
{
  GtkDropDown *list = GTK_DROP_DOWN (adw_message_dialog_get_extra_child (dialog));
  guint array = gtk_drop_down_get_selected (list);
  g_autofree char *name = NULL;

  if (!g_str_equal (response, "open") || array == GTK_INVALID_LIST_POSITION)
    return;
  name = g_strdup_printf ("%s:%s", self->asked.paths[0], self->arrays[array]);
  open_source (self, (const char *const[]){ name, NULL }, self->asked.hessian, self->asked.use);
}

static char **
plain_names (const char *const *names)
{
  gsize n = g_strv_length ((char **) names);
  char **plain = g_new0 (char *, n + 1);

  for (gsize i = 0; i < n; i++)
    plain[i] = fop_plain_text (names[i], -1);
  return plain;
}

static void
offer_arrays (WbMatrixWindow *self, const char *const *arrays, const char *message)
{
  g_autofree char *name = fop_plain_name (self->asked.paths[0]);
  g_autofree char *body = g_strdup_printf ("%s contains several arrays.", name);
  AdwMessageDialog *dialog
      = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self), "Choose an Array", body));
  g_auto (GStrv) shown = plain_names (arrays);
  GtkWidget *list = gtk_drop_down_new_from_strings ((const char *const *) shown);

  g_strfreev (self->arrays);
  self->arrays = g_strdupv ((char **) arrays);
  if (self->matrices == NULL)
    show_failure (self, message);
  /* GTK 4.18 labels a list by what is chosen in it, and that would go before its name. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, "Array",
                                  -1);
  adw_message_dialog_set_extra_child (dialog, list);
  adw_message_dialog_add_responses (dialog, "cancel", "_Cancel", "open", "_Open", NULL);
  adw_message_dialog_set_default_response (dialog, "open");
  adw_message_dialog_set_response_appearance (dialog, "open", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (array_chosen), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Display */

static void
show_heading (WbMatrixWindow *self, const FopReading *reading)
{
  g_autofree char *title = fop_plain_name (self->matrices->names[wb_matrix_view_at (self->view)]);
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
      g_autofree char *name = fop_plain_name (self->shown.hessian);

      g_string_append_printf (text, " · H from %s", name);
    }
  adw_window_title_set_title (self->heading, title);
  adw_window_title_set_subtitle (self->heading, text->str);
  gtk_window_set_title (GTK_WINDOW (self), title);
  g_string_free (text, TRUE);
}

static void
show_matrices (WbMatrixWindow *self, WbMatrices *matrices)
{
  gboolean same_files = self->shown.paths != NULL
                        && g_strv_equal ((const char *const *) self->shown.paths,
                                         (const char *const *) self->asked.paths);

  g_clear_pointer (&self->matrices, wb_matrices_unref);
  self->matrices = wb_matrices_ref (matrices);
  source_set (&self->shown, (const char *const *) self->asked.paths, self->asked.hessian,
              self->asked.use);
  wb_matrix_view_set_matrices (self->view, matrices,
                               same_files ? wb_matrix_view_at (self->view) : 0);
  gtk_stack_set_visible_child_name (self->stack, "matrix");
}

/* The reader */

static void
read_on (WbMatrixWindow *self, const WbMatrixAnswer *answer)
{
  gsize wanted = wb_matrix_view_wanted (self->view);
  gsize order = answer->reading != NULL ? answer->reading->matrix->rows : 0;

  if (wanted < self->matrices->n
      && (!wb_matrix_view_is_there (self->view) || order <= SWEEP_ORDER_MAX))
    wb_matrix_reader_read (self->reader, self->matrices, wanted);
}

static void
take_opened (WbMatrixWindow *self, const WbMatrixAnswer *answer)
{
  self->is_opening = FALSE;
  if (answer->reading != NULL)
    show_matrices (self, answer->matrices);
  else if (answer->arrays != NULL)
    offer_arrays (self, (const char *const *) answer->arrays, answer->error->message);
  else if (answer->choices != 0)
    offer (self, answer->error->message, answer->choices);
  else
    fail (self, answer->error->message);
}

static void
answered (const WbMatrixAnswer *answer, gpointer data)
{
  WbMatrixWindow *self = data;

  if (answer->opened)
    take_opened (self, answer);
  if (self->matrices != NULL && answer->matrices == self->matrices
      && wb_matrix_view_take (self->view, answer))
    show_heading (self, answer->reading);
  if (self->matrices != NULL)
    read_on (self, answer);
  show_state (self);
}

static void
moved (WbMatrixWindow *self)
{
  if (!self->is_opening)
    wb_matrix_reader_read (self->reader, self->matrices, wb_matrix_view_at (self->view));
  show_state (self);
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
  wb_matrix_chooser_show (data, "Open Matrix", TRUE, files_chosen);
}

static void
open_files_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_auto (GStrv) paths = g_variant_dup_strv (parameter, NULL);

  if (paths[0] != NULL)
    wb_matrix_window_open (data, (const char *const *) paths);
}

static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  wb_matrix_view_export (WB_MATRIX_WINDOW (data)->view);
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
  wb_matrix_view_go_to (WB_MATRIX_WINDOW (data)->view, (gsize) g_variant_get_uint64 (index));
}

static void
step_back_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WbMatrixView *view = WB_MATRIX_WINDOW (data)->view;

  wb_matrix_view_go_to (view, wb_matrix_view_at (view) - 1);
}

static void
step_forward_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WbMatrixView *view = WB_MATRIX_WINDOW (data)->view;

  wb_matrix_view_go_to (view, wb_matrix_view_at (view) + 1);
}

static void
wb_matrix_window_dispose (GObject *object)
{
  WbMatrixWindow *self = WB_MATRIX_WINDOW (object);

  g_clear_pointer (&self->reader, wb_matrix_reader_free);
  G_OBJECT_CLASS (wb_matrix_window_parent_class)->dispose (object);
  g_clear_pointer (&self->matrices, wb_matrices_unref);
}

static void
wb_matrix_window_finalize (GObject *object)
{
  WbMatrixWindow *self = WB_MATRIX_WINDOW (object);

  source_clear (&self->asked);
  source_clear (&self->shown);
  g_strfreev (self->arrays);
  G_OBJECT_CLASS (wb_matrix_window_parent_class)->finalize (object);
}

static void
wb_matrix_window_class_init (WbMatrixWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_matrix_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = wb_matrix_window_finalize;
  g_type_ensure (WB_TYPE_MATRIX_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/fopworkbench/Workbench/window/matrix-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WbMatrixWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, WbMatrixWindow, view);
  gtk_widget_class_bind_template_callback (widget_class, say);
  gtk_widget_class_bind_template_callback (widget_class, moved);
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
  g_autoptr (GPropertyAction) fullscreen = NULL, logarithmic = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->reader = wb_matrix_reader_new (answered, self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  fullscreen = g_property_action_new ("fullscreen", self, "fullscreened");
  logarithmic = g_property_action_new ("logarithmic", self->view, "logarithmic");
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (fullscreen));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (logarithmic));
  show_state (self);
}

WbMatrixWindow *
wb_matrix_window_new (GtkApplication *application)
{
  return g_object_new (WB_TYPE_MATRIX_WINDOW, "application", application, NULL);
}
