"""One update of LOMPO's world model, as the yardstick of Visor's own.

    h_t = GRU(elu(W [z_{t-1}, a_t]), h_{t-1})              deterministic state
    q(z_t | h_t, x_t)                                      posterior, sampled with given noise
    p_k(z_t | h_t)                                         prior of head k

    loss = mean over rows of  1/2 |decoded - x|^2  +  w_r 1/2 (expected reward - r)^2
                              +  w_kl KL(q(z_t) || p_{k(t)}(z_t))

Pictures are encoded by convolutions with ReLU and drawn by transposed ones, dense layers have ELU,
standard deviations are softplus + 0.1. One head k(t) is compared at time t. Rows are ordered by
time first. Adam follows the gradient, whose norm is clipped.

    python3 world_model.py --inputs DIR --threads 1 --mode eager --precision f32

README.md says what DIR holds and what to write to standard input.

Pictures are seen as blocks of 2 x 2 pixels, each a place of 12 channels. A convolution of 4 x 4
pixels and stride 2 is then one of 2 x 2 blocks, and a transposed one of 6 x 6 and stride 2 is a
common one of 3 x 3. The products are the same, but PyTorch is slow where there are few channels.
"""

# First, for it says what to do where PyTorch is not installed.
from protocol import (  # isort: skip
    Descent,
    Engine,
    Inputs,
    convolution,
    dense,
    filled,
    innermost,
    scaled,
    serve,
)

import torch
from torch import Tensor, nn
from torch.nn import functional as F

LEAST_STD = 0.1
STRIDE = 2
BLOCK = 2


def blocks(images: Tensor) -> Tensor:
    """Pictures, NHWC, as blocks of pixels: NCHW of half the edges, their channels innermost."""
    places = images.unflatten(2, (-1, BLOCK)).unflatten(1, (-1, BLOCK)).transpose(2, 3)
    return places.flatten(3).permute(0, 3, 1, 2)


def block_kernel(kernel: Tensor) -> Tensor:
    """Splits a kernel (height, width, a, b) by the place in a block: (window, window, 4, a, b)."""
    split = kernel.unflatten(1, (-1, BLOCK)).unflatten(0, (-1, BLOCK)).transpose(1, 2)
    return split.flatten(2, 3)


class Gaussian:
    """A diagonal Gaussian, from means and raw deviations side by side."""

    def __init__(self, parameters: Tensor) -> None:
        self.mean, raw = parameters.float().chunk(2, -1)
        self.std = F.softplus(raw) + LEAST_STD

    def divergence(self, other: "Gaussian") -> Tensor:
        """KL(self || other), summed over the last dimension."""
        ratio = self.std / other.std
        distance = (self.mean - other.mean) / other.std
        return (0.5 * (ratio.square() + distance.square() - 1) - ratio.log()).sum(-1)


class Posterior(nn.Module):
    """One time step of the states.

    What does not depend on the state before, the parts of actions and embeddings in their layers,
    is to be computed for all times at once.
    """

    def __init__(self, inputs: Inputs) -> None:
        super().__init__()
        self.stoch = inputs.size("stoch")
        self.deter = inputs.size("deter")
        kernel = inputs.parameter("recurrence/in/kernel")
        self.from_stoch = nn.Parameter(kernel[: self.stoch].clone())
        self.from_action = dense(kernel[self.stoch :], inputs.parameter("recurrence/in/bias"))
        kernel = inputs.parameter("posterior/hidden/kernel")
        self.from_deter = nn.Parameter(kernel[: self.deter].clone())
        self.from_embedding = dense(kernel[self.deter :], inputs.parameter("posterior/hidden/bias"))
        self.out = inputs.dense("posterior/out")
        gates = {
            "weight_ih": "input",
            "weight_hh": "recurrent",
            "bias_ih": "input_bias",
            "bias_hh": "recurrent_bias",
        }
        self.gru = nn.GRUCell(inputs.size("units"), self.deter)
        filled(self.gru, **{to: self._gates(inputs, name) for to, name in gates.items()})

    @staticmethod
    def _gates(inputs: Inputs, name: str) -> Tensor:
        """An array of the cell; Visor orders its gates update, reset, new, PyTorch reset first."""
        update, reset, new = inputs.parameter(f"recurrence/gru/{name}").chunk(3, -1)
        ordered = torch.cat([reset, update, new], -1)
        return ordered.T if ordered.dim() == 2 else ordered

    def forward(
        self, acted: Tensor, seen: Tensor, noise: Tensor, stoch: Tensor, deter: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Goes a step on; returns the states, and the Gaussian's parameters."""
        entered = F.elu(torch.addmm(acted, stoch, self.from_stoch))
        deter = self.gru(entered, deter)
        out = self.out(F.elu(torch.addmm(seen, deter, self.from_deter)))
        posterior = Gaussian(out)
        return posterior.mean + posterior.std * noise, deter, out


class Priors(nn.Module):
    """The ensemble's heads, each a slice of its arrays."""

    def __init__(self, inputs: Inputs) -> None:
        super().__init__()
        self.hidden_kernel = nn.Parameter(inputs.parameter("prior/hidden/kernel"))
        self.hidden_bias = nn.Parameter(inputs.parameter("prior/hidden/bias"))
        self.out_kernel = nn.Parameter(inputs.parameter("prior/out/kernel"))
        self.out_bias = nn.Parameter(inputs.parameter("prior/out/bias"))

    def forward(self, deter: Tensor, heads: Tensor) -> Tensor:
        """The Gaussians' parameters of each time's head, (length, batch, 2 stoch).

        Heads are chosen by a product with ones and zeros (length, ensemble), for the gradient of
        an index that occurs twice is wrong where PyTorch 2.6 compiles it.
        """
        hidden = F.elu(self._layer(deter, heads, self.hidden_kernel, self.hidden_bias))
        return self._layer(hidden, heads, self.out_kernel, self.out_bias)

    @staticmethod
    def _layer(x: Tensor, heads: Tensor, kernel: Tensor, bias: Tensor) -> Tensor:
        chosen = (heads @ kernel.flatten(1)).unflatten(1, kernel.shape[1:])
        return torch.baddbmm((heads @ bias).unsqueeze(1), x, chosen)


class Encoder(nn.Sequential):
    """Turns blocks of pixels into embeddings."""

    def __init__(self, inputs: Inputs) -> None:
        first = block_kernel(inputs.parameter("encoder/0/kernel")).flatten(2, 3)
        super().__init__(convolution(first, inputs.parameter("encoder/0/bias")), nn.ReLU(True))
        for i in range(1, inputs.layers("encoder")):
            self.extend([inputs.convolution(f"encoder/{i}", STRIDE), nn.ReLU(True)])

    def forward(self, pictures: Tensor) -> Tensor:
        return innermost(super().forward(pictures))


class Decoder(nn.Module):
    """Draws pictures, as blocks of pixels, from features."""

    def __init__(self, inputs: Inputs) -> None:
        super().__init__()
        self.channels = inputs.dense("decoder/in")
        # From one place a transposed convolution is a matrix, of one column for each value.
        self.first = nn.Parameter(inputs.parameter("decoder/0/kernel").T.contiguous())
        self.first_bias = nn.Parameter(inputs.parameter("decoder/0/bias"))
        self.edge = round((self.first.shape[0] / len(self.first_bias)) ** 0.5)
        self.layers = nn.Sequential(nn.ReLU(True))
        last = inputs.layers("decoder") - 1
        for i in range(1, last):
            self.layers.extend([self._deconvolution(inputs, f"decoder/{i}"), nn.ReLU(True)])
        # The last layer's kernel is turned around, as always between the two kinds.
        kernel = block_kernel(inputs.parameter(f"decoder/{last}/kernel")).flip(0, 1).flatten(2, 3)
        kernel = kernel.permute(2, 3, 0, 1).contiguous(memory_format=torch.channels_last)
        self.last = nn.Parameter(kernel)
        self.last_bias = nn.Parameter(inputs.parameter(f"decoder/{last}/bias"))

    @staticmethod
    def _deconvolution(inputs: Inputs, name: str) -> nn.ConvTranspose2d:
        """Visor's kernel is (height, width, outputs, inputs)."""
        kernel = inputs.parameter(f"{name}/kernel").permute(3, 2, 0, 1)
        channels, outputs, *window = kernel.shape
        layer = nn.ConvTranspose2d(channels, outputs, tuple(window), STRIDE)
        filled(layer, weight=kernel, bias=inputs.parameter(f"{name}/bias"))
        return layer.to(memory_format=torch.channels_last)

    def forward(self, features: Tensor) -> Tensor:
        bias = self.first_bias.repeat(self.edge**2)
        drawn = F.linear(self.channels(features), self.first, bias)
        places = drawn.unflatten(1, (self.edge, self.edge, -1))
        drawn = self.layers(places.permute(0, 3, 1, 2))
        # oneDNN's gradient of this one is slower in bfloat16.
        with torch.autocast("cpu", enabled=False):
            return F.conv2d(drawn.float(), self.last, self.last_bias.repeat(BLOCK**2), padding=2)


class WorldModel(nn.Module):
    """All parts, and the loss of each row."""

    def __init__(self, inputs: Inputs) -> None:
        super().__init__()
        self.length = inputs.size("length")
        self.reward_weight = inputs.size("reward_weight")
        self.kl_weight = inputs.size("kl_weight")
        self.encoder = Encoder(inputs)
        self.posterior = Posterior(inputs)
        self.priors = Priors(inputs)
        self.decoder = Decoder(inputs)
        self.reward = inputs.perceptron("reward", nn.ELU)

    def before(self, images: Tensor, actions: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What needs no states: scaled pictures, the parts of actions and embeddings by time."""
        pictures = scaled(blocks(images))
        acted = self.posterior.from_action(actions).float()
        seen = self.posterior.from_embedding(self.encoder(pictures)).float()
        return pictures, self._by_time(acted), self._by_time(seen)

    def after(
        self,
        stoch: Tensor,
        deter: Tensor,
        out: Tensor,
        pictures: Tensor,
        rewards: Tensor,
        heads: Tensor,
    ) -> Tensor:
        """The losses of all rows, once their states are known."""
        kl = Gaussian(out).divergence(Gaussian(self.priors(deter, heads))).flatten()
        features = torch.cat([stoch, deter], -1).flatten(0, 1)
        reward = self.reward(features).float().squeeze(1) - rewards
        image = innermost(self.decoder(features) - pictures)
        return (
            0.5 * image.square().sum(1)
            + self.reward_weight * 0.5 * reward.square()
            + self.kl_weight * kl
        )

    def _by_time(self, rows: Tensor) -> Tensor:
        return rows.unflatten(0, (self.length, -1))


class WorldModelTraining:
    """The model, its batch and its optimiser."""

    def __init__(self, inputs: Inputs, engine: Engine) -> None:
        length, batch = inputs.size("length"), inputs.size("batch")
        self._images = inputs.array("images")
        self._actions = inputs.array("actions")
        self._rewards = inputs.array("rewards")
        self._noise = inputs.array("noise").unflatten(0, (length, batch))
        self._heads = F.one_hot(inputs.array("heads").long(), inputs.size("ensemble")).float()
        self._first_stoch = torch.zeros(batch, inputs.size("stoch"))
        self._first_deter = torch.zeros(batch, inputs.size("deter"))
        self._model = WorldModel(inputs)
        self._descent = Descent(self._model.parameters(), inputs.size("rate"), inputs.size("clip"))
        # Three functions rather than one: to compile 25 time steps as one takes minutes.
        self._before = engine.prepare(self._model.before)
        self._posterior = engine.prepare(self._model.posterior.forward, mixed=False)
        self._after = engine.prepare(self._model.after)

    def step(self, *, rehearsal: bool) -> Tensor:
        pictures, acted, seen = self._before(self._images, self._actions)
        stoch, deter = self._first_stoch, self._first_deter
        states = []
        for given in zip(acted.unbind(), seen.unbind(), self._noise.unbind()):
            stoch, deter, out = self._posterior(*given, stoch, deter)
            states.append((stoch, deter, out))
        sequences = (torch.stack(parts) for parts in zip(*states))
        losses = self._after(*sequences, pictures, self._rewards, self._heads)
        self._descent.descend(losses.mean(), rehearsal=rehearsal)
        return losses.detach()


if __name__ == "__main__":
    serve(WorldModelTraining)
