#!/bin/bash
# How fast the Java wrapper steps the walker, as a share of the same loop in C.
#
#   ci/benchmarks/physics/run.sh [PAIRS] [STEPS]
#
# C and Java run in turn, on the same library file and the same model, each warmed up by as many
# steps as are measured. Prints both medians of steps a second, and the median, least and greatest
# ratio of a pair. Fails if the two end in different states or the median ratio is below 0.95.
#
# Needs the modules built (./mvnw install), and gcc.
set -euo pipefail
export LC_ALL=C

pairs=${1:-9}
steps=${2:-300000}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
here=$root/ci/benchmarks/physics
natives=$root/environments/mujoco/preset/target/natives
models=$root/environments/control/src/main/resources/dev/visor/plugin/control
work=$root/target/benchmarks/physics
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

[ -d "$natives/lib" ] && [ -d "$root/environments/mujoco/target/classes" ] || {
  echo "run.sh: the modules are not built: ./mvnw install" >&2
  exit 1
}
mkdir -p "$work"
sed -e "/<include file=\"look.xml\"/{r $models/look.xml" -e 'd}' "$models/walker.xml" |
  sed '/mujocoinclude/d' >"$work/walker.xml"
gcc -O2 -o "$work/StepLoop" -I"$natives/include" "$here/StepLoop.c" -L"$natives/lib" -lmujoco \
  -Wl,--allow-shlib-undefined
jars=$(find "${HOME}/.m2/repository/org/bytedeco/javacpp" -name 'javacpp-*.jar' | tr '\n' ':')
classes=$root/environments/mujoco/target/classes:$root/environments/mujoco/preset/target/classes:$jars
"${java}c" -cp "$classes" -d "$work" "$here/StepLoop.java"

native() {
  LD_LIBRARY_PATH=$natives/lib "$work/StepLoop" "$work/walker.xml" "$steps"
}
wrapped() {
  "$java" -Xmx256m -Dorg.bytedeco.javacpp.maxphysicalbytes=0 -cp "$classes:$work" StepLoop \
    "$work/walker.xml" "$steps"
}

: >"$work/pairs"
for ((pair = 0; pair < pairs; pair++)); do
  # Every other pair begins with the other one, so that neither always finds the warmer machine.
  if ((pair % 2)); then
    b=$(wrapped) && a=$(native)
  else
    a=$(native) && b=$(wrapped)
  fi
  [ "${a#* }" = "${b#* }" ] || {
    echo "run.sh: C and Java end in different states:" "  C     ${a#* }" "  Java  ${b#* }" >&2
    exit 1
  }
  echo "${a%% *} ${b%% *}" >>"$work/pairs"
done

median() {
  sort -g | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}
ratios=$(awk '{ printf "%.4f\n", $2 / $1 }' "$work/pairs" | sort -g)
ratio=$(median <<<"$ratios")
echo "C     $(awk '{ print $1 }' "$work/pairs" | median) steps/s (median of $pairs runs of $steps steps)"
echo "Java  $(awk '{ print $2 }' "$work/pairs" | median) steps/s"
echo "ratio $ratio (least $(head -n 1 <<<"$ratios"), greatest $(tail -n 1 <<<"$ratios")); the same final state, bit for bit"
awk -v ratio="$ratio" 'BEGIN { exit !(ratio >= 0.95) }' || {
  echo "run.sh: below 0.95" >&2
  exit 1
}
