"""The model that a run starts from, where it does not start from nothing."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from memnet_gui.errors import UserError
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message
from memnet_gui.network.checkpoint import load_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.growth import can_grow, grow
from memnet_gui.network.memnet import MemNet
from memnet_gui.training.differences import describe_networks
from memnet_gui.training.errors import NoOriginError, OriginError


@dataclass(frozen=True)
class Ancestor:
    """What the card of a fine-tuned model says of the model that it started from.

    Attributes:
        name: Its file name without the ending.
        pixels_seen: Image pixels that its weights had seen.
        training_images: What it learned from.
        grown_from: Its network, such as `M4R3 C32`, where the run trains a larger one.
        sha256: Of its file; "" where that is not known.
        imported_from: The other program's file that its weights came from, as its card has it.
    """

    name: str
    pixels_seen: int
    training_images: str
    grown_from: str | None = None
    sha256: str = ""
    imported_from: str = ""


def load_initial(path: Path, config: NetworkConfig) -> tuple[MemNet, Ancestor]:
    """Loads the weights to start from; those of a smaller network are grown.

    Args:
        path: A checkpoint.
        config: The network that is to be trained.

    Raises:
        CheckpointError: The file is not a checkpoint.
        UserError: It holds a network that cannot become that one.
    """
    network, card = load_checkpoint(path)
    ancestor = Ancestor(
        path.stem,
        card.pixels_seen,
        card.training_images,
        sha256=_hash_file(path),
        imported_from=card.imported_from,
    )
    if network.config == config:
        return network, ancestor
    if not can_grow(network.config, config):
        differences = describe_networks(network.config, config)
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{path} holds another network ({differences}); give the run that model's network "
            "or a larger one",
        )
        if not network.config.follows_paper:
            text = QT_TRANSLATE_NOOP(
                "Engine",
                "{path} holds another network ({differences}), which is not the paper's and "
                "cannot grow; give the run that model's network",
            )
        raise UserError(text, path=path, differences=differences)
    return grow(network, config), replace(ancestor, grown_from=network.config.name)


def check_origin(state_path: Path, ancestor: Ancestor | None, initial: Path) -> None:
    """Makes sure that an interrupted run started from this model, or from one of its name.

    Args:
        state_path: Of the run.
        ancestor: What it started from.
        initial: What it is said to start from now; the file need not be there any more.

    Raises:
        OriginError: It started from another one.
        NoOriginError: It started from none.
    """
    if ancestor is None:
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{path} is of a run that started from no model, so not from {wanted}; leave out "
            "--initial, or start over with --overwrite in place of --resume",
        )
        raise NoOriginError(text, path=state_path, wanted=initial.stem)
    if ancestor.name != initial.stem and not _is_same_file(ancestor, initial):
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{path} is of a run that started from {found}, not from {wanted}; give the same "
            "--initial or none, or start over with --overwrite in place of --resume",
        )
        raise OriginError(text, path=state_path, found=ancestor.name, wanted=initial.stem)


def describe_origin(ancestor: Ancestor | None, initial: Path | None) -> str:
    """Returns a sentence where the model that a run started from has been replaced, else ""."""
    if ancestor is None or initial is None or not ancestor.sha256:
        return ""
    if not initial.exists() or _is_same_file(ancestor, initial):
        return ""
    text = QT_TRANSLATE_NOOP(
        "Engine",
        "{name} has changed since this run started from it; the run goes on with its own weights.",
    )
    return Message(text, name=ancestor.name)


def _is_same_file(ancestor: Ancestor, path: Path) -> bool:
    return bool(ancestor.sha256) and ancestor.sha256 == _hash_file(path)


def _hash_file(path: Path) -> str:
    """Returns the SHA-256 of a file; "" where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
