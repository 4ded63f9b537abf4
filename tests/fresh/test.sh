#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# ./dev test in a bare root: all pass, and nearly nothing is skipped.
# shellcheck source=inside.sh
. "$(dirname "${BASH_SOURCE[0]}")/inside.sh"

most_skipped=3
log=$FRESH_OUT/$FRESH_SUITE-test.log

clone /root/fop-workbench
timed './dev test' inside sh -c 'cd ~/fop-workbench && exec ./dev test' 2>&1 | tee "$log"
skipped=$(sed -n 's/^[0-9]* passed, 0 failed, \([0-9]*\) skipped$/\1/p' "$log")
[ -n "$skipped" ] || die 'the tests did not pass'
[ "$skipped" -le "$most_skipped" ] || die "$skipped tests were skipped, more than $most_skipped"
