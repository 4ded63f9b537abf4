#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What can be checked without building: layout, layers, scripts and the files of the desktop.
# Everything is looked at; the exit status says whether all was clean.
set -uo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." || exit 1

status=0
check() {
  printf 'lint: %s\n' "$1" >&2
  shift
  "$@" || status=1
}

# Files of the project by pattern, those not yet added to git included.
files() { git ls-files --cached --others --exclude-standard -- "$@"; }
each() { # each COMMAND… -- PATTERN…: the command on all files of the patterns, if there are any
  local command=()
  while [ "$1" != -- ]; do
    command+=("$1")
    shift
  done
  shift
  files "$@" | xargs -r -d '\n' "${command[@]}"
}

check 'layout (clang-format)' each clang-format --dry-run -Werror -- '*.c' '*.h'
check 'layers' /usr/bin/python3 tests/lint/layers.py
check 'circles of files' /usr/bin/python3 tests/lint/circles.py
check 'license lines' /usr/bin/python3 tests/lint/licenses.py
check 'scripts (shellcheck)' each shellcheck -- dev .ci/run '*.sh' 'resources/completion/bash/*'
check 'desktop file' each desktop-file-validate -- 'resources/*.desktop'
check 'metainfo' each appstreamcli validate --no-net -- 'resources/*.metainfo.xml'
check 'manual pages' each mandoc -T lint -W warning -- 'resources/man/*.1'
check 'XML' each xmllint --noout --nonet -- '*.ui' '*.gschema.xml' '*.gresource.xml' '*.svg'
exit "$status"
