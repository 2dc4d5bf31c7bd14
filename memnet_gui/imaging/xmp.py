"""XMP packets, the notes of picture catalogues: what of them a turned photo makes untrue.

A packet is XML, carried as it came: parsing and writing it again would change its wrapper and
the order that other programs rely on. Only what no longer holds is edited in place.
"""

import re

_ORIENTATION = re.compile(rb"""(tiff:Orientation(?:\s*=\s*["']|\s*>\s*))[0-9]+""")
_THUMBNAILS = {
    b"</xmp:Thumbnails>": re.compile(rb"<xmp:Thumbnails[\s>].*?</xmp:Thumbnails>", re.DOTALL),
    b"</xap:Thumbnails>": re.compile(rb"<xap:Thumbnails[\s>].*?</xap:Thumbnails>", re.DOTALL),
}
"""Patterns by their ends; `xap` is the older prefix."""


def to_upright(packet: bytes) -> bytes:
    """Returns a packet with the orientation reset and without thumbnails of the old picture."""
    packet = _ORIENTATION.sub(rb"\g<1>1", packet)
    for closing, pattern in _THUMBNAILS.items():
        # Behind the last end each opening would be searched for one, which a hostile file repeats.
        head, end, tail = packet.rpartition(closing)
        packet = pattern.sub(b"", head + end) + tail
    return packet
