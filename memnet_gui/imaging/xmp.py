"""XMP packets, the notes of picture catalogues: what of them a saved photo makes untrue.

A packet is XML, carried as it came: parsing and writing it again would change its wrapper and
the order that other programs rely on. Only what no longer holds is edited in place.
"""

import re

from memnet_gui.imaging.resolution import INCH, Dpi, to_ratio

_NUMBER = rb"""((?:%s)(?:\s*=\s*["']|\s*>\s*))[0-9]+(?:/[0-9]+)?"""
"""An attribute or an element with a number or a ratio."""
_ORIENTATION = re.compile(_NUMBER % rb"tiff:Orientation")
_WIDTH = re.compile(_NUMBER % rb"tiff:ImageWidth|exif:PixelXDimension")
_HEIGHT = re.compile(_NUMBER % rb"tiff:ImageLength|exif:PixelYDimension")
_ACROSS, _DOWN, _UNIT = (
    re.compile(_NUMBER % name)
    for name in (rb"tiff:XResolution", rb"tiff:YResolution", rb"tiff:ResolutionUnit")
)
_CLAIM = rb"(?:G?Camera:(?:MotionPhoto|MicroVideo)\w*|hdrgm:Version|xmpNote:HasExtendedXMP)"
"""The names by which a packet says that its file holds a video, a gain map or a second packet."""
_CLAIMS = re.compile(
    rb"""\s%b\s*=\s*(?:"[^"]*"|'[^']*')|<%b\s*(?:/>|>[^<]*</%b\s*>)""" % ((_CLAIM,) * 3)
)
_STRUCTURES = {
    b"</%b>" % name: re.compile(rb"<%b[\s>].*?</%b>" % (name, name), re.DOTALL)
    for name in (
        b"xmp:Thumbnails",
        b"xap:Thumbnails",
        b"Container:Directory",
        b"GContainer:Directory",
    )
}
"""Patterns, by their ends, of thumbnails of the old picture (`xap` is the older prefix) and of the
list of pictures and videos that stood behind it in its file.
"""


def to_upright(packet: bytes) -> bytes:
    """Returns a packet with the orientation reset and without what only the old file holds.

    That is thumbnails, and the claims that there are a motion photo's video, a gain map or an
    extended packet, where other programs would look for them.
    """
    packet = _CLAIMS.sub(b"", _ORIENTATION.sub(rb"\g<1>1", packet))
    for closing, pattern in _STRUCTURES.items():
        # Behind the last end each opening would be searched for one, which a hostile file repeats.
        head, end, tail = packet.rpartition(closing)
        packet = pattern.sub(b"", head + end) + tail
    return packet


def describe(packet: bytes, *, width: int, height: int, dpi: Dpi | None = None) -> bytes:
    """Returns a packet that states the picture's size and pixels per inch, where it states some."""
    numbers = {_WIDTH: b"%d" % width, _HEIGHT: b"%d" % height}
    if dpi:
        across, down = (b"%d/%d" % to_ratio(value) for value in dpi)
        numbers |= {_ACROSS: across, _DOWN: down, _UNIT: b"%d" % INCH}
    for pattern, number in numbers.items():
        packet = pattern.sub(rb"\g<1>" + number, packet)
    return packet


def read_orientation(packet: bytes) -> int | None:
    """Returns the orientation that a packet states, if that is one digit."""
    found = _ORIENTATION.search(packet)
    number = found[0][len(found[1]) :] if found else b""
    return int(number) if len(number) == 1 else None
