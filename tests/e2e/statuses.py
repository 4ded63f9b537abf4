#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exit statuses other than for bad input, and the informational commands."""
import json
import math
import re

import cli
import tap

# A hypergradient rate far too large, unnormalized: METHODS.md's last row, beside a healthy run.
DIVERGING = {
    'fop-workbench': 1,
    'problem': {'kind': 'quadratic', 'dimension': 10, 'condition': 100, 'seed': 3},
    'seed': 1,
    'steps': 300,
    'runs': [
        {'name': 'wild', 'method': 'fop', 'learning-rate': 1, 'hyper-rate': 10,
         'normalize': 'none'},
        {'name': 'calm', 'method': 'sgd', 'learning-rate': 1},
    ],
}


@tap.case('/statuses/divergence-is-3-and-says-where-and-why')
def divergence():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', DIVERGING)
        process = cli.run(path, here / 'out', status=3)
        wild = cli.run_summary(here / 'out', 'wild')
        assert wild['status'] == 'diverged' and wild['reason']
        assert 0 < wild['diverged-at'] < 50
        assert wild['reason'] in process.stdout
        _, rows = cli.history(here / 'out', 'wild')
        assert int(rows[-1][0]) == wild['diverged-at']
        assert all(math.isfinite(float(row[1])) for row in rows[:-1])


@tap.case('/statuses/the-other-runs-go-on-as-if-alone')
def others():
    with cli.folder() as here:
        cli.run(cli.write(here / 'a.fopx', DIVERGING), here / 'both', status=3)
        calm = cli.changed(DIVERGING, runs=DIVERGING['runs'][1:])
        cli.run(cli.write(here / 'b.fopx', calm), here / 'calm')
        assert cli.run_summary(here / 'both', 'calm')['status'] == 'completed'
        assert cli.histories(here / 'both')['calm'] == cli.histories(here / 'calm')['calm']


@tap.case('/statuses/convergence-ends-a-run-early')
def convergence():
    with cli.folder() as here:
        early = cli.changed(cli.QUADRATIC, steps=100_000, events=[], stop={'gradient-max': 1e-4})
        cli.run(cli.write(here / 'a.fopx', early), here / 'out')
        for entry in cli.summary(here / 'out')['runs']:
            assert entry['status'] == 'converged' and entry['steps'] < 100_000


@tap.case('/statuses/output-that-cannot-be-written-is-4')
def output():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.QUADRATIC)
        (here / 'file').write_text('here first')
        process = cli.run(path, here / 'file', status=4)
        assert str(here / 'file') in process.stderr
        process = cli.run(path, here / 'file' / 'below', status=4)
        assert (here / 'file').read_text() == 'here first'


@tap.case('/statuses/version-and-help-are-0')
def telling():
    assert re.fullmatch(r'fop-workbench-cli \d+\.\d+\.\d+\nbuild: .*optimization.*\n'
                        r'libraries: GLib 2\..*OpenBLAS.*cairo.*Pango.*\n',
                        cli.call('--version').stdout)
    for arguments in (['--help'], ['run', '--help'], ['list', '--help'], ['describe', '--help']):
        process = cli.call(*arguments)
        assert process.returncode == 0 and 'fop-workbench-cli' in process.stdout
        assert not process.stderr


@tap.case('/statuses/every-problem-and-method-has-its-page')
def pages():
    for what, least in (('problems', 12), ('methods', 8)):
        lines = cli.call('list', what).stdout.splitlines()
        entries = json.loads(cli.call('list', what, '--json').stdout)
        assert [line.split()[0] for line in lines] == [entry['kind'] for entry in entries]
        assert len(entries) >= least
        for entry in entries:
            page = cli.call('describe', entry['kind'])
            assert page.returncode == 0 and entry['title'] in page.stdout
            assert 'default' in page.stdout
            # Completion takes text before a colon at the start of a line for a parameter.
            rules, parameters = page.stdout.split('\nParameters (', 1)
            keys = re.findall(r'^([a-z][a-z-]*)(?: \([^)]*\))?: ', rules.split('\n', 1)[1], re.M)
            assert not keys and re.search(r'^[a-z][a-z-]*(?: \([^)]*\))?: ', parameters, re.M), \
                (entry['kind'], keys)
            assert max(len(line) for line in page.stdout.splitlines()) <= 140, entry['kind']


@tap.case('/statuses/the-page-of-fop-names-its-parameters')
def fop_page():
    page = cli.call('describe', 'fop').stdout
    for key in ('learning-rate', 'hyper-rate', 'normalize', 'structure', 'base', 'hyper-momentum',
                'min-eigenvalue', 'max-eigenvalue', 'anneal-after'):
        assert re.search(rf'^\s+{key}\b', page, re.M), key


@tap.case('/statuses/a-method-lists-the-columns-of-its-history')
def columns():
    methods = [entry['kind'] for entry in json.loads(cli.call('list', 'methods', '--json').stdout)]
    experiment = cli.changed(cli.QUADRATIC, events=[], steps=2,
                             problem={'kind': 'quadratic', 'dimension': 2},
                             runs=[{'name': method, 'method': method} for method in methods
                                   if method not in ('kfac', 'natural-gradient')])
    with cli.folder() as here:
        cli.run(cli.write(here / 'a.fopx', experiment), here / 'out', '--formats', 'svg')
        for run in experiment['runs']:
            header = (here / 'out/runs' / run['name'] / 'history.csv').read_text(encoding='ascii')
            named = cli.declared_columns(run['method'])
            written = header.splitlines()[0].split(',')[1:]
            assert [key for key in named if key in written] == written, (run['method'], named)


@tap.case('/statuses/the-instruments-have-their-page')
def instruments():
    page = cli.call('describe', 'instruments')
    assert page.returncode == 0, page.stderr
    with cli.folder() as here:
        cli.run(cli.write(here / 'a.fopx', cli.QUADRATIC), here / 'out', '--formats', 'svg')
        header = (here / 'out/runs/FOP/instruments.csv').read_text(encoding='ascii')
    written = header.splitlines()[0].split(',')[1:]
    for key in written:
        assert f'\n{key}: ' in page.stdout, key
        assert cli.call('describe', key).stdout in page.stdout, key
    listed = json.loads(cli.call('list', 'instruments', '--json').stdout)
    assert [entry['kind'] for entry in listed] == written, (listed, written)


@tap.case('/statuses/the-figures-have-their-page')
def figures():
    page = cli.call('describe', 'figures')
    assert page.returncode == 0, page.stderr
    assert max(len(line) for line in page.stdout.splitlines()) <= 96
    assert 'right-scale (Right Axis Scale): automatic (Logarithmic If Possible); linear' in page.stdout, page.stdout
    listed = json.loads(cli.call('list', 'figures', '--json').stdout)
    lines = cli.call('list', 'figures').stdout.splitlines()
    assert [line.split() for line in lines] == [
        [entry['kind'], *entry['title'].split()] for entry in listed]
    for entry in listed:
        assert f"\n{entry['kind']}: {entry['title']}, of " in page.stdout, entry
        assert re.search(r'\.$', entry['help']), entry
        # One word has two pages: `describe instruments` is that of the list.
        if entry['kind'] != 'instruments':
            assert cli.call('describe', entry['kind']).stdout in page.stdout, entry
    with cli.folder() as here:
        cli.run(cli.write(here / 'a.fopx', cli.QUADRATIC), here / 'out', '--formats', 'svg')
        written = {path.stem for path in (here / 'out/figures').rglob('*.svg')}
    assert written and written <= {entry['kind'] for entry in listed}, written


@tap.case('/statuses/an-unknown-word-is-compared-with-figures')
def near_figure():
    process = cli.call('describe', 'landscpe')
    assert process.returncode == 2 and '“landscape”?' in process.stderr, process.stderr


tap.main()
