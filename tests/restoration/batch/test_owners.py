"""Whose results lie where."""

from pathlib import Path, PurePath

import pytest

from memnet_gui.restoration.batch.owners import ResultOwners
from memnet_gui.restoration.batch.photos import BatchPhoto, identify
from memnet_gui.restoration.batch.result import PhotoResult, State


@pytest.mark.parametrize(
    ("state", "known"),
    [(State.DONE, True), (State.SKIPPED, True), (State.FAILED, False), (State.STOPPED, False)],
)
def test_results_that_are_there_have_owners(tmp_path: Path, state: State, known: bool) -> None:
    photo = BatchPhoto(tmp_path / "cat.png", PurePath("cat.png"))
    target = tmp_path / "cat-denoised.tif"
    target.write_bytes(b"result")
    owners = ResultOwners()
    owners.note(PhotoResult(photo, state, target))
    assert owners.find(identify(target)) == (photo if known else None)
    assert owners.find(identify(photo.path)) is None


def test_a_result_that_has_gone_belongs_to_nobody(tmp_path: Path) -> None:
    photo = BatchPhoto(tmp_path / "cat.png", PurePath("cat.png"))
    owners = ResultOwners()
    owners.note(PhotoResult(photo, State.DONE, tmp_path / "gone.png"))
    owners.note(PhotoResult(photo, State.DONE, None))
    assert owners.find(identify(tmp_path / "gone.png")) is None
