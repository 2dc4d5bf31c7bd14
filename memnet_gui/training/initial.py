"""The model that a run starts from, where it does not start from nothing."""

from dataclasses import asdict, dataclass, replace
from pathlib import Path

from memnet_gui.errors import UserError
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message, join_messages
from memnet_gui.network.checkpoint import load_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.growth import can_grow, grow
from memnet_gui.network.memnet import MemNet

_NAMES = {
    "blocks": QT_TRANSLATE_NOOP("Engine", "blocks"),
    "recursions": QT_TRANSLATE_NOOP("Engine", "recursions"),
    "filters": QT_TRANSLATE_NOOP("Engine", "filters"),
    "channels": QT_TRANSLATE_NOOP("Engine", "image channels"),
    "multi_supervised": QT_TRANSLATE_NOOP("Engine", "multi-supervised"),
    "long_term": QT_TRANSLATE_NOOP("Engine", "long-term"),
    "short_term": QT_TRANSLATE_NOOP("Engine", "short-term"),
    "shared_recursions": QT_TRANSLATE_NOOP("Engine", "shared recursions"),
    "long_term_first": QT_TRANSLATE_NOOP("Engine", "long-term memories first"),
    "short_term_step": QT_TRANSLATE_NOOP("Engine", "recursions from one memory to the next"),
}
_YES, _NO = QT_TRANSLATE_NOOP("Engine", "yes"), QT_TRANSLATE_NOOP("Engine", "no")


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
        differences = _describe_differences(network.config, config)
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


def _describe_differences(found: NetworkConfig, wanted: NetworkConfig) -> str:
    theirs = asdict(wanted)
    text = QT_TRANSLATE_NOOP("Engine", "{name}: {found}, not {wanted}")
    differences = [
        Message(text, name=Message(_NAMES[name]), found=_say(value), wanted=_say(theirs[name]))
        for name, value in asdict(found).items()
        if value != theirs[name]
    ]
    return join_messages(", ", differences)


def _say(value: object) -> str:
    return Message(_YES if value else _NO) if isinstance(value, bool) else str(value)
