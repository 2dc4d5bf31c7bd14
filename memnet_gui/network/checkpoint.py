"""One safetensors file holds a network: weights, configuration and model card."""

import json
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save

from memnet_gui.errors import UserError
from memnet_gui.files import write_file
from memnet_gui.network.card import ModelCard
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORMAT = "memnet-gui 1"
_EXPECTED = "expected a MemNet checkpoint of this program (.safetensors)"


class CheckpointError(UserError):
    """A checkpoint cannot be used; the message names the file and what was expected."""


@dataclass(frozen=True)
class CheckpointHeader:
    """What a checkpoint says of itself, readable without its weights."""

    config: NetworkConfig
    card: ModelCard


def save_checkpoint(path: Path, network: MemNet, card: ModelCard) -> None:
    """Writes weights, configuration and card; a killed process leaves the old file whole."""
    metadata = {
        "format": _FORMAT,
        "network": json.dumps(asdict(network.config)),
        "card": json.dumps(card.to_dict()),
    }
    tensors = {name: t.detach().cpu().contiguous() for name, t in network.state_dict().items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, save(tensors, metadata), overwrite=True)


def read_header(path: Path) -> CheckpointHeader:
    """Reads configuration and card of a checkpoint.

    Raises:
        CheckpointError: The file is missing, truncated or not such a checkpoint.
    """
    with _opened(path) as file:
        return _header(path, file)


def load_checkpoint(path: Path) -> tuple[MemNet, ModelCard]:
    """Builds the network of a checkpoint, in evaluation mode on the CPU.

    Nothing is unpickled, and nothing is allocated before every shape is what the
    configuration demands.

    Raises:
        CheckpointError: As `read_header`, or the weights do not fit the configuration or
            are not finite.
    """
    with _opened(path) as file:
        header = _header(path, file)
        with torch.device("meta"):
            expected = MemNet(header.config).state_dict()
        _check_shapes(path, file, expected)
        tensors = {name: file.get_tensor(name) for name in expected}
    for name, tensor in tensors.items():
        if tensor.is_floating_point() and not torch.isfinite(tensor).all():
            raise CheckpointError(f"{path} is damaged: {name} holds values that are not finite")
    network = MemNet(header.config)
    network.load_state_dict(tensors)
    return network.eval(), header.card


@contextmanager
def _opened(path: Path) -> "Iterator[Any]":
    if not path.is_file():
        raise CheckpointError(f"{path} does not exist or is not a file; {_EXPECTED}")
    try:
        with safe_open(path, framework="pt") as file:
            yield file
    except (SafetensorError, OSError) as error:
        message = f"{path} cannot be read ({error}); {_EXPECTED}, whole"
        raise CheckpointError(message) from error


def _header(path: Path, file: Any) -> CheckpointHeader:
    metadata = file.metadata() or {}
    if metadata.get("format") != _FORMAT:
        raise CheckpointError(f"{path} holds other weights; {_EXPECTED}")
    try:
        network, card = (json.loads(metadata[part]) for part in ("network", "card"))
        if not isinstance(network, dict) or not isinstance(card, dict):
            raise TypeError("expected tables")
        return CheckpointHeader(NetworkConfig.from_dict(network), ModelCard.from_dict(card))
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise CheckpointError(f"{path} has unusable metadata ({error}); {_EXPECTED}") from error


def _check_shapes(path: Path, file: Any, expected: dict[str, torch.Tensor]) -> None:
    odd = sorted(set(file.keys()) ^ set(expected))
    if odd:
        raise CheckpointError(
            f"{path} has other weights than its configuration demands, first {odd[0]}; {_EXPECTED}"
        )
    for name, tensor in expected.items():
        found = tuple(file.get_slice(name).get_shape())
        if found != tuple(tensor.shape):
            raise CheckpointError(
                f"{path} holds {name} of shape {found}, expected {tuple(tensor.shape)}"
            )
