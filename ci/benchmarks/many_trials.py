#!/usr/bin/env python3
"""How long ten thousand trials are planned and resumed, and with how much memory.

The trials are those of an ordinary suite. Their evidence is not computed: one real trial is run, and
its manifest is written for all the others under their own identities. Prints seconds and the peak of
resident memory of each command, and exits with 1 where a bound is not kept.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SECONDS = 5.0
MEBIBYTES = 512
SUITE = """schema: 1
name: many
protocol: {{ eval_episodes: 2, eval_points: 1, checkpoint: final, threads: 1 }}
observation: 16px
tasks: [point_mass-dense@1, point_mass-easy@1, cartpole-balance@1, cartpole-swingup@1]
datasets: {{ kinds: [random, expert], sizes: [1k, 2k, 3k, 4k, full] }}
seeds: {seeds}
profile: smoke
metrics: [return_raw, score_0_100]
algorithms:
  - random
  - bc
  - bc: {{ updates: 11 }}
    as: bc-11
  - bc: {{ updates: 12 }}
    as: bc-12
  - bc: {{ updates: 13 }}
    as: bc-13
"""


def visor(folder, *arguments):
    """Runs a command; gives its output, its seconds and its peak memory in MiB."""
    begin = time.monotonic()
    process = subprocess.Popen(
        [str(ROOT / "visor"), *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    peak = 0
    output = tempfile.TemporaryFile()
    errors = []
    readers = [
        threading.Thread(target=lambda: output.write(process.stdout.read())),
        threading.Thread(target=lambda: errors.append(process.stderr.read())),
    ]
    for reader in readers:
        reader.start()
    while process.poll() is None:
        try:
            status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
            peak = max(peak, int(re.search(r"VmHWM:\s+(\d+)", status).group(1)) / 1024)
        except (FileNotFoundError, AttributeError, ProcessLookupError):
            pass
        time.sleep(0.02)
    for reader in readers:
        reader.join()
    seconds = time.monotonic() - begin
    if process.returncode != 0:
        sys.exit(f"visor {' '.join(arguments)} exited with {process.returncode}:\n{errors[0].decode()}")
    output.seek(0)
    return output.read().decode(), seconds, peak


def finish(run, plan):
    """Writes a manifest for every trial of the plan, made from the one that was run."""
    trials = run / "trials"
    source = next(trials.iterdir())
    template = json.loads((source / "manifest.json").read_text())
    timings = (source / "timings.json").read_text()
    for trial in plan["trials"]:
        place = trials / trial["id"]
        place.mkdir(exist_ok=True)
        template.update(
            trial=trial["id"],
            identity=trial["identity"],
            variant=trial["variant"],
            algorithm=trial["algorithm"],
            parameters=trial["parameters"],
            task=trial["task"],
            dataset=trial["dataset"],
            size=trial["size"],
            seed_index=trial["seed_index"],
            dataset_identity=plan["identities"][trial["dataset"]],
        )
        (place / "manifest.json").write_text(json.dumps(template, indent=2) + "\n")
        (place / "timings.json").write_text(timings)


def main():
    kept = True
    with tempfile.TemporaryDirectory(prefix="visor-many-") as name:
        folder = pathlib.Path(name)
        os.environ["VISOR_DATA"] = str(folder / "data")
        (folder / "suite.yaml").write_text(SUITE.format(seeds=50))
        visor(folder, "plugins", "list")  # the build and the first look at the plugins are not timed
        visor(
            folder, "run", "suite.yaml", "--out", "run",
            "--only", "variant=random,task=point_mass-dense,kind=random,size=1k,seed=0",
        )
        text, seconds, peak = visor(folder, "plan", "suite.yaml", "--json")
        plan = json.loads(text)
        plan["identities"] = {dataset["id"]: dataset["identity"] for dataset in plan["datasets"]}
        results = [("plan", seconds, peak)]
        finish(folder / "run", plan)
        _, seconds, peak = visor(folder, "run", "suite.yaml", "--out", "run")
        results.append(("resume", seconds, peak))
        for what, seconds, peak in results:
            good = seconds <= SECONDS and peak <= MEBIBYTES
            kept &= good
            print(
                f"{what:7} {len(plan['trials'])} trials  {seconds:5.1f} s  {peak:5.0f} MiB"
                f"  {'kept' if good else f'NOT KEPT: {SECONDS} s and {MEBIBYTES} MiB'}"
            )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
