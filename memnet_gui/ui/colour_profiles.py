"""Colours on the screen: from a photo's own profile to sRGB, which unmanaged screens expect.

Qt tells no program the screen's profile. It converts 100 to 140 megapixels a second on one core,
four times as many as Little CMS, and differs from it by at most one level. What Qt cannot do is
left to `memnet_gui.imaging.profiles`.
"""

from functools import lru_cache

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColorSpace, QImage

from memnet_gui.imaging.profiles import changes_colours
from memnet_gui.messages import QT_TRANSLATE_NOOP

_SRGB = QColorSpace.NamedColorSpace.SRgb
_HEADER_BYTES = 128
_NAMELESS = QT_TRANSLATE_NOOP("InfoRow", "own colour profile")
_UNKNOWN = QT_TRANSLATE_NOOP("InfoRow", "colour profile that cannot be read")


def to_srgb(image: QImage, profile: bytes | None) -> QImage:
    """Converts an image's pixels in place, in any thread, and returns it.

    Left as they are: sRGB, what cannot be read, and a profile for another number of channels.

    Args:
        image: Grayscale8, or RGB with or without opacity.
        profile: The ICC profile that its pixels are encoded in; None means sRGB.
    """
    space = _find_space(profile)
    is_grey = image.format() == QImage.Format.Format_Grayscale8
    if space is not None and (space.colorModel() is QColorSpace.ColorModel.Gray) == is_grey:
        image.setColorSpace(space)
        image.convertToColorSpace(QColorSpace(_SRGB))
    return image


def is_beyond_qt(profile: bytes | None, *, grey_with_opacity: bool) -> bool:
    """Whether Qt cannot convert such pictures: Little CMS perhaps can."""
    return profile is not None and (grey_with_opacity or not _read(profile).isValid())


def name_profile(profile: bytes | None) -> str:
    """Returns what a profile calls itself, "" for sRGB."""
    if profile is None:
        return ""
    space = _read(profile)
    if not space.isValid():
        text = _NAMELESS if any(changes_colours(it, profile) for it in (1, 3)) else _UNKNOWN
        return QCoreApplication.translate("InfoRow", text)
    if _is_srgb(space):
        return ""
    return space.description() or QCoreApplication.translate("InfoRow", _NAMELESS)


def _find_space(profile: bytes | None) -> QColorSpace | None:
    """Returns the colours of a profile; None where there is nothing to convert."""
    if profile is None:
        return None
    space = _read(profile)
    return space if space.isValid() and not _is_srgb(space) else None


@lru_cache(maxsize=4)  # each band of a photo asks again
def _read(profile: bytes) -> QColorSpace:
    # Qt complains in the log of what is no profile at all.
    is_profile = len(profile) > _HEADER_BYTES and profile[36:40] == b"acsp"
    return QColorSpace.fromIccProfile(profile) if is_profile else QColorSpace()


def _is_srgb(space: QColorSpace) -> bool:
    """Whether the colours are those of sRGB, whatever they are called."""
    return (
        space.primaries() is QColorSpace.Primaries.SRgb
        and space.transferFunction() is QColorSpace.TransferFunction.SRgb
    )
