#!/usr/bin/env bash
# What a run costs beside its trials, and what two trials at a time gain over one.
#
#   ci/benchmarks/overhead.sh [ALGORITHM [SEEDS]]      on a calm machine with two processors or more
#
# ALGORITHM is an entry of a suite, such as "bc" or "lompo: { model_updates: 600 }"; without it,
# LOMPO in trials of more than four minutes, which take a quarter of an hour in all.
#
# Runs a suite of equal, single-thread trials twice, one at a time and two at a time, into fresh
# folders with the data made before. Prints the processor time of the whole process tree over the
# sum of the trials', and the throughput of two over that of one; exits with 1 where more than 2 %
# is spent or less than 1.9 times is gained.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
algorithm=${1:-"lompo: { model_updates: 6000, agent_updates: 24000 }"}
seeds=${2:-2}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export VISOR_DATA=$place/data

cat >"$place/suite.yaml" <<SUITE
schema: 1
name: overhead
protocol: { eval_episodes: 20, eval_points: 5, checkpoint: last3, threads: 1 }
observation: 32px
tasks: [point_mass-dense@1]
datasets: { kinds: [medium-replay], sizes: [full] }
seeds: $seeds
profile: quick
metrics: [return_raw]
algorithms:
  - $algorithm
SUITE

"$root/visor" datasets build point_mass-dense/medium-replay@1 --image 32px >/dev/null

# Seconds on the clock, then of all processors, of one command.
measure() {
  local TIMEFORMAT='%R %U %S'
  { time "$@" >/dev/null 2>&1; } 2>&1 | awk '{ print $1, $2 + $3 }'
}

# The processor time that the trials themselves report.
of_trials() {
  python3 - "$1/timings.csv" <<'PYTHON'
import csv, sys
print(sum(float(row["cpu_seconds"]) for row in csv.DictReader(open(sys.argv[1]))))
PYTHON
}

"$root/visor" plan "$place/suite.yaml" >/dev/null
read -r one_wall one_cpu < <(measure "$root/visor" run "$place/suite.yaml" --jobs 1 --out "$place/one")
read -r two_wall two_cpu < <(measure "$root/visor" run "$place/suite.yaml" --jobs 2 --out "$place/two")
awk -v ow="$one_wall" -v oc="$one_cpu" -v tw="$two_wall" -v tc="$two_cpu" \
  -v ot="$(of_trials "$place/one")" -v tt="$(of_trials "$place/two")" 'BEGIN {
  printf "one at a time  %7.1f s, %7.1f s of processors, trials %7.1f s, %+.1f %%\n", ow, oc, ot, 100 * (oc / ot - 1)
  printf "two at a time  %7.1f s, %7.1f s of processors, trials %7.1f s, %+.1f %%\n", tw, tc, tt, 100 * (tc / tt - 1)
  printf "two do %.2f times as much as one\n", ow / tw
  exit !(oc <= 1.02 * ot && tc <= 1.02 * tt && ow >= 1.9 * tw)
}'
