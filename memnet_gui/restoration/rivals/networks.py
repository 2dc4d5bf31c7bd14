"""Rivals from files: the networks for single images that spandrel knows."""

import importlib
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from memnet_gui.errors import summarise
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.restoration.hardware import is_out_of_memory
from memnet_gui.restoration.request import Cancelled
from memnet_gui.restoration.rivals.memory import measure_pixel_bytes
from memnet_gui.restoration.rivals.rival import Check, OpenRival, Rival, RivalError
from memnet_gui.restoration.rivals.weight_files import read_state

_ALIGN_PX = 8
"""Networks that halve the picture three times, and JPEG's blocks, count from multiples of it."""
_HALO_PX = 32
_PROBE_PX = 64
_TAKING_NOISE_MAPS = ("DRUNet", "DnCNN")
"""Architectures whose networks may take the noise's sigma as one more channel."""


def open_network(path: Path) -> OpenRival:
    """Opens a file of weights by spandrel, which finds out what network they are of.

    Only weights are read from it: a file that holds anything else is refused.

    Raises:
        RivalError: spandrel is missing, or the file is not a network from image to image.
    """
    spandrel = load_spandrel()
    state = read_state(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what torch finds old-fashioned in others' code
            descriptor = spandrel.ModelLoader(device="cpu").load_from_state_dict(
                spandrel.canonicalize_state_dict(state)
            )
    except spandrel.UnsupportedModelError as error:
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{path} holds no network that spandrel knows; some whose licence is restricted, such "
            "as Restormer, need 'pip install spandrel-extra-arches'",
        )
        raise RivalError(text, path=path) from error
    except Exception as error:
        # Weights that resemble a known network fail in whatever builds it.
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{path} resembles a network that spandrel knows and is none ({error}); choose another",
        )
        raise RivalError(text, path=path, error=summarise(error)) from error
    if not isinstance(descriptor, spandrel.ImageModelDescriptor):
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{path} needs a mask beside the photo ({architecture}); choose a network that "
            "restores single images",
        )
        raise RivalError(text, path=path, architecture=descriptor.architecture.name)
    return describe_network(path, descriptor)


def describe_network(path: Path, descriptor: Any) -> OpenRival:
    """Returns a network that spandrel has loaded, as a rival.

    Args:
        path: Its file.
        descriptor: A `spandrel.ImageModelDescriptor`.

    Raises:
        RivalError: It does not make grey of grey or colour of colour.
    """
    channels = (descriptor.input_channels, descriptor.output_channels)
    if channels not in {(1, 1), (3, 3)}:
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{path} makes {outputs} channels of {inputs}; choose a network that takes and makes "
            "grey or RGB",
        )
        raise RivalError(text, path=path, inputs=channels[0], outputs=channels[1])
    takes_map = (
        descriptor.architecture.id in _TAKING_NOISE_MAPS
        and _first_channels(descriptor.model) == channels[0] + 1
    )
    rival = Rival(
        path.stem,
        path.stem,
        architecture=descriptor.architecture.name,
        weights=sum(weight.numel() for weight in descriptor.model.parameters()),
        channels=channels[0],
        scale=descriptor.scale,
        takes_sigma=takes_map,
    )
    return OpenRival(rival, NetworkRestorer(descriptor, rival))


def load_spandrel() -> Any:
    """Returns the module `spandrel`, with the architectures of `spandrel_extra_arches` if any.

    Raises:
        RivalError: It is not installed or does not work here.
    """
    try:
        spandrel = importlib.import_module("spandrel")
    except ModuleNotFoundError as error:
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "other networks are opened by spandrel, which is not installed ({error}): install it "
            "with pip install 'memnet-gui[rivals]'",
        )
        raise RivalError(text, error=error) from error
    except (ImportError, OSError, RuntimeError) as error:
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "spandrel does not work here ({error}); torch and torchvision must be builds for each "
            "other: install both from the same place",
        )
        raise RivalError(text, error=summarise(error)) from error
    with suppress(ImportError):  # few want it
        importlib.import_module("spandrel_extra_arches").install(ignore_duplicates=True)
    return spandrel


class NetworkRestorer:
    """Runs a network that spandrel has loaded, in float32."""

    def __init__(self, descriptor: Any, rival: Rival) -> None:
        self._descriptor = descriptor.eval()
        self._rival = rival
        multiple = descriptor.size_requirements.multiple_of
        self.align_px = int(np.lcm(multiple, _ALIGN_PX))
        self.halo_px = -(-_HALO_PX // self.align_px) * self.align_px

    def prepare(self, device: str, budget_bytes: int) -> int:
        """Goes to the device and measures there how much memory a pixel takes."""
        self._descriptor.to(device)
        side = max(_PROBE_PX, self.align_px, self._descriptor.size_requirements.minimum)
        probe = torch.full((1, self._rival.channels or 1, side, side), 0.5, device=device)
        pixel_bytes = measure_pixel_bytes(lambda: self._run(probe, 0.0), side * side)
        return max(1, budget_bytes // pixel_bytes)

    def restore(
        self, pixels: NDArray[np.float32], sigma: float | None, check: Check
    ) -> NDArray[np.float32]:
        """Returns what the network makes of a tile."""
        planes = np.ascontiguousarray(pixels.transpose(2, 0, 1))[np.newaxis]
        with _watched(self._descriptor.model, check):
            image = torch.from_numpy(planes).to(self._descriptor.device)
            restored = self._try(image, sigma)
        height, width = pixels.shape[:2]
        expected = (1, planes.shape[1], height * self._rival.scale, width * self._rival.scale)
        if restored.shape != expected:
            text = QT_TRANSLATE_NOOP(
                "Engine", "{name} made a picture of another size than it should"
            )
            raise RivalError(text, name=self._rival.title)
        return np.ascontiguousarray(restored[0].permute(1, 2, 0).float().cpu().numpy())

    def _try(self, image: Tensor, sigma: float | None) -> Tensor:
        """Runs the network; whatever goes wrong in it is said in one sentence."""
        try:
            return self._run(image, sigma)
        except Cancelled:
            raise
        except Exception as error:
            if is_out_of_memory(error):
                raise
            text = QT_TRANSLATE_NOOP("Engine", "{name} cannot restore this photo ({error})")
            raise RivalError(text, name=self._rival.title, error=summarise(error)) from error

    @torch.inference_mode()
    def _run(self, image: Tensor, sigma: float | None) -> Tensor:
        if not self._rival.takes_sigma:
            output: Tensor = self._descriptor(image)
            return output
        # spandrel would tell the network of a sigma of 15, whatever the photo's is.
        height, width = image.shape[-2:]
        right, bottom = self._descriptor.size_requirements.get_padding(width, height)
        padded = _pad(image, right, bottom)
        level = torch.full_like(padded[:, :1], (sigma or 0.0) / 255)
        restored: Tensor = self._descriptor.model(torch.cat([padded, level], dim=1))
        return restored[..., :height, :width]


def _pad(image: Tensor, right: int, bottom: int) -> Tensor:
    """Mirrors a picture's right and lower border, and repeats it beyond what can be mirrored."""
    height, width = image.shape[-2:]
    mirrored = (min(right, width - 1), min(bottom, height - 1))
    image = functional.pad(image, (0, mirrored[0], 0, mirrored[1]), "reflect")
    return functional.pad(image, (0, right - mirrored[0], 0, bottom - mirrored[1]), "replicate")


def _first_channels(model: nn.Module) -> int | None:
    """Returns how many channels the first convolution takes."""
    found = (module for module in model.modules() if isinstance(module, nn.Conv2d))
    first = next(found, None)
    return None if first is None else first.in_channels


@contextmanager
def _watched(model: nn.Module, check: Check) -> Iterator[None]:
    """Calls `check` before each layer."""

    def before(*_: Any) -> None:
        check()

    with ExitStack() as hooks:
        for module in model.modules():
            hooks.callback(module.register_forward_pre_hook(before).remove)
        yield
