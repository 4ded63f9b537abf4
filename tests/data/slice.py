#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cuts the first digits off a pair of packed IDX files, as they came from MNIST.

usage: slice.py t10k-images-idx3-ubyte.gz t10k-labels-idx1-ubyte.gz N

Writes digits-images-idx3-ubyte.gz and digits-labels-idx1-ubyte.gz beside itself, the same bytes
every time.
"""
import gzip
import pathlib
import sys

import numpy

HERE = pathlib.Path(__file__).resolve().parent


def cut(path, count, out):
    """The first @count entries of an IDX file of bytes, whatever their shape."""
    content = gzip.decompress(pathlib.Path(path).read_bytes())
    head = 4 + 4 * content[3]
    shape = numpy.frombuffer(content[4:head], '>u4')
    entry = int(numpy.prod(shape[1:]))
    assert count <= shape[0], f'{path} has {shape[0]} entries'
    sliced = (content[:4] + count.to_bytes(4, 'big') + content[8:head]
              + content[head:head + count * entry])
    (HERE / out).write_bytes(gzip.compress(sliced, 9, mtime=0))


def main():
    images, labels, count = sys.argv[1:]
    cut(images, int(count), 'digits-images-idx3-ubyte.gz')
    cut(labels, int(count), 'digits-labels-idx1-ubyte.gz')


if __name__ == '__main__':
    main()
