#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# ./dev run in a bare root, as somebody who has sudo and answers its question with a yes.
# shellcheck source=inside.sh
. "$(dirname "${BASH_SOURCE[0]}")/inside.sh"

inside apt-get -qq update
inside DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install sudo >/dev/null
inside useradd --create-home --shell /bin/bash student
printf 'student ALL=(ALL) NOPASSWD: ALL\n' >"$root/etc/sudoers.d/student"
clone /home/student/fop-workbench student
log=$FRESH_OUT/$FRESH_SUITE-user.log
# A terminal's moving lines are for the log alone.
answer() {
  printf 'y\n' | inside runuser -u student -- env HOME=/home/student \
    script -qec 'cd ~/fop-workbench && exec ./dev run' /dev/null >"$log"
}
timed './dev run with sudo' answer
grep -q 'Install them with sudo' "$log" || die './dev did not ask before using sudo'
check_example /home/student/fop-workbench/first-example
