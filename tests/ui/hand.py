# SPDX-License-Identifier: GPL-3.0-or-later
"""User actions: waiting for something to appear, moving the pointer, pressing keys."""
import subprocess
import time

from gi.repository import GLib

# A generous timeout for failures: nothing here waits longer than it must, and other load on the
# machine, or a sanitizer, slows everything down several times.
PATIENCE = 120


def wait(words, ask, patience=PATIENCE):
    """Polls until the result is true; objects that vanish meanwhile do not count."""
    end = time.monotonic() + patience
    while True:
        try:
            answer = ask()
        except (GLib.Error, StopIteration):
            answer = None
        if answer:
            return answer
        assert time.monotonic() < end, f'waited {patience} s in vain for {words}'
        time.sleep(0.02)


def xdotool(*words):
    subprocess.run(['xdotool', *map(str, words)], check=True, stdout=subprocess.DEVNULL)


def drag(places):
    """Drags from the first point via the others to the last."""
    way = [word for x, y in places[1:] for word in ('mousemove', x, y, 'sleep', 0.01)]
    xdotool('mousemove', *places[0], 'mousedown', 1, *way, 'mouseup', 1)
