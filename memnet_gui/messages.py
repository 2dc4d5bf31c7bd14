"""Sentences for the user that the window can say in another language."""

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
