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
  FigFilm film;
  double top, bottom; /* of the figure on its page */
  guint done, total;
  FigAnimationProgress progress;
  gpointer data;
} Film;

/* ---- steps ---- */

static gboolean
goes_on (Film *film, GError **error)
{
  if (film->progress (film->done, film->total, film->data))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the animation was canceled");
  return FALSE;
}

static gboolean
step_to (Film *film, guint64 step, GError **error)
{
  for (guint i = 0; fop_session_approach (film->session, step); i++)
    if (i % PATIENCE == 0 && !goes_on (film, error))
      return FALSE;
  return goes_on (film, error);
}

/* ---- frames ---- */

static FigFigure *
build (const Film *film)
{
  const GArray *requests = film->animation->requests;
  g_autoptr (GPtrArray) figures
      = g_ptr_array_new_with_free_func ((GDestroyNotify) fig_figure_unref);

  for (guint i = 0; i < requests->len; i++)
    g_ptr_array_add (figures,
                     fig_request_build (&g_array_index (requests, FigRequest, i), film->session));
  return fig_style_sheet (film->style, figures->len, (FigFigure *const *) figures->pdata,
                          fop_session_experiment (film->session)->title);
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
fix_limits (Film *film)
{
  for (guint i = 0; i < film->animation->requests->len; i++)
    {
      FigRequest *request = &g_array_index (film->animation->requests, FigRequest, i);
      g_autoptr (FigFigure) figure = fig_request_build (request, film->session);
      FigPage page = fig_page_fit (figure, film->style);
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
fix_names (Film *film)
{
  if (g_str_equal (fop_settings_word (film->style, "legend"), "automatic"))
    fop_settings_set_text (film->style, "legend", "below", NULL, NULL);
}

/* Gives all frames the size of the current one. */
static gboolean
fix_size (Film *film, const char *path, GError **error)
{
  g_autoptr (FigFigure) figure = build (film);
  FigPage page = fig_page_fit (figure, film->style);
  double dpi = (double) fop_settings_integer (film->style, "dpi");
  double scale = page.unit * dpi / FIG_POINTS_PER_INCH;
  char height[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *text = NULL;

  film->film.width = even (page.width * scale);
  film->film.height = even (page.height * scale);
  film->film.dpi = dpi;
  film->top = page.top;
  film->bottom = page.bottom;
  g_ascii_formatd (height, sizeof height, "%.6f", page.height * page.unit);
  text = g_strconcat (height, "pt", NULL);
  return fop_check_all (path, 12.0 * film->film.width * film->film.height, error)
         && fig_style_set (film->style, "height", text, error);
}

/* The page of a frame, on which the figure has the same place as before, unless a title or a
 * caption has become longer. */
static FigPage
lay_out (Film *film, const FigFigure *figure)
{
  FigPage page = fig_page_fit (figure, film->style);

  page.top = film->top = MAX (page.top, film->top);
  page.bottom = film->bottom = MIN (page.bottom, film->bottom);
  return page;
}

/* A frame has its ground, or white, where the page is transparent or ends within a pixel. */
static cairo_surface_t *
draw (Film *film)
{
  const FigColor white = { 1, 1, 1 };
  g_autoptr (FigFigure) figure = build (film);
  FigPage page = lay_out (film, figure);
  cairo_surface_t *image
      = fig_export_image (figure, &page, page.unit * film->film.dpi / FIG_POINTS_PER_INCH, NULL);
  cairo_surface_t *frame
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, film->film.width, film->film.height);
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
add_frames (Film *film, const GArray *steps, FigFrameSink *sink, guint holds, GError **error)
{
  for (; film->done < film->total; film->done++)
    {
      cairo_surface_t *frame;
      gboolean good = step_to (film, g_array_index (steps, guint64, film->done), error);

      if (!good)
        return FALSE;
      frame = draw (film);
      for (guint i = 0; good && i <= (film->done + 1 == film->total ? holds : 0); i++)
        good = fig_frame_sink_add (sink, frame, error);
      cairo_surface_destroy (frame);
      if (!good)
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_film (Film *film, const GArray *steps, const char *path, GError **error)
{
  double hold = fop_settings_number (film->animation->timing, "hold") * film->film.fps;
  guint holds = fig_frame_sink_has_time (path) ? (guint) round (hold) : 0;
  g_autoptr (FigFrameSink) sink = NULL;

  if (!step_to (film, g_array_index (steps, guint64, steps->len - 1), error))
    return FALSE;
  fix_names (film);
  fix_limits (film);
  if (!fix_size (film, path, error))
    return FALSE;
  sink = fig_frame_sink_new (path, &film->film, error);
  if (sink == NULL)
    return FALSE;
  fop_session_rewind (film->session, g_array_index (steps, guint64, 0));
  return add_frames (film, steps, sink, holds, error) && fig_frame_sink_finish (sink, error);
}

guint
fig_animation_write (const FigAnimation *animation, FopSession *session, const char *path,
                     FigAnimationProgress progress, gpointer data, GError **error)
{
  guint64 steps = fop_session_experiment (session)->steps;
  g_autoptr (GArray) frames = fig_timing_frames (animation->timing, steps);
  g_autoptr (FopSettings) style = fop_settings_copy (animation->style);
  Film film = { .animation = animation,
                .session = session,
                .style = style,
                .film = { .fps = fop_settings_number (animation->timing, "fps") },
                .total = frames->len,
                .progress = progress,
                .data = data };

  return write_film (&film, frames, path, error) ? film.total : 0;
}
