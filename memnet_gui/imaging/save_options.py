"""How a photo is saved, where its format leaves a choice."""

from dataclasses import dataclass

from memnet_gui.imaging.jpeg import QUALITIES

BIT_DEPTHS = (8, 16)
"""What PNG and TIFF can hold a channel."""


@dataclass(frozen=True)
class SaveOptions:
    """The choices of one saved file; a format passes over those that it does not have.

    Attributes:
        quality: 1 to 100, for JPEG, WebP, AVIF and HEIC; WebP at 100 is lossless.
        bit_depth: Bits a channel of PNG and TIFF, 8 or 16; None for the photo's own.
        keeps_metadata: Carry the camera's notes (EXIF) and the catalogue's (XMP) into the file.
            The colour profile is no metadata: without it the colours would change. Neither are
            the pixels per inch, which say how large the photo is printed.
        halves_chroma: Keep the colour of a JPEG at half the width and height (4:2:0), as
            `jpeg.compress` does.

    Raises:
        ValueError: A value is out of range.
    """

    quality: int = 95
    bit_depth: int | None = None
    keeps_metadata: bool = True
    halves_chroma: bool = False

    def __post_init__(self) -> None:
        if not QUALITIES[0] <= self.quality <= QUALITIES[1]:
            raise ValueError(f"quality is {self.quality}, not 1 to 100")
        if self.bit_depth not in (None, *BIT_DEPTHS):
            raise ValueError(f"bit depth is {self.bit_depth}, neither 8 nor 16")


DEFAULT_OPTIONS = SaveOptions()
