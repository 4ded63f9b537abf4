#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: receiver.py clipboard|drop FOLDER: another program, which writes what it takes to files of
the folder: from the clipboard, each form of a picture, named after its type; of what is dropped on
its window, `types`, and `paths` of files. Ends once it has taken something."""
import pathlib
import sys

import gi
gi.require_version('Gdk', '4.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, Gio, GLib, Gtk  # noqa: E402

WAY, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
# What GTK makes of a picture is not of interest.
TAKEN = ('image/svg+xml', 'image/png', 'text/uri-list')

loop = GLib.MainLoop()


def end():
    (FOLDER / 'taken').write_text('')
    loop.quit()


def take(clipboard, types):
    """Takes one type after the other."""
    if not types:
        end()
        return

    def read(clipboard, result):
        stream, _ = clipboard.read_finish(result)
        out = Gio.MemoryOutputStream.new_resizable()
        out.splice_async(stream, Gio.OutputStreamSpliceFlags.CLOSE_TARGET, 0, None, spliced)

    def spliced(out, result):
        out.splice_finish(result)
        (FOLDER / types[0].replace('/', '_')).write_bytes(out.steal_as_bytes().get_data())
        take(clipboard, types[1:])
    clipboard.read_async([types[0]], 0, None, read)


def from_clipboard(clipboard):
    types = [name for name in clipboard.get_formats().get_mime_types() if name in TAKEN]
    if types:
        take(clipboard, types)


def dropped(target, drop, x, y):
    # Not with read_async(): PyGObject frees a string that is GTK's.
    def read(drop, result):
        files = drop.read_value_finish(result).get_files()
        (FOLDER / 'paths').write_text('\n'.join(file.get_path() for file in files))
        drop.finish(Gdk.DragAction.COPY)
        GLib.timeout_add(100, end)  # once the other program knows
    (FOLDER / 'types').write_text('\n'.join(drop.get_formats().get_mime_types()))
    drop.read_value_async(Gdk.FileList, 0, None, read)
    return True


Gtk.init()
if WAY == 'clipboard':
    clipboard = Gdk.Display.get_default().get_clipboard()
    clipboard.connect('changed', from_clipboard)
    from_clipboard(clipboard)
else:
    window = Gtk.Window(title='receiver', default_width=200, default_height=200)
    target = Gtk.DropTargetAsync.new(None, Gdk.DragAction.COPY)
    target.connect('drop', dropped)
    window.add_controller(target)
    window.present()
loop.run()
