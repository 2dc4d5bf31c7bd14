"""One safetensors file holds a network: weights, configuration and model card."""

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save

from memnet_gui.files import write_file
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.card import ModelCard
from memnet_gui.network.header import (
    EXPECTED,
    FORMAT,
    CheckpointError,
    open_checkpoint,
    parse_header,
)
from memnet_gui.network.memnet import MemNet
from memnet_gui.network.values import NOT_FINITE, ODD_FORM, name_odd_form


def save_checkpoint(path: Path, network: MemNet, card: ModelCard) -> None:
    """Writes weights, configuration and card; a killed process leaves the old file whole."""
    metadata = {
        "format": FORMAT,
        "network": json.dumps(network.config.to_dict()),
        "card": json.dumps(card.to_dict()),
    }
    tensors = {name: t.detach().cpu().contiguous() for name, t in network.state_dict().items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, save(tensors, metadata), overwrite=True)


def load_checkpoint(path: Path) -> tuple[MemNet, ModelCard]:
    """Builds the network of a checkpoint, in evaluation mode on the CPU.

    Nothing is unpickled, and nothing is allocated before every shape is what the
    configuration demands.

    Raises:
        CheckpointError: As `read_header`, or the weights do not fit the configuration, are in a
            form that is not read or are not finite.
    """
    with open_checkpoint(path, "pt") as file:
        header = parse_header(path, file)
        with torch.device("meta"):
            expected = MemNet(header.config).state_dict()
        _check_shapes(path, file, expected)
        tensors = {name: file.get_tensor(name) for name in expected}
    for name, tensor in expected.items():
        tensors[name] = _convert(path, name, tensors[name], tensor.dtype)
    network = MemNet(header.config)
    network.load_state_dict(tensors)
    return network.eval(), header.card


def _convert(path: Path, name: str, tensor: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    form = name_odd_form(tensor)
    if form:
        raise CheckpointError(ODD_FORM, path=path, name=name, form=form)
    values = tensor.to(dtype)
    if not torch.isfinite(values).all():
        raise CheckpointError(NOT_FINITE, path=path, name=name)
    return values


def _check_shapes(path: Path, file: Any, expected: dict[str, torch.Tensor]) -> None:
    odd = sorted(set(file.keys()) ^ set(expected))
    if odd:
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{path} has other weights than its configuration demands, first {name}; {expected}",
        )
        raise CheckpointError(text, path=path, name=odd[0], expected=EXPECTED)
    for name, tensor in expected.items():
        found = tuple(file.get_slice(name).get_shape())
        if found != tuple(tensor.shape):
            text = QT_TRANSLATE_NOOP(
                "Engine", "{path} holds {name} of shape {found}, expected {expected}"
            )
            raise CheckpointError(
                text, path=path, name=name, found=found, expected=tuple(tensor.shape)
            )
