"""One update of LOMPO's agent, as the yardstick of Visor's own.

Deterministic policy gradients with two critics on latent states s; c is 0 where the task ended:

    y    = r + discount c min(T1, T2)(s', pi(s'))           T: target critics
    L_Q  = mean (Q1(s, a) - y)^2 + mean (Q2(s, a) - y)^2    then Adam on both critics
    L_pi = - mean min(Q1, Q2)(s, pi(s)) + w mean p(s)^2     then Adam; pi = tanh p, new critics
    T    = T + rate (Q - T)

The loss that is told is L_Q + L_pi.

    python3 actor_critic.py --inputs DIR --threads 1 --mode eager --precision f32

README.md says what DIR holds and what to write to standard input.
"""

# First, for it says what to do where PyTorch is not installed.
from protocol import Descent, Engine, Inputs, serve  # isort: skip

import torch
from torch import Tensor, nn


class Critics(nn.Module):
    """Two values of states and actions."""

    def __init__(self, inputs: Inputs, first: str, second: str) -> None:
        super().__init__()
        self.first = inputs.perceptron(first, nn.ELU)
        self.second = inputs.perceptron(second, nn.ELU)

    def forward(self, features: Tensor, actions: Tensor) -> tuple[Tensor, Tensor]:
        joined = torch.cat([features, actions], 1)
        return self.first(joined).float().squeeze(1), self.second(joined).float().squeeze(1)


class ActorCritic:
    """Actor, critics, target critics, their batch and their optimisers."""

    def __init__(self, inputs: Inputs, engine: Engine) -> None:
        self._features = inputs.array("features")
        self._next_features = inputs.array("next_features")
        self._actions = inputs.array("actions")
        self._rewards = inputs.array("rewards")
        self._continues = inputs.array("continues")
        self._discount = inputs.size("discount")
        self._target_rate = inputs.size("target_rate")
        self._pre_tanh_weight = inputs.size("pre_tanh_weight")

        self._actor = inputs.perceptron("actor", nn.ELU)
        self._critics = Critics(inputs, "critic1", "critic2")
        # The actor's loss sees the critics' arrays as constants, so that nobody computes a gradient
        # by them.
        self._judges = Critics(inputs, "critic1", "critic2").requires_grad_(False)
        for judge, critic in zip(self._judges.parameters(), self._critics.parameters()):
            judge.data = critic.data
        self._targets = Critics(inputs, "target1", "target2").requires_grad_(False)

        rate, clip = inputs.size("rate"), inputs.size("clip")
        self._actor_descent = Descent(self._actor.parameters(), rate, clip)
        self._critic_descent = Descent(self._critics.parameters(), rate, clip)
        self._wanted = engine.prepare(self._target_values)
        self._critic_losses = engine.prepare(self._critic_row_losses)
        self._actor_losses = engine.prepare(self._actor_row_losses)

    @torch.no_grad()
    def _target_values(self, features: Tensor, rewards: Tensor, continues: Tensor) -> Tensor:
        values = self._targets(features, torch.tanh(self._actor(features)))
        return rewards + self._discount * continues * torch.minimum(*values)

    def _critic_row_losses(self, features: Tensor, actions: Tensor, wanted: Tensor) -> Tensor:
        first, second = self._critics(features, actions)
        return (first - wanted).square() + (second - wanted).square()

    def _actor_row_losses(self, features: Tensor) -> Tensor:
        before_tanh = self._actor(features)
        losses = -torch.minimum(*self._judges(features, torch.tanh(before_tanh)))
        if self._pre_tanh_weight:
            losses = losses + self._pre_tanh_weight * before_tanh.float().square().mean(1)
        return losses

    def step(self, *, rehearsal: bool) -> Tensor:
        wanted = self._wanted(self._next_features, self._rewards, self._continues)
        critic = self._critic_losses(self._features, self._actions, wanted)
        self._critic_descent.descend(critic.mean(), rehearsal=rehearsal)
        actor = self._actor_losses(self._features)
        self._actor_descent.descend(actor.mean(), rehearsal=rehearsal)
        if not rehearsal:
            with torch.no_grad():
                torch._foreach_lerp_(
                    list(self._targets.parameters()),
                    list(self._critics.parameters()),
                    self._target_rate,
                )
        return critic.detach() + actor.detach()


if __name__ == "__main__":
    serve(ActorCritic)
