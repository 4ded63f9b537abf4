/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exported page amid the text of a paper. */
#include "ui/export/export-preview.h"

#include "ui/figures/paper/export.h"
#include "ui/figures/paper/length.h"
#include "ui/jobs/painting.h"

#include <adwaita.h>
#include <math.h>

#define LINE       14.0 /* from one line of text to the next at a zoom of 1 */
#define INK        6.0  /* height of what stands for a line */
#define GUTTER     24.0 /* between the page's column and the next, at a zoom of 1 */
#define OFFSET     22.0 /* of the dimension lines from the page */
#define ARROW      4.0
#define LABEL_ROOM 8.0
#define LAST_LINE  0.55 /* share of the width that a paragraph's last line fills */
#define PARAGRAPH  4

struct _WbExportPreview
{
  GtkWidget parent_instance;

  WbDraft *draft; /* nullable */
  GdkTexture *texture;
};

G_DEFINE_FINAL_TYPE (WbExportPreview, wb_export_preview, GTK_TYPE_WIDGET)

static void
describe (WbExportPreview *self)
{
  g_autofree char *width = fig_length_text (self->draft->width);
  g_autofree char *height = fig_length_text (self->draft->height);
  g_autofree char *text = g_strdup_printf ("%s wide, %s high", width, height);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, "Preview",
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

void
wb_export_preview_set_draft (WbExportPreview *self, WbDraft *draft)
{
  g_clear_pointer (&self->draft, wb_draft_free);
  g_clear_object (&self->texture);
  self->draft = draft;
  if (draft->surface != NULL)
    self->texture = wb_surface_texture (draft->surface);
  describe (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

const WbDraft *
wb_export_preview_draft (WbExportPreview *self)
{
  return self->draft;
}

/* The page in the widget's pixels, centered. */
static graphene_rect_t
page_of (WbExportPreview *self)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  float width = (float) gdk_texture_get_width (self->texture) / (float) scale;
  float height = (float) gdk_texture_get_height (self->texture) / (float) scale;
  float room = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float tall = (float) gtk_widget_get_height (GTK_WIDGET (self));

  return GRAPHENE_RECT_INIT (floorf ((room - width) / 2), floorf ((tall - height) / 2), width,
                             height);
}

static void
wb_export_preview_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                           int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  WbExportPreview *self = WB_EXPORT_PREVIEW (widget);
  int scale = gtk_widget_get_scale_factor (widget), size = 0;

  if (self->texture != NULL)
    size = (orientation == GTK_ORIENTATION_HORIZONTAL ? gdk_texture_get_width (self->texture)
                                                      : gdk_texture_get_height (self->texture))
           / scale;
  *minimum = *natural = size + 2 * WB_PREVIEW_MARGIN;
}

/* ---- the paper ---- */

static void
fill (GtkSnapshot *snapshot, GdkRGBA color, double x, double y, double width, double height)
{
  gtk_snapshot_append_color (
      snapshot, &color, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

/* Lines of text of a column from @top on, in direction @way, up to @end. */
static void
draw_lines (GtkSnapshot *snapshot, double zoom, double x, double width, double top, double end,
            int way)
{
  const GdkRGBA ink = { 0, 0, 0, 0.07F };
  double step = MAX (LINE * zoom, 6), tall = MAX (INK * zoom, 2);

  for (int i = 1; way * (end - (top + way * i * step)) > 0; i++)
    {
      gboolean is_last = (way < 0 ? i - 1 : i) % PARAGRAPH == 0;

      fill (snapshot, ink, x, top + way * i * step - (way > 0 ? 0 : tall),
            is_last ? LAST_LINE * width : width, tall);
    }
}

static void
draw_paper (WbExportPreview *self, GtkSnapshot *snapshot, const graphene_rect_t *page)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double zoom = MAX (self->draft->zoom / gtk_widget_get_scale_factor (GTK_WIDGET (self)), 0.2);
  double x = page->origin.x, y = page->origin.y;
  double wide = page->size.width, tall = page->size.height;
  double next = x + wide + MAX (GUTTER * zoom, WB_PREVIEW_MARGIN - 12);

  fill (snapshot, (GdkRGBA){ 1, 1, 1, 1 }, 0, 0, width, height);
  draw_lines (snapshot, zoom, x, wide, y - OFFSET - LABEL_ROOM, 0, -1);
  draw_lines (snapshot, zoom, x, wide, y + tall, height, 1);
  if (next < width)
    draw_lines (snapshot, zoom, next, width - next, 0, height, 1);
}

/* ---- its dimensions ---- */

static void
arrow (cairo_t *cr, double x, double way)
{
  cairo_move_to (cr, x + way * ARROW, -ARROW);
  cairo_line_to (cr, x, 0);
  cairo_line_to (cr, x + way * ARROW, ARROW);
}

/* A line along x from 0 to @length, with @text in a gap at its middle. */
static void
draw_dimension (WbExportPreview *self, cairo_t *cr, double length, double points)
{
  g_autofree char *text = fig_length_text (points);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int wide, tall;
  double gap;

  pango_layout_get_pixel_size (layout, &wide, &tall);
  gap = wide / 2.0 + LABEL_ROOM;
  if (length > 2 * gap)
    {
      arrow (cr, 0, 1);
      cairo_move_to (cr, 0, 0);
      cairo_line_to (cr, length / 2 - gap, 0);
      cairo_move_to (cr, length / 2 + gap, 0);
      cairo_line_to (cr, length, 0);
      arrow (cr, length, -1);
      cairo_stroke (cr);
    }
  cairo_move_to (cr, length / 2 - wide / 2.0, -tall / 2.0);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_dimensions (WbExportPreview *self, GtkSnapshot *snapshot, const graphene_rect_t *page)
{
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (self)),
                                     (float) gtk_widget_get_height (GTK_WIDGET (self))));
  const double dash[] = { 4, 3 };

  cairo_set_source_rgb (cr, 0.208, 0.518, 0.894);
  cairo_set_line_width (cr, 1);
  cairo_save (cr);
  cairo_set_dash (cr, dash, 2, 0);
  cairo_rectangle (cr, page->origin.x - 0.5, page->origin.y - 0.5, page->size.width + 1,
                   page->size.height + 1);
  cairo_stroke (cr);
  cairo_restore (cr);
  cairo_save (cr);
  cairo_translate (cr, page->origin.x, floor (page->origin.y - OFFSET) + 0.5);
  draw_dimension (self, cr, page->size.width, self->draft->width);
  cairo_restore (cr);
  cairo_translate (cr, floor (page->origin.x - OFFSET) + 0.5, page->origin.y + page->size.height);
  cairo_rotate (cr, -G_PI / 2);
  draw_dimension (self, cr, page->size.height, self->draft->height);
  cairo_destroy (cr);
}

static void
wb_export_preview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WbExportPreview *self = WB_EXPORT_PREVIEW (widget);
  graphene_rect_t page;

  if (self->texture == NULL)
    return;
  page = page_of (self);
  draw_paper (self, snapshot, &page);
  gtk_snapshot_append_texture (snapshot, self->texture, &page);
  draw_dimensions (self, snapshot, &page);
}

static void
wb_export_preview_dispose (GObject *object)
{
  WbExportPreview *self = WB_EXPORT_PREVIEW (object);

  g_clear_pointer (&self->draft, wb_draft_free);
  g_clear_object (&self->texture);
  G_OBJECT_CLASS (wb_export_preview_parent_class)->dispose (object);
}

static void
wb_export_preview_class_init (WbExportPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_export_preview_dispose;
  widget_class->measure = wb_export_preview_measure;
  widget_class->snapshot = wb_export_preview_snapshot;
  gtk_widget_class_set_css_name (widget_class, "preview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
wb_export_preview_init (WbExportPreview *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
