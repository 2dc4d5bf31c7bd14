"""What figures and feature maps are of."""

from PySide6.QtCore import QCoreApplication

from memnet_gui.app.document import Document
from memnet_gui.restoration.models import ColourPolicy, ModelInfo


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


def describe_size(document: Document, model: ModelInfo) -> str:
    """Says where the open photo has not the size at which a model would restore it; else empty."""
    is_enlarged, enlarges = document.scale > 1, model.card.task == "upscale"
    if enlarges and not is_enlarged:
        return QCoreApplication.translate(
            "Predictions",
            "Restoring enlarges the photo first; this is of the photo at its own size.",
        )
    if is_enlarged and not enlarges:
        return QCoreApplication.translate(
            "Predictions",
            "Restoring begins with the photo at its own size; this is of the enlarged one.",
        )
    return ""
