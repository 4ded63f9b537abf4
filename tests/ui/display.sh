#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: display.sh COMMAND…: runs it on a screen and a session bus of its own, beside which others
# may run. FOP_SCREEN names the file of the screen's pixels, FOP_SCREEN_PID its server.
set -euo pipefail

# Sockets, and the screen's pixels.
folder=$(mktemp -d "${TMPDIR:-/tmp}/fop-screen-XXXXXX")
trap 'rm -rf "$folder"' EXIT
export XDG_RUNTIME_DIR="$folder"

# The server picks a number that is free, and tells it once it is ready.
coproc SCREEN {
  exec Xvfb -displayfd 1 -noreset -nolisten tcp -fbdir "$folder" -screen 0 1920x1080x24 2>/dev/null
}
export FOP_SCREEN_PID="$SCREEN_PID" FOP_SCREEN="$folder/Xvfb_screen0"
trap 'kill "$FOP_SCREEN_PID"; wait "$FOP_SCREEN_PID" || true; rm -rf "$folder"' EXIT
read -r number <&"${SCREEN[0]}"
export DISPLAY=":$number"
unset WAYLAND_DISPLAY
# What the bus starts writes where the bus does: only the command's own output goes to stdout.
dbus-run-session -- sh -c 'exec "$@" >&3' sh "$@" 3>&1 >&2
