/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saved styles, and styles in files. */
#include "ui/export/style-actions.h"

#include "ui/document/chooser.h"
#include "ui/document/failure.h"
#include "ui/document/preferences.h"
#include "ui/export/style-store.h"
#include "ui/figures/paper/style.h"

typedef struct
{
  GtkWindow *window;
  GMenu *menu;
  WbStylePanel *panel;
} Styles;

/* ---- the menu ---- */

/* Returns: (transfer full): an item for each name. */
static GMenu *
list_names (const char *const *names, const char *action)
{
  GMenu *menu = g_menu_new ();

  for (; *names != NULL; names++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);

      g_menu_item_set_attribute (item, "label", "s", *names);
      g_menu_item_set_action_and_target (item, action, "s", *names);
      g_menu_append_item (menu, item);
    }
  return menu;
}

static void
fill_menu (Styles *self)
{
  g_auto (GStrv) names = wb_style_store_names ();
  g_autoptr (GMenu) uses = list_names ((const char *const *) names, "style.use");
  g_autoptr (GMenu) deletes = list_names ((const char *const *) names, "style.delete");
  g_autoptr (GMenu) edits = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();

  g_menu_remove_all (self->menu);
  if (*names != NULL)
    g_menu_append_section (self->menu, NULL, G_MENU_MODEL (uses));
  g_menu_append (edits, "_Save Style…", "style.save");
  if (*names != NULL)
    g_menu_append_submenu (edits, "_Delete Style", G_MENU_MODEL (deletes));
  g_menu_append (edits, "_Reset to Defaults", "style.reset");
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (edits));
  g_menu_append (files, "_Open Style File…", "style.open");
  g_menu_append (files, "Save to Style _File…", "style.save-file");
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (files));
}

/* ---- saved styles ---- */

static void
use (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Styles *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FopSettings) style
      = wb_style_store_load (g_variant_get_string (parameter, NULL), &error);

  if (style != NULL)
    wb_style_panel_show (self->panel, style);
  else
    wb_failure_show (self->window, "Could Not Open Style", error->message);
}

static void delete (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!wb_style_store_delete (g_variant_get_string (parameter, NULL), &error))
    wb_failure_show (((Styles *) data)->window, "Could Not Delete Style", error->message);
  fill_menu (data);
}

static void
reset (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (FopSettings) style = fig_style_new ();

  wb_style_panel_show (((Styles *) data)->panel, style);
}

static void
save_responded (AdwMessageDialog *dialog, const char *response, Styles *self)
{
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "save"))
    return;
  if (!wb_style_store_save (gtk_editable_get_text (entry), wb_style_panel_style (self->panel),
                            &error))
    wb_failure_show (self->window, "Could Not Save Style", error->message);
  fill_menu (self);
}

static void
save (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Styles *self = data;
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      self->window, "Save Style", "A saved style with the same name is replaced."));
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), "Name");
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  "Name of the style", -1);
  adw_message_dialog_set_extra_child (dialog, entry);
  adw_message_dialog_add_responses (dialog, "cancel", "_Cancel", "save", "_Save", NULL);
  adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "save");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (save_responded), self);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

/* ---- files ---- */

static const char *
chosen_path (GtkNativeDialog *dialog, int response, GFile **file)
{
  if (response == GTK_RESPONSE_ACCEPT)
    *file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (*file == NULL || g_file_peek_path (*file) == NULL)
    return NULL;
  wb_preferences_remember_folder (*file);
  return g_file_peek_path (*file);
}

static void
open_responded (GtkNativeDialog *dialog, int response, Styles *self)
{
  g_autoptr (GFile) file = NULL;
  const char *path = chosen_path (dialog, response, &file);
  g_autoptr (GError) error = NULL;
  g_autoptr (FopSettings) style = path != NULL ? fig_style_load (path, &error) : NULL;

  if (style != NULL)
    wb_style_panel_show (self->panel, style);
  else if (error != NULL)
    wb_failure_show (self->window, "Could Not Open Style", error->message);
  g_object_unref (dialog);
}

static void
save_file_responded (GtkNativeDialog *dialog, int response, Styles *self)
{
  g_autoptr (GFile) file = NULL;
  const char *path = chosen_path (dialog, response, &file);
  g_autoptr (GError) error = NULL;

  if (path != NULL && !fig_style_save (wb_style_panel_style (self->panel), path, &error))
    wb_failure_show (self->window, "Could Not Save Style", error->message);
  g_object_unref (dialog);
}

static void
open_file (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Styles *self = data;
  GtkFileChooserNative *dialog
      = wb_chooser_new (self->window, "Open Style File", GTK_FILE_CHOOSER_ACTION_OPEN);

  wb_chooser_add_filter (dialog, "Styles", "json");
  wb_chooser_add_filter (dialog, "All Files", NULL);
  g_signal_connect (dialog, "response", G_CALLBACK (open_responded), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
save_file (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Styles *self = data;
  GtkFileChooserNative *dialog
      = wb_chooser_new (self->window, "Save to Style File", GTK_FILE_CHOOSER_ACTION_SAVE);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), "style.json");
  g_signal_connect (dialog, "response", G_CALLBACK (save_file_responded), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
wb_style_actions_install (GtkWindow *window, GMenu *menu, WbStylePanel *panel)
{
  static const GActionEntry entries[] = {
    { .name = "use", .activate = use, .parameter_type = "s" },
    { .name = "delete", .activate = delete, .parameter_type = "s" },
    { .name = "save", .activate = save },
    { .name = "reset", .activate = reset },
    { .name = "open", .activate = open_file },
    { .name = "save-file", .activate = save_file },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  Styles *self = g_new (Styles, 1);

  *self = (Styles){ window, menu, panel };
  g_object_set_data_full (G_OBJECT (window), "styles", self, g_free);
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (window), "style", G_ACTION_GROUP (group));
  fill_menu (self);
}
