#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The benchmarks, ours beside their peers in one run: bench.py BUILD-FOLDER [ROW…].

A row is a file in rows/ and a word in ROWS. Its measure() yields a Line for each thing measured."""
import argparse
import importlib
import json
import os
import pathlib
import platform
import re
import sys

# One thread each, on both sides: to be set before NumPy and PyTorch are loaded.
for variable in ('OPENBLAS_NUM_THREADS', 'OMP_NUM_THREADS', 'MKL_NUM_THREADS'):
    os.environ[variable] = '1'

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))
import measure

ROWS = ['bandwidth', 'step', 'engine', 'snapshot', 'eigenvalues', 'instruments', 'layers', 'networks',
        'cartpole', 'data', 'start', 'window']
# Those that take so long that they have to be asked for.
LONG = ['memory']

HEADINGS = ('row', 'what', 'ours', 'beside it', '', 'ratio', 'goal', 'met')


def machine():
    """What the figures were taken on."""
    cpuinfo = pathlib.Path('/proc/cpuinfo')
    models = re.findall(r'model name\s*: (.*)', cpuinfo.read_text()) if cpuinfo.exists() else []
    found = {'processor': models[0] if models else platform.machine(), 'cores': os.cpu_count(),
             'system': platform.platform(), 'python': platform.python_version(),
             'load': os.getloadavg()[0]}
    for name in ('numpy', 'torch'):
        if name in sys.modules:
            found[name] = sys.modules[name].__version__
    return found


def cells(row, line):
    met = {None: '', True: 'yes', False: 'no'}[line.met()]
    return (row, line.what, measure.figure(line.ours, line.unit),
            '' if line.beside is None else measure.figure(line.beside, line.unit), line.name,
            '' if line.ratio() is None else f'{line.ratio():.3g}', line.goal(), met)


def print_table(table):
    widths = [max(len(row[column]) for row in table) for column in range(len(HEADINGS))]
    for row in table:
        print('| ' + ' | '.join(cell.ljust(width) for cell, width in zip(row, widths)) + ' |')
        if row is table[0]:
            print('| ' + ' | '.join('-' * width for width in widths) + ' |')


def main():
    parser = argparse.ArgumentParser(description='Measures ours beside its peers.')
    parser.add_argument('build', type=pathlib.Path)
    parser.add_argument('rows', nargs='*', metavar='ROW', help=', '.join(ROWS + LONG))
    arguments = parser.parse_args()
    unknown = [row for row in arguments.rows if row not in ROWS + LONG]
    if unknown:
        parser.error(f'there is no row {unknown[0]}; the rows are {", ".join(ROWS + LONG)}')

    programs = measure.Programs(arguments.build)
    results, table = [], [HEADINGS]
    for row in arguments.rows or ROWS:
        for line in importlib.import_module(f'rows.{row}').measure(programs):
            results.append({'row': row, **vars(line), 'ratio': line.ratio(), 'met': line.met()})
            table.append(cells(row, line))
            measure.progress(f'{row}: {line.what}')
    measure.progress('')

    print_table(table)
    found = machine()
    print('\n' + ', '.join(f'{name} {value}' for name, value in found.items()))
    print('Medians; processor time of one thread where something is computed. '
          'Ratio: theirs / ours, above 1 where ours is faster.')
    output = arguments.build / 'bench.json'
    output.write_text(json.dumps({'machine': found, 'lines': results}, indent=1) + '\n')
    print(f'Written to {output}.')


main()
