"""Real architectures with random weights, opened and run by spandrel."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from memnet_gui.restoration.rivals.networks import load_spandrel, open_network
from memnet_gui.restoration.rivals.rival import RivalError, RivalRequest
from memnet_gui.restoration.rivals.running import run_rival

pytestmark = pytest.mark.filterwarnings("ignore")  # of spandrel and what it imports


@pytest.fixture(scope="module")
def spandrel() -> Any:
    try:
        return load_spandrel()
    except RivalError as error:
        pytest.skip(str(error))


def build(name: str) -> nn.Module:
    """Returns a small network of an architecture."""
    from spandrel.architectures.Compact import Compact
    from spandrel.architectures.DnCNN import DnCNN
    from spandrel.architectures.DRUNet import DRUNet
    from spandrel.architectures.SCUNet import SCUNet
    from spandrel.architectures.SwinIR import SwinIR

    torch.manual_seed(1)
    few = [8, 16, 32, 64]
    swin = {
        "depths": [2, 2],
        "embed_dim": 24,
        "num_heads": [4, 4],
        "window_size": 8,
        "img_size": 32,
    }
    makers: dict[str, Callable[[], nn.Module]] = {
        "dncnn": lambda: DnCNN(in_nc=1, out_nc=1, nc=16, nb=8, act_mode="BR", mode="DnCNN"),
        "fdncnn": lambda: DnCNN(in_nc=2, out_nc=1, nc=16, nb=8, act_mode="R", mode="FDnCNN"),
        "drunet": lambda: DRUNet(in_nc=4, out_nc=3, nc=few, nb=2),
        "scunet": lambda: SCUNet(in_nc=3, config=[1] * 7, dim=64),
        "swinir": lambda: SwinIR(in_chans=1, upscale=1, upsampler="", **swin),
        "swinir2": lambda: SwinIR(in_chans=3, upscale=2, upsampler="pixelshuffledirect", **swin),
        "compact4": lambda: Compact(
            num_in_ch=3, num_out_ch=3, num_feat=16, num_conv=4, upscale=4, act_type="prelu"
        ),
    }
    return makers[name]()


FACTS = {
    "dncnn": ("DnCNN", 1, 1, False),
    "fdncnn": ("DnCNN", 1, 1, True),
    "drunet": ("DRUNet", 3, 1, True),
    "scunet": ("SCUNet", 3, 1, False),
    "swinir": ("SwinIR", 1, 1, False),
    "swinir2": ("SwinIR", 3, 2, False),
    "compact4": ("RealESRGAN Compact", 3, 4, False),
}
BOUNDED = ("dncnn", "fdncnn", "compact4")
"""Networks whose receptive field fits into the halo: tiles make no difference at all."""


@pytest.fixture
def save(spandrel: Any, tmp_path: Path) -> Callable[[str], Path]:
    def save(name: str) -> Path:
        path = tmp_path / f"{name}.pth"
        torch.save(build(name).state_dict(), path)
        return path

    return save


def make_request(channels: int, scale: int, sigma: float | None = 15) -> RivalRequest:
    small = np.random.default_rng(2).random((89, 101, channels), np.float32)
    enlarged = small.repeat(scale, axis=0).repeat(scale, axis=1)
    return RivalRequest(enlarged, small=small, scale=scale, sigma=sigma)


@pytest.mark.parametrize("name", FACTS)
def test_gives_what_spandrel_gives(spandrel: Any, save: Callable[[str], Path], name: str) -> None:
    path = save(name)
    opened = open_network(path)
    rival = opened.rival
    assert (rival.architecture, rival.channels, rival.scale, rival.takes_sigma) == FACTS[name]
    assert rival.weights == sum(weight.numel() for weight in build(name).parameters())
    # spandrel's own noise map says 15.
    request = make_request(rival.channels, rival.scale, 15)
    result = run_rival(opened, request)
    image = torch.from_numpy(request.small.transpose(2, 0, 1).copy())[None]
    expected = spandrel.ModelLoader().load_from_file(path).eval()(image)[0].permute(1, 2, 0).numpy()
    np.testing.assert_allclose(result.pixels.clip(0, 1), expected, atol=1e-5)


@pytest.mark.parametrize("name", FACTS)
def test_tiles_leave_no_seams(save: Callable[[str], Path], name: str) -> None:
    opened = open_network(save(name))
    request = make_request(opened.rival.channels, opened.rival.scale)
    whole = run_rival(opened, request)
    small = RivalRequest(**{**vars(request), "tile_px": 16})
    shares: list[float] = []
    tiled = run_rival(opened, small, lambda progress: shares.append(progress.done))
    assert len(shares) >= 4
    tolerance = 1e-5 if name in BOUNDED else 2 / 255
    np.testing.assert_allclose(tiled.pixels, whole.pixels, atol=tolerance)


def test_noise_map_matters(save: Callable[[str], Path]) -> None:
    opened = open_network(save("drunet"))
    strong, weak = (run_rival(opened, make_request(3, 1, sigma)).pixels for sigma in (50, 5))
    assert np.abs(strong - weak).max() > 1e-3


@pytest.mark.usefixtures("spandrel")
def test_other_weights_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.pth"
    torch.save({"layer.weight": torch.ones(3, 3)}, path)
    with pytest.raises(RivalError, match=r"other\.pth holds no network that spandrel knows"):
        open_network(path)


def test_weights_that_only_resemble_a_network_are_refused(save: Callable[[str], Path]) -> None:
    path = save("swinir")
    state = torch.load(path, weights_only=True)
    del state["conv_last.bias"]
    torch.save(state, path)
    with pytest.raises(RivalError, match=r"swinir\.pth resembles a network"):
        open_network(path)


@pytest.mark.usefixtures("spandrel")
def test_network_for_masks_is_refused(tmp_path: Path) -> None:
    from spandrel.architectures.LaMa import LaMa

    path = tmp_path / "lama.pth"
    torch.save(LaMa(in_nc=4, out_nc=3).state_dict(), path)
    with pytest.raises(RivalError, match=r"lama\.pth needs a mask"):
        open_network(path)
