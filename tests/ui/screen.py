# SPDX-License-Identifier: GPL-3.0-or-later
"""The screen set up by display.sh: its pixels, and whether they are still changing."""
import os
import pathlib
import struct
import time

import gi
import numpy

gi.require_version('GdkPixbuf', '2.0')
from gi.repository import GdkPixbuf, GLib  # noqa: E402 (the version comes first)

SERVER = int(os.environ['FOP_SCREEN_PID'])
PICTURE = pathlib.Path(os.environ['FOP_SCREEN'])  # the server's screen, in xwd(1) format
LOOK = 0.03  # seconds between two checks for activity
LOOKS = 4    # number of checks without activity: longer than a frame, and than the program's own pauses


def _pixels():
    """The whole screen, rows × columns × (blue, green, red, nothing)."""
    header = struct.unpack('>25I', PICTURE.open('rb').read(100))
    size, width, height, stride, colors = (header[i] for i in (0, 4, 5, 12, 19))
    flat = numpy.memmap(PICTURE, mode='r', offset=size + 12 * colors, shape=(height, stride))
    return flat[:, :4 * width].reshape(height, width, 4)


def crop(x, y, width, height):
    """The colors of a rectangle, row by row, three bytes each."""
    return _pixels()[y:y + height, x:x + width, 2::-1].tobytes()


def save(path):
    """All of it, as PNG."""
    height, width, _ = _pixels().shape
    pixels = GLib.Bytes.new(crop(0, 0, width, height))
    GdkPixbuf.Pixbuf.new_from_bytes(pixels, GdkPixbuf.Colorspace.RGB, False, 8, width, height,
                                    3 * width).savev(str(path), 'png', ['compression'], ['1'])


def _switches(process):
    """How often each thread has begun to wait or was made to, by number and name; None for one that
    is at work."""
    counts = {}
    for thread in pathlib.Path(f'/proc/{process}/task').iterdir():
        try:
            status = dict(line.split(':\t', 1) for line in
                          (thread / 'status').read_text(encoding='ascii', errors='replace')
                          .splitlines() if ':\t' in line)
        except (FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
            continue
        counts[thread.name, status['Name']] = None if status['State'][0] not in 'SI' else (
            status['voluntary_ctxt_switches'], status['nonvoluntary_ctxt_switches'])
    return counts


def rest(process, patience):
    """Waits until a program and the screen are idle: all their threads sleep, and none has woken up
    between several checks. A thread that is waiting for a processor on a busy machine does not
    count as sleeping."""
    end = time.monotonic() + patience
    last, quiet = {}, 0
    while quiet < LOOKS:
        try:
            now = {**_switches(SERVER), **_switches(process)}
        except FileNotFoundError:  # the program has ended
            return
        busy = [f'{name} ({thread})' for (thread, name), count in now.items()
                if count is None or count != last.get((thread, name))]
        quiet = quiet + 1 if not busy and len(now) == len(last) else 0
        last = now
        assert time.monotonic() < end, f'no rest within {patience} s: {", ".join(busy)} at work'
        time.sleep(LOOK)
