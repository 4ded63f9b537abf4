# SPDX-License-Identifier: GPL-3.0-or-later
"""The machine's own bandwidth, one thread: in the cache that n = 2000 of structure full fills
(16 MB), and in memory (256 MB). The time that a gigabyte takes."""
from measure import Line, in_turn


def measure(programs):
    for size, megabytes in (('16 MB', 16), ('256 MB', 256)):
        figures = in_turn(*[lambda k=k: programs.numbers('bandwidth', megabytes * 2**20)[k]
                            for k in range(3)], rounds=3)
        for what, gigabytes in zip(('read', 'written', 'updated in place'), figures):
            yield Line(f'a GB {what}, {size} at a time ({gigabytes:.1f} GB/s)', 'ms',
                       1e3 / gigabytes)
