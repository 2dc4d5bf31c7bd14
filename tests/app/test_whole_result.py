"""What a result without some memories may be set against."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from memnet_gui.app.document import Document
from memnet_gui.app.whole_result import WholeResult
from memnet_gui.imaging.photo import Photo
from memnet_gui.network.card import ModelCard
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.restoration.request import Restoration

MODEL = ModelInfo("model", Path("model"), NetworkConfig(2, 2, 4), ModelCard(task="denoise"))
OTHER = replace(MODEL, name="other")
PIXELS = np.zeros((4, 5, 1), np.float32)
PHOTO = Photo(PIXELS)
RESTORATION = Restoration(PIXELS + 1, (), "cpu", "bf16", "torch", 512, 1.0)
OFF = frozenset({(2, "B0")})


def document(restoration: Restoration = RESTORATION, **changes: object) -> Document:
    whole = Document(PHOTO, None, "photo").restored_by(MODEL, restoration)
    return replace(whole, **changes)  # type: ignore[arg-type]


def test_a_complete_result_of_the_whole_photo_by_the_whole_network_is_one() -> None:
    whole = WholeResult.of(document(), "picture")
    assert whole is not None
    assert whole.pixels is RESTORATION.pixels
    assert whole.rendering == "picture"


@pytest.mark.parametrize(
    "other",
    [
        Document(PHOTO, None, "photo"),
        document(switched_off=OFF),
        document(region=(0, 0, 2, 2)),
        document(replace(RESTORATION, newest=1)),
        document(replace(RESTORATION, positions=3, missing_positions=5)),
    ],
    ids=["not restored", "without a memory", "a region", "stopped", "stopped self-ensemble"],
)
def test_others_are_not(other: Document) -> None:
    assert WholeResult.of(other, "picture") is None
    assert WholeResult.of(document(), None) is None


def test_it_goes_with_results_that_lack_memories_alone() -> None:
    whole = WholeResult.of(document(), "picture")
    assert whole is not None
    assert whole.differs_by_memories_alone(document(switched_off=OFF))


@pytest.mark.parametrize(
    "other",
    [
        Document(PHOTO, None, "photo"),
        document(photo=Photo(PIXELS)),
        document(model=OTHER),
        document(region=(0, 0, 2, 2)),
        document(replace(RESTORATION, newest=1)),
        document(replace(RESTORATION, precision="fp32")),
        document(replace(RESTORATION, device="cuda")),
        document(replace(RESTORATION, positions=8)),
    ],
    ids=["not restored", "photo", "model", "region", "stopped", "precision", "device", "positions"],
)
def test_it_does_not_go_with_others(other: Document) -> None:
    whole = WholeResult.of(document(), "picture")
    assert whole is not None
    assert not whole.differs_by_memories_alone(replace(other, switched_off=OFF))
