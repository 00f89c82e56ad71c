"""Computes the statistics of the leaderboard a second time, in NumPy.

The tests of dev.visor.core.statistics compare Visor's numbers with the output of this script:

    python3 ci/statistics/golden.py > harness/core/src/test/resources/dev/visor/core/statistics/golden.json

Nothing here is fast or shared with the Java code. The bootstrap draws the same random numbers as
Visor does, so that intervals can be compared digit by digit, not only in distribution. The
"independent" intervals are drawn by NumPy's own generator, many times as often: Visor's have to
agree with them but for what chance moves.
"""

import hashlib
import json

import numpy as np

MASK = (1 << 64) - 1
REPLICATES = 500
INDEPENDENT_REPLICATES = 50_000
LEVEL = 0.95
TARGET = 100.0
THRESHOLDS = [-20.0, 0.0, 25.0, 50.0, 61.5, 75.0, 100.0, 140.0]


class Stream:
    """SplitMix64 whose key is the first eight bytes of SHA-256 over the path's parts."""

    def __init__(self, *path):
        digest = hashlib.sha256()
        for part in path:
            data = part.encode()
            digest.update(len(data).to_bytes(4, "big") + data)
        self.state = int.from_bytes(digest.digest()[:8], "big")

    def below(self, bound):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return ((z ^ (z >> 31)) * bound) >> 64


def iqm(cells):
    values = np.sort(np.concatenate(cells))
    trimmed = int(0.25 * len(values))
    return float(np.mean(values[trimmed : len(values) - trimmed]))


def mean(cells):
    return float(np.mean([np.mean(cell) for cell in cells]))


def median(cells):
    return float(np.median([np.mean(cell) for cell in cells]))


def optimality_gap(cells):
    return float(TARGET - np.mean(np.minimum(np.concatenate(cells), TARGET)))


def fraction_above(cells, threshold):
    return float(np.mean(np.concatenate(cells) > threshold))


def improvement(first, second):
    shares = []
    for x, y in zip(first, second):
        difference = np.subtract.outer(x, y)
        shares.append(np.mean((difference > 0) + 0.5 * (difference == 0)))
    return float(np.mean(shares))


def resample(cells, stream):
    return [np.array([cell[stream.below(len(cell))] for _ in cell]) for cell in cells]


def resample_cells(cells, stream):
    """The task bootstrap: cells first, then the seeds of each cell that was drawn."""
    drawn = []
    for _ in cells:
        cell = cells[stream.below(len(cells))]
        (seeds,) = resample([cell], stream)
        drawn.append(seeds)
    return drawn


def interval(replicates):
    tail = 50 * (1 - LEVEL)
    return [float(v) for v in np.percentile(replicates, [tail, 100 - tail])]


def aggregate_interval(statistic, cells, stream, drawn=resample):
    return interval([statistic(drawn(cells, stream)) for _ in range(REPLICATES)])


def difference_interval(statistic, first, second, stream):
    replicates = []
    for _ in range(REPLICATES):
        one = statistic(resample(first, stream))
        replicates.append(one - statistic(resample(second, stream)))
    return interval(replicates)


def improvement_interval_over_cells(first, second, stream):
    replicates = []
    for _ in range(REPLICATES):
        shares = []
        for _ in first:
            cell = stream.below(len(first))
            (drawn_x,) = resample([first[cell]], stream)
            (drawn_y,) = resample([second[cell]], stream)
            shares.append(improvement([drawn_x], [drawn_y]))
        replicates.append(np.mean(shares))
    return interval(replicates)


def improvement_interval(first, second, stream):
    replicates = []
    for _ in range(REPLICATES):
        shares = []
        for x, y in zip(first, second):
            (drawn_x,) = resample([x], stream)
            (drawn_y,) = resample([y], stream)
            shares.append(improvement([drawn_x], [drawn_y]))
        replicates.append(np.mean(shares))
    return interval(replicates)


def profile_intervals(cells, stream):
    replicates = []
    for _ in range(REPLICATES):
        drawn = resample(cells, stream)
        replicates.append([fraction_above(drawn, t) for t in THRESHOLDS])
    return [interval(column) for column in np.array(replicates).T]


def independent_intervals(cells):
    """Seeds drawn by NumPy: rows are replicates, columns the values of all cells."""
    generator = np.random.default_rng(7)
    drawn = np.concatenate(
        [
            cell[generator.integers(0, len(cell), (INDEPENDENT_REPLICATES, len(cell)))]
            for cell in cells
        ],
        axis=1,
    )
    middle = np.sort(drawn, axis=1)
    trimmed = middle.shape[1] // 4
    middle = middle[:, trimmed : middle.shape[1] - trimmed]
    ends = np.cumsum([0] + [len(cell) for cell in cells])
    means = np.stack([drawn[:, a:b].mean(axis=1) for a, b in zip(ends, ends[1:])], axis=1)
    return {
        "iqm": interval(middle.mean(axis=1)),
        "mean": interval(means.mean(axis=1)),
        "optimality_gap": interval(TARGET - np.minimum(drawn, TARGET).mean(axis=1)),
    }


def cases():
    generator = np.random.default_rng(20211026)

    def rounded(counts, low, high):
        return [np.round(generator.uniform(low, high, n), 3) for n in counts]

    yield "nine cells of five seeds", rounded([5] * 9, 0, 100), rounded([5] * 9, -10, 110)
    yield "ragged cells", rounded([3, 10, 1, 7], 20, 90), rounded([5, 2, 4, 1], 10, 120)
    yield "one cell of three seeds", rounded([3], 40, 60), rounded([3], 45, 65)
    yield "single seeds", rounded([1] * 6, 0, 100), rounded([1] * 6, 0, 100)
    yield (
        "many ties",
        [np.array([1.0, 1.0, 2.0, 2.0, 2.0]), np.array([0.0, 0.0, 0.0])],
        [np.array([1.0, 2.0, 2.0, 3.0]), np.array([0.0, 0.0])],
    )
    yield (
        "two bunches",
        [np.array([2.0, 3.0, 95.0, 96.0, 97.0]), np.array([0.0, 99.0, 1.0, 98.0])],
        [np.array([50.0, 51.0, 52.0]), np.array([50.0, 49.0])],
    )
    yield "one seed in all", [np.array([61.4])], [np.array([61.4])]


def main():
    output = {
        "replicates": REPLICATES,
        "level": LEVEL,
        "target": TARGET,
        "thresholds": THRESHOLDS,
        "cases": [],
    }
    for name, first, second in cases():
        output["cases"].append(
            {
                "name": name,
                "first": [cell.tolist() for cell in first],
                "second": [cell.tolist() for cell in second],
                "iqm": iqm(first),
                "mean": mean(first),
                "median": median(first),
                "optimality_gap": optimality_gap(first),
                "fractions": [fraction_above(first, t) for t in THRESHOLDS],
                "improvement": improvement(first, second),
                "iqm_interval": aggregate_interval(iqm, first, Stream("golden", name, "iqm")),
                "mean_interval": aggregate_interval(mean, first, Stream("golden", name, "mean")),
                "median_interval": aggregate_interval(
                    median, first, Stream("golden", name, "median")
                ),
                "optimality_gap_interval": aggregate_interval(
                    optimality_gap, first, Stream("golden", name, "gap")
                ),
                "iqm_interval_over_cells": aggregate_interval(
                    iqm, first, Stream("golden", name, "iqm over cells"), resample_cells
                ),
                "improvement_interval_over_cells": improvement_interval_over_cells(
                    first, second, Stream("golden", name, "improvement over cells")
                ),
                "difference_interval": difference_interval(
                    iqm, first, second, Stream("golden", name, "difference")
                ),
                "improvement_interval": improvement_interval(
                    first, second, Stream("golden", name, "improvement")
                ),
                "fraction_intervals": profile_intervals(first, Stream("golden", name, "profile")),
            }
        )
    first = [np.round(np.random.default_rng(5).normal(60, 15, n), 3) for n in (10, 8, 12, 10, 9)]
    output["independent"] = {
        "cells": [cell.tolist() for cell in first],
        "intervals": independent_intervals(first),
    }
    print(json.dumps(output, indent=1))


if __name__ == "__main__":
    main()
