#!/usr/bin/env python3
"""Builds and verifies a dataset of every task and kind that Visor has a recipe of.

  ci/every_dataset.py [TRANSITIONS [TASK ...]]

Each gets some TRANSITIONS, 2,000 if nothing is said, of all tasks if none is named, as in
"ci/every_dataset.py 100000 walker-walk". They are made in a folder of their own, which is taken
away again. Prints a line for each and exits with 1 if one is not whole.
"""
import collections
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]


def visor(*arguments):
    """Runs a command; gives its exit status and output. Its progress and errors are shown."""
    done = subprocess.run([str(ROOT / "visor"), *arguments], stdout=subprocess.PIPE, text=True)
    return done.returncode, done.stdout


def tables(*arguments):
    """What a command prints as JSON."""
    status, output = visor(*arguments, "--json")
    if status not in (0, 6):
        sys.exit(status)
    return json.loads(output)


def episodes(recipe, length, transitions):
    """So many that there are some transitions: where a task may end early, the recipe knows better."""
    whole = 100_000 / transitions
    return max(math.ceil(recipe["episodes"] / whole), math.ceil(transitions / length))


def check(task, recipes, length, transitions):
    """Builds and verifies the datasets of a task; gives the number of those that are not whole."""
    alike = collections.defaultdict(list)
    for recipe in recipes:
        alike[episodes(recipe, length, transitions)].append(recipe["id"])
    with tempfile.TemporaryDirectory(prefix="visor-datasets-") as folder:
        os.environ["VISOR_DATA"] = folder
        for count, ids in alike.items():
            status, _ = visor("datasets", "build", *ids, "--episodes", str(count))
            if status != 0:
                sys.exit(f"{task}: the build ended with {status}")
        sizes = {row["id"]: row["stored"][0]["transitions"] for row in tables("datasets", "list") if row["stored"]}
        wrong = 0
        for row in tables("datasets", "verify"):
            name = row["dataset"].split(" ")[0]
            verdict = "whole" if row["whole"] else "; ".join(finding["what"] for finding in row["findings"])
            print(f"{name:40} {sizes.get(name, 0):8,} transitions  {verdict}", flush=True)
            wrong += not row["whole"]
        if len(sizes) != len(recipes):
            sys.exit(f"{task}: {len(recipes)} recipes, but {len(sizes)} datasets")
    return wrong


def main():
    transitions = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    wanted = sys.argv[2:]
    decisions = {row["id"].split("@")[0]: row["decisions"] for row in tables("envs", "list")}
    tasks = collections.defaultdict(list)
    for row in tables("datasets", "list"):
        if row["recipe"]:
            tasks[row["id"].split("/")[0]].append(row)
    unknown = [name for name in wanted if name not in tasks]
    if unknown:
        sys.exit(f"no recipe is of {', '.join(unknown)}; there are: {', '.join(sorted(tasks))}")
    wrong = 0
    for task in wanted or sorted(tasks):
        wrong += check(task, tasks[task], decisions[task], transitions)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
