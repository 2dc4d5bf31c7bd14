"""Where results go."""

from dataclasses import replace
from pathlib import Path, PurePath

import pytest

from memnet_gui.errors import UserError
from memnet_gui.restoration.batch.naming import Naming, PhotoFiles, drop_results, find_twins
from memnet_gui.restoration.batch.photos import BatchPhoto
from memnet_gui.restoration.batch.prediction_naming import PredictionNaming

PHOTO = BatchPhoto(Path("/in/holiday/day 1/a.b.jpg"), PurePath("day 1/a.b.jpg"), is_listed=True)
PLAIN = Naming(Path("/out"), "denoise", ("grey",))


def listed(name: str, folder: str = "/in") -> BatchPhoto:
    return BatchPhoto(Path(folder, name), PurePath(name), is_listed=True)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "/out/day 1/a.b.jpg"),
        ({"folder": None}, "/in/holiday/day 1/a.b.jpg"),
        ({"suffix": ".png"}, "/out/day 1/a.b.png"),
        ({"pattern": "{name}-{task}"}, "/out/day 1/a.b-denoised.jpg"),
        ({"pattern": "{model} {name}", "suffix": ".tif"}, "/out/day 1/grey a.b.tif"),
        ({"file": Path("/x/y.png"), "pattern": "{task}"}, "/x/y.png"),
        (
            {"task": "upscale", "scale": 3, "pattern": "{name}-{task}", "folder": None},
            "/in/holiday/day 1/a.b-upscaled-x3.jpg",
        ),
    ],
)
def test_targets(changes: dict[str, object], expected: str) -> None:
    naming = replace(PLAIN, **changes)  # type: ignore[arg-type]
    assert naming.target(PHOTO, "grey") == Path(expected)
    assert naming.targets(PHOTO) == (Path(expected),)


@pytest.mark.parametrize("name", ["a.xyz", "a"])
def test_what_cannot_be_saved_becomes_png(name: str) -> None:
    assert PLAIN.target(listed(name), "grey") == Path("/out/a.png")
    with_pattern = replace(PLAIN, pattern="{name}-{task}")
    assert with_pattern.target(listed(name), "grey") == Path("/out/a-denoised.png")


@pytest.mark.parametrize("pattern", ["{name}", "{name}-{task}"])
def test_names_without_an_ending_stay_apart(pattern: str) -> None:
    photos = [listed(name) for name in ("Dr. Smith", "Dr. Jones")]
    predictions = PredictionNaming(Path("/m"), {"grey": 1})
    naming = replace(PLAIN, pattern=pattern, predictions=predictions)
    end = "" if pattern == "{name}" else "-denoised"
    assert naming.files(photos[0], "grey").all == (
        Path("/m/Dr. Smith-m1.png"),
        Path(f"/out/Dr. Smith{end}.png"),
    )
    assert find_twins(photos, lambda photo: naming.files(photo, "grey").all) == []


def test_the_model_may_decide() -> None:
    naming = replace(PLAIN, models=("grey", "colour"), pattern="{name}-{model}")
    assert [path.name for path in naming.targets(PHOTO)] == ["a.b-grey.jpg", "a.b-colour.jpg"]
    assert len(replace(naming, pattern="{name}-{task}").targets(PHOTO)) == 1


def test_predictions_lie_in_the_same_folders_as_many_as_the_model_makes() -> None:
    counts = {"grey": 2, "colour": 1}
    naming = replace(
        PLAIN, models=("grey", "colour"), predictions=PredictionNaming(Path("/m"), counts)
    )
    m1, m2 = Path("/m/day 1/a.b-m1.png"), Path("/m/day 1/a.b-m2.png")
    result = Path("/out/day 1/a.b.jpg")
    assert naming.possible_files(PHOTO) == (PhotoFiles(result, (m1, m2)), PhotoFiles(result, (m1,)))
    assert naming.files(PHOTO, "grey").all == (m1, m2, result)
    assert PLAIN.possible_files(PHOTO) == (PhotoFiles(result),)


def test_a_pattern_that_makes_no_name() -> None:
    with pytest.raises(UserError, match="unknown field"):
        replace(PLAIN, pattern="{date}").target(PHOTO, "grey")


def test_results_of_earlier_runs_are_not_fed_back() -> None:
    photos = [listed(n) for n in ("a.png", "a-denoised.png", "b-denoised.png", "a-denoised.jpg")]
    beside = Naming(None, "denoise", ("grey", "colour"), pattern="{name}-{task}")
    kept = [photo.name.name for photo in drop_results(photos, beside)]
    assert kept == ["a.png", "b-denoised.png", "a-denoised.jpg"]
    by_model = replace(beside, pattern="{name}-{model}")
    made = [listed(n) for n in ("a.png", "a-colour.png", "a-grey.png", "a-blue.png")]
    assert [photo.name.name for photo in drop_results(made, by_model)] == ["a.png", "a-blue.png"]
    # What is named is meant, and a photo that shall be replaced is no result.
    named = [replace(photo, is_listed=False) for photo in photos]
    assert drop_results(named, beside) == tuple(named)
    assert drop_results(photos, Naming(Path("/in"), "denoise", ("grey",))) == tuple(photos)


def test_what_would_be_replaced_where_it_lies_is_no_result() -> None:
    photos = [listed(name) for name in ("a.gif", "a.png", "b.gif", "b.jpg")]
    in_place = Naming(Path("/in"), "denoise", ("grey",))
    assert drop_results(photos, in_place) == tuple(photos)
    kept = drop_results(photos, in_place, skips_existing=True)
    assert [photo.name.name for photo in kept] == ["a.gif", "b.gif", "b.jpg"]


def test_predictions_of_earlier_runs_are_not_fed_back() -> None:
    naming = replace(PLAIN, predictions=PredictionNaming(Path("/in"), {"grey": 2}))
    names = ["a.jpg", "a-m1.png", "a-m20.png", "a-m0.png", "a-m1.jpg", "b-m1.png", "day/a-m1.png"]
    photos = [listed(name) for name in names]
    kept = [photo.name.as_posix() for photo in drop_results(photos, naming)]
    assert kept == ["a.jpg", "a-m0.png", "a-m1.jpg", "b-m1.png", "day/a-m1.png"]
    named = [replace(photo, is_listed=False) for photo in photos]
    assert drop_results(named, naming) == tuple(named)
    elsewhere = replace(naming, predictions=PredictionNaming(Path("/m"), {"grey": 2}))
    assert drop_results(photos, elsewhere) == tuple(photos)


def test_twins() -> None:
    photos = [listed("a.png"), listed("a.jpg"), listed("b.png"), listed("a.png", "/elsewhere")]
    assert find_twins(photos, PLAIN.targets) == [(photos[0], photos[3])]
    as_png = replace(PLAIN, suffix=".png")
    assert find_twins(photos, as_png.targets) == [
        (photos[0], photos[1]),
        (photos[0], photos[3]),
    ]
    beside = replace(PLAIN, folder=None, suffix=".png", pattern="{name}-{task}")
    assert find_twins(photos, beside.targets) == [(photos[0], photos[1])]
