"""What the figures of a result are of, and what its final picture is called."""

from PySide6.QtCore import QCoreApplication

from memnet_gui.app.document import Document
from memnet_gui.restoration.models import ColourPolicy


def describe_scope(document: Document) -> tuple[str, str]:
    """Returns what of the pictures is measured, briefly and in sentences; empty for all of it."""
    translate = QCoreApplication.translate
    brief, sentences = [], []
    if document.reference is not None and document.photo.channels > 1:
        brief.append(translate("Predictions", "RGB"))
        sentences.append(
            translate("Predictions", "PSNR and SSIM are those of red, green and blue.")
        )
        if document.model is not None and document.model.colour_policy is ColourPolicy.LUMINANCE:
            sentences.append(translate("Predictions", "The network restores the luminance."))
    if document.region is not None:
        brief.append(translate("Predictions", "restored region"))
        sentences.append(translate("Predictions", "Only the restored region is measured."))
    return ", ".join(brief), " ".join(sentences)


def name_final(document: Document | None) -> str:
    """Returns what stands for the final picture of a stopped run; empty for a final picture."""
    translate = QCoreApplication.translate
    restoration = document.restoration if document else None
    if restoration is None or restoration.is_complete:
        return ""
    if restoration.newest is not None:
        return translate("Predictions", "M{number} (stopped)").format(number=restoration.newest)
    done = restoration.positions
    return translate("Predictions", "{done}/{all} (stopped)").format(
        done=done, all=done + restoration.missing_positions
    )
