"""What a checkpoint says of itself, read without its weights and without torch."""

import json
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safetensors import SafetensorError, safe_open

from memnet_gui.errors import UserError
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message, system_reason_of
from memnet_gui.network.card import ModelCard
from memnet_gui.network.configuration import NetworkConfig

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "memnet-gui 1"
EXPECTED = Message(
    QT_TRANSLATE_NOOP("Engine", "expected a MemNet checkpoint of this program (.safetensors)")
)


class CheckpointError(UserError):
    """A checkpoint cannot be used; the message names the file and what was expected."""


@dataclass(frozen=True)
class CheckpointHeader:
    """What a checkpoint says of itself, readable without its weights."""

    config: NetworkConfig
    card: ModelCard


def read_header(path: Path) -> CheckpointHeader:
    """Reads configuration and card of a checkpoint.

    Raises:
        CheckpointError: The file is missing, truncated or not such a checkpoint.
    """
    with open_checkpoint(path) as file:
        return parse_header(path, file)


def holds_other_weights(path: Path) -> bool:
    """Whether a file is a whole one of safetensors that another program wrote."""
    try:
        with open_checkpoint(path) as file:
            return not is_of_this_program(file)
    except CheckpointError:
        return False


@contextmanager
def open_checkpoint(path: Path, framework: str = "numpy") -> "Iterator[Any]":
    """Opens a file of weights.

    Args:
        path: The file.
        framework: What its tensors shall come as: `numpy`, or `pt`, which loads torch.

    Raises:
        CheckpointError: It is missing, may not be read, is truncated or another kind of file.
    """
    try:
        if not path.is_file():
            text = QT_TRANSLATE_NOOP("Engine", "{path} does not exist or is not a file; {expected}")
            raise CheckpointError(text, path=path, expected=EXPECTED)
        path.open("rb").close()  # safe_open calls whatever cannot be read missing
        with safe_open(path, framework=framework) as file:
            yield file
    except OSError as error:
        text = QT_TRANSLATE_NOOP("Engine", "{path} cannot be read ({reason})")
        raise CheckpointError(text, path=path, reason=system_reason_of(error)) from error
    except SafetensorError as error:
        text = QT_TRANSLATE_NOOP("Engine", "{path} cannot be read ({error}); {expected}, whole")
        raise CheckpointError(text, path=path, error=error, expected=EXPECTED) from error


def is_of_this_program(file: Any) -> bool:
    """Whether an open file of weights is a checkpoint of this program."""
    return bool((file.metadata() or {}).get("format") == FORMAT)


def parse_header(path: Path, file: Any) -> CheckpointHeader:
    """Returns what an open checkpoint says of itself.

    Raises:
        CheckpointError: It is none of this program, or its metadata is unusable.
    """
    if not is_of_this_program(file):
        text = QT_TRANSLATE_NOOP("Engine", "{path} holds other weights; {expected}")
        raise CheckpointError(text, path=path, expected=EXPECTED)
    metadata = file.metadata()
    try:
        network, card = (json.loads(metadata[part]) for part in ("network", "card"))
        if not isinstance(network, dict) or not isinstance(card, dict):
            raise TypeError("expected tables")
        return CheckpointHeader(NetworkConfig.from_dict(network), ModelCard.from_dict(card))
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        text = QT_TRANSLATE_NOOP("Engine", "{path} has unusable metadata ({error}); {expected}")
        raise CheckpointError(text, path=path, error=error, expected=EXPECTED) from error
