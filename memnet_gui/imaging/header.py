"""What a photo file says of itself before its pixels are decoded."""

from dataclasses import dataclass

from memnet_gui.imaging.resolution import Dpi
from memnet_gui.messages import QT_TRANSLATE_NOOP


class UnsupportedError(Exception):
    """The photo is whole but of a kind that is not read.

    Attributes:
        template: The sentence for the user, marked for translation; it names the photo `{path}`.
        fields: Its other fields.
    """

    def __init__(self, template: str, /, **fields: object) -> None:
        super().__init__(template)
        self.template, self.fields = template, fields


@dataclass(frozen=True)
class Header:
    """A photo file's own description.

    Attributes:
        format: The name of one of `formats.FORMATS`.
        width: Columns as stored, before the orientation is applied.
        height: Rows as stored.
        bit_depth: 16 for more than 8 bits a channel, else 8.
        frames: How many pictures the file holds.
        orientation: EXIF orientation, 1 to 8, that is left to be applied.
        exif: The EXIF block with the orientation reset.
        xmp: The XMP packet with the orientation reset.
        icc_profile: The colour profile, or one made of what else describes the colours.
        is_hdr: The pixels are for brighter screens, and no profile describes them.
        dpi: Pixels per inch, across and down as stored.
        is_cmyk: The colours are cyan, magenta, yellow and black.
        is_palette: The pixels are numbers of a palette's colours.
        is_float: The samples are floating-point numbers.
        is_planar: The channels lie one behind the other in a way that Pillow may misread.
        jpeg_quality: The quality that a JPEG was written with, as its tables tell; else None.
    """

    format: str
    width: int
    height: int
    bit_depth: int = 8
    frames: int = 1
    orientation: int = 1
    exif: bytes | None = None
    xmp: bytes | None = None
    icc_profile: bytes | None = None
    is_hdr: bool = False
    dpi: Dpi | None = None
    is_cmyk: bool = False
    is_palette: bool = False
    is_float: bool = False
    is_planar: bool = False
    jpeg_quality: int | None = None

    @property
    def megapixels(self) -> float:
        """Width times height in millions."""
        return self.width * self.height / 1e6


def check_megapixels(header: Header, largest_megapixels: float) -> None:
    """Refuses a photo before anything of its size is allocated.

    Raises:
        ValueError: It has no pixels.
        UnsupportedError: It has more pixels than the caller allows.
    """
    if header.width < 1 or header.height < 1:
        raise ValueError(QT_TRANSLATE_NOOP("Engine", "it has no pixels"))
    if header.megapixels > largest_megapixels:
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{path} has {width:,} × {height:,} pixels, more than the limit of {limit:g} "
            "megapixels; raise it (in the window under Preferences, on the command line with "
            "--largest-photo MEGAPIXELS) or make the photo smaller.",
        )
        raise UnsupportedError(
            text, width=header.width, height=header.height, limit=largest_megapixels
        )
