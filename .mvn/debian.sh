#!/bin/bash
# Unpacks Debian packages into a folder, without root and without the system's package lists.
#
#   debian.sh [--with REGEX] FOLDER PACKAGE...
#
# --with REGEX also takes those packages among the dependencies whose whole name matches.
#
# apt-get reads the sources that this machine is configured with, but keeps its lists and its cache
# in target/apt of this project. The packages are downloaded and checked by apt-get, unpacked beside
# FOLDER and moved there by one rename: FOLDER is complete, or it is not there. Links to files of the
# same packages are made relative, so that they hold within FOLDER. If FOLDER is there already, with
# these packages, nothing is done.
set -euo pipefail
export LC_ALL=C

fail() {
  printf 'debian.sh: %s\n' "$@" >&2
  exit 1
}

with=
if [ "${1-}" = --with ]; then
  [ $# -ge 2 ] || fail "--with needs a regular expression"
  with=$2
  shift 2
fi
[ $# -ge 2 ] || fail "usage: debian.sh [--with REGEX] FOLDER PACKAGE..."
folder=$1
shift
wanted="$* ${with:+with $with}"

if [ -f "$folder/.packages" ] && [ "$(head -n 1 "$folder/.packages")" = "$wanted" ]; then
  exit 0
fi
for tool in apt-get apt-cache dpkg flock; do
  command -v "$tool" >/dev/null || fail "$tool is not on this machine, so $* cannot be fetched." \
    "This needs Debian 12 or later."
done

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
apt=$root/target/apt
mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial" "$(dirname "$folder")"

# One process at a time: apt's own lock would make a second one fail instead of wait.
exec 9>"$apt/lock"
flock 9
if [ -f "$folder/.packages" ] && [ "$(head -n 1 "$folder/.packages")" = "$wanted" ]; then
  exit 0
fi

settings=(
  -o "Dir::State=$apt/state"
  -o "Dir::State::status=/var/lib/dpkg/status"
  -o "Dir::Cache=$apt/cache"
  -o "APT::Sandbox::User=root"
)

update() {
  echo "debian.sh: reading the package lists (some 10 MB, once)" >&2
  apt-get "${settings[@]}" -qq update >&2 ||
    fail "apt-get update failed: is there a network, and do the files below /etc/apt name a Debian mirror?"
}

names() {
  printf '%s\n' "$@"
  [ -n "$with" ] || return 0
  apt-cache "${settings[@]}" depends --recurse --no-recommends --no-suggests --no-conflicts \
    --no-breaks --no-replaces --no-enhances "$@" | grep -xE "$with" || true
}

partial=$folder.partial.$$
trap 'rm -rf "$partial"' EXIT
rm -rf "$partial"
mkdir -p "$partial/.deb"

download() {
  local packages
  packages=$(names "$@" | sort -u) || return 1
  # shellcheck disable=SC2086 # package names hold no spaces
  (cd "$partial/.deb" && apt-get "${settings[@]}" -qq download $packages >&2)
}

# Lists that are older than the mirror name files that are gone: read them again and retry once.
if [ -z "$(find "$apt/state/lists" -maxdepth 1 -name '*_Packages*' -print -quit)" ]; then
  update
  fresh=yes
fi
echo "debian.sh: fetching $*" >&2
if ! download "$@"; then
  [ -z "${fresh-}" ] || fail "apt-get could not download $*"
  update
  download "$@" || fail "apt-get could not download $*"
fi

for file in "$partial"/.deb/*.deb; do
  dpkg -x "$file" "$partial" || fail "cannot unpack ${file##*/}"
done
find "$partial" -type l -lname '/*' -print0 | while IFS= read -r -d '' link; do
  target=$partial$(readlink "$link")
  if [ -e "$target" ]; then ln -srfn "$target" "$link"; fi
done
{
  printf '%s\n' "$wanted"
  (cd "$partial/.deb" && ls -- *.deb)
} >"$partial/.packages"
rm -rf "$partial/.deb"

rm -rf "$folder"
mv -T "$partial" "$folder"
