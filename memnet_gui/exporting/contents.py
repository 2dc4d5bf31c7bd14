"""What an exported network is made of, and what it says of itself."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn

from memnet_gui import __version__
from memnet_gui.exporting.licences import find_licence
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.models import ColourPolicy, Model, ModelInfo

INPUT = "image"
FINAL = "final"

_CHANNELS = {
    ColourPolicy.COLOUR: "red, green and blue",
    ColourPolicy.EACH: "grey; of a colour photo red, green and blue each as a picture of the batch",
    ColourPolicy.LUMINANCE: "grey; of a colour photo the luminance of BT.601, Y = (16 + 65.481 R + "
    "128.553 G + 24.966 B) / 255, whose change, times 255 / 219, is added to R, G and B",
}
_PRESENTED = {
    "denoise": "the noisy picture",
    "upscale": "the small picture enlarged bicubically to the size that is wanted",
    "deblock": "the picture as decoded from the JPEG file",
}


@dataclass(frozen=True, eq=False)
class Contents:
    """A network to be exported.

    Attributes:
        model: The network, on the processor.
        outputs: The names of what it returns: `final`, and M1..MM where they are wanted.
        metadata: What the file says of itself, as plain texts.
    """

    model: Model
    outputs: tuple[str, ...]
    metadata: Mapping[str, str]


class NamedOutputs(nn.Module):
    """A network that returns its outputs by name."""

    def __init__(self, network: MemNet, outputs: tuple[str, ...]) -> None:
        super().__init__()
        self.network = network
        self._outputs = outputs

    def forward(self, image: Tensor) -> dict[str, Tensor]:
        """Returns the outputs, each shaped as `image` (B, channels, H, W)."""
        final, predictions = self.network(image)
        return dict(zip(self._outputs, (final, *predictions), strict=False))


def collect(model: Model, *, predictions: bool, licence: str | None) -> Contents:
    """Puts together what is exported.

    Args:
        model: On the processor.
        predictions: Whether it shall return M1..MM beside the final picture.
        licence: Of the weights; None: as shipped, or unknown.
    """
    outputs = name_outputs(model.info.config, predictions=predictions)
    return Contents(model, outputs, _describe(model.info, licence or find_licence(model.info)))


def name_outputs(config: NetworkConfig, *, predictions: bool) -> tuple[str, ...]:
    """Returns the names of what a network returns; what the basic network predicts is final."""
    intermediate = config.blocks if predictions and config.multi_supervised else 0
    return (FINAL, *(f"M{block}" for block in range(1, intermediate + 1)))


def example(config: NetworkConfig) -> Tensor:
    """Returns a picture to trace a network with: no dimension is as another, and none is 1."""
    return torch.rand(2, config.channels, 37, 53, generator=torch.Generator().manual_seed(0))


def _describe(info: ModelInfo, licence: str) -> dict[str, str]:
    card = info.card
    description = {
        "name": info.own_name,
        "license": licence,
        "program": f"MemNet GUI {__version__}",
        "source": "Tai, Yang, Liu, Xu: MemNet: A Persistent Memory Network for Image Restoration, "
        "ICCV 2017",
        "network_name": info.config.name,
        "network": json.dumps(asdict(info.config)),
        "input": f"{INPUT}: float32 (batch, {info.config.channels}, height, width), any size from "
        f"1 x 1; {_PRESENTED[card.task]}",
        "output": f"{FINAL}: the restored picture, shaped as the input",
        "value_range": "0 to 1; noise may leave it, and outputs are not clipped",
        "channels": _CHANNELS[info.colour_policy],
    }
    said = {name: _text(value) for name, value in card.to_dict().items()}
    if version := said.pop("program_version"):
        said["weights_written_by"] = f"MemNet GUI {version}"
    return {name: make_utf8(text) for name, text in (description | said).items() if text}


def make_utf8(text: str) -> str:
    """Returns a text that any file can hold: names of files need not be UTF-8."""
    return text.encode(errors="backslashreplace").decode()


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
