"""What is said of a rival's result beside its PSNR and SSIM."""

from PySide6.QtCore import QCoreApplication

from memnet_gui.app.rivalling import RIVAL_KEY
from memnet_gui.app.translation import translate_message
from memnet_gui.restoration.rivals.rival import RivalRestoration
from memnet_gui.ui.numbers import format_count, format_time_taken
from memnet_gui.ui.predictions import StripEntry


def describe_entry(restoration: RivalRestoration) -> StripEntry:
    """Returns the result's entry in the strip."""
    title = translate_message(restoration.rival.title)
    seconds = format_time_taken(restoration.seconds)
    return StripEntry(RIVAL_KEY, title, note=seconds, lines=tuple(describe(restoration)))


def describe(restoration: RivalRestoration) -> list[str]:
    """Returns time, weights, what it was told of the noise, and its licence."""
    rival = restoration.rival
    lines = [_say_time(restoration), _say_weights(restoration)]
    if restoration.sigma is not None:
        lines.append(_say_sigma(restoration))
    if rival.licence:
        lines.append(translate_message(rival.licence))
    return lines


def _say_time(restoration: RivalRestoration) -> str:
    on_cpu = QCoreApplication.translate("Rivals", "{time} on the processor")
    on_gpu = QCoreApplication.translate("Rivals", "{time} on the graphics card")
    text = on_cpu if restoration.device == "cpu" else on_gpu
    return text.format(time=format_time_taken(restoration.seconds))


def _say_weights(restoration: RivalRestoration) -> str:
    rival = restoration.rival
    if rival.weights is None:
        return QCoreApplication.translate("Rivals", "No weights")
    text = QCoreApplication.translate("Rivals", "{architecture}, {count} weights")
    return text.format(architecture=rival.architecture, count=format_count(rival.weights))


def _say_sigma(restoration: RivalRestoration) -> str:
    known = QCoreApplication.translate("Rivals", "Told the noise: sigma {sigma:.1f}")
    estimated = QCoreApplication.translate("Rivals", "Told estimated noise: sigma {sigma:.1f}")
    text = estimated if restoration.is_estimated else known
    return text.format(sigma=restoration.sigma)
