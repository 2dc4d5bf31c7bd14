"""Runs what was exported beside the network itself, before anybody relies on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from memnet_gui.exporting.contents import Contents, NamedOutputs
from memnet_gui.exporting.formats import ExportError
from memnet_gui.messages import QT_TRANSLATE_NOOP

TOLERANCE = 1e-4
"""How far an output may be off: 1 is white. Of outputs beyond 1 it is this part of the largest."""

SHAPES = ((1, 1, 1), (1, 37, 53), (2, 64, 48))
"""Batch, height and width of the pictures that are compared."""

Pixels = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Reopened:
    """An exported network as another program has it.

    Attributes:
        run: Takes pictures (B, channels, H, W) and returns the outputs by name.
        metadata: What the file says of itself.
    """

    run: Callable[[Pixels], Mapping[str, Pixels]]
    metadata: Mapping[str, str]


def compare(
    contents: Contents, reopened: Reopened, check: Callable[[], None] = lambda: None
) -> float:
    """Returns the largest difference from the network in PyTorch and float32.

    Args:
        contents: What was to be exported.
        reopened: What came of it.
        check: Called before each picture; leaves by raising.

    Raises:
        ExportError: It differs by more than `TOLERANCE`, or is not what it should be.
    """
    if dict(reopened.metadata) != dict(contents.metadata):
        text = QT_TRANSLATE_NOOP(
            "Engine", "the exported network lost its description; nothing was written"
        )
        raise ExportError(text)
    return max(_difference(contents, reopened, shape, check) for shape in SHAPES)


def _difference(
    contents: Contents,
    reopened: Reopened,
    shape: tuple[int, int, int],
    check: Callable[[], None],
) -> float:
    check()
    batch, height, width = shape
    network = contents.model.network
    generator = np.random.default_rng(height)
    picture = generator.random((batch, network.config.channels, height, width), np.float32)
    with torch.inference_mode():
        right = NamedOutputs(network, contents.outputs)(torch.from_numpy(picture))
    expected = {name: output.numpy() for name, output in right.items()}
    found = reopened.run(picture)
    # Unlike Python's, NumPy's maximum does not lose what is not a number.
    difference = float(np.max([_apart(found.get(k), output) for k, output in expected.items()]))
    if tuple(found) != contents.outputs or not difference <= TOLERANCE:
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "the exported network differs from PyTorch's by {difference:.2g} of {tolerance} that "
            "are allowed ({width} x {height} pixels); nothing was written, choose another format",
        )
        raise ExportError(
            text, difference=difference, tolerance=TOLERANCE, width=width, height=height
        )
    return difference


def _apart(found: Pixels | None, expected: Pixels) -> float:
    """Returns the largest difference; infinite for an output that is missing or misshapen."""
    if found is None or found.shape != expected.shape:
        return float("inf")
    scale = max(1.0, float(np.abs(expected).max()))
    return float(np.abs(found - expected).max()) / scale
