# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person does: look until something is there, move the pointer, press keys."""
import subprocess
import time

from gi.repository import GLib

# For what never comes: nothing here waits longer than it must, and other work on the machine, or a
# sanitizer, makes everything several times slower.
PATIENCE = 120


def wait(words, ask, patience=PATIENCE):
    """Asks again and again until the answer is something; what vanishes meanwhile is no answer."""
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
    """Drags from the first place by way of the others to the last."""
    way = [word for x, y in places[1:] for word in ('mousemove', x, y, 'sleep', 0.01)]
    xdotool('mousemove', *places[0], 'mousedown', 1, *way, 'mouseup', 1)
