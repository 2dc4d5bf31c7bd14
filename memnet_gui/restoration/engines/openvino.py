"""MemNet with OpenVINO, in windows that overlap: for processors that torch is slow on.

Only the memory blocks and the reconstruction run in OpenVINO. The first layer and all that
touches the picture itself stay in torch and float32: bf16 would round the picture.
"""

import math
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from time import monotonic
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from memnet_gui.errors import summarise
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.network.memories import Memory
from memnet_gui.restoration.engines.band import Band, Read, Tick
from memnet_gui.restoration.engines.openvino_network import compile_network, load_openvino
from memnet_gui.restoration.request import SMALLEST_TILE_PX, Preparing, RestorationError
from memnet_gui.restoration.tiling import Tile, plan_windows

_POLL_MS = 100
"""How often a run looks whether it is cancelled."""


class OpenVinoEngine:
    """Runs a network over pictures in windows of one size, with OpenVINO."""

    name = "openvino"

    def __init__(
        self,
        network: MemNet,
        precision: str,
        tile_px: int,
        halo_px: int,
        threads: int | None = None,
        switched_off: frozenset[Memory] = frozenset(),
        report: Callable[[Preparing], None] = lambda _event: None,
    ) -> None:
        """Compiles nothing yet: that depends on the picture's size.

        Args:
            network: On the processor, in evaluation mode.
            precision: `fp32` or `bf16`.
            tile_px: A window has at most as many pixels as a square tile of this width with its
                surround.
            halo_px: The surround that a tile needs.
            threads: CPU threads; None takes all.
            switched_off: Memories that their gate units shall not see.
            report: Told while the network is compiled.
        """
        self._network = network
        self._precision = precision
        self._window_px = (tile_px + 2 * halo_px) ** 2
        self._halo_px = halo_px
        self._threads = threads
        self._switched_off = switched_off
        self._report = report
        weights = network.ensemble_weights
        self._ensemble_weights = [1.0] if weights is None else weights.tolist()
        self.prepared_s = 0.0

    def predict(self, read: Read, height: int, width: int, tick: Tick) -> Iterator[Band]:
        """Yields bands, tile by tile."""
        tiles = self._plan(height, width)
        rows, columns = (span.window for span in (tiles[0].rows, tiles[0].columns))
        compiled = self._prepare(rows[1] - rows[0], columns[1] - columns[0], tick)
        config = self._network.config
        try:
            with _told_errors():
                request = compiled.create_infer_request()
            for tile in tiles:
                yield from self._predict_tile(request, read, tile, tick)
                tick(tile.window_px * config.blocks * config.recursions)
        finally:
            # What is compiled is kept for the next picture, its feature maps are not.
            compiled.release_memory()

    def count_work(self, height: int, width: int) -> float:
        """Returns the recursions of all pixels of all windows; see `Engine`."""
        config = self._network.config
        window_px = sum(tile.window_px for tile in self._plan(height, width))
        return float(window_px * config.blocks * config.recursions)

    def _plan(self, height: int, width: int) -> list[Tile]:
        return plan_windows(height, width, self._window_px, self._halo_px, SMALLEST_TILE_PX)

    def _prepare(self, height: int, width: int, tick: Tick) -> Any:
        """Returns the compiled network.

        A cancelled run does not wait for it; whoever asks for it next finds it complete.
        """
        started = monotonic()
        pool = ThreadPoolExecutor(1, "openvino")
        task = pool.submit(
            compile_network,
            self._network,
            self._switched_off,
            self._precision,
            height,
            width,
            self._threads,
        )
        pool.shutdown(wait=False)
        while True:
            with suppress(TimeoutError), _told_errors():
                compiled = task.result(_POLL_MS / 1000)
                self.prepared_s += monotonic() - started
                return compiled
            tick(0)
            self._report(Preparing(self.name, monotonic() - started))

    def _predict_tile(self, request: Any, read: Read, tile: Tile, tick: Tick) -> Iterator[Band]:
        image = read(slice(*tile.rows.window), slice(*tile.columns.window))
        top, left = tile.rows.core[0], tile.columns.core[0]
        # The core within the window.
        rows, columns = (
            slice(*(place - span.window[0] for place in span.core))
            for span in (tile.rows, tile.columns)
        )
        features = self._extract_features(image)
        with _told_errors():
            _infer(request, features, tick)
        core = image[:, rows, columns]
        final = torch.zeros_like(core)
        for number, weight in enumerate(self._ensemble_weights):
            residual = torch.from_numpy(request.get_output_tensor(number).data)[0]
            pixels = core + residual[:, rows, columns]
            final += weight * pixels
            yield Band(number + 1, top, left, pixels)
        yield Band(None, top, left, final)

    def _extract_features(self, image: Tensor) -> Tensor:
        """Returns B0, float32 (1, C, h, w), from a window (channels, h, w)."""
        network = self._network
        with torch.no_grad():
            seen = functional.relu(network.feature_norm(image.unsqueeze(0)))
            features: Tensor = network.feature_conv(seen)
        return features.contiguous()


def count_pixel_bytes(config: NetworkConfig, precision: str) -> int:
    """Returns about how much memory OpenVINO takes for a pixel of a window."""
    item_bytes = 2 if precision == "bf16" else 4
    # B0 as it comes, all memories, what the last gate unit makes of them, and what is at work.
    maps = 2 * (config.blocks + config.recursions) + 8
    return config.filters * (maps * item_bytes + 4)


def largest_tile(budget_bytes: int, pixel_bytes: int, halo_px: int) -> int:
    """Returns the width of the largest square tile whose window takes no more than the budget."""
    side = math.isqrt(budget_bytes // pixel_bytes) - 2 * halo_px
    return max(SMALLEST_TILE_PX, side)


def _infer(request: Any, features: Tensor, tick: Tick) -> None:
    array = features.numpy()
    request.set_input_tensor(load_openvino().Tensor(array, shared_memory=True))
    request.start_async()
    try:
        while not request.wait_for(_POLL_MS):
            tick(0)
    except BaseException:
        # It reads `array` until it has ended.
        request.cancel()
        with suppress(RuntimeError):
            request.wait()
        raise


@contextmanager
def _told_errors() -> Iterator[None]:
    """Says in one sentence what OpenVINO reports in many lines.

    Raises:
        MemoryError: Memory did not suffice.
        RestorationError: Something else went wrong in OpenVINO.
    """
    try:
        yield
    except RuntimeError as error:
        if any(sign in str(error).lower() for sign in ("failed to allocate", "bad_alloc")):
            raise MemoryError from error
        text = QT_TRANSLATE_NOOP("Engine", "OpenVINO failed ({error}); choose the backend torch")
        raise RestorationError(text, error=summarise(error)) from error
