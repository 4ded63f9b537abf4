#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the numbers of two builds: same-bytes.py OLD NEW, each a fop-workbench-cli.

Runs the example experiments, and every method with its defaults on a few problems, with both
programs, and compares all histories, final parameters and preconditioners byte by byte. Exits with
status 1 if any differ. A change of structure is not allowed to change numbers.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / 'resources' / 'experiments'
PROBLEMS = {
    'valley': {'kind': 'quadratic', 'dimension': 12, 'condition': 100, 'seed': 3},
    'banana': {'kind': 'rosenbrock'},
    'batches': {'kind': 'softmax-regression', 'batch': 16,
                'data': {'generate': 'blobs', 'rows': 200}, 'test-fraction': 0.2},
    'network': {'kind': 'mlp', 'hidden': [6], 'batch': 20, 'data': {'generate': 'moons', 'rows': 120}},
}
COMPARED = ('history.csv', 'theta.npy')


def methods_of(program):
    listed = subprocess.run([program, 'list', 'methods', '--json'], check=True, capture_output=True)
    return [entry['kind'] for entry in json.loads(listed.stdout)]


def written(folder, program):
    """The experiments that every method is run in, one file for each problem."""
    for name, problem in PROBLEMS.items():
        for method in methods_of(program):
            path = folder / f'{name}-{method}.fopx'
            path.write_text(json.dumps({
                'fop-workbench': 1, 'problem': problem, 'seed': 7, 'steps': 120,
                'runs': [{'name': 'run', 'method': method}]}), encoding='utf-8')
            yield path


def numbers(program, path, out):
    """Exit status, and each compared file by its name below `out`."""
    done = subprocess.run(
        [program, 'run', path, '--out', out, '--steps', '400', '--formats', 'svg', '--quiet'],
        capture_output=True, check=False)
    files = sorted(file for file in pathlib.Path(out).glob('runs/*/*')
                   if file.name in COMPARED or file.name.startswith('preconditioner'))
    return done.returncode, {str(file.relative_to(out)): file.read_bytes() for file in files}


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__.splitlines()[0])
    old, new = sys.argv[1:]
    n_files = n_different = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for path in [*sorted(EXAMPLES.glob('*.fopx')), *written(folder, new)]:
            before = numbers(old, path, folder / 'old' / path.stem)
            after = numbers(new, path, folder / 'new' / path.stem)
            n_files += len(after[1])
            if before != after:
                n_different += 1
                names = sorted(name for name in before[1].keys() | after[1].keys()
                               if before[1].get(name) != after[1].get(name))
                print(f'{path.name}: status {before[0]} and {after[0]}; differ: {", ".join(names)}')
    print(f'{n_files} files compared, {n_different} experiments differ')
    sys.exit(1 if n_different > 0 else 0)


if __name__ == '__main__':
    main()
