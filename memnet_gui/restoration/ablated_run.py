"""Runs a network on a region again and again, each time without another memory."""

from collections.abc import Sequence

import torch
from torch import Tensor

from memnet_gui.network.memnet import GateUnit, MemNet, MemoryBlock
from memnet_gui.network.memories import gate_columns
from memnet_gui.restoration.request import Region
from memnet_gui.restoration.windows import slices_of, widen


class AblatedRun:
    """One picture that a network restores, as it is and without single memories.

    A memory that is switched off for gate unit m changes nothing before it: B0..B(m-1) are kept
    from the run as it is. Each layer is computed only as far around the region as later ones
    need, so inside the region everything is that of the whole photo.

    What is switched off already, precision and cancelling are the caller's contexts.
    """

    def __init__(
        self, network: MemNet, image: Tensor, region: Region, shape: Sequence[int]
    ) -> None:
        """Takes the picture.

        Args:
            network: What restores, on the image's device.
            image: The region and `receptive_radius_px` around it, cut at the photo's edges,
                (1, channels, h, w).
            region: Where the result is wanted, in pixels of the photo.
            shape: Of the photo, (H, W, ...).
        """
        self._network = network
        self._config = network.config
        self._image = image
        self._region = region
        self._shape = shape
        self._kept: list[Tensor] = []
        self._predictions: list[Tensor] = []
        self._read: tuple[int, list[Tensor]] | None = None

    def whole(self) -> Tensor:
        """Returns the final picture of the region as it is, (1, channels, h, w)."""
        margin_px = self._config.receptive_radius_px
        features = self._network.extract_features(self._image)
        features = self._cut(features, margin_px, self._margin_px(0))
        self._kept = [features.contiguous(memory_format=torch.channels_last)]
        self._predictions = []
        return self._go_on(self._kept, self._predictions)

    def read(self, block: int) -> None:
        """Computes anew what gate unit `block` (from 1) reads; of `whole` it was not kept.

        All gates' inputs at once would take some times the memory, and this takes a tenth of
        the time at most: there is a run of all later blocks for each of them.
        """
        self._read = None  # before as much is computed again
        self._read = block, self._gather(block, self._kept[:block])

    def without(self, memory: str) -> Tensor:
        """Returns the final picture of the region where the gate unit of `read` lacks a memory."""
        assert self._read is not None
        block, memories = self._read
        columns = gate_columns(self._config, (block, memory))
        kept = self._gate(block).without(memories, columns)
        made = self._predictions[: block - 1] if self._config.multi_supervised else []
        return self._go_on([*self._kept[:block], kept], list(made))

    def _go_on(self, memories: list[Tensor], predictions: list[Tensor]) -> Tensor:
        """Runs the blocks after B0..Bm, adds what they make, and returns the final picture."""
        for block in range(len(memories), self._config.blocks + 1):
            self._predict(memories, predictions)
            memories.append(self._gate(block)(self._gather(block, memories)))
        self._predict(memories, predictions)
        return self._network.combine(predictions)

    def _predict(self, memories: list[Tensor], predictions: list[Tensor]) -> None:
        """Adds the prediction from the newest memory, if the network makes one of it."""
        block, last = len(memories) - 1, self._config.blocks
        if block == 0 or not (self._config.multi_supervised or block == last):
            return
        image = self._cut(self._image, self._config.receptive_radius_px, 1)
        kept = self._cut(memories[-1], self._margin_px(block), 1)
        number = block if self._config.multi_supervised else 1
        predictions.append(self._cut(self._network.reconstruct(image, kept, number), 1, 0))

    def _gather(self, number: int, memories: Sequence[Tensor]) -> list[Tensor]:
        """Returns what gate unit `number` reads, as far as its output is needed."""
        block = self._block(number)
        margin_px, needed_px = self._margin_px(number - 1), self._margin_px(number)
        state, short_term = memories[-1], list[Tensor]()
        for index, recursion in enumerate(block.recursions):
            state = recursion(state, *block.convolutions(index))
            state = self._cut(state, margin_px, margin_px - 2)
            state = state.contiguous(memory_format=torch.channels_last)
            margin_px -= 2
            short_term.append(self._cut(state, margin_px, needed_px))
        long_term = [
            self._cut(memory, self._margin_px(m), needed_px) for m, memory in enumerate(memories)
        ]
        return self._config.recall(long_term, short_term)

    def _block(self, number: int) -> MemoryBlock:
        block = self._network.memory_blocks[number - 1]
        assert isinstance(block, MemoryBlock)
        return block

    def _gate(self, number: int) -> GateUnit:
        gate = self._block(number).gate
        assert isinstance(gate, GateUnit)
        return gate

    def _margin_px(self, block: int) -> int:
        """How far around the region B_m is needed."""
        return 1 + 2 * self._config.recursions * (self._config.blocks - block)

    def _cut(self, maps: Tensor, from_px: int, to_px: int) -> Tensor:
        """Returns maps that reach `from_px` around the region as far as `to_px` around it."""
        if from_px == to_px:
            return maps
        outer, inner = (widen(self._region, px, self._shape) for px in (from_px, to_px))
        rows, columns = slices_of(inner, outer)
        return maps[..., rows, columns]
