"""What can be chosen for a saved file, and what is remembered."""

import numpy as np
import pytest

from memnet_gui.app.settings import Settings
from memnet_gui.imaging.encoding import ENCODERS
from memnet_gui.imaging.photo import Photo
from memnet_gui.imaging.save_options import DEFAULT_OPTIONS, SaveOptions
from memnet_gui.ui.save_formats import SAVE_FORMATS, find_format, recall_options, remember_options


def test_every_format_that_can_be_written_is_offered() -> None:
    assert {suffix for form in SAVE_FORMATS for suffix in form.suffixes} == set(ENCODERS)
    assert find_format(".JPEG") is find_format(".jpg")
    assert find_format(".xyz") is None


def test_choices_are_remembered_for_each_format() -> None:
    png, jpeg = find_format(".png"), find_format(".jpg")
    assert png is not None
    assert jpeg is not None
    settings = Settings()
    assert recall_options(settings, png) == DEFAULT_OPTIONS
    chosen = SaveOptions(quality=80, bit_depth=16, keeps_metadata=False)
    remember_options(settings, png, chosen)
    assert recall_options(Settings(), png) == chosen
    assert recall_options(Settings(), jpeg) == DEFAULT_OPTIONS


@pytest.mark.parametrize("stored", ["{", '{"quality": 900}', '{"more": 1}', "[]", "3"])
def test_settings_of_another_version_do_no_harm(stored: str) -> None:
    settings = Settings()
    settings.remember_saving("PNG", stored)
    png = find_format(".png")
    assert png is not None
    assert recall_options(settings, png) == DEFAULT_OPTIONS


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        (".png", ""),
        (".avif", "AVIF loses 8 of the photo's 16 bits."),
        (".heic", ""),
        (".jpg", "JPEG loses 8 of the photo's 16 bits and transparency."),
        (".bmp", "BMP loses 8 of the photo's 16 bits, transparency and metadata."),
    ],
)
def test_what_is_lost_is_said(suffix: str, expected: str) -> None:
    pixels = np.zeros((2, 2, 3), np.float32)
    photo = Photo(pixels, alpha=pixels[..., 0], bit_depth=16, exif=b"notes")
    form = find_format(suffix)
    assert form is not None
    assert form.caution(photo) == expected
