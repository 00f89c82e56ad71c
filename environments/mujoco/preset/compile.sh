#!/bin/bash
# Compiles what JavaCPP generated, and puts it beside the classes together with MuJoCo's libraries.
#
#   compile.sh PRESET_FOLDER JDK_FOLDER
set -euo pipefail
export LC_ALL=C

preset=$1
jdk=$2
natives=$preset/target/natives
jni=$preset/target/jni
classes=$preset/target/classes/dev/visor/mujoco/preset/linux-x86_64

for name in jnijavacpp jniMuJoCo; do
  "$jdk/bin/java" "$preset/src/build/java/CanonicalSource.java" "$jni/$name.cpp" "$jni/$name.sorted.cpp"
done

# Libraries are looked for beside this one. The options are JavaCPP's own for this platform, with less
# optimisation, for there is nothing to optimise.
rm -rf "$classes"
mkdir -p "$classes"
(cd "$jni" && g++ -I"$natives/include" -I"$preset/src/main/cpp" -I"$jdk/include" -I"$jdk/include/linux" \
  -march=x86-64 -m64 -O1 -s -fPIC -pthread -shared -w -Wl,-rpath,'$ORIGIN/' -Wl,-z,noexecstack \
  -Wl,-Bsymbolic -o "$classes/libjniMuJoCo.so" jnijavacpp.sorted.cpp jniMuJoCo.sorted.cpp \
  -L"$natives/lib" -lmujoco -Wl,--allow-shlib-undefined)
cp "$natives"/lib/*.so.* "$classes"
