"""Sentences for the user that the window can say in another language."""

from collections.abc import Sequence
from functools import reduce
from typing import Self

ENGINE = "Engine"
"""Context of all sentences from below the window, for `QT_TRANSLATE_NOOP`."""


class Message(str):
    """An English sentence that remembers what it was made of.

    It is a string like any other: what knows no languages prints or compares it as it is.

    Attributes:
        template: The sentence with its fields, such as `{path} is empty`.
        fields: What was filled in; messages among them are translated, too.
    """

    template: str
    fields: dict[str, object]

    def __new__(cls, template: str, /, **fields: object) -> Self:
        """Fills `fields` into `template`; without fields, braces are nothing but braces."""
        message = super().__new__(cls, template.format(**fields) if fields else template)
        message.template, message.fields = template, fields
        return message


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Marks a text for translation and returns it; lupdate looks for calls of this name.

    Args:
        _context: Where the text belongs: a class, or "Engine" for what comes from below the window.
        text: A literal.
    """
    return text


def join_messages(separator: str, parts: Sequence[str]) -> Message:
    """Returns what `separator.join(parts)` does; each part can be translated by itself."""
    names = [f"part{number}" for number in range(len(parts))]
    template = separator.join(f"{{{name}}}" for name in names)
    return Message(template, **dict(zip(names, parts, strict=True)))


def list_all(names: Sequence[str]) -> str:
    """Returns such as `A and B`, of one name or more."""
    text = QT_TRANSLATE_NOOP("Engine", "{first} and {second}")
    return reduce(lambda first, second: Message(text, first=first, second=second), names)


def reason_of(error: Exception) -> Message:
    """Returns what an error says, to be put into a sentence on what it means for the user.

    The program's own errors are raised with a `Message`, or a text that is marked; of others some
    are known to `SYSTEM_REASONS`, the rest stays English.
    """
    said = error.args[0] if error.args else ""
    return said if isinstance(said, Message) else Message(str(error))


def system_reason_of(error: OSError) -> Message:
    """Returns what the system says of an error, without its number and the file."""
    return Message(error.strerror) if error.strerror else reason_of(error)


SYSTEM_REASONS = (
    QT_TRANSLATE_NOOP("Engine", "Permission denied"),
    QT_TRANSLATE_NOOP("Engine", "Operation not permitted"),
    QT_TRANSLATE_NOOP("Engine", "No such file or directory"),
    QT_TRANSLATE_NOOP("Engine", "Not a directory"),
    QT_TRANSLATE_NOOP("Engine", "Is a directory"),
    QT_TRANSLATE_NOOP("Engine", "File exists"),
    QT_TRANSLATE_NOOP("Engine", "File name too long"),
    QT_TRANSLATE_NOOP("Engine", "No space left on device"),
    QT_TRANSLATE_NOOP("Engine", "Disk quota exceeded"),
    QT_TRANSLATE_NOOP("Engine", "Read-only file system"),
    QT_TRANSLATE_NOOP("Engine", "Input/output error"),
)
"""What systems say most often, marked for translation."""
