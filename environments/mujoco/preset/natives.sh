#!/bin/bash
# Gathers what the preset is built from: MuJoCo's headers, its library and the libraries that needs.
#
#   natives.sh PRESET_FOLDER [MUJOCO_FOLDER]
#
# MuJoCo is taken from MUJOCO_FOLDER (a folder with include/mujoco/ and lib/) if one is named, else
# from the installed package libmujoco-dev, else from Debian's packages, unpacked below target/.
#
# Writes, below PRESET_FOLDER/target/natives:
#   include/, lib/     the headers and the libraries
#   java/              MuJoCoConfig.java, which tells JavaCPP their names
#   state.properties   javacpp.skip=true if the native code is already built from all of these;
#                      preset.timestamp, a time made from their digest
set -euo pipefail
export LC_ALL=C

preset=$1
home=${2-}
natives=$preset/target/natives
debian=$preset/../../../.mvn/debian.sh
package=dev/visor/mujoco/preset

fail() {
  printf 'MuJoCo preset: %s\n' "$@" >&2
  exit 1
}

[ "$(uname -sm)" = "Linux x86_64" ] || fail "there is a build for Linux on x86-64 only, and this is $(uname -sm)."

if [ -n "$home" ]; then
  [ -f "$home/include/mujoco/mujoco.h" ] ||
    fail "-Dmujoco.home=$home is not a MuJoCo folder: it has no include/mujoco/mujoco.h."
  include=$home/include
  places=("$home/lib" "$home")
elif [ -f /usr/include/mujoco/mujoco.h ]; then
  include=/usr/include
  places=(/usr/lib/x86_64-linux-gnu /usr/lib /usr/local/lib)
else
  "$debian" --with 'lib(mujoco|ccd|lodepng|qhull|tinyxml2).*' "$preset/target/debian" libmujoco-dev ||
    fail "MuJoCo is not installed and could not be fetched. Either of these helps:" \
      "  apt-get install libmujoco-dev" \
      "  -Dmujoco.home=FOLDER, a folder of MuJoCo with include/mujoco/ and lib/"
  include=$preset/target/debian/usr/include
  places=("$preset/target/debian/usr/lib/x86_64-linux-gnu")
fi

# The library by its full name, libmujoco.so.<version>: that is the name the loader will ask for.
library=
for place in "${places[@]}"; do
  for file in "$place"/libmujoco.so.*; do
    if [ -z "$library" ] && [ -f "$file" ]; then library=$file; fi
  done
done
[ -n "$library" ] || fail "no libmujoco.so.* in ${places[*]}."
places=("$(dirname "$library")")

# What it needs beside the C and C++ run-time libraries, which JavaCPP needs too.
needed=()
while read -r name arrow path _; do
  case $name in
    libc.so.* | libm.so.* | libdl.so.* | libpthread.so.* | librt.so.* | libgcc_s.so.* | libstdc++.so.*) continue ;;
  esac
  [ "$arrow" = "=>" ] || continue
  [ "$path" != not ] || fail "$library needs $name, which is not on this machine."
  needed+=("$path")
done < <(LD_LIBRARY_PATH="${places[0]}${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" ldd "$library")

# Copies only what differs, so that an unchanged file keeps its time and nothing is built again.
put() {
  cmp -s "$1" "$2" || { mkdir -p "$(dirname "$2")" && cp -L "$1" "$2"; }
}

mkdir -p "$natives/include/mujoco" "$natives/lib"
for header in "$include"/mujoco/*.h; do
  put "$header" "$natives/include/mujoco/${header##*/}"
done
for header in "$natives"/include/mujoco/*.h; do
  [ -f "$include/mujoco/${header##*/}" ] || rm "$header"
done
kept=" libmujoco.so"
for file in "$library" ${needed[@]+"${needed[@]}"}; do
  put "$file" "$natives/lib/${file##*/}"
  kept+=" ${file##*/}"
done
ln -sfn "${library##*/}" "$natives/lib/libmujoco.so"
for file in "$natives"/lib/*; do
  [[ "$kept " == *" ${file##*/} "* ]] || rm "$file"
done

# libccd.so.2 is "ccd@.2" in JavaCPP's terms.
quoted() {
  local name
  for name in "$@"; do
    name=${name##*/lib}
    printf '"%s@%s", ' "${name%%.so*}" "${name#*.so}"
  done
}
headers=
for header in mjtnum mjmacro mjmodel mjthread mjdata mjplugin mjvisualize mjrender mjui mujoco; do
  if [ -f "$natives/include/mujoco/$header.h" ]; then headers+="\"mujoco/$header.h\", "; fi
done
headers+='"handlers.h"'
link=$(quoted "$library")
preload=$(quoted ${needed[@]+"${needed[@]}"})
cat >"$natives/MuJoCoConfig.java" <<JAVA
package ${package//\//.};

import org.bytedeco.javacpp.annotation.Platform;
import org.bytedeco.javacpp.annotation.Properties;

/** The headers and libraries that this build found. */
@Properties(
    target = "${package//\//.}.MuJoCo",
    value =
        @Platform(
            value = "linux-x86_64",
            include = {$headers},
            link = {${link%, }},
            preload = {${preload%, }}))
public class MuJoCoConfig extends MuJoCoInfo {}
JAVA
put "$natives/MuJoCoConfig.java" "$natives/java/$package/MuJoCoConfig.java"

# The digest's file gets a new time only if something changed; what is newer than it is up to date.
(cd "$preset" && sha256sum natives.sh compile.sh pom.xml src/build/java/*.java src/main/cpp/handlers.h "src/main/java/$package/MuJoCoInfo.java" \
  "target/natives/java/$package/MuJoCoConfig.java" target/natives/include/mujoco/*.h target/natives/lib/*) \
  >"$natives/inputs.new"
put "$natives/inputs.new" "$natives/inputs"

digest=$(sha256sum <"$natives/inputs")
timestamp=$(date -u -d "@$((1767225600 + 2 * (0x${digest:0:6})))" +%Y-%m-%dT%H:%M:%SZ)

classes=$preset/target/classes/$package
if [ "$classes/linux-x86_64/libjniMuJoCo.so" -nt "$natives/inputs" ] &&
  [ "$classes/MuJoCoConfig.class" -nt "$natives/inputs" ]; then
  skip=true
else
  skip=false
  command -v g++ >/dev/null || fail "g++ is not installed: apt-get install g++"
  rm -rf "$preset/target/generated-sources/javacpp" "$preset/target/classes" "$preset/target/jni"
fi
printf '%s\n' "javacpp.skip=$skip" "preset.timestamp=$timestamp" >"$natives/state.properties"
