"""What is said of a restoration that was cancelled and left something."""

from PySide6.QtCore import QCoreApplication

from memnet_gui.restoration.request import Restoration


def say_stopped(restoration: Restoration) -> str:
    """Says in a sentence what stands for the final picture; empty where that is complete."""
    if restoration.is_complete:
        return ""
    translate = QCoreApplication.translate
    if restoration.newest is not None:
        text = translate(
            "Stopped", "Stopped; M{number} was complete and stands for the final picture."
        )
        return text.format(number=restoration.newest)
    text = translate(
        "Stopped", "Stopped; the mean of {done} of {all} positions stands for the final picture."
    )
    return text.format(done=restoration.positions, all=_all_positions(restoration))


def name_stopped(restoration: Restoration | None) -> str:
    """Returns what stands for the final picture; empty where that is the final picture."""
    if restoration is None or restoration.is_complete:
        return ""
    translate = QCoreApplication.translate
    if restoration.newest is not None:
        return translate("Stopped", "M{number} (stopped)").format(number=restoration.newest)
    text = translate("Stopped", "{done}/{all} (stopped)")
    return text.format(done=restoration.positions, all=_all_positions(restoration))


def _all_positions(restoration: Restoration) -> int:
    return restoration.positions + restoration.missing_positions
