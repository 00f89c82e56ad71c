"""What the yardsticks share: command line, inputs, optimiser, and how Visor talks to them.

A script reads a folder of inputs, says that it is ready, and makes one training step for each line
``step`` that it reads, until it reads ``end``. Each answer is one line of JSON; the README in this
folder shows them all.
"""

import argparse
import ctypes
import json
import math
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn, Protocol, TypeVar


def fail(message: str) -> NoReturn:
    """Ends the script with one line that says what is wrong."""
    print(f"{Path(sys.argv[0]).name}: {message}", file=sys.stderr)
    sys.exit(2)


try:
    import numpy as np
    import torch
    from torch import Tensor, nn
except ImportError as missing:
    fail(
        f"{missing}; install PyTorch and NumPy, for example by"
        " 'python3 -m venv torch' and 'torch/bin/pip install torch numpy'"
    )


class Inputs:
    """The folder that Visor, or make_inputs.py, wrote: sizes, batch and first parameters."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            self._sizes = json.loads((folder / "inputs.json").read_text())
        except (OSError, ValueError) as error:
            fail(f"cannot read the inputs: {error}; make_inputs.py writes such a folder")

    def size(self, name: str) -> Any:
        """A number of inputs.json."""
        if name not in self._sizes:
            fail(f"{self._folder / 'inputs.json'} lacks '{name}'")
        return self._sizes[name]

    def array(self, name: str) -> Tensor:
        """An array of the batch."""
        try:
            return torch.from_numpy(np.load(self._folder / f"{name}.npy"))
        except (OSError, ValueError) as error:
            fail(f"cannot read the array '{name}': {error}")

    def parameter(self, name: str) -> Tensor:
        """An array of parameters, by the name that it has in Visor."""
        return self.array("parameters." + name.replace("/", "."))

    def layers(self, name: str) -> int:
        """How many layers name/0, name/1 and so on there are."""
        count = 0
        while (self._folder / f"parameters.{name.replace('/', '.')}.{count}.kernel.npy").exists():
            count += 1
        return count

    def dense(self, name: str) -> nn.Linear:
        """A fully connected layer."""
        return dense(self.parameter(f"{name}/kernel"), self.parameter(f"{name}/bias"))

    def perceptron(self, name: str, activation: type[nn.Module]) -> nn.Sequential:
        """Dense layers with an activation between them."""
        modules: list[nn.Module] = []
        for i in range(self.layers(name)):
            modules += [activation()] if i > 0 else []
            modules.append(self.dense(f"{name}/{i}"))
        return nn.Sequential(*modules)

    def convolution(self, name: str, stride: int) -> nn.Conv2d:
        """A convolution without padding."""
        kernel, bias = self.parameter(f"{name}/kernel"), self.parameter(f"{name}/bias")
        return convolution(kernel, bias, stride)


def dense(kernel: Tensor, bias: Tensor) -> nn.Linear:
    """A fully connected layer from a kernel (inputs, outputs)."""
    return filled(nn.Linear(*kernel.shape), weight=kernel.T, bias=bias)


def convolution(kernel: Tensor, bias: Tensor, stride: int = 1) -> nn.Conv2d:
    """A convolution without padding from a kernel (height, width, inputs, outputs)."""
    *window, inputs, outputs = kernel.shape
    layer = nn.Conv2d(inputs, outputs, tuple(window), stride).to(memory_format=torch.channels_last)
    return filled(layer, weight=kernel.permute(3, 2, 0, 1), bias=bias)


AnyModule = TypeVar("AnyModule", bound=nn.Module)


def filled(module: AnyModule, **values: Tensor) -> AnyModule:
    """A module whose parameters have got new values."""
    with torch.no_grad():
        for name, value in values.items():
            getattr(module, name).copy_(value)
    return module


def scaled(pictures: Tensor) -> Tensor:
    """Turns bytes into x / 255 - 1/2."""
    return (pictures / 255).sub_(0.5)


def innermost(pictures: Tensor) -> Tensor:
    """Each picture as a row, its channels innermost; no copy where they lie so in memory."""
    return pictures.permute(0, 2, 3, 1).flatten(1)


class Descent:
    """Adam in Keras's form, which is Visor's, behind a clipped gradient.

    Keras adds its epsilon to the root of the second moment as it is, PyTorch to the root of the
    corrected one. To make the same updates, PyTorch's is larger by what the correction is.
    """

    BETAS = (0.9, 0.999)
    EPSILON = 1e-7

    def __init__(
        self, parameters: Iterable[nn.Parameter], rate: float, clip: float | None = None
    ) -> None:
        self._parameters = list(parameters)
        self._clip = clip
        self._updates = 0
        try:
            self._adam = torch.optim.Adam(self._parameters, rate, self.BETAS, fused=True)
        except (RuntimeError, TypeError):  # before PyTorch 2.4 not on processors
            self._adam = torch.optim.Adam(self._parameters, rate, self.BETAS, foreach=True)

    def descend(self, loss: Tensor, *, rehearsal: bool) -> None:
        """Computes the gradient and, unless this is a rehearsal, follows it by one update."""
        loss.backward()
        if not rehearsal:
            if self._clip is not None:
                nn.utils.clip_grad_norm_(self._parameters, self._clip)
            self._updates += 1
            correction = math.sqrt(1 - self.BETAS[1] ** self._updates)
            self._adam.param_groups[0]["eps"] = self.EPSILON / correction
            self._adam.step()
        self._adam.zero_grad(set_to_none=True)


class Trainer(Protocol):
    """One of the three computations, with its state."""

    def step(self, *, rehearsal: bool) -> Tensor:
        """Makes a training step; a rehearsal goes back too, but changes no parameter.

        Returns the losses of the rows, whose mean is what is minimised.
        """


class Engine:
    """How a trainer's functions are run: as they are or compiled, in one precision."""

    def __init__(self, mode: str, precision: str) -> None:
        self._mode = mode
        self._precision = precision

    def prepare(self, function: Callable[..., Any], *, mixed: bool = True) -> Callable[..., Any]:
        """The function as it is to be called; some gain nothing from mixed precision."""
        enabled = mixed and self._precision == "bf16"

        def prepared(*arguments: Tensor) -> Any:
            with torch.autocast("cpu", torch.bfloat16, enabled=enabled):
                return function(*arguments)

        return torch.compile(prepared, dynamic=False) if self._mode == "compile" else prepared


def serve(build: Callable[[Inputs, Engine], Trainer]) -> None:
    """Runs a script: what its command line says, then what it is told on standard input."""
    arguments = _arguments()
    torch.set_num_threads(arguments.threads)
    _keep_freed_memory()
    trainer = build(Inputs(arguments.inputs), Engine(arguments.mode, arguments.precision))
    if arguments.mode == "compile":
        _compile(trainer)
    _answer(
        ready=True,
        engine="PyTorch " + torch.__version__.partition("+")[0],
        mode=arguments.mode,
        precision=arguments.precision,
    )
    for line in sys.stdin:
        request = line.strip()
        if request == "end":
            break
        if request != "step":
            fail(f"'{request}' is neither 'step' nor 'end'")
        begin = time.perf_counter()
        losses = trainer.step(rehearsal=False)
        milliseconds = 1000 * (time.perf_counter() - begin)
        loss = losses.mean(dtype=torch.float64).item()
        if not math.isfinite(loss):
            fail(f"the loss is {loss}")
        _answer(ms=round(milliseconds, 4), loss=loss)
    _answer(peak_mb=_peak_megabytes())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Training steps in PyTorch, timed; see README.md.")
    parser.add_argument("--inputs", type=Path, required=True, help="folder of the inputs")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--mode", choices=["eager", "compile"], default="eager")
    parser.add_argument("--precision", choices=["f32", "bf16"], default="f32")
    parser.error = fail  # type: ignore[method-assign]
    arguments = parser.parse_args()
    if arguments.threads < 1:
        fail("--threads must be at least 1")
    return arguments


def _compile(trainer: Trainer) -> None:
    try:
        if not _vector_instructions():
            fail("torch.compile cannot use the processor's vector instructions: see README.md")
        trainer.step(rehearsal=True)
    except Exception as error:  # whatever the compiler's many parts throw
        cause = " ".join(str(error).split())[:300]
        fail(f"torch.compile, which needs g++, Python's headers and setuptools, failed: {cause}")


def _vector_instructions() -> bool:
    """Whether compiled functions are vectorised; where not, they are slower than uncompiled."""
    try:
        from torch._inductor.cpu_vec_isa import pick_vec_isa
    except ImportError:  # before PyTorch 2.5 it is elsewhere
        return True
    return bool(pick_vec_isa())


def _keep_freed_memory() -> None:
    """Lets glibc keep what a step frees for the next one, rather than fault in new pages."""
    trim_threshold, mmap_max = -1, -4
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except AttributeError:
        return  # not glibc
    mallopt(trim_threshold, 2**31 - 1)
    mallopt(mmap_max, 0)


def _answer(**values: Any) -> None:
    print(json.dumps(values), flush=True)


def _peak_megabytes() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return round(int(line.split()[1]) / 1024, 1)
    fail("/proc/self/status tells no VmHWM")
