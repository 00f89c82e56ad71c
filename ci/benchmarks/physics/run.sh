#!/bin/bash
# How fast the Java wrapper steps the walker, as a share of the same loop in C.
#
#   ci/benchmarks/physics/run.sh [PAIRS] [STEPS]
#
# C and Java run in turn, on the same library file and the same model, each warmed up by as many
# steps as are measured. Prints the medians of steps a second, and the median, least and greatest
# ratio of a pair; once by the clock on the wall, once by processor time of the whole process, which
# says more where the machine has other work. Fails if the two end in different states, or if the
# median ratio by processor time is below 0.95.
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
version=$(sed -n 's|.*<javacpp.version>\(.*\)</javacpp.version>.*|\1|p' "$root/pom.xml")
jars=$(find "$HOME/.m2/repository/org/bytedeco/javacpp/$version" -name '*.jar' | tr '\n' ':')
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
  [ "${a#* * }" = "${b#* * }" ] || {
    printf '%s\n' "run.sh: C and Java end in different states:" "  C     ${a#* * }" "  Java  ${b#* * }" >&2
    exit 1
  }
  echo "$a" "$b" | awk -v states="$(wc -w <<<"$a")" '{ print $1, $(states + 1), $2, $(states + 2) }' >>"$work/pairs"
done

median() {
  sort -g | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}
# Columns $2 and $3 are steps a second of C and of Java.
report() {
  local ratios
  ratios=$(awk -v c="$2" -v j="$3" '{ printf "%.4f\n", $j / $c }' "$work/pairs" | sort -g)
  ratio=$(median <<<"$ratios")
  echo "$1  C $(awk -v c="$2" '{ print $c }' "$work/pairs" | median)" \
    " Java $(awk -v j="$3" '{ print $j }' "$work/pairs" | median) steps/s" \
    " ratio $ratio ($(head -n 1 <<<"$ratios") to $(tail -n 1 <<<"$ratios"))"
}
echo "$pairs pairs of $steps steps; the same final state, bit for bit"
report "wall clock    " 1 2
report "processor time" 3 4
awk -v ratio="$ratio" 'BEGIN { exit !(ratio >= 0.95) }' || {
  echo "run.sh: below 0.95" >&2
  exit 1
}
