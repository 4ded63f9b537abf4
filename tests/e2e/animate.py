#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`animate`: a figure over the steps of an experiment."""
import os
import shutil
import signal
import struct
import subprocess
import time

import cli
import tap


def animate(*arguments, status=0, environment=None):
    process = cli.call('animate', *arguments, environment=environment)
    assert process.returncode == status, (process.returncode, process.stderr)
    return process


def size(path):
    return struct.unpack('>II', path.read_bytes()[16:24])


def need_ffmpeg():
    for program in ('ffmpeg', 'ffprobe'):
        if not shutil.which(program):
            tap.skip(f'{program} (package ffmpeg) is not there')


def frames_of(path):
    """Width, height and number of frames, as ffprobe counts them."""
    words = subprocess.run(['ffprobe', '-v', 'error', '-count_frames', '-select_streams', 'v', '-show_entries',
                            'stream=width,height,nb_read_frames', '-of', 'csv=p=0', path],
                           capture_output=True, text=True, check=True).stdout
    return tuple(int(word) for word in words.strip().split(','))


@tap.case('/animate/numbered-images-are-the-figures-of-their-steps')
def images():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.QUADRATIC)
        looks = ('--figure', 'preconditioner:FOP', '--width', '60mm', '--no-caption', '--dpi', '127')
        process = animate(path, *looks, '--from', '50', '--to', '200', '--every', '60', '--out', here / 'f-%03d.png')
        assert process.stdout == '4 frames\n', process.stdout
        frames = [here / f'f-00{i}.png' for i in (1, 2, 3, 4)]
        assert len({size(frame) for frame in frames}) == 1 and size(frames[0])[0] == 300, size(frames[0])
        assert len({frame.read_bytes() for frame in frames}) == 4
        for frame in frames:
            frame.rename(frame.with_suffix('.first'))
        animate(path, *looks, '--from', '50', '--to', '200', '--every', '60', '--out', here / 'f-%03d.png', '-q')
        assert all(frame.read_bytes() == frame.with_suffix('.first').read_bytes() for frame in frames)


def pixels(path):
    """Of the first frame, as ffmpeg sees it: red, green and blue in rows."""
    return subprocess.run(['ffmpeg', '-v', 'error', '-i', path, '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'rgb24',
                           '-'], capture_output=True, check=True).stdout


@tap.case('/animate/an-odd-width-is-filled-with-the-ground')
def ground():
    need_ffmpeg()
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.QUADRATIC)
        animate(path, '--figure', 'loss', '--width', '59.8mm', '--dpi', '127', '--ground', 'dark', '--to', '0',
                '--out', here / 'f-%d.png')
        width, height = size(here / 'f-1.png')
        seen = pixels(here / 'f-1.png')
        assert width == 300 and height % 2 == 0, (width, height)
        right = {seen[3 * i:3 * i + 3] for i in range(width - 1, width * height, width)}
        bottom = {seen[3 * i:3 * i + 3] for i in range(width * (height - 1), width * height)}
        assert right == bottom == {seen[:3]} and max(seen[:3]) < 64, (right, bottom, seen[:3])


@tap.case('/animate/the-last-frame-is-the-figure-of-its-step')
def last_frame():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.QUADRATIC)
        looks = ('--width', '60mm', '--height', '80mm', '--dpi', '127', '--no-caption')
        for figure in ('loss', 'instruments:FOP', 'preconditioner:FOP', 'spectrum:FOP'):
            animate(path, '--figure', figure, *looks, '--to', '150', '--every', '75', '--out', here / 'f-%d.png')
            cli.call('render', path, '--figure', figure, *looks, '--legend', 'below', '--at', '150',
                     '--no-experiment', '--out', here / 'r.png')
            assert size(here / 'r.png') == (300, 400), size(here / 'r.png')
            assert (here / 'f-3.png').read_bytes() == (here / 'r.png').read_bytes(), figure


@tap.case('/animate/videos-have-their-frames-and-hold-the-last-one')
def videos():
    need_ffmpeg()
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.QUADRATIC)
        for ending in ('gif', 'webm', 'mp4'):
            out = here / f'loss.{ending}'
            animate(path, '--figure', 'loss', '--dpi', '96', '--width', '60mm', '--every', '50', '--fps', '10',
                    '--hold', '0.5', '--out', out)
            width, height, frames = frames_of(out)
            assert width == 228 and height % 2 == 0 and height > 100, (ending, width, height)
            assert frames == 5 + 5, (ending, frames)
            assert sorted(file.name for file in here.iterdir()) == ['a.fopx', out.name], ending
            first = out.read_bytes()
            animate(path, '--figure', 'loss', '--dpi', '96', '--width', '60mm', '--every', '50', '--fps', '10',
                    '--hold', '0.5', '--out', out)
            assert out.read_bytes() == first, ending
            out.unlink()


@tap.case('/animate/videos-have-the-colors-of-images')
def colors():
    need_ffmpeg()
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.QUADRATIC)
        for name in ('a-%d.png', 'a.gif', 'a.webm', 'a.mp4'):
            animate(path, '--figure', 'preconditioner:FOP', '--to', '0', '--dpi', '96', '--out', here / name)
        image = pixels(here / 'a-1.png')
        for name in ('a.gif', 'a.webm', 'a.mp4'):
            seen = pixels(here / name)
            assert len(seen) == len(image), name
            near = sum(abs(one - other) <= 8 for one, other in zip(image, seen))
            assert near > 0.95 * len(image), (name, near / len(image))
        for name in ('a.webm', 'a.mp4'):
            words = subprocess.run(['ffprobe', '-v', 'error', '-show_entries', 'stream=color_range,color_space',
                                    '-of', 'csv=p=0', here / name], capture_output=True, text=True, check=True).stdout
            assert words.strip() == 'tv,bt709', (name, words)


@tap.case('/animate/without-ffmpeg-it-is-named')
def missing():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.QUADRATIC)
        text = animate(path, '--figure', 'loss', '--out', here / 'a.gif', status=4,
                       environment={'PATH': str(here)}).stderr
        assert 'ffmpeg, which is not installed' in text and '%05d.png' in text, text
        assert not (here / 'a.gif').exists()
        broken = here / 'ffmpeg'
        broken.write_text('#!/bin/sh\necho "no such codec" >&2\nexit 1\n', encoding='utf-8')
        broken.chmod(0o755)
        text = animate(path, '--figure', 'loss', '--out', here / 'a.gif', status=4,
                       environment={'PATH': str(here)}).stderr
        assert 'ffmpeg failed: no such codec' in text, text
        assert sorted(file.name for file in here.iterdir()) == ['a.fopx', 'ffmpeg']


@tap.case('/animate/nonsense-is-refused-in-words')
def nonsense():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.QUADRATIC)
        for arguments, word in ((['--out', 'a.avi'], '.webm'), (['--out', 'a-%s.png'], 'pattern'),
                                (['--out', 'a.gif', '--fps', '0'], '--fps'),
                                (['--out', 'a.gif', '--fps', '60'], '--fps: a GIF has at most 50'),
                                (['--out', 'a.gif', '--to', '999'], '--to'),
                                (['--out', 'a.gif', '--from', '9', '--to', '3'], '--from'),
                                (['--out', 'a.gif', '--every', 'x'], '--every')):
            text = animate(path, '--figure', 'loss', *arguments, status=2).stderr
            assert word in text, (arguments, text)


@tap.case('/animate/an-interrupted-animation-leaves-nothing')
def interrupted():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.QUADRATIC)
        (here / 'f-001.png').write_text('an older one', encoding='ascii')
        process = subprocess.Popen([os.environ['FOP_CLI'], 'animate', path, '--figure', 'loss', '--every', '1',
                                    '--out', here / 'f-%03d.png'], stdout=subprocess.DEVNULL)
        while not list(here.glob('f-*/*.png')):
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        assert process.wait() == -signal.SIGINT
        assert sorted(file.name for file in here.iterdir()) == ['a.fopx', 'f-001.png']
        assert (here / 'f-001.png').read_text(encoding='ascii') == 'an older one'


tap.main()
