"""The file from which an interrupted training run continues."""

import io
from contextlib import suppress
from pathlib import Path
from typing import Any

import torch

from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.training.errors import DamagedStateError, StateError


def save_state(path: Path, state: dict[str, Any]) -> None:
    """Writes `state` (tensors and plain values); whatever fails leaves the old file whole.

    Raises:
        OSError: The file cannot be written.
    """
    # Into memory first: torch's own writer says of a full disk only that it failed.
    buffer = io.BytesIO()
    torch.save(state, buffer)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Always the same name, so that what a killed process leaves is used again.
    partial = partial_of(path)
    try:
        partial.write_bytes(buffer.getbuffer())
        partial.replace(path)
    finally:
        with suppress(OSError):
            partial.unlink()


def partial_of(path: Path) -> Path:
    """Returns where a state is written before it gets its name."""
    return path.with_name(f".{path.name}.partial")


def load_state(path: Path, device: torch.device) -> dict[str, Any]:
    """Reads what `save_state` wrote; tensors go to `device`, nothing else is unpickled.

    Raises:
        StateError: The file is missing or is not a training state.
    """
    try:
        state = torch.load(path, map_location=device, weights_only=True)
    except FileNotFoundError:
        text = QT_TRANSLATE_NOOP("Engine", "{path} does not exist: there is no run to resume")
        raise StateError(text, path=path) from None
    except Exception as error:
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{path} is not a training state that can be resumed; start over with --overwrite in "
            "place of --resume",
        )
        raise DamagedStateError(text, path=path) from error
    if not isinstance(state, dict) or not isinstance(state.get("recipe"), dict):
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{path} is not a training state of this program; start over with --overwrite in place "
            "of --resume",
        )
        raise DamagedStateError(text, path=path)
    return state
