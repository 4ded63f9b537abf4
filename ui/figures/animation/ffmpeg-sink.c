/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Videos, by ffmpeg, which reads the frames from a pipe. */

#include "core/settings/error.h"
#include "core/settings/whole-file.h"
#include "ui/figures/animation/sinks.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define PROGRAM "ffmpeg"

typedef struct
{
  FigFrameSink base;

  FopWholeFile *file;
  GSubprocess *process;
  char *messages; /* (nullable): path of a file that receives its messages */
} FfmpegSink;

/* Luma and chroma by BT.709, and marked as such: players guess unmarked ones from the height. */
#define FILM                                                                                       \
  "-vf scale=out_color_matrix=bt709:out_range=tv -pix_fmt yuv420p -colorspace bt709 "              \
  "-color_primaries bt709 -color_trc bt709 -color_range tv "

/* The pixels of cairo. */
#define PIXELS (G_BYTE_ORDER == G_LITTLE_ENDIAN ? "bgra" : "argb")

/* Each frame of a GIF has colors of its own, so that none has to wait for the last one; yuv420p is
 * what all players can show. Without metadata, so that the same frames make the same file. */
static const struct
{
  const char *format;
  const char *arguments;
} encoders[] = {
  { "gif", "-filter_complex [0:v]split[a][b];[a]palettegen=stats_mode=single[p];"
           "[b][p]paletteuse=new=1:dither=none -f gif" },
  { "webm", FILM "-c:v libvpx-vp9 -crf 24 -b:v 0 -deadline good -cpu-used 4 -f webm" },
  { "mp4", FILM "-c:v libx264 -crf 18 -movflags +faststart -f mp4" },
};

/* The last line that ffmpeg wrote. */
static char *
last_words (const FfmpegSink *self)
{
  g_autofree char *text = NULL;
  const char *line;

  if (self->messages == NULL || !g_file_get_contents (self->messages, &text, NULL, NULL))
    return g_strdup ("no message");
  g_strstrip (text);
  line = strrchr (text, '\n');
  return g_utf8_make_valid (line != NULL ? line + 1 : text, -1);
}

static gboolean
fail (const FfmpegSink *self, GError **error)
{
  g_autofree char *words = NULL;

  g_subprocess_wait (self->process, NULL, NULL);
  words = last_words (self);
  g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: " PROGRAM " failed: %s", self->file->shown,
               words);
  return FALSE;
}

/* A pipe that nobody reads is an error of the write, not the end of the program. */
static void
ignore_broken_pipes (void)
{
  sigset_t set;

  sigemptyset (&set);
  sigaddset (&set, SIGPIPE);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
}

static gboolean
add (FigFrameSink *sink, cairo_surface_t *frame, GError **error)
{
  FfmpegSink *self = (FfmpegSink *) sink;
  GOutputStream *pipe = g_subprocess_get_stdin_pipe (self->process);
  gsize stride = (gsize) cairo_image_surface_get_stride (frame);
  gsize row = 4 * (gsize) cairo_image_surface_get_width (frame);
  const guint8 *pixels = cairo_image_surface_get_data (frame);

  ignore_broken_pipes ();
  for (int y = 0; y < cairo_image_surface_get_height (frame); y++)
    if (!g_output_stream_write_all (pipe, pixels + (gsize) y * stride, row, NULL, NULL, NULL))
      return fail (self, error);
  return TRUE;
}

static gboolean
finish (FigFrameSink *sink, GError **error)
{
  FfmpegSink *self = (FfmpegSink *) sink;

  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  if (!g_subprocess_wait_check (self->process, NULL, NULL))
    return fail (self, error);
  return fop_whole_file_commit (self->file, error);
}

static void
ffmpeg_sink_free (FigFrameSink *sink)
{
  FfmpegSink *self = (FfmpegSink *) sink;

  if (self->process != NULL)
    {
      g_subprocess_force_exit (self->process);
      g_subprocess_wait (self->process, NULL, NULL);
      g_object_unref (self->process);
    }
  if (self->messages != NULL)
    g_unlink (self->messages);
  g_free (self->messages);
  g_clear_pointer (&self->file, fop_whole_file_free);
  g_free (self);
}

/* ---- construction ---- */

static GStrv
command (const FfmpegSink *self, const char *format, const FigVideo *video)
{
  char rate[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *size = g_strdup_printf ("%dx%d", video->width, video->height);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  const char *arguments = NULL;
  g_auto (GStrv) encoder = NULL;

  g_ascii_formatd (rate, sizeof rate, "%.6g", video->fps);
  for (gsize i = 0; i < G_N_ELEMENTS (encoders); i++)
    if (g_str_equal (encoders[i].format, format))
      arguments = encoders[i].arguments;
  encoder = g_strsplit (arguments, " ", -1);
  g_strv_builder_add_many (words, PROGRAM, "-nostdin", "-loglevel", "error", "-y", "-f", "rawvideo",
                           "-pix_fmt", PIXELS, "-video_size", size, "-framerate", rate, "-i",
                           "pipe:0", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v",
                           "+bitexact", NULL);
  g_strv_builder_addv (words, (const char **) encoder);
  g_strv_builder_add (words, self->file->temporary);
  return g_strv_builder_end (words);
}

static gboolean
start (FfmpegSink *self, const char *format, const FigVideo *video, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_auto (GStrv) words = command (self, format, video);
  int descriptor = g_file_open_tmp ("fop-ffmpeg-XXXXXX", &self->messages, error);

  if (descriptor < 0)
    return FALSE;
  close (descriptor);
  g_subprocess_launcher_set_stderr_file_path (launcher, self->messages);
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words, error);
  return self->process != NULL;
}

FigFrameSink *
fig_ffmpeg_sink_new (const char *path, const char *format, const FigVideo *video, GError **error)
{
  static const FigFrameSinkClass klass = { add, finish, ffmpeg_sink_free };
  g_autofree char *program = g_find_program_in_path (PROGRAM);
  FfmpegSink *self;

  if (program == NULL)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_IO,
                   "%s: videos are written by " PROGRAM
                   ", which is not installed; numbered images, "
                   "such as frame-%%05d.png, need no other program",
                   path);
      return NULL;
    }
  self = g_new0 (FfmpegSink, 1);
  self->base.klass = &klass;
  self->file = fop_whole_file_open (path, error);
  if (self->file != NULL && start (self, format, video, error))
    return &self->base;
  ffmpeg_sink_free (&self->base);
  return NULL;
}
