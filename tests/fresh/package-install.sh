#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The package in a bare root: installed by apt, run from /usr/bin, found by the desktop, and gone
# without a trace when it is purged.
# shellcheck source=inside.sh
. "$(dirname "${BASH_SOURCE[0]}")/inside.sh"

apt_get() { inside DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends "$@" >/dev/null; }

# Only what belongs to nobody else's bookkeeping: apt's cache and the logs keep names of packages.
traces() {
  inside find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /var/log -o -path /root \
    -o -path /var/cache/apt -o -path /tmp \) -prune -o -iname '*fop*workbench*' -print
  inside grep -rls x-fop-experiment /usr/share/mime /usr/share/applications || true
}

cp "$FRESH_OUT/$FRESH_SUITE"-fop-workbench_*.deb "$root/tmp/fop-workbench.deb"
inside apt-get -qq update
timed 'apt install' apt_get install /tmp/fop-workbench.deb
inside dpkg -L fop-workbench >"$FRESH_OUT/$FRESH_SUITE-files.txt"

example=/usr/share/fop-workbench/experiments/01-a-hidden-valley.fopx
inside fop-workbench-cli run "$example" --out /root/first-example --quiet
check_example /root/first-example
inside fop-workbench --version >&2

# As the desktop does it: the type by the ending, the program by the type, the file by the program,
# which its bus starts.
apt_get install xdg-utils libglib2.0-bin desktop-file-utils shared-mime-info dbus-daemon at-spi2-core
desktop() { inside XDG_CURRENT_DESKTOP=GNOME "$@"; }
cp "$root$example" "$root/root/valley.fopx"
kind=$(desktop xdg-mime query filetype /root/valley.fopx)
[ "$kind" = application/x-fop-experiment ] || die "a .fopx file is taken for $kind"
entry=$(desktop xdg-mime query default "$kind")
[ "$entry" = org.fopworkbench.Workbench.desktop ] || die "'$entry' opens a .fopx file"
log=$FRESH_OUT/$FRESH_SUITE-installed.log
desktop DISPLAY="$DISPLAY" dbus-run-session -- \
  sh -c 'xdg-open /root/valley.fopx; exec sleep 120' >"$log" 2>&1 &
picture installed
end_all
# The bus and those that it starts write there, too.
if grep '(fop-workbench:' "$log"; then die 'the installed window complained'; fi

apt_get purge fop-workbench
left=$(traces)
[ -z "$left" ] || die "the purged package left behind: $left"
