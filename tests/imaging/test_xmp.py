import pytest

from memnet_gui.imaging.xmp import describe, to_upright


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'a tiff:Orientation="6" b', b'a tiff:Orientation="1" b'),
        (b"tiff:Orientation = '8'", b"tiff:Orientation = '1'"),
        (b"<tiff:Orientation>3</tiff:Orientation>", b"<tiff:Orientation>1</tiff:Orientation>"),
        (b"<tiff:Orientation>\n 3\n<", b"<tiff:Orientation>\n 1\n<"),
        (b'tiff:Orientation="1"', b'tiff:Orientation="1"'),
        (b'tiff:OrientationNote="6" my:Orient="6"', b'tiff:OrientationNote="6" my:Orient="6"'),
    ],
)
def test_resets_the_orientation_alone(before: bytes, after: bytes) -> None:
    assert to_upright(before) == after


@pytest.mark.parametrize("prefix", [b"xmp", b"xap"])
def test_drops_thumbnails_of_the_old_picture(prefix: bytes) -> None:
    inside = b"<rdf:Alt><rdf:li>\n<g:image>/9j/4AAQ</g:image></rdf:li></rdf:Alt>"
    thumbnails = b"<" + prefix + b":Thumbnails>" + inside + b"</" + prefix + b":Thumbnails>"
    assert to_upright(b"<a/>" + thumbnails + b"<b/>") == b"<a/><b/>"


def test_a_thumbnail_without_an_end_stays() -> None:
    packet = b"<xmp:Thumbnails>" * 100_000
    assert to_upright(packet) == packet


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            b"tiff:ImageWidth=\"128\" tiff:ImageLength = '64'",
            b"tiff:ImageWidth=\"7\" tiff:ImageLength = '5'",
        ),
        (b"<tiff:ImageWidth>\n128</tiff:ImageWidth>", b"<tiff:ImageWidth>\n7</tiff:ImageWidth>"),
        (b'exif:PixelXDimension="128"', b'exif:PixelXDimension="7"'),
        (
            b"<exif:PixelYDimension>64</exif:PixelYDimension>",
            b"<exif:PixelYDimension>5</exif:PixelYDimension>",
        ),
        (
            b'tiff:ImageWidthNote="128" my:ImageWidth="128"',
            b'tiff:ImageWidthNote="128" my:ImageWidth="128"',
        ),
    ],
)
def test_states_the_size_that_is_saved(before: bytes, after: bytes) -> None:
    assert describe(before, width=7, height=5) == after
