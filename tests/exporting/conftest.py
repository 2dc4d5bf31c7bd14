"""Small networks, and orders to export them."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from memnet_gui.exporting.export import Exported, ExportOrder, export_model
from memnet_gui.network.card import ModelCard
from memnet_gui.network.checkpoint import save_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.models import ModelInfo, find_model

SUFFIXES = {"onnx": ".onnx", "openvino": ".xml", "torch-export": ".pt2", "hugging-face": ""}
CARD = ModelCard(
    task="denoise",
    summary='For "tests" & <nothing> else',
    degradation={"noise_sigma": [5, 75]},
    training_images="keine: ein Test",
    pixels_seen=7,
    validation_images="Set5",
    validation_psnr={"noise 30": 28.25},
    program_version="0.0.9",
    date="2026-01-31",
)


def save_network(folder: Path, config: NetworkConfig, card: ModelCard = CARD) -> ModelInfo:
    """Saves a network that looks trained: nothing in it is 0 or 1 by chance."""
    torch.manual_seed(3)
    network = MemNet(config).eval()
    for name, value in network.state_dict().items():
        if value.is_floating_point():
            torch.nn.init.uniform_(value, 0.5 if "var" in name else -0.3, 0.6)
    path = folder / "mine.safetensors"
    save_checkpoint(path, network, card)
    return find_model(path)


@pytest.fixture
def make_order(tmp_path: Path) -> Callable[..., ExportOrder]:
    """Returns an order to export a small network into `tmp_path`."""

    def make(form: str, config: NetworkConfig | None = None, **more: object) -> ExportOrder:
        info = save_network(tmp_path, config or NetworkConfig(2, 2, 4))
        target = tmp_path / f"größer{SUFFIXES[form]}"
        return ExportOrder(info, form, target, **more)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="module", params=["onnx", "openvino", "torch-export"])
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """A colour network with its predictions, in each format, its licence named."""
    folder = tmp_path_factory.mktemp("exported")
    info = save_network(folder, NetworkConfig(2, 1, 4, channels=3))
    target = folder / f"größer{SUFFIXES[request.param]}"
    return export_model(ExportOrder(info, request.param, target, predictions=True, licence="MIT"))
