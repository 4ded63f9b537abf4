#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# ./dev run in a bare root, as root: first without a display, then with one.
# shellcheck source=inside.sh
. "$(dirname "${BASH_SOURCE[0]}")/inside.sh"

log=$FRESH_OUT/$FRESH_SUITE-run.log

# What ./dev says of its own work is no complaint.
complaints() { grep -vE '^((Configuring|Building) [^:]*: done in [0-9]+ s)?$' "$log" || true; }

clone /root/fop-workbench
timed './dev run without a display' inside sh -c 'cd ~/fop-workbench && exec ./dev run' 2>&1 |
  tee "$log"
grep -q 'There is no display here' "$log" || die './dev run did not say that there is no display'
check_example /root/fop-workbench/first-example

inside DISPLAY="$DISPLAY" sh -c 'cd ~/fop-workbench && exec ./dev run' 2>"$log" &
picture window
end_all
[ -z "$(complaints)" ] || die "the window complained: $(complaints)"

# The program that looks at every icon is one more target; its libraries are those of the window.
inside ninja -C /root/fop-workbench/build tests/ui/icons >/dev/null
inside DISPLAY="$DISPLAY" GSETTINGS_SCHEMA_DIR=/root/fop-workbench/build/resources \
  /root/fop-workbench/build/tests/ui/icons
