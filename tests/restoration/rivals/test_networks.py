"""Networks as rivals, by stand-ins for what spandrel hands over."""

import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from memnet_gui.imaging.colour import to_luminance, with_luminance
from memnet_gui.imaging.resampling import enlarge_pixels
from memnet_gui.restoration.request import Cancelled
from memnet_gui.restoration.rivals.memory import measure_pixel_bytes
from memnet_gui.restoration.rivals.networks import describe_network, load_spandrel, open_network
from memnet_gui.restoration.rivals.rival import OpenRival, RivalError, RivalRequest
from memnet_gui.restoration.rivals.running import run_rival
from memnet_gui.restoration.rivals.weight_files import read_state

Build = Callable[..., Any]


class Blur(nn.Module):
    """A mean over 9 x 9 pixels by two convolutions; its radius is 4."""

    def __init__(self, channels: int, gain: float = 1.0) -> None:
        super().__init__()
        self.layers = nn.ModuleList(
            nn.Conv2d(channels, channels, 5, padding=2, groups=channels, bias=False)
            for _ in range(2)
        )
        for layer in self.layers:
            nn.init.constant_(layer.weight, gain / 25)

    def forward(self, image: Tensor) -> Tensor:
        for layer in self.layers:
            image = layer(image)
        return image


class Repeat(nn.Module):
    """Enlarges by repeating pixels."""

    def __init__(self, scale: int) -> None:
        super().__init__()
        self.up = nn.Upsample(scale_factor=scale)
        self.weight = nn.Parameter(torch.ones(1))

    def forward(self, image: Tensor) -> Tensor:
        enlarged: Tensor = self.up(image) * self.weight
        return enlarged


class Level(nn.Module):
    """Returns the noise map that it is told, plus the picture."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(2, 1, 1, bias=False)
        nn.init.ones_(self.conv.weight)

    def forward(self, image: Tensor) -> Tensor:
        assert image.shape[2] % 8 == image.shape[3] % 8 == 0
        result: Tensor = self.conv(image)
        return result


@pytest.fixture
def build(build_descriptor: Build) -> Callable[..., OpenRival]:
    def opened(model: nn.Module, **shape: Any) -> OpenRival:
        return describe_network(Path("net.pth"), build_descriptor(model, **shape))

    return opened


@pytest.fixture
def photo() -> np.ndarray:
    return np.random.default_rng(3).random((70, 93, 3), np.float32)


def reference(model: nn.Module, pixels: np.ndarray) -> np.ndarray:
    """All of the picture at once, without any tiler."""
    with torch.no_grad():
        image = torch.from_numpy(pixels.transpose(2, 0, 1).copy())[None]
        return model(image)[0].permute(1, 2, 0).numpy()


def test_tiles_give_what_the_whole_gives(build: Build, photo: np.ndarray) -> None:
    model = Blur(3)
    shares: list[float] = []
    result = run_rival(
        build(model, channels=3),
        RivalRequest(photo, tile_px=16),
        lambda progress: shares.append(progress.done),
    )
    np.testing.assert_allclose(result.pixels, reference(model, photo), atol=1e-6)
    assert len(shares) > 1
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert result.seconds > 0


def test_describes_the_network(build: Build) -> None:
    rival = build(Blur(3), channels=3, name="Blur").rival
    assert (rival.name, rival.architecture, rival.weights) == ("net", "Blur", 2 * 3 * 25)
    assert (rival.channels, rival.scale, rival.takes_sigma) == (3, 1, False)


@pytest.mark.parametrize("task", ["denoise", "deblock"])
def test_colour_goes_through_a_grey_network_as_through_ours(
    build: Build, photo: np.ndarray, task: str
) -> None:
    model = Blur(1, gain=0.9)
    result = run_rival(build(model), RivalRequest(photo, task))
    if task == "denoise":
        planes = [reference(model, photo[..., [c]]) for c in range(3)]
        expected = np.concatenate(planes, axis=2)
    else:
        expected = with_luminance(photo, reference(model, to_luminance(photo)))
    np.testing.assert_allclose(result.pixels, expected, atol=1e-6)


def test_grey_goes_through_a_colour_network_three_times(build: Build, photo: np.ndarray) -> None:
    grey = photo[..., :1]
    model = Blur(3)
    model.layers[0].weight.data *= torch.tensor([0.6, 1.0, 1.4]).view(3, 1, 1, 1)
    result = run_rival(build(model, channels=3), RivalRequest(grey))
    expected = reference(model, np.repeat(grey, 3, axis=2)).mean(axis=2, keepdims=True)
    np.testing.assert_allclose(result.pixels, expected, atol=1e-6)


def test_enlarging_network_gets_the_small_photo(build: Build, photo: np.ndarray) -> None:
    request = RivalRequest(enlarge_pixels(photo, 2), "upscale", photo, 2, tile_px=16)
    result = run_rival(build(Repeat(2), channels=3, scale=2), request)
    np.testing.assert_array_equal(result.pixels, photo.repeat(2, axis=0).repeat(2, axis=1))


def test_grey_enlarging_network_keeps_the_colours_of_the_enlarged_photo(
    build: Build, photo: np.ndarray
) -> None:
    enlarged = enlarge_pixels(photo, 2)
    request = RivalRequest(enlarged, "upscale", photo, 2)
    result = run_rival(build(Repeat(2), scale=2), request)
    repeated = to_luminance(photo).repeat(2, axis=0).repeat(2, axis=1)
    np.testing.assert_allclose(result.pixels, with_luminance(enlarged, repeated), atol=1e-6)


@pytest.mark.parametrize("scale", [1, 3])
def test_another_scale_is_refused(build: Build, photo: np.ndarray, scale: int) -> None:
    request = RivalRequest(photo, "upscale", photo, scale)
    with pytest.raises(RivalError, match=r"net enlarges 2 times.*choose Upscale ×2"):
        run_rival(build(Repeat(2), channels=3, scale=2), request)


@pytest.mark.parametrize("sigma", [25.0, None])
def test_noise_map_holds_the_photos_sigma(build: Build, sigma: float | None) -> None:
    noisy = 0.5 + np.random.default_rng(0).normal(0, 40 / 255, (197, 203, 1)).astype(np.float32)
    opened = build(Level(), name="DRUNet")
    opened.restorer._descriptor.size_requirements.multiple_of = 8
    assert opened.rival.takes_sigma
    result = run_rival(opened, RivalRequest(noisy, sigma=sigma))
    level = 255 * (result.pixels - noisy)
    assert result.is_estimated == (sigma is None)
    np.testing.assert_allclose(level, result.sigma, atol=1e-3)
    assert result.sigma == pytest.approx(sigma or 40, rel=0.1)


def test_two_channels_of_another_architecture_are_no_noise_map(build: Build) -> None:
    assert not build(Level(), name="Other").rival.takes_sigma


def test_unsuitable_channels_are_refused(build: Build) -> None:
    with pytest.raises(RivalError, match=r"net\.pth makes 3 channels of 1"):
        build(Blur(1), channels=(1, 3))


def test_memory_is_halved_until_it_suffices(build: Build, photo: np.ndarray) -> None:
    sizes = []

    class Hungry(Blur):
        def forward(self, image: Tensor) -> Tensor:
            sizes.append(image.shape[2] * image.shape[3])
            if sizes[-1] > 72 * 72:
                raise MemoryError
            return super().forward(image)

    model = Hungry(3)
    result = run_rival(build(model, channels=3), RivalRequest(photo))
    assert sizes[1] == photo.shape[0] * photo.shape[1]  # after the probe
    np.testing.assert_allclose(result.pixels, reference(Blur(3), photo), atol=1e-6)


def test_too_little_memory_is_said(build: Build, photo: np.ndarray) -> None:
    class Insatiable(Blur):
        def forward(self, image: Tensor) -> Tensor:
            if image.shape[2] != 64:
                raise MemoryError
            return super().forward(image)

    with pytest.raises(RivalError, match="not enough memory for even a small tile with net; "):
        run_rival(build(Insatiable(3), channels=3), RivalRequest(photo))


def test_memory_limit_makes_tiles(build: Build, photo: np.ndarray) -> None:
    shares: list[float] = []
    model = Blur(3)
    request = RivalRequest(photo, memory_bytes=3 * 4 * 2 * 80 * 80)
    run_rival(build(model, channels=3), request, lambda progress: shares.append(progress.done))
    assert len(shares) > 1


def test_cancel_stops_before_the_next_layer(build: Build, photo: np.ndarray) -> None:
    cancel = Event()
    layers = []

    class Cancelling(Blur):
        def forward(self, image: Tensor) -> Tensor:
            first = self.layers[0](image)
            layers.append(1)
            if image.shape[2] != 64:
                cancel.set()
            second: Tensor = self.layers[1](first)
            layers.append(2)
            return second

    with pytest.raises(Cancelled):
        run_rival(build(Cancelling(3), channels=3), RivalRequest(photo), cancel=cancel)
    assert layers == [1, 2, 1]


def test_what_goes_wrong_inside_is_said_in_a_sentence(build: Build, photo: np.ndarray) -> None:
    class Broken(Blur):
        def forward(self, image: Tensor) -> Tensor:
            if image.shape[2] != 64:
                raise ValueError("odd sizes\nand more")
            return super().forward(image)

    with pytest.raises(RivalError, match=r"^net cannot restore this photo \(ValueError: odd sizes"):
        run_rival(build(Broken(3), channels=3), RivalRequest(photo))


def test_unusable_output_is_said(build: Build, photo: np.ndarray) -> None:
    model = Blur(3, gain=float("nan"))
    with pytest.raises(RivalError, match="the output of net is not finite"):
        run_rival(build(model, channels=3), RivalRequest(photo))


def test_output_of_another_size_is_said(build: Build, photo: np.ndarray) -> None:
    with pytest.raises(RivalError, match="another size"):
        run_rival(build(Repeat(2), channels=3), RivalRequest(photo))


def test_memory_of_a_pixel() -> None:
    channels = 16
    layers = nn.Sequential(*(nn.Conv2d(channels, channels, 3, padding=1) for _ in range(6)))
    image = torch.zeros(1, channels, 32, 32)

    @torch.inference_mode()
    def run() -> None:
        layers(image)

    # What goes into a layer and what comes out live at the same time; no more than two maps do.
    assert measure_pixel_bytes(run, 32 * 32) == round(1.5 * 2 * 4 * channels)


def test_missing_spandrel_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "spandrel", None)
    with pytest.raises(RivalError, match=r"pip install 'memnet-gui\[rivals\]'"):
        open_network(tmp_path / "net.pth")


def test_unfit_torchvision_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_name: str) -> None:
        raise RuntimeError("operator torchvision::nms does not exist")

    monkeypatch.setattr("importlib.import_module", fail)
    with pytest.raises(RivalError, match=r"torchvision::nms.*builds for each other"):
        load_spandrel()


@pytest.fixture
def spandrel(monkeypatch: pytest.MonkeyPatch, build_descriptor: Build) -> SimpleNamespace:
    """Knows one network, by the name of its weights."""

    class Masked:
        architecture = SimpleNamespace(name="LaMa")

    class UnsupportedError(Exception):
        pass

    def load(state: dict[str, Tensor]) -> object:
        if "mask" in state:
            return Masked()
        if "other" in state:
            raise UnsupportedError
        model = Blur(3)
        model.load_state_dict(state)
        return build_descriptor(model, channels=3)

    module = SimpleNamespace(
        ModelLoader=lambda device: SimpleNamespace(load_from_state_dict=load),
        canonicalize_state_dict=lambda state: state.get("params", state),
        UnsupportedModelError=UnsupportedError,
        ImageModelDescriptor=type(build_descriptor(Blur(3))),
    )
    monkeypatch.setitem(sys.modules, "spandrel", module)
    return module


@pytest.mark.usefixtures("spandrel")
@pytest.mark.parametrize("suffix", [".pth", ".pt", ".ckpt", ".safetensors"])
def test_opens_files_of_weights(tmp_path: Path, suffix: str) -> None:
    path, state = tmp_path / f"blur{suffix}", Blur(3).state_dict()
    if suffix == ".safetensors":
        save_file(state, path)
    else:
        torch.save({"params": state}, path)
    opened = open_network(path)
    assert (opened.rival.name, opened.rival.weights) == ("blur", 150)


@pytest.mark.usefixtures("spandrel")
def test_other_networks_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "net.pth"
    torch.save({"other": torch.ones(1)}, path)
    with pytest.raises(RivalError, match=r"net\.pth holds no network that spandrel knows"):
        open_network(path)
    torch.save({"mine": torch.ones(1)}, path)
    with pytest.raises(RivalError, match=r"net\.pth resembles a network .*\(RuntimeError: Error"):
        open_network(path)
    torch.save({"mask": torch.ones(1)}, path)
    with pytest.raises(RivalError, match=r"net\.pth needs a mask beside the photo \(LaMa\)"):
        open_network(path)


class Harmful:
    """Would write a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (self.path,)


@pytest.mark.usefixtures("spandrel")
def test_nothing_in_a_file_is_run(tmp_path: Path) -> None:
    path, trace = tmp_path / "net.pth", tmp_path / "trace"
    torch.save({"params": Harmful(trace)}, path)
    with pytest.raises(RivalError, match=r"net\.pth cannot be read .*nothing but weights"):
        open_network(path)
    assert not trace.exists()


@pytest.mark.usefixtures("spandrel")
@pytest.mark.parametrize("suffix", [".pth", ".safetensors"])
@pytest.mark.parametrize("content", [b"", b"x", b"PK\3\4 broken", bytes(1000)])
def test_damaged_files_are_refused(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"net{suffix}"
    path.write_bytes(content)
    with pytest.raises(RivalError, match=r"net\.\w+ cannot be read"):
        open_network(path)


@pytest.mark.parametrize("is_zip", [True, False])
def test_files_damaged_anywhere_are_read_or_refused(tmp_path: Path, is_zip: bool) -> None:
    path = tmp_path / "net.pth"
    torch.save(Blur(3).state_dict(), path, _use_new_zipfile_serialization=is_zip)
    whole, generator = path.read_bytes(), np.random.default_rng(0)
    refused = 0
    for _ in range(300):
        content = bytearray(whole)
        for place in generator.integers(0, len(whole) if is_zip else 400, 4):
            content[place] = generator.integers(256)
        path.write_bytes(content)
        try:
            read_state(path)
        except RivalError:
            refused += 1
    assert refused > 100


@pytest.mark.usefixtures("spandrel")
def test_what_is_no_file_of_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RivalError, match="does not exist"):
        open_network(tmp_path / "net.pth")
    path = tmp_path / "photo.png"
    path.touch()
    with pytest.raises(RivalError, match=r"photo\.png is no file of weights"):
        open_network(path)
    path = tmp_path / "list.pth"
    torch.save([torch.ones(1)], path)
    with pytest.raises(RivalError, match=r"list\.pth holds no weights by name"):
        open_network(path)


@pytest.mark.gpu
def test_on_cuda(build: Build, photo: np.ndarray) -> None:
    model = Blur(3)
    expected = reference(model, photo)
    result = run_rival(build(model, channels=3), RivalRequest(photo, device="cuda", tile_px=16))
    assert result.device == "cuda"
    np.testing.assert_allclose(result.pixels, expected, atol=2e-3)  # TF32 rounds
