/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choice of the renderer. */
#include "ui/window/renderer.h"

#include <epoxy/gl.h>
#include <gdk/gdk.h>
#include <string.h>

#define CHOICE "GSK_RENDERER"

/* Mesa's software drivers. */
static gboolean
is_computed (const char *driver)
{
  static const char *const computed[] = { "llvmpipe", "softpipe", "swrast", "Software Rasterizer" };

  for (gsize i = 0; i < G_N_ELEMENTS (computed); i++)
    if (strstr (driver, computed[i]) != NULL)
      return TRUE;
  return FALSE;
}

void
wb_renderer_choose (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autoptr (GdkGLContext) context = NULL;
  const char *driver;

  if (display == NULL || g_getenv (CHOICE) != NULL)
    return;
  context = gdk_display_create_gl_context (display, NULL);
  if (context == NULL || !gdk_gl_context_realize (context, NULL))
    return;
  gdk_gl_context_make_current (context);
  driver = (const char *) glGetString (GL_RENDERER);
  if (driver != NULL && is_computed (driver))
    g_setenv (CHOICE, "cairo", FALSE);
  gdk_gl_context_clear_current ();
}
