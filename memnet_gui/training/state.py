"""The file from which an interrupted training run continues."""

import os
from pathlib import Path
from typing import Any

import torch

from memnet_gui.errors import UserError


class StateError(UserError):
    """A training state cannot be continued from; the message names the file."""


def save_state(path: Path, state: dict[str, Any]) -> None:
    """Writes `state` (tensors and plain values) so that a killed process leaves the old file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    torch.save(state, partial)
    partial.replace(path)


def load_state(path: Path, device: torch.device) -> dict[str, Any]:
    """Reads what `save_state` wrote; tensors go to `device`, nothing else is unpickled.

    Raises:
        StateError: The file is missing or is not a training state.
    """
    try:
        state = torch.load(path, map_location=device, weights_only=True)
    except FileNotFoundError:
        raise StateError(f"{path} does not exist: there is no run to resume") from None
    except Exception as error:
        raise StateError(f"{path} is not a training state that can be resumed") from error
    if not isinstance(state, dict) or "recipe" not in state:
        raise StateError(f"{path} is not a training state of this program")
    return state
