"""Networks as folders in the layout of the Hugging Face hub."""

import json
from dataclasses import asdict
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from memnet_gui.exporting.checks import Pixels, Reopened
from memnet_gui.exporting.contents import Contents, NamedOutputs, make_utf8, name_outputs
from memnet_gui.exporting.hub_card import render_card
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet

_CONFIG, _WEIGHTS, _CARD = "config.json", "model.safetensors", "README.md"
_FORMAT = {"format": "pt"}
"""By this the hub's libraries know weights that come from PyTorch."""


def write(contents: Contents, target: Path) -> None:
    """Writes the folder: configuration, weights under the names of MemNet's state_dict, card.

    What the weights say of themselves is their metadata.
    """
    network = contents.model.network
    target.mkdir()
    config = json.dumps(asdict(network.config), indent=2) + "\n"
    (target / _CONFIG).write_text(config, encoding="utf-8")
    tensors = {name: value.contiguous() for name, value in network.state_dict().items()}
    save_file(tensors, target / _WEIGHTS, dict(contents.metadata) | _FORMAT)
    (target / _CARD).write_text(make_utf8(render_card(contents)), encoding="utf-8")


def reopen(target: Path) -> Reopened:
    """Builds the network that a folder holds."""
    config = json.loads((target / _CONFIG).read_text(encoding="utf-8"))
    network = MemNet(NetworkConfig(**config))
    network.load_state_dict(load_file(target / _WEIGHTS))
    named = NamedOutputs(network.eval(), name_outputs(network.config, predictions=True))

    def run(picture: Pixels) -> dict[str, Pixels]:
        with torch.inference_mode():
            return {k: v.numpy() for k, v in named(torch.from_numpy(picture)).items()}

    with safe_open(target / _WEIGHTS, framework="pt") as file:
        metadata = dict(file.metadata())
    return Reopened(run, {k: v for k, v in metadata.items() if k not in _FORMAT})
