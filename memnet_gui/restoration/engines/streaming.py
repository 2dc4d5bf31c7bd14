"""MemNet in full-width strips: exact, nothing is computed twice, memory bounded.

The picture goes through the network from top to bottom. Each convolution keeps the last two
rows of its input and works as soon as the row below arrives, so the deeper layers lag behind:
by one row for each 3x3 convolution before them. What the skips and gate units read later is
kept until then.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import torch
from torch import Tensor

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.network.memories import Memory
from memnet_gui.restoration.engines.band import Band, Read, Tick
from memnet_gui.restoration.engines.folded import FoldedNetwork, fold_network
from memnet_gui.restoration.engines.operations import Then, normalise
from memnet_gui.restoration.engines.rows import Rows, Surround
from memnet_gui.restoration.tiling import plan_spans

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


class StreamingEngine:
    """Runs a network over pictures in strips, with torch."""

    name = "torch"
    prepared_s = 0.0

    def __init__(
        self,
        network: MemNet,
        dtype: torch.dtype,
        strip_rows: Callable[[int, int], int],
        tile_px: int,
        halo_px: int,
        switched_off: frozenset[Memory] = frozenset(),
        *,
        by_block_px: int = 0,
        fetch_predictions: bool = True,
    ) -> None:
        """Folds the weights; the network itself stays as it is.

        Args:
            network: In evaluation mode, on its device.
            dtype: What it computes in: float32 or bfloat16.
            strip_rows: Returns the height of a strip for a picture's (height, width).
            tile_px: Width to restore at a time; with that of the picture or more, nothing is
                computed twice.
            halo_px: Surround beside a narrower tile.
            switched_off: Memories that their gate units shall not see.
            by_block_px: Pictures up to this size go through a memory block as a whole before the
                next one begins: M1 of all of it is there first.
            fetch_predictions: Whether someone reads M1..MM, too. If not, they are yielded where
                they were computed.
        """
        self._fetch_predictions = fetch_predictions
        self._strip_rows = strip_rows
        self._by_block_px = by_block_px
        self._tile_px = tile_px
        self._halo_px = halo_px
        with torch.inference_mode():
            self._folded = fold_network(network, dtype, switched_off)

    def predict(self, read: Read, height: int, width: int, tick: Tick) -> Iterator[Band]:
        """Yields bands, tile by tile from left to right, each from top to bottom."""
        for span in plan_spans(width, self._tile_px, self._halo_px):
            columns = slice(*span.window)
            kept = slice(span.core[0] - columns.start, span.core[1] - columns.start)
            for number, top, pixels in self._predict_tile(read, height, columns, tick):
                yield Band(number, top, span.core[0], pixels[:, :, kept])

    def _predict_tile(
        self, read: Read, height: int, columns: slice, tick: Tick
    ) -> Iterator[Finished]:
        width = columns.stop - columns.start
        strip = self._strip_rows(height, width)
        by_block = strip < height and height * width <= self._by_block_px
        run = _Run(self._folded, strip, height, width, tick, by_block=by_block)
        if self._folded.device.type == "cuda":
            yield from self._predict_on_cuda(run, read, range(0, height, strip), height, columns)
            return
        for top in range(0, height, strip):
            bottom = min(height, top + strip)
            yield from run.push(read(slice(top, bottom), columns), last=bottom == height)

    def _predict_on_cuda(
        self, run: "_Run", read: Read, tops: range, height: int, columns: slice
    ) -> Iterator[Finished]:
        """Yields each strip once the next one is under way, so that the GPU need not wait."""
        waiting: list[tuple[Finished, torch.cuda.Event | None]] = []
        for top in tops:
            bottom = min(height, top + tops.step)
            picture = read(slice(top, bottom), columns).pin_memory()
            fresh = [self._fetch(part) for part in run.push(picture, last=bottom == height)]
            yield from _arrived(waiting)
            waiting = fresh
        yield from _arrived(waiting)

    def _fetch(self, part: Finished) -> tuple[Finished, torch.cuda.Event | None]:
        """Begins to copy to the processor; returns what says when that has been done."""
        if part.number is not None and not self._fetch_predictions:
            return part, None
        pixels = part.pixels.contiguous()
        copy = torch.empty(pixels.shape, dtype=pixels.dtype, pin_memory=True)
        copy.copy_(pixels, non_blocking=True)
        done: torch.cuda.Event = torch.cuda.current_stream().record_event()
        return part._replace(pixels=copy), done

    def count_work(self, height: int, width: int) -> float:
        """Returns the recursions of all pixels; see `Engine`."""
        spans = plan_spans(width, self._tile_px, self._halo_px)
        read = sum(span.window[1] - span.window[0] for span in spans)
        return height * read * self._folded.config.blocks * self._folded.config.recursions


def _arrived(parts: list[tuple[Finished, torch.cuda.Event | None]]) -> Iterator[Finished]:
    for part, done in parts:
        if done is not None:
            done.synchronize()
        yield part


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


class _Run:
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
                # A picture of one strip need not keep what the blocks before remembered.
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
