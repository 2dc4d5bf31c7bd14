"""The model that a run starts from, where it does not start from nothing."""

from dataclasses import asdict, dataclass
from pathlib import Path

from memnet_gui.errors import UserError
from memnet_gui.network.checkpoint import load_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet


@dataclass(frozen=True)
class Ancestor:
    """What the card of a fine-tuned model says of the model that it started from.

    Attributes:
        name: Its file name without the ending.
        pixels_seen: Image pixels that its weights had seen.
        training_images: What it learned from.
    """

    name: str
    pixels_seen: int
    training_images: str


def load_initial(path: Path, config: NetworkConfig) -> tuple[MemNet, Ancestor]:
    """Loads the weights to start from.

    Args:
        path: A checkpoint.
        config: The network that is to be trained.

    Raises:
        CheckpointError: The file is not a checkpoint.
        UserError: It holds another network.
    """
    network, card = load_checkpoint(path)
    if network.config != config:
        differences = _describe_differences(network.config, config)
        raise UserError(
            f"{path} holds another network ({differences}); give the run that model's network"
        )
    return network, Ancestor(path.stem, card.pixels_seen, card.training_images)


def _describe_differences(found: NetworkConfig, wanted: NetworkConfig) -> str:
    names = {"multi_supervised": "multi-supervised", "channels": "image channels"}
    theirs = asdict(wanted)
    return ", ".join(
        f"{names.get(name, name.replace('_', '-'))}: {_say(value)}, not {_say(theirs[name])}"
        for name, value in asdict(found).items()
        if value != theirs[name]
    )


def _say(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
