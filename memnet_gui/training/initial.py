"""The model that a run starts from, where it does not start from nothing."""

from dataclasses import dataclass, replace
from pathlib import Path

from memnet_gui.errors import UserError
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.checkpoint import load_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.growth import can_grow, grow
from memnet_gui.network.memnet import MemNet
from memnet_gui.training.differences import describe_networks


@dataclass(frozen=True)
class Ancestor:
    """What the card of a fine-tuned model says of the model that it started from.

    Attributes:
        name: Its file name without the ending.
        pixels_seen: Image pixels that its weights had seen.
        training_images: What it learned from.
        grown_from: Its network, such as `M4R3 C32`, where the run trains a larger one.
    """

    name: str
    pixels_seen: int
    training_images: str
    grown_from: str | None = None


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
    ancestor = Ancestor(path.stem, card.pixels_seen, card.training_images)
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
