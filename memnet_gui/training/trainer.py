"""Takes training steps and holds all that they change."""

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.utils import clip_grad_norm_
from torch.optim.swa_utils import update_bn

from memnet_gui.network.memnet import MemNet
from memnet_gui.training.average import WeightAverage
from memnet_gui.training.data import PatchSampler
from memnet_gui.training.degraders import build_degrader
from memnet_gui.training.distributed import ALONE, Group
from memnet_gui.training.loss import multi_supervised_loss
from memnet_gui.training.muon import Muon
from memnet_gui.training.recipe import TrainingRecipe

_CALIBRATION_BATCHES = 64
_CALIBRATION_SEED = 1 << 20


class Trainer:
    """A run's network, optimisers, average and draws.

    Attributes:
        recipe: What decides how the network is trained.
        device: Where.
        network: The weights as the last step left them.
        optimizers: What changes them.
        average: Their moving average, which is what a run is for.
        sampler: Cuts the patches of this process.
        images: The photos that it cuts them from.
        step: Optimiser steps taken, over all slices.
        pixels: Image pixels seen by all processes together.
        seconds: Training time over all slices.
        budget_s: What `seconds` is to reach, unless the recipe's budget is in steps.
        rate_factor: What the recipe's learning rate is multiplied by.
    """

    def __init__(
        self,
        recipe: TrainingRecipe,
        images: Sequence[NDArray[np.uint8]],
        *,
        initial: MemNet | None = None,
        group: Group = ALONE,
    ) -> None:
        """Builds the network from the recipe's seed, or copies the weights of `initial`.

        Args:
            recipe: What decides how the network is trained.
            images: The training photos, uint8 (H, W, C).
            initial: A network of the recipe's configuration.
            group: The processes that train together.

        Raises:
            ValueError: No photo is as large as a patch.
        """
        self.recipe = recipe
        self.group = group
        self.device = group.device(recipe.device)
        self._degrade = build_degrader(
            recipe.task, recipe.levels, blind=recipe.blind, channels=recipe.network.channels
        )
        size_px = recipe.patch_px + self._degrade.surround_px
        self.sampler = PatchSampler(images, size_px, group.seed(recipe.seed), self.device)
        self.images = self.sampler.images
        network = self._build_network(initial)
        self.average = WeightAverage(network, recipe.average)
        self.network, self._forward = group.join(network, compiled=recipe.compile)
        self.network.train(not recipe.keep_statistics)
        self.optimizers = self._build_optimizers()
        self.step = 0
        self.pixels = 0
        self.seconds = 0.0
        self.budget_s = 60 * recipe.minutes
        self.rate_factor = 1.0

    def _build_network(self, initial: MemNet | None) -> MemNet:
        torch.manual_seed(self.recipe.seed)
        network = MemNet(self.recipe.network)
        if initial is not None:
            network.load_state_dict(initial.state_dict())
        placed: MemNet = network.to(self.device).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        return placed

    def _build_optimizers(self) -> tuple[torch.optim.Optimizer, ...]:
        """Returns Muon for what leads from feature maps to feature maps, AdamW for the rest."""
        recipe = self.recipe
        matrices = [p for p in self.network.parameters() if p.ndim > 1]
        others = [p for p in self.network.parameters() if p.ndim <= 1]
        if recipe.optimizer == "adamw":
            return (_adamw(matrices, others, recipe),)
        inner = [p for p in self.network.memory_blocks.parameters() if p.ndim > 1]
        chosen = {id(p) for p in inner}
        outer = [p for p in matrices if id(p) not in chosen]
        muon = Muon(inner, lr=recipe.rate, weight_decay=recipe.weight_decay)
        return muon, _adamw(outer, others, recipe)

    def _draw(self, sampler: PatchSampler) -> tuple[Tensor, Tensor]:
        """Returns (degraded, clean) patches, the first laid out for the network."""
        clean = sampler.draw(self.recipe.batch)
        degraded, clean = self._degrade(clean, sampler.generator)
        # A copy has one layout for all tasks, even with one channel: they share what is compiled.
        return degraded.clone(memory_format=torch.channels_last), clean

    def _autocast(self) -> AbstractContextManager[Any]:
        enabled = self.recipe.precision == "bf16"
        return torch.autocast(self.device.type, torch.bfloat16, enabled=enabled)

    @property
    def done(self) -> float:
        """Share of the budget that is used, 0 to 1."""
        if self.recipe.steps is not None:
            return min(1.0, self.step / self.recipe.steps)
        return self.seconds / self.budget_s if self.seconds < self.budget_s else 1.0

    @property
    def rate(self) -> float:
        """The learning rate of the next step."""
        return self.rate_factor * self.recipe.learning_rate(self.done)

    def train_step(self) -> tuple[Tensor, Tensor]:
        """Takes one step and returns (loss, gradient norm), which are still on the device.

        A gradient that is not finite changes no weight. Nothing here waits for a GPU.
        """
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = self.rate
        degraded, clean = self._draw(self.sampler)
        with self._autocast():
            output = self._forward(degraded)
        loss = multi_supervised_loss(output, clean, self.recipe.balance, self.recipe.alpha)
        for optimizer in self.optimizers:
            optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        norm = clip_grad_norm_(self.network.parameters(), self.recipe.clip)
        # The way in which torch's gradient scaler has a fused optimiser leave out a step.
        found_inf = (~torch.isfinite(norm)).float()
        for optimizer in self.optimizers:
            optimizer.found_inf = found_inf  # type: ignore[attr-defined]
            optimizer.step()
        self.average.update(self.network)
        self.step += 1
        self.pixels += self.recipe.batch * self.recipe.patch_px**2 * self.group.size
        return loss.detach(), norm

    def averaged_network(self, check: Callable[[], None] = lambda: None) -> MemNet:
        """Returns the averaged weights with BatchNorm statistics recomputed for them.

        Statistics that the run keeps are not. The others come from draws of their own, so a
        validation does not change what the run sees next.

        Args:
            check: Called often; leaves by raising.
        """
        network = self.average.network
        if self.recipe.keep_statistics:
            return network.eval()
        sampler = self.sampler.reseeded(_CALIBRATION_SEED)
        with self._autocast():
            update_bn(self._calibration_batches(sampler, check), network)
        return network.eval()

    def _calibration_batches(
        self, sampler: PatchSampler, check: Callable[[], None]
    ) -> Iterator[Tensor]:
        for _ in range(_CALIBRATION_BATCHES):
            check()
            yield self._draw(sampler)[0]

    def snapshot(self) -> dict[str, Any]:
        """Returns a copy of all that later steps depend on; every process must call it."""
        state = {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "generators": self.group.gather(self.sampler.generator.get_state()),
            "step": self.step,
            "pixels": self.pixels,
            "seconds": self.seconds,
            "rate_factor": self.rate_factor,
        }
        return copy.deepcopy(state)

    def restore(self, state: Mapping[str, Any]) -> None:
        """Continues from a snapshot, which stays as it is."""
        state = copy.deepcopy(dict(state))
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        for optimizer, kept in zip(self.optimizers, _optimizers_of(state), strict=True):
            optimizer.load_state_dict(kept)
        self.sampler.generator.set_state(state["generators"][self.group.rank].cpu())
        self.step, self.pixels = int(state["step"]), int(state["pixels"])
        self.seconds = float(state["seconds"])
        self.rate_factor = float(state["rate_factor"])


def _adamw(
    matrices: Sequence[Tensor], others: Sequence[Tensor], recipe: TrainingRecipe
) -> torch.optim.AdamW:
    groups: list[dict[str, Any]] = [
        {"params": list(matrices), "weight_decay": recipe.weight_decay},
        {"params": list(others), "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=recipe.rate, fused=True)


def _optimizers_of(state: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Returns the optimisers' states; earlier versions knew AdamW alone."""
    states: list[dict[str, Any]] = (
        state["optimizers"] if "optimizers" in state else [state["optimizer"]]
    )
    return states
