"""Reads files of weights that others made, without running anything that is in them."""

import warnings
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file

from memnet_gui.errors import summarise
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.restoration.rivals.rival import RivalError

PICKLED = (".pth", ".pt", ".ckpt")
SAFETENSORS = ".safetensors"


def read_state(path: Path) -> dict[str, Any]:
    """Returns the tensors of a file by their names, on the processor.

    Raises:
        RivalError: It is missing or damaged, or holds more than weights: a program in it
            (TorchScript, pickled objects) is never run.
    """
    if not path.is_file():
        text = QT_TRANSLATE_NOOP(
            "Engine", "{path} does not exist or is not a file; choose a file of weights"
        )
        raise RivalError(text, path=path)
    suffix = path.suffix.lower()
    if suffix not in (*PICKLED, SAFETENSORS):
        text = QT_TRANSLATE_NOOP(
            "Engine", "{path} is no file of weights; choose a .pth, .pt, .ckpt or .safetensors file"
        )
        raise RivalError(text, path=path)
    state = _load(path, pickled=suffix in PICKLED)
    if not isinstance(state, dict) or not state:
        text = QT_TRANSLATE_NOOP(
            "Engine", "{path} holds no weights by name; choose a file of a network's weights"
        )
        raise RivalError(text, path=path)
    return state


def _load(path: Path, *, pickled: bool) -> Any:
    try:
        if not pickled:
            return load_file(path, device="cpu")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of odd versions in damaged files
            return torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:
        # Damaged files fail in whatever takes them apart: struct, pickle, torch, ...
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{path} cannot be read ({error}); it must be a whole file that holds nothing but "
            "weights",
        )
        raise RivalError(text, path=path, error=summarise(error)) from error
