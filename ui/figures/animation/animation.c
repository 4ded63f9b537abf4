/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A figure over the steps of an experiment. */

#include "ui/figures/animation/animation.h"

#include "core/settings/error.h"
#include "core/settings/size.h"
#include "ui/figures/animation/frame-sink.h"
#include "ui/figures/paper/export.h"
#include "ui/figures/paper/length.h"
#include "ui/figures/paper/style.h"

#include <gio/gio.h>
#include <math.h>

/* Steps of one run after which it is asked whether to go on. */
#define PATIENCE 256
/* Of a width that is a number of pixels. */
#define ROUNDING 1e-6

typedef struct
{
  const FigAnimation *animation;
  FopSession *session;
  FopSettings *style; /* with the height of the last frame */
  FigVideo video;
  double top, bottom; /* of the figure on its page */
  guint done, total;
  FigAnimationProgress progress;
  gpointer data;
} Recording;

/* ---- steps ---- */

static gboolean
goes_on (Recording *recording, GError **error)
{
  if (recording->progress (recording->done, recording->total, recording->data))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the animation was canceled");
  return FALSE;
}

static gboolean
step_to (Recording *recording, guint64 step, GError **error)
{
  for (guint i = 0; fop_session_approach (recording->session, step); i++)
    if (i % PATIENCE == 0 && !goes_on (recording, error))
      return FALSE;
  return goes_on (recording, error);
}

/* ---- frames ---- */

static FigFigure *
build (const Recording *recording)
{
  const GArray *requests = recording->animation->requests;
  g_autoptr (GPtrArray) figures
      = g_ptr_array_new_with_free_func ((GDestroyNotify) fig_figure_unref);

  for (guint i = 0; i < requests->len; i++)
    g_ptr_array_add (
        figures, fig_request_build (&g_array_index (requests, FigRequest, i), recording->session));
  return fig_style_sheet (recording->style, figures->len, (FigFigure *const *) figures->pdata,
                          fop_session_experiment (recording->session)->title);
}

/* Ends of an axis that are not given: those of @scale, unless there is no such axis. */
static void
take_limits (const FigScale *scale, double *low, double *high)
{
  if (!(scale->low < scale->high))
    return;
  if (isnan (*low))
    *low = scale->low;
  if (isnan (*high))
    *high = scale->high;
}

/* Gives all frames the axis limits of the current one, as far as there are no others. On a sheet
 * they are those of the figure alone: also round, and enclosing its data. */
static void
fix_limits (Recording *recording)
{
  for (guint i = 0; i < recording->animation->requests->len; i++)
    {
      FigRequest *request = &g_array_index (recording->animation->requests, FigRequest, i);
      g_autoptr (FigFigure) figure = fig_request_build (request, recording->session);
      FigPage page = fig_page_fit (figure, recording->style);
      FigView view = fig_options_view (request->options);
      FigAxes axes;

      if (!fig_figure_axes (figure, &page.theme, page.width, page.bottom - page.top, &axes))
        continue;
      take_limits (&axes.x, &view.x_low, &view.x_high);
      take_limits (&axes.y, &view.y_low, &view.y_high);
      take_limits (&axes.second, &view.second_low, &view.second_high);
      fig_options_set_view (request->options, &view);
    }
}

static int
even (double pixels)
{
  return 2 * (int) ceil ((pixels - ROUNDING) / 2);
}

/* Names that look for the emptiest corner would jump from frame to frame. */
static void
fix_names (Recording *recording)
{
  if (g_str_equal (fop_settings_word (recording->style, "legend"), "automatic"))
    fop_settings_set_text (recording->style, "legend", "below", NULL, NULL);
}

/* Gives all frames the size of the current one. */
static gboolean
fix_size (Recording *recording, const char *path, GError **error)
{
  g_autoptr (FigFigure) figure = build (recording);
  FigPage page = fig_page_fit (figure, recording->style);
  double dpi = (double) fop_settings_integer (recording->style, "dpi");
  double scale = page.unit * dpi / FIG_POINTS_PER_INCH;
  char height[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *text = NULL;

  recording->video.width = even (page.width * scale);
  recording->video.height = even (page.height * scale);
  recording->video.dpi = dpi;
  recording->top = page.top;
  recording->bottom = page.bottom;
  g_ascii_formatd (height, sizeof height, "%.6f", page.height * page.unit);
  text = g_strconcat (height, "pt", NULL);
  return fop_check_all (path, 12.0 * recording->video.width * recording->video.height, error)
         && fig_style_set (recording->style, "height", text, error);
}

/* The page of a frame, on which the figure has the same place as before, unless a title or a
 * caption has become longer. */
static FigPage
lay_out (Recording *recording, const FigFigure *figure)
{
  FigPage page = fig_page_fit (figure, recording->style);

  page.top = recording->top = MAX (page.top, recording->top);
  page.bottom = recording->bottom = MIN (page.bottom, recording->bottom);
  return page;
}

/* A frame has its ground, or white, where the page is transparent or ends within a pixel. */
static cairo_surface_t *
draw (Recording *recording)
{
  const FigColor white = { 1, 1, 1 };
  g_autoptr (FigFigure) figure = build (recording);
  FigPage page = lay_out (recording, figure);
  cairo_surface_t *image = fig_export_image (
      figure, &page, page.unit * recording->video.dpi / FIG_POINTS_PER_INCH, NULL);
  cairo_surface_t *frame = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, recording->video.width,
                                                       recording->video.height);
  cairo_t *cr = cairo_create (frame);

  fig_set_color (cr, page.theme.is_transparent ? white : page.theme.background, 1);
  cairo_paint (cr);
  cairo_surface_set_device_scale (image, 1, 1);
  cairo_set_source_surface (cr, image, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (image);
  return frame;
}

static gboolean
add_frames (Recording *recording, const GArray *steps, FigFrameSink *sink, guint holds,
            GError **error)
{
  for (; recording->done < recording->total; recording->done++)
    {
      cairo_surface_t *frame;
      gboolean good = step_to (recording, g_array_index (steps, guint64, recording->done), error);

      if (!good)
        return FALSE;
      frame = draw (recording);
      for (guint i = 0; good && i <= (recording->done + 1 == recording->total ? holds : 0); i++)
        good = fig_frame_sink_add (sink, frame, error);
      cairo_surface_destroy (frame);
      if (!good)
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_video (Recording *recording, const GArray *steps, const char *path, GError **error)
{
  double hold = fop_settings_number (recording->animation->timing, "hold") * recording->video.fps;
  guint holds = fig_frame_sink_has_time (path) ? (guint) round (hold) : 0;
  g_autoptr (FigFrameSink) sink = NULL;

  if (!step_to (recording, g_array_index (steps, guint64, steps->len - 1), error))
    return FALSE;
  fix_names (recording);
  fix_limits (recording);
  if (!fix_size (recording, path, error))
    return FALSE;
  sink = fig_frame_sink_new (path, &recording->video, error);
  if (sink == NULL)
    return FALSE;
  fop_session_rewind (recording->session, g_array_index (steps, guint64, 0));
  return add_frames (recording, steps, sink, holds, error) && fig_frame_sink_finish (sink, error);
}

guint
fig_animation_write (const FigAnimation *animation, FopSession *session, const char *path,
                     FigAnimationProgress progress, gpointer data, GError **error)
{
  guint64 steps = fop_session_experiment (session)->steps;
  g_autoptr (GArray) frames = fig_timing_frames (animation->timing, steps);
  g_autoptr (FopSettings) style = fop_settings_copy (animation->style);
  Recording recording = { .animation = animation,
                          .session = session,
                          .style = style,
                          .video = { .fps = fop_settings_number (animation->timing, "fps") },
                          .total = frames->len,
                          .progress = progress,
                          .data = data };

  return write_video (&recording, frames, path, error) ? recording.total : 0;
}
