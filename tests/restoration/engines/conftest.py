"""Networks for the engines, and what an engine makes of a picture."""

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.engines.band import Engine


@pytest.fixture
def build() -> Callable[..., MemNet]:
    """Builds M3R2 C8, unless told otherwise, in which every parameter matters."""

    def build(**changes: Any) -> MemNet:
        """A network in which every parameter matters, BatchNorms of either sign among them."""
        torch.manual_seed(1)
        network = MemNet(NetworkConfig(**{"blocks": 3, "recursions": 2, "filters": 8, **changes}))
        for module in network.modules():
            if isinstance(module, nn.BatchNorm2d):
                assert module.running_mean is not None
                assert module.running_var is not None
                module.running_mean.normal_(0, 0.1)
                module.running_var.uniform_(0.5, 1.5)
                nn.init.uniform_(module.weight, -0.4, 1.2)
                nn.init.normal_(module.bias, 0, 0.1)
        nn.init.normal_(network.reconstruction_conv.weight, 0, 0.05)
        nn.init.normal_(network.reconstruction_conv.bias, 0, 0.05)  # type: ignore[arg-type]
        if network.ensemble_weights is not None:
            nn.init.normal_(network.ensemble_weights)
        return network.eval()

    return build


@pytest.fixture
def random_norm() -> Callable[[int], nn.BatchNorm2d]:
    """Builds a BatchNorm of so many channels in which every parameter matters."""

    def build(channels: int) -> nn.BatchNorm2d:
        norm = nn.BatchNorm2d(channels).eval()
        assert norm.running_mean is not None
        assert norm.running_var is not None
        norm.running_mean.normal_()
        norm.running_var.uniform_(0.5, 2)
        nn.init.uniform_(norm.weight, -1, 1)
        nn.init.normal_(norm.bias)
        return norm

    return build


@pytest.fixture
def run() -> Callable[[Engine, Tensor, int], list[Tensor]]:
    """Runs an engine over a picture."""

    def run(engine: Engine, image: Tensor, count: int) -> list[Tensor]:
        """Returns M1..MM and the final picture, put together from the bands; each pixel once."""
        height, width = image.shape[1:]
        pictures = [torch.full_like(image, torch.nan) for _ in range(count + 1)]
        for band in engine.predict(lambda r, c: image[:, r, c], height, width, lambda _work: None):
            picture = pictures[-1 if band.number is None else band.number - 1]
            rows, columns = band.pixels.shape[1:]
            place = picture[:, band.top : band.top + rows, band.left : band.left + columns]
            assert place.isnan().all()
            place.copy_(band.pixels)
        return pictures

    return run
