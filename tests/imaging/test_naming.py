import os

import pytest

from memnet_gui.errors import UserError
from memnet_gui.imaging.naming import DEFAULT_PATTERN, name_result, split_name


def _name(pattern: str = DEFAULT_PATTERN, stem: str = "holiday", scale: int | None = None) -> str:
    return name_result(pattern, stem, task="denoise", model="M6R6", scale=scale)


@pytest.mark.parametrize(
    ("task", "scale", "expected"),
    [
        ("denoise", None, "holiday-denoised"),
        ("denoise", 1, "holiday-denoised"),
        ("upscale", 3, "holiday-upscaled-x3"),
        ("deblock", None, "holiday-deblocked"),
        ("", None, "holiday-restored"),
    ],
)
def test_says_what_was_done(task: str, scale: int | None, expected: str) -> None:
    assert name_result(DEFAULT_PATTERN, "holiday", task=task, model="", scale=scale) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{name}", "holiday"),
        ("{task} by {model}, {name}", "denoised by M6R6, holiday"),
        ("{{{name}}}", "{holiday}"),
        ("results/{name}", "results_holiday"),
        ('{name}<>:"|?*\\', "holiday________"),
        ("{name}\n", "holiday_"),
    ],
)
def test_fills_in_patterns(pattern: str, expected: str) -> None:
    assert _name(pattern) == expected


def test_what_a_photo_is_called_is_no_pattern() -> None:
    assert _name(stem="{model} {oops}") == "{model} {oops}-denoised"


@pytest.mark.parametrize("pattern", ["{size}", "{}", "{0}", "{name.__class__}", "{name[0]}"])
def test_names_the_known_fields(pattern: str) -> None:
    with pytest.raises(UserError, match=r"unknown field; use \{name\}, \{task\}, \{model\}"):
        _name(pattern)


@pytest.mark.parametrize("pattern", ["{name:>99999999999}", "{name!r}", "{name:{task}}"])
def test_takes_no_layout(pattern: str) -> None:
    with pytest.raises(UserError, match="unknown field"):
        _name(pattern)


@pytest.mark.parametrize("pattern", ["{name", "name}", "{name}{"])
def test_names_patterns_that_cannot_be_read(pattern: str) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        _name(pattern)


@pytest.mark.parametrize("pattern", ["", " ", "..", ". "])
def test_names_patterns_that_leave_nothing(pattern: str) -> None:
    with pytest.raises(UserError, match="leaves a name empty"):
        _name(pattern)


@pytest.mark.parametrize("letter", ["a", "é", "写", "\N{GRINNING FACE}", "\udc80"])
@pytest.mark.parametrize("pattern", [DEFAULT_PATTERN, "{name}-{name}"])
def test_cuts_the_photos_name_between_letters(letter: str, pattern: str) -> None:
    found = _name(pattern, stem=letter * 250)
    size = len(os.fsencode(letter))
    left = found.removesuffix("-denoised").split("-")
    assert len(set(left)) == 1
    assert set(left[0]) == {letter}
    assert 240 - 2 * size <= len(os.fsencode(found)) <= 240


def test_a_name_that_just_fits_is_not_cut() -> None:
    stem = "a" * (240 - len("-denoised"))
    assert _name(stem=stem) == f"{stem}-denoised"


def test_names_patterns_that_are_too_long() -> None:
    with pytest.raises(UserError, match="too long"):
        _name("é" * 121)
    with pytest.raises(UserError, match="too long"):
        _name("{name}" + "b" * 241)


@pytest.mark.parametrize(
    ("name", "stem", "ending"),
    [
        ("a.b.JPG", "a.b", ".JPG"),
        ("raw.cr2", "raw", ".cr2"),
        ("Dr. Smith", "Dr. Smith", ""),
        ("Dr. Lee", "Dr. Lee", ""),
        ("Dr. Smith.jpeg", "Dr. Smith", ".jpeg"),
        ("scan 2024.12", "scan 2024.12", ""),
        ("trip.final", "trip.final", ""),
        ("plain", "plain", ""),
        (".hidden", ".hidden", ""),
        ("dots..", "dots..", ""),
        ("", "", ""),
    ],
)
def test_an_ending_is_short_and_has_a_letter(name: str, stem: str, ending: str) -> None:
    assert split_name(name) == (stem, ending)
