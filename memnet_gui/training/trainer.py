"""Trains a network within a budget, in slices that continue exactly."""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from threading import Event
from typing import Any

import torch
from torch import Tensor
from torch.nn.utils import clip_grad_norm_
from torch.optim.swa_utils import AveragedModel, update_bn

from memnet_gui.network.memnet import MemNet
from memnet_gui.training.data import PatchSampler, read_images
from memnet_gui.training.degraders import build_degrader
from memnet_gui.training.loss import multi_supervised_loss
from memnet_gui.training.recipe import TrainingRecipe
from memnet_gui.training.state import StateError, load_state, save_state
from memnet_gui.training.validation import Validator

_CALIBRATION_BATCHES = 64
_CALIBRATION_SEED = 1 << 20

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class TrainingProgress:
    """Where a run stands.

    Attributes:
        step: Optimiser steps taken, over all slices.
        pixels: Image pixels seen (patch width times height; colour channels not counted).
        seconds: Training time over all slices, without validation.
        done: Share of the budget, 0 to 1.
        loss: Mean training loss since the last report.
        rate: Learning rate of the last step.
        gradient_norm: Norm of the last gradient, before clipping.
        validation_psnr: PSNR in dB by level, empty unless just validated.
        is_best: Whether this validation was the best so far.
    """

    step: int
    pixels: int
    seconds: float
    done: float
    loss: float
    rate: float
    gradient_norm: float
    validation_psnr: Mapping[str, float] = field(default_factory=dict)
    is_best: bool = False


class Trainer:
    """Holds a run's network, optimiser and draws; `run` carries it on until time is up."""

    def __init__(self, recipe: TrainingRecipe) -> None:
        """Reads the photos and builds the network from the recipe's seed.

        Raises:
            FileNotFoundError, PhotoError, ValueError: The training or validation folder
                holds nothing usable.
        """
        self.recipe = recipe
        self.device = torch.device(recipe.device)
        torch.manual_seed(recipe.seed)
        network = MemNet(recipe.network).to(self.device)
        self.network: MemNet = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self._forward: Callable[[Tensor], Any] = (
            torch.compile(self.network) if recipe.compile else self.network
        )
        self.average = AveragedModel(self.network, avg_fn=self._average)
        self.optimizer = self._build_optimizer()
        channels = recipe.network.channels
        self.images = read_images(recipe.data, channels, luminance=recipe.luminance)
        self._degrade = build_degrader(
            recipe.task, recipe.levels, blind=recipe.blind, channels=channels
        )
        self.sampler = self._sampler(recipe.seed)
        self._validator = Validator(recipe) if recipe.validate else None
        self.step = 0
        self.pixels = 0
        self.seconds = 0.0
        self.best_psnr: float | None = None
        self.best_validation: dict[str, float] = {}

    def _build_optimizer(self) -> torch.optim.AdamW:
        matrices = [p for p in self.network.parameters() if p.ndim > 1]
        others = [p for p in self.network.parameters() if p.ndim <= 1]
        groups: list[dict[str, Any]] = [
            {"params": matrices, "weight_decay": self.recipe.weight_decay},
            {"params": others, "weight_decay": 0.0},
        ]
        return torch.optim.AdamW(groups, lr=self.recipe.rate, fused=True)

    def _average(self, average: Tensor, current: Tensor, updates: Tensor | int) -> Tensor:
        """Moves the average; young averages move faster, to forget the initial weights."""
        decay = min(self.recipe.average, (1 + float(updates)) / (10 + float(updates)))
        return torch.lerp(average, current, 1 - decay)

    def _sampler(self, seed: int) -> PatchSampler:
        size_px = self.recipe.patch_px + self._degrade.surround_px
        return PatchSampler(self.images, size_px, seed, self.device)

    def _draw(self, sampler: PatchSampler) -> tuple[Tensor, Tensor]:
        """Returns (degraded, clean) patches, the first laid out for the network."""
        clean = sampler.draw(self.recipe.batch)
        degraded, clean = self._degrade(clean, sampler.generator)
        return degraded.contiguous(memory_format=torch.channels_last), clean

    def _autocast(self) -> AbstractContextManager[Any]:
        enabled = self.recipe.precision == "bf16"
        return torch.autocast(self.device.type, torch.bfloat16, enabled=enabled)

    @property
    def done(self) -> float:
        """Share of the budget that is used, 0 to 1."""
        if self.recipe.steps is not None:
            return min(1.0, self.step / self.recipe.steps)
        return min(1.0, self.seconds / (60 * self.recipe.minutes))

    def train_step(self) -> tuple[Tensor, Tensor, float]:
        """Takes one step and returns (loss, gradient norm, learning rate)."""
        recipe = self.recipe
        rate = recipe.learning_rate(self.done)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        degraded, clean = self._draw(self.sampler)
        with self._autocast():
            output = self._forward(degraded)
        loss = multi_supervised_loss(output, clean)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        norm = clip_grad_norm_(self.network.parameters(), recipe.clip)
        self.optimizer.step()
        self.average.update_parameters(self.network)
        self.step += 1
        self.pixels += recipe.batch * recipe.patch_px**2
        return loss.detach(), norm, rate

    def averaged_network(self) -> MemNet:
        """Returns the averaged weights with BatchNorm statistics recomputed for them.

        The statistics come from draws of their own, so a validation does not change what
        the run sees next.
        """
        network = self.average.module
        assert isinstance(network, MemNet)
        sampler = self._sampler(_CALIBRATION_SEED)
        with self._autocast():
            update_bn(self._calibration_batches(sampler), network)
        return network.eval()

    def _calibration_batches(self, sampler: PatchSampler) -> Iterator[Tensor]:
        for _ in range(_CALIBRATION_BATCHES):
            yield self._draw(sampler)[0]

    def run(
        self,
        *,
        slice_minutes: float | None = None,
        report: Callable[[TrainingProgress], None] = lambda _progress: None,
        save_best: Callable[[MemNet, "Trainer"], None] = lambda _network, _trainer: None,
        cancel: Event | None = None,
        report_every: int = 50,
    ) -> None:
        """Trains until the budget, the slice or the caller ends it; saves state as it goes.

        Args:
            slice_minutes: Stop after so long, to be resumed later.
            report: Called every `report_every` steps and after each validation.
            save_best: Called with the averaged network whenever it validates best.
            cancel: Set it to stop after the current step, saved but not validated.
            report_every: Steps between reports.
        """
        started = saved = clock = time.monotonic()
        self.network.train()
        losses: list[Tensor] = []  # since the last report
        validated = True
        while self.done < 1 and not (cancel and cancel.is_set()):
            loss, norm, rate = self.train_step()
            losses.append(loss)
            validated = False
            now = time.monotonic()
            self.seconds, clock = self.seconds + now - clock, now
            if len(losses) >= report_every:
                report(self._progress(losses, norm, rate))
                losses.clear()
            if slice_minutes is not None and now - started >= 60 * slice_minutes:
                break
            if now - saved >= 60 * self.recipe.validate_every_minutes:
                report(self._validate(losses or [loss], norm, rate, save_best))
                losses.clear()
                validated = True
                saved = clock = time.monotonic()
        if not validated and not (cancel and cancel.is_set()):
            report(self._validate(losses or [loss], norm, rate, save_best))
        self.save()

    def _progress(
        self, losses: list[Tensor], norm: Tensor, rate: float, **validation: Any
    ) -> TrainingProgress:
        loss = torch.stack(losses).mean().item()
        return TrainingProgress(
            step=self.step,
            pixels=self.pixels,
            seconds=self.seconds,
            done=self.done,
            loss=loss,
            rate=rate,
            gradient_norm=norm.item(),
            **validation,
        )

    def _validate(
        self,
        losses: list[Tensor],
        norm: Tensor,
        rate: float,
        save_best: Callable[[MemNet, "Trainer"], None],
    ) -> TrainingProgress:
        network = self.averaged_network()
        psnr = self._validator.psnr(network) if self._validator else {}
        mean = sum(psnr.values()) / len(psnr) if psnr else None
        # Without validation the newest weights count as the best.
        is_best = mean is None or self.best_psnr is None or mean > self.best_psnr
        if is_best:
            self.best_psnr, self.best_validation = mean, psnr
            save_best(network, self)
        self.save()
        return self._progress(losses, norm, rate, validation_psnr=psnr, is_best=is_best)

    def save(self) -> None:
        """Writes all that a later slice needs to continue exactly."""
        save_state(
            self.recipe.state_path,
            {
                "recipe": self.recipe.fingerprint(),
                "network": self.network.state_dict(),
                "average": self.average.state_dict(),
                "optimizer": self.optimizer.state_dict(),
                "generator": self.sampler.generator.get_state(),
                "step": self.step,
                "pixels": self.pixels,
                "seconds": self.seconds,
                "best_psnr": self.best_psnr,
                "best_validation": self.best_validation,
            },
        )

    def resume(self) -> None:
        """Continues from the state beside the output.

        Raises:
            StateError: There is none, it is unreadable, or it belongs to another recipe.
        """
        path = self.recipe.state_path
        state = load_state(path, self.device)
        saved, own = state["recipe"], self.recipe.fingerprint()
        if not isinstance(saved, dict) or any(saved.get(k) != v for k, v in own.items()):
            raise StateError(f"{path} was written by a run with other settings")
        try:
            self._restore(state)
        except (AttributeError, KeyError, RuntimeError, TypeError, ValueError) as error:
            raise StateError(f"{path} is not a whole training state of this program") from error

    def _restore(self, state: Mapping[str, Any]) -> None:
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.sampler.generator.set_state(state["generator"].cpu())
        self.step, self.pixels = state["step"], state["pixels"]
        self.seconds, self.best_psnr = state["seconds"], state["best_psnr"]
        self.best_validation = state["best_validation"]
