#!/usr/bin/env python3
"""Trains every algorithm on every task for a moment, and says whether all of it ends well.

  ci/every_algorithm.py [TASK ...]

Of each task, all if none is named, it records two episodes of random actions with pictures of 64
pixels, which every offline algorithm learns from in the profile smoke; what learns online gets
2,000 control steps of the task. Everything is kept in a folder that is taken away again. A trial
that does not end well, or that ends with a return that is no number, is printed with its reason,
and the exit status is then 1.
"""
import csv
import math
import os
import pathlib
import sys
import tempfile

from every_dataset import tables, visor

EPISODES = 2
HEAD = """schema: 1
name: every-algorithm
protocol: { eval_episodes: 1, eval_points: 1, checkpoint: final, threads: 1, wall_limit: 10m }
observation: 64px
seeds: 1
profile: smoke
metrics: [return_raw, score_0_100]
"""


def must(*arguments):
    """Runs a command that has to end well."""
    status, _ = visor(*arguments)
    if status != 0:
        sys.exit(f"visor {' '.join(arguments)} ended with {status}")


def dataset(task, folder):
    """Records a small dataset of a task under a name of its own; gives its id."""
    name = task.split("@")[0]
    recipe = f"{name}/random@1"
    exported = str(folder / name)
    must("datasets", "build", recipe, "--episodes", str(EPISODES), "--image", "64px")
    must("datasets", "export", recipe, exported, "--episodes", str(EPISODES), "--image", "64px", "--format", "vd4rl-npz")
    must("datasets", "import", exported, "--format", "vd4rl-npz", "--id", f"brief/{name}@1", "--task", task)
    return f"brief/{name}@1"


def suite(tasks, datasets, algorithms):
    """The text of a suite of all of them."""
    lines = [HEAD, f"tasks: [{', '.join(tasks)}]", f"datasets: {{ kinds: [{', '.join(datasets)}], sizes: [full] }}", "algorithms:"]
    for algorithm in algorithms:
        if "offline" in algorithm["modes"]:
            lines.append(f"  - {algorithm['id']}")
        if "online" in algorithm["modes"]:
            lines.append(f"  - {algorithm['id']}: {{}}\n    online: {{ env_steps: 2k }}\n    as: {algorithm['id']}-online")
    return "\n".join(lines) + "\n"


def main():
    known = [row["id"] for row in tables("envs", "list")]
    named = sys.argv[1:]
    unknown = [name for name in named if name not in [task.split("@")[0] for task in known]]
    if unknown:
        sys.exit(f"no task is called {', '.join(unknown)}")
    tasks = [task for task in known if not named or task.split("@")[0] in named]
    with tempfile.TemporaryDirectory(prefix="visor-every-") as name:
        folder = pathlib.Path(name)
        os.environ["VISOR_DATA"] = str(folder / "data")
        datasets = [dataset(task, folder) for task in tasks]
        path = folder / "suite.yaml"
        path.write_text(suite(tasks, datasets, tables("algorithms", "list")))
        visor("run", str(path), "--out", str(folder / "run"))
        with open(folder / "run" / "trials.csv", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["metric"] in ("return_raw", "")]
        wrong = 0
        for row in rows:
            well = row["status"] == "ok" and math.isfinite(float(row["value"]))
            if not well:
                print(f"{row['task']:28} {row['variant']:16} {row['status']} {row['value']} {row['reason']}")
            wrong += not well
        variants = len({row["variant"] for row in rows})
        print(f"{len(rows)} trials of {variants} variants on {len(tasks)} tasks: {wrong} did not end well")
        return 1 if wrong or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
