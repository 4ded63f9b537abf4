#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# ./dev package in a root that is bare or has seen ./dev run; the package goes to the next one.
# shellcheck source=inside.sh
. "$(dirname "${BASH_SOURCE[0]}")/inside.sh"

[ -d "$root/root/fop-workbench" ] || clone /root/fop-workbench
timed './dev package' inside sh -c 'cd ~/fop-workbench && exec ./dev package' 2>&1 |
  tee "$FRESH_OUT/$FRESH_SUITE-package.log"
rm -f "$FRESH_OUT/$FRESH_SUITE"-*.deb
for package in "$root"/root/fop-workbench/build/package/*.deb; do
  case "$package" in
    *-dbgsym_*) ;;
    *) cp "$package" "$FRESH_OUT/$FRESH_SUITE-$(basename "$package")" ;;
  esac
done
