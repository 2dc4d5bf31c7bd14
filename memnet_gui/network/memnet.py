"""MemNet, exactly as its authors defined it.

Source: Tai, Yang, Liu, Xu, "MemNet: A Persistent Memory Network for Image Restoration",
ICCV 2017, sections 3.1 to 3.3, and the network definition that its authors published.
Every convolution is pre-activated (BatchNorm, ReLU, convolution) and has a bias.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from memnet_gui.network.configuration import NetworkConfig


class MemNetOutput(NamedTuple):
    """What one forward pass predicts; every tensor is (B, channels, H, W).

    Attributes:
        final: The restored image: the weighted sum of the predictions (paper, equation 11).
        predictions: The intermediate predictions M1..MM; the basic network has its one.
    """

    final: Tensor
    predictions: tuple[Tensor, ...]


def _conv(inputs: int, outputs: int, kernel: int) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2)


class ResidualUnit(nn.Module):
    """One recursion: its own BatchNorms around the convolutions that its block shares."""

    def __init__(self, filters: int) -> None:
        super().__init__()
        self.norm_a = nn.BatchNorm2d(filters)
        self.norm_b = nn.BatchNorm2d(filters)

    def forward(self, state: Tensor, conv_a: nn.Conv2d, conv_b: nn.Conv2d) -> Tensor:
        """Returns H_r from H_(r-1), both (B, C, H, W)."""
        inner: Tensor = conv_a(functional.relu(self.norm_a(state)))
        residual: Tensor = conv_b(functional.relu(self.norm_b(inner)))
        return state + residual


class GateUnit(nn.Module):
    """A 1x1 convolution over all memories: it decides how much of each one is kept."""

    def __init__(self, memories: int, filters: int) -> None:
        super().__init__()
        self.norm = nn.BatchNorm2d(memories * filters)
        self.conv = _conv(memories * filters, filters, 1)

    def forward(self, memories: Sequence[Tensor]) -> Tensor:
        """Returns B_m (B, C, H, W) from the memories, in the paper long-term before short-term."""
        kept: Tensor = self.conv(self.activate(memories))
        return kept

    def without(self, memories: Sequence[Tensor], columns: slice) -> Tensor:
        """Returns B_m as if the convolution read zeros in these of its input feature maps."""
        seen = self.activate(memories)
        seen[:, columns] = 0
        kept: Tensor = self.conv(seen)
        return kept

    def activate(self, memories: Sequence[Tensor]) -> Tensor:
        """Returns what the convolution reads of the memories, (B, memories * C, H, W)."""
        return functional.relu(self.norm(torch.cat(list(memories), dim=1)))


class MemoryBlock(nn.Module):
    """A recursive unit, whose recursions share two convolutions, and a gate unit.

    Networks from elsewhere may have two convolutions for each recursion: `conv_a` and `conv_b`
    are lists then.
    """

    conv_a: nn.Conv2d | nn.ModuleList
    conv_b: nn.Conv2d | nn.ModuleList

    def __init__(self, config: NetworkConfig, block: int) -> None:
        super().__init__()
        filters = config.filters
        self.config = config
        if config.shared_recursions:
            self.conv_a = _conv(filters, filters, 3)
            self.conv_b = _conv(filters, filters, 3)
        else:
            each = range(config.recursions)
            self.conv_a = nn.ModuleList(_conv(filters, filters, 3) for _ in each)
            self.conv_b = nn.ModuleList(_conv(filters, filters, 3) for _ in each)
        self.recursions = nn.ModuleList(ResidualUnit(filters) for _ in range(config.recursions))
        self.gate = GateUnit(len(config.gate_memories(block)), filters)

    def convolutions(self, recursion: int) -> tuple[nn.Conv2d, nn.Conv2d]:
        """Returns the two convolutions of a recursion (from 0): in the paper those of all."""
        return _pick(self.conv_a, recursion), _pick(self.conv_b, recursion)

    def forward(self, long_term: Sequence[Tensor]) -> Tensor:
        """Returns B_m from B0..B(m-1), each (B, C, H, W)."""
        state = long_term[-1]
        short_term: list[Tensor] = []
        for number, recursion in enumerate(self.recursions):
            state = recursion(state, *self.convolutions(number))
            short_term.append(state)
        kept: Tensor = self.gate(self.config.recall(long_term, short_term))
        return kept


def _pick(convs: nn.Conv2d | nn.ModuleList, recursion: int) -> nn.Conv2d:
    conv = convs[recursion] if isinstance(convs, nn.ModuleList) else convs
    assert isinstance(conv, nn.Conv2d)
    return conv


class MemNet(nn.Module):
    """The persistent memory network for any M, R, C, grey or RGB, and its ablations.

    Attributes:
        config: What was built.
        ensemble_weights: The learned w_1..w_M (shape (M,)), None in the basic network.
    """

    ensemble_weights: nn.Parameter | None

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.config = config
        self.feature_norm = nn.BatchNorm2d(config.channels)
        self.feature_conv = _conv(config.channels, config.filters, 3)
        self.memory_blocks = nn.ModuleList(
            MemoryBlock(config, block) for block in range(1, config.blocks + 1)
        )
        self.reconstruction_norms = nn.ModuleList(
            nn.BatchNorm2d(config.filters) for _ in range(config.predictions)
        )
        self.reconstruction_conv = _conv(config.filters, config.channels, 3)
        if config.multi_supervised:
            self.ensemble_weights = nn.Parameter(torch.full((config.blocks,), 1 / config.blocks))
        else:
            self.register_parameter("ensemble_weights", None)
        self._initialise()

    def _initialise(self) -> None:
        """MSRA initialisation; a zero reconstruction, so that training starts at the input."""
        if self.reconstruction_conv.weight.is_meta:
            return  # there is nothing to fill, and torch would load its compiler to do it
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
                assert module.bias is not None
                nn.init.zeros_(module.bias)
        nn.init.zeros_(self.reconstruction_conv.weight)

    def predict(self, image: Tensor) -> Iterator[Tensor]:
        """Yields each intermediate prediction as soon as its memory block is done.

        Args:
            image: (B, channels, H, W) in [0, 1], any H and W from 1; noise may leave the range.

        Yields:
            M1..MM in order, or the one prediction of the basic network; each shaped as `image`.
        """
        memories = [self.extract_features(image)]
        for block in self.memory_blocks:
            memories.append(block(memories))
            if self.config.multi_supervised:
                yield self.reconstruct(image, memories[-1], len(memories) - 1)
        if not self.config.multi_supervised:
            yield self.reconstruct(image, memories[-1], 1)

    def reconstruct(self, image: Tensor, kept: Tensor, number: int) -> Tensor:
        """Returns prediction `number` (from 1), shaped as `image`, from B_m (B, C, H, W)."""
        norm = self.reconstruction_norms[number - 1]
        predicted: Tensor = image + self.reconstruction_conv(functional.relu(norm(kept)))
        return predicted

    def extract_features(self, image: Tensor) -> Tensor:
        """Returns B0 (B, C, H, W).

        Under autocast this one layer still computes in float32, at a hundredth of the cost of
        the rest: bf16 would round the picture itself, by up to half an 8-bit level.
        """
        device = image.device.type
        with torch.autocast(device, enabled=False):
            features: Tensor = self.feature_conv(functional.relu(self.feature_norm(image)))
        if torch.is_autocast_enabled(device):
            features = features.to(torch.get_autocast_dtype(device))
        return features

    def combine(self, predictions: Sequence[Tensor]) -> Tensor:
        """Returns the final image: sum of w_m y_m, or the basic network's one prediction."""
        if self.ensemble_weights is None:
            return predictions[-1]
        weights = self.ensemble_weights.to(predictions[0].dtype)
        return torch.stack([w * y for w, y in zip(weights, predictions, strict=True)]).sum(dim=0)

    def forward(self, image: Tensor) -> MemNetOutput:
        """Restores `image` (B, channels, H, W) in [0, 1]; the output is not clipped."""
        predictions = tuple(self.predict(image))
        return MemNetOutput(self.combine(predictions), predictions)

    def convolution_weights(self) -> int:
        """Counts the convolutions' weights without biases and BatchNorms, as the paper does."""
        return sum(m.weight.numel() for m in self.modules() if isinstance(m, nn.Conv2d))
