"""Why a photo failed, said in a row that has little room and names the photo already."""

from pathlib import Path, PurePath

from memnet_gui.app.translation import translate_message
from memnet_gui.messages import Message

_HERE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for the photo while its sentence is translated."""
_MOST_WORDS = 2
"""What may stand before the photo and go with it, as in German "Die Datei"."""


def shorten_failure(error: str, photo: Path) -> str:
    """Returns what a sentence says of a photo; other files go by their names.

    Where such a name is the photo's too, its folder's comes first.

    Args:
        error: The sentence, a `Message` or plain.
        photo: Which photo's row it is for.
    """
    said = translate_message(_without_folders(error, photo)).replace(str(photo), _HERE)
    before, _, after = said.partition(_HERE)
    if not after or len(before.split()) > _MOST_WORDS:
        return said.replace(_HERE, photo.name)
    after = after.removeprefix(":").lstrip().replace(_HERE, photo.name)
    return after.removeprefix("is ").removeprefix("ist ")


def _without_folders(error: str, photo: Path) -> str:
    if not isinstance(error, Message) or not error.fields:
        return error
    fields = {name: _shorten(field, photo) for name, field in error.fields.items()}
    return Message(error.template, **fields)


def _shorten(field: object, photo: Path) -> object:
    if field == photo:
        return _HERE
    if isinstance(field, PurePath):
        return field.name if field.name != photo.name else PurePath(field.parent.name, field.name)
    return _without_folders(field, photo) if isinstance(field, Message) else field
