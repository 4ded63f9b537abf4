#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes a source archive of the last commit: build/dist/fop-workbench-VERSION.tar.xz.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."

version=$(git show HEAD:meson.build | sed -n "s/^  version: '\(.*\)',$/\1/p")
name=fop-workbench-$version
rm -rf build/dist
mkdir -p build/dist
git archive --prefix="$name/" HEAD | xz >"build/dist/$name.tar.xz"
