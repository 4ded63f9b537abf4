#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: fresh.sh [bookworm|trixie]… [run|root|test|package|all]…
#
# Proves the last commit where nothing is prepared: makes bare Debian roots, clones the commit into
# them, and does there what its README says; root is run without the part of somebody who has sudo. Pictures, logs and the package are left in build/fresh.
# Other changes of the work tree take no part. Exit status 77: the suite's archive cannot be reached.
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
cd "$here/../.."

say() { printf '%s\n' "$*" >&2; }
die() {
  say "fresh: $*"
  exit 1
}

suites=()
declare -A wants=()
for word in "$@"; do
  case "$word" in
    bookworm | trixie) suites+=("$word") ;;
    run) wants[root]=1 wants[user]=1 ;;
    root | test | package) wants[$word]=1 ;;
    all) wants=([root]=1 [user]=1 [test]=1 [package]=1) ;;
    *) die "'$word' is neither a suite (bookworm, trixie) nor a part (run, root, test, package, all)" ;;
  esac
done
[ ${#suites[@]} -gt 0 ] || suites=(bookworm trixie)
[ ${#wants[@]} -gt 0 ] || wants=([root]=1 [user]=1 [test]=1 [package]=1)

if [ "$(id -u)" -ne 0 ] && ! unshare --user --map-root-user true 2>/dev/null; then
  die "making a root needs either root or user namespaces, and this system forbids both"
fi

# sources_of SUITE: the lines of sources.list by which this machine would read the suite: its own
# archives of Debian, with the name of the release exchanged.
sources_of() {
  local uri release component codename origin
  codename=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
  # shellcheck disable=SC2016 # apt's own variables
  apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT) $(ORIGIN)' \
    'Created-By: Packages' | sort -u | while read -r uri release component origin; do
    case "$origin $component $release" in
      "Debian main $codename" | "Debian main $codename"-*)
        printf 'deb %s %s main\n' "$uri" "$1${release#"$codename"}"
        ;;
    esac
  done
}

# reach SUITE: writes its sources, and looks whether the archive answers.
reach() {
  local uri release
  sources_of "$1" >"$work/sources.list"
  [ -s "$work/sources.list" ] || die "apt names no Debian archive here; is its list of packages up to date?"
  read -r _ uri release _ <"$work/sources.list"
  if ! /usr/lib/apt/apt-helper download-file "${uri%/}/dists/$release/InRelease" "$work/InRelease" \
    >"$work/reach.log" 2>&1; then
    cat "$work/reach.log" >&2
    say "fresh: $uri has no $release, or cannot be reached"
    exit 77
  fi
}

# make_base SUITE: a bare root as an archive, of which all roots of the suite are copies.
make_base() {
  local begin=$SECONDS
  # A root does not outlive a loss of power, nor need it.
  mmdebstrap --quiet --variant=minbase --include=git,ca-certificates --dpkgopt=force-unsafe-io \
    "$1" "$work/$1.tar" - <"$work/sources.list"
  say "fresh: $1: a bare root: $((SECONDS - begin)) s"
}

# in_bare_root SUITE HOOK…: unpacks a root, runs every HOOK ROOT in turn, drops the root.
in_bare_root() {
  local begin=$SECONDS suite=$1 hook hooks=()
  shift
  for hook in "$@"; do hooks+=(--customize-hook="$here/$hook"); done
  # Devices are mounted.
  mmdebstrap --quiet --variant=custom --skip=update,cleanup \
    --setup-hook="tar -C \"\$1\" --exclude='./dev/*' -xf '$work/$suite.tar'" "${hooks[@]}" \
    "$suite" /dev/null - <"$work/sources.list"
  say "fresh: $suite, ${*%.sh}: passed in $((SECONDS - begin)) s"
}

# What a hook finds: the commit, and a screen beside the root, so that the root holds nothing that
# ./dev has not installed.
work=$(mktemp -d)
chmod 755 "$work"
coproc SCREEN { exec Xvfb -displayfd 1 -noreset -nolisten tcp -ac -screen 0 1920x1080x24 2>/dev/null; }
trap 'kill "$SCREEN_PID" ${user:+"$user"} 2>/dev/null; rm -rf "$work"' EXIT
read -r number <&"${SCREEN[0]}"
export DISPLAY=":$number" FRESH_WORK=$work FRESH_OUT=$PWD/build/fresh
unset WAYLAND_DISPLAY XAUTHORITY
mkdir -p "$FRESH_OUT"
git clone --quiet --bare --depth 1 "file://$PWD" "$work/fop-workbench.git"

for suite in "${suites[@]}"; do
  export FRESH_SUITE=$suite
  reach "$suite"
  make_base "$suite"
  # Side by side: installing packages keeps one processor busy.
  if [ "${wants[user]:-}" ]; then
    in_bare_root "$suite" run-as-user.sh &
    user=$!
  fi
  # In one root: of what ./dev package needs, ./dev run has installed what it needs itself and no more.
  hooks=(${wants[root]:+run-as-root.sh} ${wants[package]:+package-build.sh})
  [ ${#hooks[@]} -eq 0 ] || in_bare_root "$suite" "${hooks[@]}"
  [ -z "${user:-}" ] || wait "$user"
  user=
  [ -z "${wants[package]:-}" ] || in_bare_root "$suite" package-install.sh
  [ -z "${wants[test]:-}" ] || in_bare_root "$suite" test.sh
  rm "$work/$suite.tar"
done
