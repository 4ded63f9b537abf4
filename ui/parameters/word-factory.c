/* SPDX-License-Identifier: GPL-3.0-or-later */
/* List items of a drop-down. */
#include "ui/parameters/word-factory.h"

struct _WbWordFactory
{
  GtkDropDown *drop_down; /* owns this */
  GPtrArray *items;       /* the bound GtkListItems; not owned */
  GPtrArray *reasons;     /* by entry; NULL if it is available */
};

static void
update (WbWordFactory *factory, GtkListItem *item)
{
  guint position = gtk_list_item_get_position (item);
  gboolean is_chosen = position == gtk_drop_down_get_selected (factory->drop_down);
  const char *reason = !is_chosen && position < factory->reasons->len
                           ? g_ptr_array_index (factory->reasons, position)
                           : NULL;
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *words = gtk_widget_get_first_child (box);
  GtkWidget *title = gtk_widget_get_first_child (words);
  GtkWidget *why = gtk_widget_get_next_sibling (title);

  gtk_label_set_text (GTK_LABEL (title),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
  gtk_label_set_text (GTK_LABEL (why), reason != NULL ? reason : "");
  gtk_widget_set_visible (why, reason != NULL);
  gtk_widget_set_sensitive (title, reason == NULL);
  gtk_widget_set_opacity (gtk_widget_get_last_child (box), is_chosen ? 1 : 0);
  gtk_list_item_set_activatable (item, reason == NULL);
  gtk_list_item_set_selectable (item, reason == NULL);
}

static void
setup (GtkSignalListItemFactory *signals, GtkListItem *item, WbWordFactory *factory)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (NULL), *why = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (why), 0);
  gtk_label_set_wrap (GTK_LABEL (why), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (why), 34);
  gtk_label_set_max_width_chars (GTK_LABEL (why), 34);
  gtk_widget_add_css_class (why, "dim-label");
  gtk_widget_add_css_class (why, "caption");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), why);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_item_set_child (item, box);
}

static void
bind (GtkSignalListItemFactory *signals, GtkListItem *item, WbWordFactory *factory)
{
  g_ptr_array_add (factory->items, item);
  update (factory, item);
}

static void
unbind (GtkSignalListItemFactory *signals, GtkListItem *item, WbWordFactory *factory)
{
  g_ptr_array_remove (factory->items, item);
}

static void
update_all (WbWordFactory *factory)
{
  for (guint i = 0; i < factory->items->len; i++)
    update (factory, g_ptr_array_index (factory->items, i));
}

void
wb_word_factory_refuse (WbWordFactory *factory, guint first, const char *const *reasons)
{
  g_ptr_array_set_size (factory->reasons, 0);
  for (guint i = 0; i < g_list_model_get_n_items (gtk_drop_down_get_model (factory->drop_down));
       i++)
    g_ptr_array_add (factory->reasons, g_strdup (i < first ? NULL : reasons[i - first]));
  update_all (factory);
}

static void
factory_free (gpointer data)
{
  WbWordFactory *factory = data;

  g_ptr_array_unref (factory->items);
  g_ptr_array_unref (factory->reasons);
  g_free (factory);
}

WbWordFactory *
wb_word_factory_new (GtkDropDown *drop_down)
{
  WbWordFactory *factory = g_new0 (WbWordFactory, 1);
  g_autoptr (GtkListItemFactory) signals = gtk_signal_list_item_factory_new ();

  factory->drop_down = drop_down;
  factory->items = g_ptr_array_new ();
  factory->reasons = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (signals, "setup", G_CALLBACK (setup), factory);
  g_signal_connect (signals, "bind", G_CALLBACK (bind), factory);
  g_signal_connect (signals, "unbind", G_CALLBACK (unbind), factory);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (update_all), factory);
  gtk_drop_down_set_list_factory (drop_down, signals);
  g_object_set_data_full (G_OBJECT (signals), "word-factory", factory, factory_free);
  return factory;
}
