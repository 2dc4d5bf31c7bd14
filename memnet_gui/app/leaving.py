"""What is said of results that nobody saved when another photo takes their place."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from memnet_gui.app.document import Document
from memnet_gui.app.translation import translate_message


def say_left(document: Document | None) -> str:
    """Says in a sentence that a document's result can come back."""
    if document is None:
        return ""
    text = QCoreApplication.translate(
        "Workbench", "The result of {title} was not saved; Undo brings it back."
    )
    return text.format(title=translate_message(document.title))


def say_lost(documents: Sequence[Document]) -> str:
    """Says in a sentence whose results had to go; empty for none."""
    if not documents:
        return ""
    text = QCoreApplication.translate(
        "Workbench", "There was no more room for the result of {titles}, which was not saved."
    )
    return text.format(titles=", ".join(translate_message(it.title) for it in documents))
