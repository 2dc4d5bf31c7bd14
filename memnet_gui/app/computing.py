"""From what the user prefers to what this machine can do."""

from dataclasses import dataclass, replace

from memnet_gui.app.settings import Settings
from memnet_gui.app.translation import translate_message
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message, join_messages
from memnet_gui.restoration.hardware import (
    DeviceError,
    automatic_threads,
    choose_backend,
    choose_device,
)

_ENGINE_NOTES = (
    QT_TRANSLATE_NOOP("Engine", "OpenVINO computes on the processor"),
    QT_TRANSLATE_NOOP("Engine", "OpenVINO is not installed"),
)
"""How the sentences of `choose_backend` begin, without the remedy."""


@dataclass(frozen=True)
class ComputeSettings:
    """How restorations are computed; see `RestorationRequest`.

    `threads` is None where the program chooses and torch is not there yet.
    """

    device: str = "auto"
    precision: str = "auto"
    backend: str = "auto"
    tile_px: int | None = None
    threads: int | None = None
    memory_bytes: int | None = None
    self_ensemble: bool = False


def preferred_compute(settings: Settings) -> ComputeSettings:
    """Returns how restorations shall be computed; whether that is possible is not asked."""
    limit, threads = settings.memory_limit_gb, settings.threads
    return ComputeSettings(
        device=settings.device,
        precision=settings.precision,
        backend=settings.backend,
        threads=int(threads) if threads else None,
        memory_bytes=int(limit * 1e9) if limit else None,
        self_ensemble=settings.self_ensemble,
    )


def possible_compute(wanted: ComputeSettings) -> tuple[ComputeSettings, str]:
    """Returns what comes nearest to a wish on this machine, and a sentence on what differs.

    A settings file may come from another machine, and a graphics card may go. Asks torch for the
    hardware, so the engine must be loaded.
    """
    if wanted.backend == "openvino" and wanted.device == "auto":
        wanted = replace(wanted, device="cpu")  # it computes nowhere else
    if wanted.threads is None:
        wanted = replace(wanted, threads=automatic_threads())
    notes = []
    try:
        device = choose_device(wanted.device)
    except DeviceError:
        text = QT_TRANSLATE_NOOP("Engine", "there is no graphics card that can be used")
        notes.append(Message(text))
        wanted = replace(wanted, device="auto")
        device = choose_device("auto")
    try:
        choose_backend(wanted.backend, device)
    except DeviceError as error:
        notes.append(Message(str(error).partition(";")[0]))  # one of `_ENGINE_NOTES`
        wanted = replace(wanted, backend="auto")
    if not notes:
        return wanted, ""
    text = QT_TRANSLATE_NOOP(
        "Engine", "Computing automatically, not as chosen in Preferences: {reasons}."
    )
    return wanted, translate_message(Message(text, reasons=join_messages(", ", notes)))
