"""No photo of a batch is lost to the result of another one."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

Restore = Callable[..., tuple[int, list[str], list[str]]]
BESIDE = ("--name", "{name}-{task}")


def draw(path: Path, seed: int = 0) -> Path:
    """Saves a small grey photo."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(seed).integers(0, 256, (12, 14), np.uint8)
    Image.fromarray(pixels).save(path)
    return path


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder for nothing but photos."""
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {it.relative_to(folder).as_posix(): it.read_bytes() for it in folder.rglob("*.*")}


def refusal(photo: Path, replaced: Path) -> str:
    return (
        f"memnet-gui: the result of {photo} would replace {replaced}; "
        f"restore {photo} into another folder"
    )


def test_a_photo_that_becomes_png_does_not_replace_the_png_beside_it(
    restores: Restore, here: Path
) -> None:
    logo, other = draw(here / "logo.gif", 1), draw(here / "logo.png", 2)
    before = contents(here)
    status, printed, errors = restores(here, "--output", here, "--overwrite")
    assert (status, printed, errors) == (1, [], [refusal(logo, other)])
    assert contents(here) == before


def test_nor_can_it_after_a_first_run_without_overwrite(restores: Restore, here: Path) -> None:
    """A retry knows only the photos of the report: none may be missing there."""
    draw(here / "logo.gif", 1), draw(here / "logo.png", 2)
    before = contents(here)
    report = here.parent / "report.json"
    status, _, (error,) = restores(here, "--output", here, "--report", report)
    assert status == 1
    assert "would get one name" in error
    assert not report.exists()
    assert contents(here) == before


def test_a_photo_that_was_named_is_not_replaced_before_it_is_read(
    restores: Restore, here: Path
) -> None:
    first, second = draw(here / "a.png", 1), draw(here / "a-denoised.png", 2)
    before = contents(here)
    for photos in ((first, second), (second, first)):
        arguments = ("--output", here, *BESIDE, "--overwrite")
        assert restores(*photos, *arguments) == (1, [], [refusal(first, second)])
    assert contents(here) == before
    # What cannot be replaced is no reason to refuse the others.
    status, _, errors = restores(first, second, "--output", here, *BESIDE)
    assert status == 1
    assert f"{second} exists already" in errors[0]
    assert contents(here).keys() == before.keys() | {"a-denoised-denoised.png"}


@pytest.mark.parametrize("which", ["photo", "result"])
def test_a_link_does_not_lead_to_another_photo(restores: Restore, here: Path, which: str) -> None:
    folder, out = here / "in", here / "out"
    real = draw(folder / "real.png", 1)
    if which == "photo":
        out = folder
        (folder / "a.png").symlink_to(real)
        expected = refusal(folder / "a.png", real)
    else:
        draw(folder / "a.png", 2)
        out.mkdir()
        (out / "a.png").symlink_to(real)
        expected = refusal(folder / "a.png", real)
    before = contents(here)
    assert restores(folder, "--output", out, "--overwrite") == (1, [], [expected])
    assert contents(here) == before


def test_photos_may_replace_themselves(restores: Restore, here: Path) -> None:
    draw(here / "a.png", 1), draw(here / "b.jpg", 2)
    before = contents(here)
    status, printed, errors = restores(here, "--output", here, "--overwrite")
    assert (status, len(printed), errors) == (0, 2, ["memnet-gui: 2 restored"])
    after = contents(here)
    assert after.keys() == before.keys()
    assert all(after[name] != before[name] for name in before)


def test_results_beside_the_photos_are_replaced_and_not_restored_again(
    restores: Restore, here: Path
) -> None:
    draw(here / "a.png", 1), draw(here / "b.gif", 2)
    for _ in range(2):
        errors = restores(here, "--output", here, *BESIDE, "--overwrite")[2]
        assert errors == ["memnet-gui: 2 restored"]
    names = {"a.png", "a-denoised.png", "b.gif", "b-denoised.png"}
    assert contents(here).keys() == names


def test_going_on_takes_the_png_of_an_earlier_run_for_the_result(
    restores: Restore, here: Path
) -> None:
    draw(here / "logo.gif")
    arguments = (here, "--output", here, "--skip-existing")
    assert restores(*arguments)[2] == ["memnet-gui: 1 restored"]
    before = contents(here)
    assert before.keys() == {"logo.gif", "logo.png"}
    assert restores(*arguments)[2] == ["memnet-gui: 0 restored, 1 skipped"]
    assert contents(here) == before
