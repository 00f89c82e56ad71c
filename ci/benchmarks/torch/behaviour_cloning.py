"""One update of behaviour cloning from stacked pictures, as the yardstick of Visor's own.

The encoder is DrQ's as V-D4RL uses it: a convolution 3 x 3 x 32 of stride 2 and three of stride 1,
each with ReLU; a trunk of a dense layer, layer normalisation and tanh; two hidden layers with ReLU
and one tanh for each value of the action. The loss is the mean over rows and values of the squared
distance from the data's action, minimised by Adam.

    python3 behaviour_cloning.py --inputs DIR --threads 1 --mode eager --precision f32

README.md says what DIR holds and what to write to standard input.
"""

# First, for it says what to do where PyTorch is not installed.
from protocol import Descent, Engine, Inputs, filled, innermost, scaled, serve  # isort: skip

import torch
from torch import Tensor, nn


class Policy(nn.Module):
    """Computes actions from bytes."""

    def __init__(self, inputs: Inputs) -> None:
        super().__init__()
        self.encoder = nn.Sequential()
        for i in range(inputs.layers("encoder")):
            layer = inputs.convolution(f"encoder/{i}", stride=2 if i == 0 else 1)
            self.encoder.extend([layer, nn.ReLU(inplace=True)])
        norm = nn.LayerNorm(inputs.size("feature"))
        filled(
            norm,
            weight=inputs.parameter("trunk/norm/scale"),
            bias=inputs.parameter("trunk/norm/offset"),
        )
        self.trunk = nn.Sequential(inputs.dense("trunk"), norm, nn.Tanh())
        self.head = inputs.perceptron("head", nn.ReLU)

    def forward(self, pictures: Tensor) -> Tensor:
        embedding = innermost(self.encoder(scaled(pictures)))
        return torch.tanh(self.head(self.trunk(embedding)))


class BehaviourCloning:
    """The policy, its batch and its optimiser."""

    def __init__(self, inputs: Inputs, engine: Engine) -> None:
        self._pictures = inputs.array("images").permute(0, 3, 1, 2)  # channels stay innermost
        self._actions = inputs.array("actions")
        self._policy = Policy(inputs)
        self._descent = Descent(self._policy.parameters(), inputs.size("rate"))
        self._losses = engine.prepare(self._row_losses)

    def _row_losses(self, pictures: Tensor, actions: Tensor) -> Tensor:
        return (self._policy(pictures) - actions).square().mean(1)

    def step(self, *, rehearsal: bool) -> Tensor:
        losses = self._losses(self._pictures, self._actions)
        self._descent.descend(losses.mean(), rehearsal=rehearsal)
        return losses.detach()


if __name__ == "__main__":
    serve(BehaviourCloning)
