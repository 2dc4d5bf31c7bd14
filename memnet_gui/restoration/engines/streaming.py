"""The engine that runs a network over pictures in strips, with torch."""

from collections.abc import Callable, Iterator

import torch

from memnet_gui.network.memnet import MemNet
from memnet_gui.network.memories import Memory
from memnet_gui.restoration.engines.band import Band, Read, Tick
from memnet_gui.restoration.engines.folded import fold_network
from memnet_gui.restoration.engines.strip_run import Finished, StripRun
from memnet_gui.restoration.tiling import plan_spans


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
        run = StripRun(self._folded, strip, height, width, tick, by_block=by_block)
        if self._folded.device.type == "cuda":
            yield from self._predict_on_cuda(run, read, range(0, height, strip), height, columns)
            return
        for top in range(0, height, strip):
            bottom = min(height, top + strip)
            yield from run.push(read(slice(top, bottom), columns), last=bottom == height)

    def _predict_on_cuda(
        self, run: StripRun, read: Read, tops: range, height: int, columns: slice
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
