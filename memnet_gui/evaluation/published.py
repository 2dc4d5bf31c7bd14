"""Figures that the authors of MemNet published, to set measured ones against."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from memnet_gui.paths import resource_folder


@dataclass(frozen=True)
class PublishedWeights:
    """The ensemble weights of one of the authors' released models.

    Attributes:
        model: The network, such as `M6R6`.
        source: Where they were read.
        weights: w_1..w_M.
    """

    model: str
    source: str
    weights: tuple[float, ...]


def find_published_weights(task: str) -> PublishedWeights | None:
    """Returns the authors' ensemble weights for a task of a model card, None if there are none."""
    table = _read_weights()
    weights = table["weights"].get(task)
    if weights is None:
        return None
    return PublishedWeights(table["model"], table["source"], tuple(weights))


@cache
def _read_weights() -> dict[str, Any]:
    path = resource_folder("published") / "ensemble_weights.json"
    table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return table
