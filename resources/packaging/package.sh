#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds a Debian package from the archive that dist.sh has made: build/package/*.deb.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."

rm -rf build/package
mkdir -p build/package
tar -xJf build/dist/*.tar.xz -C build/package
cd build/package/fop-workbench-*/
cp -r resources/packaging/debian debian
# A maintainer's upload runs the unit tests as well; here ./dev test has done so.
DEB_BUILD_OPTIONS="nocheck parallel=$(nproc) ${DEB_BUILD_OPTIONS:-}" \
  dpkg-buildpackage --build=binary --no-sign
