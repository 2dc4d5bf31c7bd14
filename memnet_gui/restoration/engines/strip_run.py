"""MemNet in full-width strips: exact, nothing is computed twice, memory bounded.

The picture goes through the network from top to bottom. Each convolution keeps the last two
rows of its input and works as soon as the row below arrives, so the deeper layers lag behind:
by one row for each 3x3 convolution before them. What the skips and gate units read later is
kept until then.
"""

from collections.abc import Iterator
from typing import NamedTuple

import torch
from torch import Tensor

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.engines.band import Tick
from memnet_gui.restoration.engines.folded import FoldedNetwork
from memnet_gui.restoration.engines.operations import Then, normalise
from memnet_gui.restoration.engines.rows import Rows, Surround

_BATCH_PX = {"cpu": 1 << 13, "cuda": 1 << 18}
"""Pixels of which a gate unit gathers all memories at a time, and the first layer all neighbours:
few enough for the cache of a CPU, many enough to keep a GPU at work."""


class Finished(NamedTuple):
    """Rows of a prediction, all as wide as what goes through the network.

    Attributes:
        number: m of the intermediate prediction Mm, from 1; None for the final picture.
        top: The first row.
        pixels: float32 (channels, h, width).
    """

    number: int | None
    top: int
    pixels: Tensor


def most_rows(config: NetworkConfig, strip: int, height: int) -> int:
    """Returns how many rows a memory block makes at once at the most.

    With the last rows of the picture come those by which the block lagged behind.
    """
    return height if strip >= height else max(strip, 2 * config.recursions + 1)


def count_bytes(
    config: NetworkConfig,
    dtype: torch.dtype,
    strip: int,
    height: int,
    width: int,
    *,
    by_block: bool = False,
) -> int:
    """Returns about how much memory a picture takes on its way through the network."""
    lag = 2 * config.recursions
    most = most_rows(config, strip, height)
    blocks = range(config.blocks + 1)
    kept = sum(height if by_block else min(block * lag + most + 1, height) for block in blocks)
    states = sum(min(most + 2 * r, height) for r in range(config.recursions))
    alive = config.blocks if strip < height and not by_block else 1
    surrounds = 2 * config.blocks * (lag + 1)
    rows = kept + alive * states + surrounds + 2 * (min(most, height) + 3)
    return rows * width * config.filters * dtype.itemsize


class StripRun:
    """One picture on its way through the network: all rows that are still needed."""

    def __init__(
        self,
        network: FoldedNetwork,
        strip: int,
        height: int,
        width: int,
        tick: Tick,
        *,
        by_block: bool,
    ) -> None:
        """Makes room for the rows.

        Args:
            network: What computes.
            strip: How many rows come at once at the most.
            height: Of the picture in pixels.
            width: The same.
            tick: Called after each recursion of some rows with the pixels that it has done.
            by_block: Whether a memory block does the whole picture before the next begins.
        """
        config = network.config
        self._network = network
        self._height = height
        self._strip = strip
        self._width = width
        self._tick = tick
        self._by_block = by_block
        filters, lag = config.filters, 2 * config.recursions
        most = self._most = most_rows(config, strip, height)

        blocks = range(config.blocks)
        self._kept = [
            Rows(self._new(self._rows((config.blocks - block) * lag + most + 1), filters))
            for block in range(config.blocks + 1)
        ]
        # H_1..H_R of each block that has begun and not ended.
        self._states: dict[int, list[Rows]] = {}
        self._inside = [
            [(self._surround(filters), self._surround(filters)) for _ in range(config.recursions)]
            for _ in blocks
        ]
        self._scratch = (self._new(most + 3, filters), self._new(most + 3, filters))
        self._batch_px = max(width, min(most * width, _BATCH_PX[network.device.type]))
        widest = max(len(config.gate_memories(block)) for block in range(1, config.blocks + 1))
        gathered = self._batch_px if network.gathers else 1
        self._gathered = self._new(1, widest * filters, width=gathered).flatten()
        # The picture itself, for the feature extraction and to be added to what comes out.
        wait = config.receptive_radius_px + strip + 1
        waiting = self._rows(wait + lag)
        self._image = Rows(self._new(waiting, config.channels, torch.float32))
        self._sum = Rows(self._new(waiting, config.channels, torch.float32))
        self._around_image = Surround(self._new(2, config.channels, torch.float32))
        self._image_scratch = self._new(strip + 3, config.channels, torch.float32)
        self._around_kept = [self._surround(filters) for _ in blocks]
        self._consumed = [0] * config.blocks
        self._predicted = [0] * config.blocks

    def _new(
        self,
        count: int,
        channels: int,
        dtype: torch.dtype | None = None,
        width: int | None = None,
    ) -> Tensor:
        shape = (count, width or self._width, channels)
        return torch.empty(shape, device=self._network.device, dtype=dtype or self._network.dtype)

    def _rows(self, count: int) -> int:
        """Returns how many of a picture's rows are kept, where strips need `count` of them."""
        return self._height if self._by_block else min(count, self._height)

    def _new_states(self) -> list[Rows]:
        config = self._network.config
        counts = [self._most + 2 * r for r in range(config.recursions)]
        return [
            Rows(self._new(min(count, self._height), config.filters)) for count in reversed(counts)
        ]

    def _surround(self, channels: int) -> Surround:
        return Surround(self._new(2, channels))

    @torch.inference_mode()
    def push(self, picture: Tensor, *, last: bool) -> Iterator[Finished]:
        """Takes in the next rows, float32 (channels, rows, width), and yields what they finish."""
        count = picture.shape[1]
        fresh = self._image.append(count)
        # Laid out anew where it is going: a GPU does not wait for a copy of plain memory.
        fresh.copy_(picture.to(fresh.device, non_blocking=True).permute(1, 2, 0))
        normalise(
            self._network.feature_norm,
            fresh,
            self._around_image.open(self._image_scratch, count),
        )
        source = self._around_image.close(self._image_scratch, count, last=last)
        made = max(0, len(source) - 2)
        then = None if self._by_block else self._first_input(0, made)
        if made:
            self._network.feature(source, self._kept[0].append(made), self._batch_px, then)
        if not self._by_block:
            yield from self._flow(0, made, last=last, ready=then is not None)
        elif last:
            yield from self._flow(0, self._height, last=True, ready=False)

    def _first_input(self, block: int, count: int) -> Then | None:
        """Returns what makes a block's first input of `count` rows of B(block - 1), from 0.

        None where the block will take them on in pieces: then there is no room for all.
        """
        if block == self._network.config.blocks or count > self._strip:
            return None
        target = self._inside[block][0][0].open(self._scratch[0], count)
        return self._network.blocks[block].first_norms[0], target

    def _flow(self, block: int, count: int, *, last: bool, ready: bool) -> Iterator[Finished]:
        """Takes `block` and all after it on by `count` rows of B(block - 1), from 0.

        Args:
            block: From 0.
            count: How many; 0 as well.
            last: Whether no more will come.
            ready: Whether they are there as `_first_input` says.
        """
        lag = 2 * self._network.config.recursions + 1
        waiting = 0
        room = self._most if self._strip >= self._height else self._most - lag
        while count or last:
            ends = last and count <= room
            piece = min(count, self._strip)
            count -= piece
            if block not in self._states:
                self._states[block] = self._new_states()
            made = self._recur_all(block, piece, last=ends, ready=ready)
            ready = False
            following = self._gate(block, made)
            if self._predicts(block):
                yield from self._predict(block, made, last=ends)
            if self._by_block:
                waiting += made
            elif block + 1 < self._network.config.blocks:
                yield from self._flow(block + 1, made, last=ends, ready=following)
            self._forget()
            if ends:
                # Where blocks follow each other, what one remembered need not be kept.
                del self._states[block]
                break
        if self._by_block and block + 1 < self._network.config.blocks:
            yield from self._flow(block + 1, waiting, last=True, ready=False)

    def _recur_all(self, block: int, count: int, *, last: bool, ready: bool) -> int:
        """Makes rows of H_1..H_R of `count` more rows of B(m-1); returns how many of H_R."""
        before, states = self._kept[block], self._states[block]
        start = self._consumed[block]
        self._consumed[block] += count
        then = None if ready else self._first_input(block, count)
        if then is not None and count:
            then[0](before.view(start, start + count), then[1])
        for recursion, state in enumerate(states):
            count = self._recur(block, recursion, before, count, last=last)
            before = state
        return count

    def _gate(self, block: int, count: int) -> bool:
        """Makes rows of B_m of `count` more rows of H_R, and what is read of them next.

        Returns:
            Whether the next block's first input is there.
        """
        following = None if self._by_block else self._first_input(block + 1, count)
        then = [] if following is None else [following]
        if self._predicts(block):
            norm = self._network.reconstruction_norms[self._number(block)]
            then.append((norm, self._around_kept[block].open(self._scratch[1], count)))
        if count:
            start = self._states[block][-1].end - count
            memories = [rows.view(start, start + count) for rows in self._memories(block)]
            target = self._kept[block + 1].append(count)
            gate = self._network.blocks[block].gate
            gate.combine(memories, self._gathered, target, then)
        return following is not None

    def _predicts(self, block: int) -> bool:
        config = self._network.config
        return config.multi_supervised or block == config.blocks - 1

    def _number(self, block: int) -> int:
        """Returns which prediction a block makes, from 0."""
        return block if self._network.config.multi_supervised else 0

    def _recur(self, block: int, recursion: int, before: Rows, count: int, *, last: bool) -> int:
        """Makes rows of H_r and what the next recursion reads of them; returns how many.

        Args:
            block: From 0.
            recursion: Its r, from 0.
            before: H_(r-1).
            count: How many more rows of it there are; normalised, they are in the first scratch.
            last: Whether no more will come.
        """
        folded = self._network.blocks[block]
        state = self._states[block][recursion]
        outer, inner = self._scratch
        around_first, around_second = self._inside[block][recursion]
        source = around_first.close(outer, count, last=last)
        made = max(0, len(source) - 2)
        target = around_second.open(inner, made)
        if made:
            folded.first[recursion](source, target)
        source = around_second.close(inner, made, last=last)
        made = max(0, len(source) - 2)
        then = None
        if recursion + 1 < len(folded.first_norms):
            following = self._inside[block][recursion + 1][0].open(outer, made)
            then = (folded.first_norms[recursion + 1], following)
        if made:
            target = state.append(made)
            residual = before.view(state.end - made, state.end)
            folded.second[recursion](source, target, residual, then)
        self._tick(made * self._width)
        return made

    def _memories(self, block: int) -> list[Rows]:
        """Returns what a gate unit reads, in its order."""
        return self._network.config.recall(self._kept[: block + 1], self._states[block])

    def _predict(self, block: int, count: int, *, last: bool) -> Iterator[Finished]:
        """Yields the next rows of M_m, and of the final picture where it is the last one."""
        network, number = self._network, self._number(block)
        source = self._around_kept[block].close(self._scratch[1], count, last=last)
        made = max(0, len(source) - 2)
        if not made:
            return
        top = self._predicted[block]
        bottom = self._predicted[block] = top + made
        pixels = network.reconstruction(source) + self._image.view(top, bottom)
        weight = network.ensemble_weights[number]
        if number == 0:
            self._sum.append(made).copy_(weight * pixels)
        else:
            self._sum.view(top, bottom).add_(pixels, alpha=weight)
        yield Finished(number + 1, top, pixels.permute(2, 0, 1))
        if block == network.config.blocks - 1:
            final = self._sum.view(top, bottom).clone()
            yield Finished(None, top, final.permute(2, 0, 1))
            self._image.forget(bottom)
            self._sum.forget(bottom)

    def _forget(self) -> None:
        """Drops what no skip and no gate unit will read."""
        for states in self._states.values():
            for state in states:
                state.forget(states[-1].end)
        # A block's gate unit is the last to read, and that of the last block the very last.
        for block, kept in enumerate(self._kept):
            kept.forget(min((later.end for later in self._kept[block + 1 :]), default=kept.end))
