"""Writes random inputs for a yardstick, so that it can be tried without Visor.

    python3 make_inputs.py world_model|actor_critic|behaviour_cloning DIR [--depth 8]
"""

import argparse
import json
import math
from pathlib import Path
from typing import Any

import numpy as np

SIZES: dict[str, dict[str, Any]] = {
    "world_model": {
        "batch": 16,
        "length": 25,
        "edge": 64,
        "actions": 6,
        "depth": 32,
        "deter": 256,
        "stoch": 64,
        "units": 256,
        "ensemble": 7,
        "rate": 6e-4,
        "clip": 100,
        "reward_weight": 1,
        "kl_weight": 1,
    },
    "actor_critic": {
        "rows": 512,
        "features": 320,
        "actions": 6,
        "actor_layers": 4,
        "actor_units": 256,
        "critic_layers": 3,
        "critic_units": 256,
        "rate": 3e-4,
        "clip": 100,
        "discount": 0.99,
        "target_rate": 0.005,
        "pre_tanh_weight": 0,
    },
    "behaviour_cloning": {
        "batch": 256,
        "edge": 64,
        "channels": 9,
        "actions": 6,
        "feature": 50,
        "hidden": 1024,
        "rate": 1e-4,
    },
}


class Folder:
    """Where arrays are written to, with the generator that fills them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._random = np.random.default_rng(0)
        path.mkdir(parents=True, exist_ok=True)
        for stale in path.glob("parameters.*.npy"):
            stale.unlink()

    def write(self, name: str, values: np.ndarray, dtype: type = np.float32) -> None:
        np.save(self._path / f"{name.replace('/', '.')}.npy", values.astype(dtype))

    def sizes(self, sizes: dict[str, Any]) -> None:
        (self._path / "inputs.json").write_text(json.dumps(sizes, indent=2) + "\n")

    def normal(self, name: str, *shape: int) -> None:
        self.write(name, self._random.standard_normal(shape))

    def uniform(self, name: str, *shape: int) -> None:
        self.write(name, self._random.uniform(-1, 1, shape))

    def integers(self, name: str, bound: int, dtype: type, *shape: int) -> None:
        self.write(name, self._random.integers(0, bound, shape), dtype)

    def kernel(self, name: str, fan_in: int, fan_out: int, *shape: int) -> None:
        limit = math.sqrt(6 / (fan_in + fan_out))
        self.write(f"parameters/{name}", self._random.uniform(-limit, limit, shape))

    def bias(self, name: str, *shape: int) -> None:
        """Small numbers instead of zeros, so that a bias in the wrong place shows."""
        self.write(f"parameters/{name}", self._random.uniform(-0.1, 0.1, shape))

    def dense(self, name: str, inputs: int, outputs: int) -> None:
        self.kernel(f"{name}/kernel", inputs, outputs, inputs, outputs)
        self.bias(f"{name}/bias", outputs)

    def perceptron(self, name: str, *sizes: int) -> None:
        for i, (inputs, outputs) in enumerate(zip(sizes, sizes[1:])):
            self.dense(f"{name}/{i}", inputs, outputs)

    def convolution(self, name: str, window: int, inputs: int, outputs: int) -> None:
        fan_in, fan_out = window**2 * inputs, window**2 * outputs
        self.kernel(f"{name}/kernel", fan_in, fan_out, window, window, inputs, outputs)
        self.bias(f"{name}/bias", outputs)


def world_model(folder: Folder, sizes: dict[str, Any]) -> None:
    rows, edge, depth = sizes["batch"] * sizes["length"], sizes["edge"], sizes["depth"]
    deter, stoch, units = sizes["deter"], sizes["stoch"], sizes["units"]
    heads, features, embedding = sizes["ensemble"], deter + stoch, 32 * depth
    folder.integers("images", 256, np.uint8, rows, edge, edge, 3)
    folder.uniform("actions", rows, sizes["actions"])
    folder.uniform("rewards", rows)
    folder.normal("noise", rows, stoch)
    folder.integers("heads", heads, np.int32, sizes["length"])

    channels = [3, depth, 2 * depth, 4 * depth, 8 * depth]
    for i, (inputs, outputs) in enumerate(zip(channels, channels[1:])):
        folder.convolution(f"encoder/{i}", 4, inputs, outputs)
    folder.dense("recurrence/in", stoch + sizes["actions"], units)
    for name, inputs in (("input", units), ("recurrent", deter)):
        folder.kernel(f"recurrence/gru/{name}", inputs, deter, inputs, 3 * deter)
        folder.bias(f"recurrence/gru/{name}_bias", 3 * deter)
    folder.dense("posterior/hidden", deter + embedding, units)
    folder.dense("posterior/out", units, 2 * stoch)
    for name, inputs, outputs in (("hidden", deter, units), ("out", units, 2 * stoch)):
        folder.kernel(f"prior/{name}/kernel", inputs, outputs, heads, inputs, outputs)
        folder.bias(f"prior/{name}/bias", heads, outputs)
    folder.dense("decoder/in", features, embedding)
    windows = [5, 5, 6, 6]
    channels = [embedding, 4 * depth, 2 * depth, depth, 3]
    for i, (window, inputs, outputs) in enumerate(zip(windows, channels, channels[1:])):
        shape = (window, window, outputs, inputs) if i > 0 else (inputs, window**2 * outputs)
        folder.kernel(f"decoder/{i}/kernel", window**2 * inputs, window**2 * outputs, *shape)
        folder.bias(f"decoder/{i}/bias", outputs)
    folder.perceptron("reward", features, units, units, 1)


def actor_critic(folder: Folder, sizes: dict[str, Any]) -> None:
    rows, features, actions = sizes["rows"], sizes["features"], sizes["actions"]
    folder.normal("features", rows, features)
    folder.normal("next_features", rows, features)
    folder.uniform("actions", rows, actions)
    folder.uniform("rewards", rows)
    folder.integers("continues", 2, np.float32, rows)
    folder.perceptron("actor", features, *[sizes["actor_units"]] * sizes["actor_layers"], actions)
    units = [sizes["critic_units"]] * sizes["critic_layers"]
    for name in ("critic1", "critic2", "target1", "target2"):
        folder.perceptron(name, features + actions, *units, 1)


def behaviour_cloning(folder: Folder, sizes: dict[str, Any]) -> None:
    batch, edge, feature = sizes["batch"], sizes["edge"], sizes["feature"]
    folder.integers("images", 256, np.uint8, batch, edge, edge, sizes["channels"])
    folder.uniform("actions", batch, sizes["actions"])
    for i in range(4):
        folder.convolution(f"encoder/{i}", 3, sizes["channels"] if i == 0 else 32, 32)
    places = (edge - 3) // 2 + 1 - 6
    folder.dense("trunk", places**2 * 32, feature)
    folder.write("parameters/trunk/norm/scale", np.ones(feature))
    folder.bias("trunk/norm/offset", feature)
    folder.perceptron("head", feature, sizes["hidden"], sizes["hidden"], sizes["actions"])


def main() -> None:
    benchmarks = {f.__name__: f for f in (world_model, actor_critic, behaviour_cloning)}
    parser = argparse.ArgumentParser(description="Writes random inputs for a yardstick.")
    parser.add_argument("benchmark", choices=benchmarks)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--depth", type=int, help="channels of the world model's first layer")
    arguments = parser.parse_args()
    sizes = SIZES[arguments.benchmark]
    if arguments.depth is not None:
        if "depth" not in sizes:
            parser.error("only world_model has a depth")
        sizes["depth"] = arguments.depth
    folder = Folder(arguments.folder)
    folder.sizes(sizes)
    benchmarks[arguments.benchmark](folder, sizes)


if __name__ == "__main__":
    main()
