# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of an installation."""
import os
import pathlib
import re
import subprocess
import tempfile

import tap

BUILD = pathlib.Path(os.environ['FOP_BUILD'])
HAS_WINDOW = (BUILD / 'app/fop-workbench').exists()
NAME = 'org.fopworkbench.Workbench'

# Below the prefix.
COMMAND_LINE = (
    'bin/fop-workbench-cli',
    'share/man/man1/fop-workbench-cli.1',
    'share/bash-completion/completions/fop-workbench-cli',
    'share/fish/vendor_completions.d/fop-workbench-cli.fish',
    'share/zsh/site-functions/_fop-workbench',
    'share/doc/fop-workbench/README.md',
    'share/fop-workbench/experiments/01-a-hidden-valley.fopx',
)
WINDOW = (
    'bin/fop-workbench',
    'share/man/man1/fop-workbench.1',
    'share/bash-completion/completions/fop-workbench',
    f'share/applications/{NAME}.desktop',
    f'share/dbus-1/services/{NAME}.service',
    f'share/glib-2.0/schemas/{NAME}.gschema.xml',
    f'share/metainfo/{NAME}.metainfo.xml',
    f'share/mime/packages/{NAME}.xml',
    f'share/icons/hicolor/scalable/apps/{NAME}.svg',
    'share/icons/hicolor/scalable/mimetypes/application-x-fop-experiment.svg',
)


def install(folder):
    """Returns: the prefix as it stands in the folder."""
    subprocess.run(['meson', 'install', '-C', BUILD, '--no-rebuild', '--quiet', '--destdir', folder],
                   check=True, stdout=subprocess.DEVNULL)
    return next(pathlib.Path(folder).rglob('fop-workbench-cli.1')).parents[3]


@tap.case('/install/everything-is-in-its-place')
def everything():
    with tempfile.TemporaryDirectory() as folder:
        prefix = install(folder)
        missing = [path for path in COMMAND_LINE + (WINDOW if HAS_WINDOW else ())
                   if not (prefix / path).is_file()]
        assert not missing, missing


@tap.case('/install/the-desktop-starts-the-installed-program')
def service():
    if not HAS_WINDOW:
        tap.skip('built without the window')
    with tempfile.TemporaryDirectory() as folder:
        prefix = install(folder)
        text = (prefix / f'share/dbus-1/services/{NAME}.service').read_text(encoding='utf-8')
        program = re.search(r'^Exec=(\S+) --gapplication-service$', text, re.M).group(1)
        assert (pathlib.Path(folder) / program.lstrip('/')) == prefix / 'bin/fop-workbench'
        metainfo = (prefix / f'share/metainfo/{NAME}.metainfo.xml').read_text(encoding='utf-8')
        version = subprocess.run([prefix / 'bin/fop-workbench-cli', '--version'], check=True,
                                 capture_output=True, text=True).stdout.split()[1]
        assert re.search(r'<release version="([^"]+)"', metainfo).group(1) == version


tap.main()
