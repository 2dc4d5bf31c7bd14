"""What distinguishes a network from the paper's, in words."""

from dataclasses import replace

from memnet_gui.messages import QT_TRANSLATE_NOOP, Message, join_messages
from memnet_gui.network.card import ModelCard
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.cost import count_weights


def describe_origin(config: NetworkConfig, card: ModelCard) -> str:
    """Returns where imported weights come from and how the network differs from the paper's.

    Empty for a network of the paper's kind that this program alone trained. Nobody knows what
    imported weights had seen, so what their card has counted they have seen here.
    """
    if config.follows_paper:
        return _describe_papers(card) if card.imported_from else ""
    facts = {"weights": _millions(config), "differences": _describe_differences(config)}
    if not card.imported_from:
        text = QT_TRANSLATE_NOOP("Engine", "Not the paper's network: {weights}; {differences}")
        return Message(text, **facts)
    text = QT_TRANSLATE_NOOP(
        "Engine", "Imported from {file}, not the paper's network: {weights}; {differences}"
    )
    if card.pixels_seen:
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "Imported from {file} and trained further, not the paper's network: {weights}; "
            "{differences}",
        )
    return Message(text, file=card.imported_from, **facts)


def _describe_papers(card: ModelCard) -> Message:
    text = QT_TRANSLATE_NOOP("Engine", "Imported from {file}, a network as in the paper")
    if card.pixels_seen:
        text = QT_TRANSLATE_NOOP(
            "Engine", "Imported from {file} and trained further, a network as in the paper"
        )
    return Message(text, file=card.imported_from)


def _millions(config: NetworkConfig) -> Message:
    """Returns the number of weights, and what the paper's network of this size has if fewer."""
    papers = replace(config, shared_recursions=True)
    count, shared = (count_weights(each) / 1e6 for each in (config, papers))
    if config.shared_recursions:
        return Message(QT_TRANSLATE_NOOP("Engine", "{count:.3g} million weights"), count=count)
    text = QT_TRANSLATE_NOOP("Engine", "{count:.3g} million weights in place of {shared:.3g}")
    return Message(text, count=count, shared=shared)


def _describe_differences(config: NetworkConfig) -> Message:
    found = []
    if not config.shared_recursions:
        found.append(Message(QT_TRANSLATE_NOOP("Engine", "its recursions share no weights")))
    if not config.long_term_first:
        text = QT_TRANSLATE_NOOP("Engine", "its gate units read short-term memory first")
        found.append(Message(text))
    if config.short_term_step > 1:
        text = QT_TRANSLATE_NOOP("Engine", "its gate units read one recursion in {step}")
        found.append(Message(text, step=config.short_term_step))
    return join_messages(", ", found)
