# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading data: MNIST's ten thousand test digits (gzip), beside gzip and numpy.frombuffer() made
doubles in [0, 1]; a CSV file of 100 MB, beside numpy.loadtxt() and pandas.read_csv(), which rounds
the last digit of some. And how much memory was resident at most, in units of the data read."""
import gzip
import os
import pathlib
import random
import tempfile
import time

import numpy

from measure import Line, in_turn

IMAGES, PIXELS = 10_000, 28 * 28
CSV_BYTES, CSV_COLUMNS = 100_000_000, 20
MOST = 1.2


def mnist(folder):
    """The real files, or as many bytes that are packed about as well."""
    shared = pathlib.Path(os.environ.get('FOP_SHARED', '../shared')) / 'data'
    files = [shared / f't10k-{name}-ubyte.gz' for name in ('images-idx3', 'labels-idx1')]
    if all(file.exists() for file in files):
        return files
    chance = random.Random(1)
    files = [folder / 'images.gz', folder / 'labels.gz']
    pixels = bytes(chance.choice((0, 0, 0, 0, chance.randrange(256)))
                   for _ in range(IMAGES * PIXELS))
    shape = b''.join(n.to_bytes(4, 'big') for n in (0x803, IMAGES, 28, 28))
    files[0].write_bytes(gzip.compress(shape + pixels))
    shape = b''.join(n.to_bytes(4, 'big') for n in (0x801, IMAGES))
    files[1].write_bytes(gzip.compress(shape + bytes(i % 10 for i in range(IMAGES))))
    return files


def table(folder):
    chance = numpy.random.default_rng(1)
    path = folder / 'table.csv'
    pattern = ','.join(['%.6g'] * CSV_COLUMNS + ['%d']) + '\n'
    with path.open('w', encoding='ascii') as file:
        while file.tell() < CSV_BYTES:
            file.writelines(pattern % (*row, i % 10) for i, row in enumerate(
                chance.standard_normal((10_000, CSV_COLUMNS))))
    return path


def seconds(read):
    begin = time.process_time()
    read()
    return time.process_time() - begin


def digits(files):
    images, labels = (gzip.open(file).read() for file in files)
    return (numpy.frombuffer(images, numpy.uint8, offset=16) / 255.0,
            numpy.frombuffer(labels, numpy.uint8, offset=8).astype(float))


def lines(programs, what, arguments, peers, rounds):
    """Ours beside each peer, and the memory."""
    for name, read in peers:
        shares = []

        def ours(shares=shares):
            taken, size, peak = programs.numbers('data', *arguments)
            shares.append(peak / size)
            return taken

        here, there = in_turn(ours, lambda read=read: seconds(read), rounds=rounds)
        yield Line(what, 'ms', 1e3 * here, name, 1e3 * there, 1e3 * there)
    yield Line(f'{what}, memory', '× data', max(shares), limit=MOST)


def measure(programs):
    with tempfile.TemporaryDirectory(prefix='fop-bench-') as name:
        folder = pathlib.Path(name)
        images, labels = files = mnist(folder)
        yield from lines(programs, 'MNIST test set', [f'images={images}', f'labels={labels}'],
                         [('gzip, frombuffer', lambda: digits(files))], 9)
        path = table(folder)
        peers = [('numpy.loadtxt', lambda: numpy.loadtxt(path, delimiter=','))]
        try:
            import pandas
            peers.append(('pandas.read_csv', lambda: pandas.read_csv(path, header=None)))
        except ImportError:
            pass
        yield from lines(programs, 'CSV of 100 MB', [f'csv={path}'], peers, 3)
