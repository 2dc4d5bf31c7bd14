"""Stand-ins for what spandrel hands over, so that the logic is tested where it is not installed."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from torch import nn


@dataclass
class SizeRequirements:
    minimum: int = 0
    multiple_of: int = 1

    def get_padding(self, width: int, height: int) -> tuple[int, int]:
        sizes = (max(self.minimum, width), max(self.minimum, height))
        right, bottom = (-(-size // self.multiple_of) * self.multiple_of for size in sizes)
        return right - width, bottom - height


class Descriptor:
    """What of an ImageModelDescriptor is used."""

    def __init__(
        self, model: nn.Module, channels: tuple[int, int], scale: int, architecture: str
    ) -> None:
        self.model = model
        self.input_channels, self.output_channels = channels
        self.scale = scale
        self.architecture = SimpleNamespace(id=architecture, name=architecture)
        self.size_requirements = SizeRequirements()

    @property
    def device(self) -> torch.device:
        return next(self.model.parameters()).device

    def to(self, device: str) -> None:
        self.model.to(device)

    def eval(self) -> "Descriptor":
        self.model.eval()
        return self

    def __call__(self, image: torch.Tensor) -> torch.Tensor:
        result: torch.Tensor = self.model(image)
        return result


@pytest.fixture
def build_descriptor() -> Callable[..., Any]:
    def build(
        model: nn.Module, *, channels: int | tuple[int, int] = 1, scale: int = 1, name: str = "Net"
    ) -> Descriptor:
        both = (channels, channels) if isinstance(channels, int) else channels
        return Descriptor(model, both, scale, name)

    return build
