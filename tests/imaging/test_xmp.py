import time

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
    "claim",
    [
        b' GCamera:MotionPhoto="1"',
        b" GCamera:MotionPhoto = '1'",
        b'\nCamera:MotionPhotoPresentationTimestampUs="-1"',
        b' GCamera:MicroVideo="1" GCamera:MicroVideoVersion="1" GCamera:MicroVideoOffset="4000"',
        b' hdrgm:Version="1.0"',
        b' xmpNote:HasExtendedXMP="0123456789ABCDEF"',
        b' xmpNote:HasExtendedXMP=""',
    ],
)
def test_drops_attributes_that_claim_what_only_the_old_file_holds(claim: bytes) -> None:
    before = b'<rdf:Description my:A="1"%b my:B="2"/>'
    assert to_upright(before % claim) == before % b""


@pytest.mark.parametrize(
    "claim",
    [
        b"<GCamera:MotionPhoto>1</GCamera:MotionPhoto>",
        b"<GCamera:MicroVideoOffset >\n4000\n</GCamera:MicroVideoOffset >",
        b"<hdrgm:Version>1.0</hdrgm:Version>",
        b"<xmpNote:HasExtendedXMP/>",
        b'<Container:Directory><rdf:Seq><rdf:li Item:Semantic="MotionPhoto" Item:Length="9"/>'
        b"</rdf:Seq></Container:Directory>",
    ],
)
def test_drops_elements_that_claim_what_only_the_old_file_holds(claim: bytes) -> None:
    assert to_upright(b"<a/>" + claim + b"<b/>") == b"<a/><b/>"


def test_other_notes_of_cameras_stay() -> None:
    packet = b'<a GCamera:PortraitVersion="1" my:MotionPhoto="1" hdrgm:VersionNote="1"/>'
    assert to_upright(packet) == packet


@pytest.mark.parametrize(
    "repeated",
    [b" ", b' hdrgm:Version="', b" hdrgm:Version='\"", b"<hdrgm:Version>", b" hdrgm:Version ="],
)
def test_claims_without_an_end_take_no_time(repeated: bytes) -> None:
    begun = time.monotonic()
    to_upright(repeated * 200_000)
    assert time.monotonic() - begun < 5


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
        (b'tiff:XResolution="72/1"', b'tiff:XResolution="300/1"'),
        (b"<tiff:YResolution>720000/10000<", b"<tiff:YResolution>601/2<"),
        (b'tiff:ResolutionUnit="3"', b'tiff:ResolutionUnit="2"'),
    ],
)
def test_states_the_size_that_is_saved(before: bytes, after: bytes) -> None:
    assert describe(before, width=7, height=5, dpi=(300, 300.5)) == after


def test_keeps_a_resolution_that_is_not_known_otherwise() -> None:
    packet = b'tiff:XResolution="72/1"'
    assert describe(packet, width=7, height=5) == packet
