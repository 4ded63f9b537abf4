/* SPDX-License-Identifier: GPL-3.0-or-later */
/* File choosers. */
#include "ui/document/chooser.h"

#include "ui/document/preferences.h"

void
wb_chooser_add_filter (GtkFileChooserNative *dialog, const char *name, const char *suffixes)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_auto (GStrv) words = g_strsplit (suffixes != NULL ? suffixes : "", " ", -1);

  gtk_file_filter_set_name (filter, name);
  for (char **suffix = words; *suffix != NULL; suffix++)
    gtk_file_filter_add_suffix (filter, *suffix);
  if (suffixes == NULL)
    gtk_file_filter_add_pattern (filter, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
}

GtkFileChooserNative *
wb_chooser_new (GtkWindow *parent, const char *title, GtkFileChooserAction action)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, NULL, NULL);
  g_autoptr (GFile) folder = wb_preferences_last_folder ();

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  return dialog;
}
