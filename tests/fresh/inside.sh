# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the hooks share; they are called with the root as $1, on the machine outside of it.
set -euo pipefail
root=$1

# Each program in the background has a group of its own, and none outlives the hook.
set -m
trap 'end_all' EXIT
end_all() {
  local group
  for group in $(jobs -p); do kill -- "-$group" 2>/dev/null || true; done
  wait
}

say() { printf '%s\n' "$*" >&2; }
die() {
  say "fresh: $FRESH_SUITE: $*"
  exit 1
}

# inside [NAME=VALUE…] COMMAND…: in the root, with nothing of this machine's environment but what
# tells OpenBLAS about a processor that it does not know.
inside() {
  local kept=()
  mapfile -t kept < <(env | grep '^OPENBLAS_' || true)
  chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb LANG=C.UTF-8 \
    "${kept[@]}" "$@"
}

# clone FOLDER [OWNER]: the commit, as a new user would get it.
clone() {
  cp -r "$FRESH_WORK/fop-workbench.git" "$root$1.git"
  inside chown -R "${2:-root}:" "$1.git"
  inside ${2:+runuser -u "$2" --} git -c advice.detachedHead=false clone --quiet "$1.git" "$1"
}

# timed WORDS COMMAND…
timed() {
  local begin=$SECONDS
  "${@:2}"
  say "fresh: $FRESH_SUITE: $1: $((SECONDS - begin)) s"
}

# until_shown WORDS COMMAND…: asks again until the command succeeds.
until_shown() {
  local words=$1 begin=$SECONDS
  shift
  until "$@"; do
    [ $((SECONDS - begin)) -lt 120 ] || die "waited 120 s in vain for $words"
    sleep 0.1
  done
}

# picture NAME: takes a picture of the screen once there is a window on it that has come to rest.
last_look=
drawn() {
  local colors look
  import -window root "$FRESH_OUT/$1.png" 2>/dev/null || return 1
  read -r colors look < <(convert "$FRESH_OUT/$1.png" -format '%k %#\n' info:)
  [ "$colors" -gt 500 ] && [ "$look" = "$last_look" ] && return 0
  last_look=$look
  sleep 1
  return 1
}
picture() { until_shown 'the window' drawn "$FRESH_SUITE-$1"; }

# The first example's results, as ./dev run leaves them without a display.
check_example() {
  local file
  for file in summary.json figures/loss.pdf runs/FOP/history.csv runs/FOP/preconditioner.npy; do
    [ -s "$root$1/$file" ] || die "there is no $1/$file"
  done
}
