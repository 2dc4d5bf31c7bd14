"""Names what two networks, or the settings of two runs, have otherwise."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from memnet_gui.messages import QT_TRANSLATE_NOOP, Message, join_messages
from memnet_gui.network.configuration import NetworkConfig

_NETWORK = {
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
_SETTINGS = {
    "task": QT_TRANSLATE_NOOP("Engine", "task"),
    "levels": QT_TRANSLATE_NOOP("Engine", "levels"),
    "patch_px": QT_TRANSLATE_NOOP("Engine", "patch"),
    "batch": QT_TRANSLATE_NOOP("Engine", "batch"),
    "balance": QT_TRANSLATE_NOOP("Engine", "balance"),
    "alpha": QT_TRANSLATE_NOOP("Engine", "alpha"),
    "keep_statistics": QT_TRANSLATE_NOOP("Engine", "kept statistics"),
    "optimizer": QT_TRANSLATE_NOOP("Engine", "optimizer"),
    "rate": QT_TRANSLATE_NOOP("Engine", "rate"),
    "precision": QT_TRANSLATE_NOOP("Engine", "precision"),
    "seed": QT_TRANSLATE_NOOP("Engine", "seed"),
}
"""What a user chooses; all else keeps the name that it has in a recipe."""
_YES, _NO = QT_TRANSLATE_NOOP("Engine", "yes"), QT_TRANSLATE_NOOP("Engine", "no")
_PAPERS = QT_TRANSLATE_NOOP("Engine", "the paper's")


def describe_networks(found: NetworkConfig, wanted: NetworkConfig) -> str:
    """Returns such as `blocks: 4, not 6, image channels: 1, not 3`."""
    return join_messages(", ", _list(asdict(found), asdict(wanted), _NETWORK))


def describe_settings(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> str:
    """Returns such as `rate: 0.004, not 0.5` for two fingerprints of recipes; "" for equal ones."""
    networks = _list(_complete(found.get("network")), _complete(wanted.get("network")), _NETWORK)
    others = _list(_plain(found), _plain(wanted), _SETTINGS)
    return join_messages(", ", networks + others)


def _list(
    found: Mapping[str, Any], wanted: Mapping[str, Any], names: Mapping[str, str]
) -> list[str]:
    text = QT_TRANSLATE_NOOP("Engine", "{name}: {found}, not {wanted}")
    return [
        Message(
            text,
            name=Message(names.get(name, name)),
            found=_say(found.get(name)),
            wanted=_say(value),
        )
        for name, value in wanted.items()
        if found.get(name) != value
    ]


def _complete(network: Any) -> dict[str, Any]:
    """Returns a network as a state holds it, with what later versions have added."""
    try:
        return asdict(NetworkConfig.from_dict(network))
    except (TypeError, ValueError):
        return {}


def _plain(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Returns settings with the levels as on the command line: `0-75` or `10,20,40`."""
    levels = (f"{level:g}" for level in settings.get("levels", ()))
    joined = ("-" if settings.get("blind") else ",").join(levels)
    told: dict[str, Any] = {"levels": joined}
    if settings.get("alpha") is None:
        told["alpha"] = Message(_PAPERS)
    left_out = ("network", "blind")
    return {k: v for k, v in settings.items() if k not in left_out} | told


def _say(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Message):
        return value
    return Message(_YES if value else _NO) if isinstance(value, bool) else str(value)
