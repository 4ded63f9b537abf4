#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual page and shell completions cover everything in the program's help."""
import os
import pathlib
import re
import shlex
import shutil
import subprocess

import cli
import tap

RESOURCES = pathlib.Path(__file__).parents[2] / 'resources'
PAGE = RESOURCES / 'man' / 'fop-workbench-cli.1'
COMPLETION = RESOURCES / 'completion'
TOP_LEVEL = {'-h', '--help', '--version'}


def helped(*words):
    process = cli.call(*words, '--help')
    assert process.returncode == 0, process.stderr
    return process.stdout


def commands():
    text = helped()
    usage = set(re.findall(rf'{re.escape(PAGE.stem)} ([a-z]+)', text))
    table = set(re.findall(r'^([a-z]+)  +\S', text, re.M))
    assert usage == table and len(table) >= 5, (usage, table)
    return table


def options(command):
    found = re.findall(r'^  (?:(-\w), )?(--[a-z-]+)', helped(command), re.M)
    return {option for pair in found for option in pair if option}


def flags(text):
    """Options in a text of mdoc: Fl x is -x, Fl Fl word is --word."""
    return {f'--{word}' if word else f'-{letter}'
            for word, letter in re.findall(r'\bFl (?:Fl ([a-z-]+)|([a-z]))\b', text)}


def sections(text, macro):
    """What follows each heading of @macro (Sh, Ss), up to the next of that or of sections."""
    parts = re.split(rf'^\.(?:{macro}|Sh) (.*)$', text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2]))


@tap.case('/manual/has-every-command-and-option-and-no-other')
def manual():
    page = PAGE.read_text(encoding='utf-8')
    pages = sections(page[page.index('.Sh COMMANDS'):page.index('.Sh OPTIONS')], 'Ss')
    del pages['COMMANDS']
    assert set(pages) == commands(), (set(pages), commands())
    listed = {}
    for command, text in pages.items():
        listed[command] = flags('\n'.join(re.findall(r'^\.It Fl.*', text, re.M)))
        assert listed[command] == options(command), (command, listed[command] ^ options(command))
    assert flags(sections(page, 'Sh')['OPTIONS']) == TOP_LEVEL
    for synopsis in re.split(r'^\.Nm$', sections(page, 'Sh')['SYNOPSIS'], flags=re.M)[1:]:
        command = re.match(r'\s*\.Cm (\w+)', synopsis)
        known = listed.pop(command[1]) if command else TOP_LEVEL
        assert flags(synopsis) <= known, (synopsis, known)
    assert not listed, f'{list(listed)} stand in no synopsis'


def by_bash(*words, beside='.'):
    """What bash offers for the last word of a line; the program's own word is left out."""
    line = ' '.join(shlex.quote(str(word)) for word in (cli.PROGRAM, *words))
    script = f'''
        source {shlex.quote(str(COMPLETION / 'bash' / PAGE.stem))}
        complete -p {PAGE.stem} >&2 || exit 1
        COMP_WORDS=({line}); COMP_CWORD={len(words)}
        _fop_workbench_cli "${{COMP_WORDS[0]}}" "${{COMP_WORDS[-1]}}" "${{COMP_WORDS[-2]}}"
        printf '%s\\n' "${{COMPREPLY[@]}}"'''
    process = subprocess.run(['bash', '--norc', '-c', script], capture_output=True, text=True,
                             check=False, cwd=beside)
    assert process.returncode == 0, process.stderr
    return set(process.stdout.split('\n')) - {''}


LISTS = {'problems', 'methods', 'instruments', 'figures'}


def kinds():
    """What `describe` explains."""
    return {'instruments', 'figures'} | {line.split()[0] for list_ in LISTS
                              for line in cli.call('list', list_).stdout.splitlines()}


@tap.case('/completion/bash-offers-every-command-and-option-and-no-other')
def bash_names():
    assert by_bash('') == commands() | {'--help', '--version'}
    assert by_bash('fore') == {'foresee'}
    for command in commands():
        assert by_bash(command, '-') == options(command), command
    assert by_bash('run', '--st') == {'--steps'}


@tap.case('/completion/bash-offers-kinds-values-files-runs-and-keys')
def bash_values():
    assert by_bash('describe', '') == kinds()
    assert by_bash('describe', 'shamp') == {'shampoo'}
    assert by_bash('list', '') == LISTS
    assert by_bash('run', '--formats', '=', 'pdf,') == {
        f'pdf,{format}' for format in ('svg', 'png', 'csv', 'npz', 'json', 'tex')}
    assert by_bash('analyze', '--as', 'f') == {'factor'}
    with cli.folder() as here:
        experiment = cli.changed(cli.QUADRATIC)
        experiment['runs'][0]['name'] = 'plain GD'
        cli.write(here / 'a.fopx', experiment)
        (here / 'P.npy').touch()
        (here / 'notes.pdf').touch()
        (here / 'more').mkdir()
        assert by_bash('run', '', beside=here) == {'a.fopx', 'more'}
        assert by_bash('analyze', '', beside=here) == {'P.npy', 'more'}
        assert by_bash('run', '-o', '', beside=here) == {'more'}
        assert by_bash('foresee', 'a.fopx', '--run', '', beside=here) == {r'plain\ GD', 'FOP'}
        assert by_bash('run', 'a.fopx', '--set', 'F', beside=here) == {'FOP.'}
        keys = by_bash('run', 'a.fopx', '--set', 'FOP.hyper-', beside=here)
        assert 'FOP.hyper-rate=' in keys, keys
        assert all(key.startswith('FOP.hyper-') and key.endswith('=') for key in keys), keys


@tap.case('/completion/other-shells-take-their-files')
def other_shells():
    zsh, fish = shutil.which('zsh'), shutil.which('fish')
    if not zsh and not fish:
        tap.skip('neither zsh nor fish is installed')
    files = [[zsh, '-n', *(COMPLETION / 'zsh').glob('*')]] if zsh else []
    files += [[fish, '--no-execute', path] for path in (COMPLETION / 'fish').glob('*')] if fish else []
    for command in files:
        subprocess.run(command, check=True)
    if fish:
        def offered(line):
            script = f'source {COMPLETION}/fish/{PAGE.stem}.fish; complete -C {shlex.quote(line)}'
            environment = {**os.environ, 'HOME': '/nonexistent',
                           'PATH': f'{os.path.dirname(cli.PROGRAM)}:{os.environ["PATH"]}'}
            text = subprocess.run([fish, '--no-config', '-c', script], capture_output=True,
                                  text=True, check=True, env=environment).stdout
            return {row.split('\t')[0] for row in text.splitlines()}

        assert offered(f'{PAGE.stem} ') == commands() | {'--help', '--version'}
        assert offered(f'{PAGE.stem} analyze -') == options('analyze')
        assert offered(f'{PAGE.stem} describe shamp') == {'shampoo'}
        assert offered(f'{PAGE.stem} list ') == LISTS


tap.main()
