"""What a network is and what it learned, in a few words."""

from memnet_gui.network.card import ModelCard
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.cost import count_weights

_QUANTITIES = {"noise_sigma": "noise sigma ", "jpeg_quality": "JPEG quality "}


def describe_levels(card: ModelCard) -> str:
    """Returns what a network was trained to undo, such as `noise sigma 0 to 75` or `x2, x3`."""
    parts = []
    for quantity, levels in card.degradation.items():
        texts = [f"{level:g}" for level in levels]
        if quantity == "scale":
            parts.append(", ".join(f"x{text}" for text in texts))
        else:
            # Cards of earlier versions do not say it; theirs of two levels are nearly all ranges.
            between = " to " if len(texts) == 2 and not card.levels_listed else ", "
            parts.append(_QUANTITIES.get(quantity, f"{quantity} ") + between.join(texts))
    return "; ".join(parts)


def describe_network(config: NetworkConfig) -> str:
    """Returns a network in a few words."""
    return (
        f"{config.name}, {'grey' if config.channels == 1 else 'colour'}, {config.layers} layers, "
        f"{count_weights(config):,} convolution weights"
    )
