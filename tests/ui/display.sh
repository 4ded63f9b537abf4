#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: display.sh COMMAND…: runs it on a screen and a session bus of its own.
set -euo pipefail

# The server picks a number that is free, and tells it once it is ready.
coproc SCREEN { exec Xvfb -displayfd 1 -noreset -nolisten tcp -screen 0 1920x1080x24 2>/dev/null; }
trap 'kill "$SCREEN_PID"' EXIT
read -r number <&"${SCREEN[0]}"
export DISPLAY=":$number"
unset WAYLAND_DISPLAY
# What the bus starts writes where the bus does: only the command's own output goes to stdout.
dbus-run-session -- sh -c 'exec "$@" >&3' sh "$@" 3>&1 >&2
