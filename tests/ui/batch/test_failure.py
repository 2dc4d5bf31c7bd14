"""What the row of a photo that failed says."""

from pathlib import Path

import pytest

from memnet_gui.imaging.files import read_photo
from memnet_gui.imaging.photo import PhotoError
from memnet_gui.imaging.saving import check_target
from memnet_gui.messages import Message
from memnet_gui.ui.batch.failure import shorten_failure

PHOTO = Path("/photos/2024/cat.bmp")
OTHER = Path("/photos/2023/cat.png")


@pytest.mark.parametrize(
    ("template", "fields", "said"),
    [
        ("{path} is empty; copy it again.", {"path": PHOTO}, "empty; copy it again."),
        ("{path} has 20 pixels; cut it.", {"path": PHOTO}, "has 20 pixels; cut it."),
        ("{path}: unexpected {error}", {"path": PHOTO, "error": "E: 1"}, "unexpected E: 1"),
        ("{path} exists already.", {"path": OTHER}, "cat.png exists already."),
        ("{path} is there.", {"path": PHOTO.parents[1] / PHOTO.name}, "photos/cat.bmp is there."),
        ("no model; see {path}", {"path": PHOTO}, "no model; see cat.bmp"),
        ("the model for what {path} is is missing", {"path": PHOTO}, None),
        ("{a} is as {b}; mend it.", {"a": PHOTO, "b": OTHER}, "as cat.png; mend it."),
        (
            "OpenVINO failed ({error}); choose another",
            {"error": Message("{path} is damaged", path=OTHER)},
            "OpenVINO failed (cat.png is damaged); choose another",
        ),
        ("out of memory", {}, "out of memory"),
    ],
)
def test_rows_name_no_folders(template: str, fields: dict[str, object], said: str | None) -> None:
    expected = said or "the model for what cat.bmp is is missing"
    assert shorten_failure(Message(template, **fields), PHOTO) == expected


def test_plain_sentences() -> None:
    assert shorten_failure(f"{PHOTO} is empty; copy it again.", PHOTO) == "empty; copy it again."
    assert shorten_failure("something else", PHOTO) == "something else"


def test_german_rows_begin_with_the_reason(german: None, tmp_path: Path) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    with pytest.raises(PhotoError) as caught:
        read_photo(path)
    said = shorten_failure(caught.value.message, path)
    assert said.startswith("beschädigt oder unvollständig (")
    with pytest.raises(PhotoError) as caught:
        check_target(path, overwrite=False)
    said = shorten_failure(caught.value.message, tmp_path / "photo.png")
    assert said.startswith("cat.png gibt es schon; ")
