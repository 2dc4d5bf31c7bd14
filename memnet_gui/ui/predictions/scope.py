"""What the figures of a result are of."""

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
