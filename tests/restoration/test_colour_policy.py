"""What each kind of model makes of a colour photo, with the network called directly."""

from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from skimage.color import rgb2ycbcr, ycbcr2rgb

from memnet_gui.network.card import ModelCard
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.inspection import InspectionRequest, inspect_memory
from memnet_gui.restoration.models import ColourPolicy, Model, ModelInfo
from memnet_gui.restoration.plan import plan_restoration
from memnet_gui.restoration.request import RestorationRequest, TileRestored
from memnet_gui.restoration.restorer import restore

PHOTO = np.random.default_rng(4).random((40, 52, 3)).astype(np.float32)


def build(task: str, channels: int) -> Model:
    torch.manual_seed(3)
    config = NetworkConfig(2, 1, 4, channels=channels)
    network = MemNet(config).eval()
    torch.nn.init.normal_(network.reconstruction_conv.weight, std=0.05)
    info = ModelInfo("test", Path("test.safetensors"), config, ModelCard(task=task))
    return Model(info, network)


def run(model: Model, pixels: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Final and predictions of one picture (H, W, channels)."""
    with torch.no_grad():
        image = torch.from_numpy(pixels.astype(np.float32)).permute(2, 0, 1)[None]
        output = model.network(image)
    tensors = (output.final, *output.predictions)
    return [t[0].permute(1, 2, 0).double().numpy() for t in tensors]


def request(model: Model, pixels: NDArray[np.float32], **settings: object) -> RestorationRequest:
    return RestorationRequest(pixels, model, "cpu", "fp32", keep_predictions=True, **settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("task", "channels", "policy"),
    [
        ("denoise", 1, ColourPolicy.EACH),
        ("upscale", 1, ColourPolicy.LUMINANCE),
        ("deblock", 1, ColourPolicy.LUMINANCE),
        ("denoise", 3, ColourPolicy.COLOUR),
        ("deblock", 3, ColourPolicy.COLOUR),
    ],
)
def test_policies(task: str, channels: int, policy: ColourPolicy) -> None:
    assert build(task, channels).info.colour_policy is policy


@pytest.mark.parametrize("task", ["upscale", "deblock"])
@pytest.mark.parametrize("tile_px", [None, 16])
def test_luminance_alone_is_restored(task: str, tile_px: int | None) -> None:
    model = build(task, 1)
    ycbcr = rgb2ycbcr(PHOTO.astype(np.float64))
    expected = []
    for luminance in run(model, ycbcr[..., :1] / 255):
        restored = ycbcr.copy()
        restored[..., :1] = luminance * 255
        expected.append(ycbcr2rgb(restored))
    tiles: list[TileRestored] = []
    restoration = restore(
        request(model, PHOTO, tile_px=tile_px),
        lambda event: tiles.append(event) if isinstance(event, TileRestored) else None,
    )
    pictures = (restoration.pixels, *restoration.predictions)
    for picture, wanted in zip(pictures, expected, strict=True):
        np.testing.assert_allclose(picture, wanted, atol=1e-5)
    for tile in tiles:
        height, width = tile.pixels.shape[:2]
        part = restoration.pixels[tile.top : tile.top + height, tile.left : tile.left + width]
        np.testing.assert_array_equal(tile.pixels, part)


@pytest.mark.parametrize("task", ["denoise", "upscale", "deblock"])
def test_grey_photos_go_in_as_they_are(task: str) -> None:
    model, grey = build(task, 1), PHOTO[..., :1]
    restoration = restore(request(model, grey))
    for picture, wanted in zip(
        (restoration.pixels, *restoration.predictions), run(model, grey), strict=True
    ):
        np.testing.assert_allclose(picture, wanted, atol=1e-5)


def test_a_memory_of_the_luminance_is_inspected() -> None:
    model = build("deblock", 1)
    luminance = (rgb2ycbcr(PHOTO)[..., :1] / 255).astype(np.float32)
    region = (0, 0, 40, 52)
    views = [
        inspect_memory(InspectionRequest(pixels, region, model, 1, "B0", "cpu", "fp32"))
        for pixels in (PHOTO, luminance)
    ]
    np.testing.assert_allclose(views[0].maps, views[1].maps, atol=1e-5)
    assert [view.luminance for view in views] == [True, False]


@pytest.mark.parametrize("tile_px", [None, 16])
def test_grey_that_is_stored_as_colour_goes_through_once(tile_px: int | None) -> None:
    model = build("denoise", 1)
    grey = np.ascontiguousarray(PHOTO[..., :1])
    stored = np.repeat(grey, 3, axis=2)
    assert plan_restoration(request(model, stored)).images == 1
    assert plan_restoration(request(model, PHOTO)).images == 3
    tiles: list[TileRestored] = []
    found = restore(
        request(model, stored, tile_px=tile_px),
        lambda event: tiles.append(event) if isinstance(event, TileRestored) else None,
    )
    wanted = restore(request(model, grey, tile_px=tile_px))
    pictures = zip(
        (found.pixels, *found.predictions), (wanted.pixels, *wanted.predictions), strict=True
    )
    for picture, expected in pictures:
        np.testing.assert_array_equal(picture, np.repeat(expected, 3, axis=2))
    assert {tile.pixels.shape[2] for tile in tiles} == {3}
    assert found.waste == wanted.waste
