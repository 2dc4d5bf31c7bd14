"""Which photos are found, and how machines share them."""

import os
from itertools import chain
from pathlib import Path, PurePath

import pytest

from memnet_gui.restoration.batch.photos import (
    BatchPhoto,
    FoundPhotos,
    find_again,
    find_photos,
    take_shard,
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder with photos, other files, hidden ones and folders inside."""
    root = tmp_path / "holiday"
    names = ["b.PNG", "a.jpg", "notes.txt", ".hidden.png", "day 2/c.tif", "day 2/deep/d.webp"]
    for name in [*names, ".thumbs/e.png", "out/a.jpg", "day 10/c.tif"]:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return root


def names(found: FoundPhotos) -> list[str]:
    return [photo.name.as_posix() for photo in found.photos]


def test_a_folder_alone(tree: Path) -> None:
    found = find_photos([tree])
    assert names(found) == ["a.jpg", "b.PNG"]
    assert found.not_photos == (PurePath("notes.txt"),)
    assert [photo.path for photo in found.photos] == [tree / "a.jpg", tree / "b.PNG"]


def test_folders_inside_folders_but_for_that_of_the_results(tree: Path) -> None:
    expected = ["a.jpg", "b.PNG", "day 10/c.tif", "day 2/c.tif", "day 2/deep/d.webp"]
    found = find_photos([tree], recursive=True, without=[tree / "day 2" / ".." / "out"])
    assert names(found) == expected
    assert names(find_photos([tree], recursive=True)) == [*expected, "out/a.jpg"]


def test_the_folder_that_is_named_may_hold_the_results(tree: Path) -> None:
    assert names(find_photos([tree], without=[tree])) == ["a.jpg", "b.PNG"]


def test_each_photo_once_in_the_order_that_was_given(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tree)
    given = [tree / "b.PNG", Path("day 2", "..", "b.PNG"), tree, tree / "notes.txt"]
    found = find_photos(given)
    assert names(found) == ["b.PNG", "a.jpg", "notes.txt"]
    assert [photo.is_listed for photo in found.photos] == [False, True, False]


def test_the_name_may_begin_with_the_folder(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree)
    for given in (tree, Path(), Path("day 2", "..")):
        found = find_photos([given], keeps_folder_name=True)
        assert names(found) == ["holiday/a.jpg", "holiday/b.PNG"]


def test_links_lead_to_photos_but_never_in_circles(tree: Path) -> None:
    (tree / "day 2" / "again").symlink_to(tree)
    (tree / "z.jpg").symlink_to(tree / "a.jpg")
    found = find_photos([tree / "day 2", tree], recursive=True, without=[tree / "out"])
    assert names(found)[:2] == ["c.tif", "deep/d.webp"]
    assert names(found)[2:] == ["a.jpg", "b.PNG", "day 10/c.tif", "z.jpg"]


def test_folders_without_photos_are_told(tree: Path) -> None:
    (tree / "empty").mkdir()
    (photo,) = find_photos([tree / "empty"], recursive=True).photos
    assert photo.problem == f"{tree / 'empty'} is a folder without photos; choose another one."
    (tree / "outer" / "inner").mkdir(parents=True)
    (photo,) = find_photos([tree / "outer"]).photos
    assert "include the folders in it" in photo.problem
    # Photos that were listed before are no reason to complain.
    assert len(find_photos([tree, tree]).photos) == 2


def test_folders_that_cannot_be_read_are_told(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "day 2":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = find_photos([tree], recursive=True)
    (problem,) = [photo.problem for photo in found.photos if photo.problem]
    assert (
        problem == f"{tree / 'day 2'} cannot be read (Permission denied); change its permissions."
    )
    assert "day 10/c.tif" in names(found)


def test_links_that_cannot_be_followed_keep_nothing_from_being_found(tree: Path) -> None:
    (tree / "loop").symlink_to("loop")
    (tree / "loop.png").symlink_to("loop.png")
    (tree / "long").symlink_to("x" * 300)
    found = find_photos([tree], recursive=True, without=[tree / "out"])
    assert names(found)[:3] == ["a.jpg", "b.PNG", "day 10/c.tif"]
    assert names(found)[-1] == "loop.png"
    assert found.not_photos == tuple(PurePath(it) for it in ("long", "loop", "notes.txt"))
    assert not any(photo.problem for photo in found.photos)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs permissions that bind")
def test_links_to_where_nobody_may_look_are_passed_over(tree: Path) -> None:
    closed = tree / "day 2"
    (tree / "nas").symlink_to(closed / "deep")
    closed.chmod(0)
    try:
        found = find_photos([tree])
        (named,) = find_photos([closed / "deep"]).photos
    finally:
        closed.chmod(0o700)
    assert names(found) == ["a.jpg", "b.PNG"]
    assert PurePath("nas") in found.not_photos
    assert not named.problem  # reading it says why


def test_a_name_that_no_disk_takes_is_left_to_reading(tree: Path) -> None:
    long = Path("x" * 300)
    assert names(find_photos([long, tree / "a.jpg"])) == [long.name, "a.jpg"]
    (photo,) = find_again([BatchPhoto(long, PurePath(long.name), problem="x")]).photos
    assert photo.problem == f"{long} is not a folder; choose another one."


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_parts_are_disjoint_complete_and_alike_everywhere(tree: Path, count: int) -> None:
    found = find_photos([tree], recursive=True)
    shuffled = FoundPhotos(found.photos[::-1], found.not_photos)
    parts = [take_shard(found, number, count) for number in range(1, count + 1)]
    assert parts == [take_shard(shuffled, number, count) for number in range(1, count + 1)]
    together = list(chain.from_iterable(part.photos for part in parts))
    assert len(together) == len(found.photos)
    assert set(together) == set(found.photos)
    assert sum(len(part.not_photos) for part in parts) == 1
    sizes = [len(part.photos) for part in parts]
    assert max(sizes) - min(sizes) <= 1


@pytest.mark.parametrize(("number", "count"), [(0, 3), (4, 3), (1, 0)])
def test_parts_that_are_not(number: int, count: int) -> None:
    with pytest.raises(ValueError, match="there is no part"):
        take_shard(FoundPhotos(), number, count)


def test_folders_are_looked_at_again_under_the_names_they_had(tree: Path) -> None:
    entry = BatchPhoto(tree / "day 2", PurePath("holiday/day 2"), is_listed=True, problem="x")
    (tree / "day 2" / "notes.txt").write_bytes(b"x")
    found = find_again([entry], without=[tree / "out"])
    assert names(found) == ["holiday/day 2/c.tif", "holiday/day 2/deep/d.webp"]
    assert found.not_photos == (PurePath("holiday/day 2/notes.txt"),)
    assert not any(photo.problem for photo in found.photos)


def test_what_is_no_photo_counts_once_however_it_is_named(tree: Path) -> None:
    once = find_photos([tree], recursive=True)
    twice = find_photos([tree, tree / "day 2" / "..", tree / "day 2"], recursive=True)
    assert once.not_photos
    assert twice == once


def test_folders_without_photos_stay_so(tree: Path) -> None:
    empty = tree / "empty"
    empty.mkdir()
    (empty / "notes.txt").write_bytes(b"x")
    first = find_photos([empty], recursive=True, keeps_folder_name=True)
    assert len(first.not_photos) == 1
    assert find_again(first.photos) == FoundPhotos(first.photos)


def test_a_folder_that_has_gone(tree: Path) -> None:
    entry = BatchPhoto(tree / "gone", PurePath("gone"), problem="x")
    (photo,) = find_again([entry]).photos
    assert photo.key == entry.key
    assert photo.problem == f"{tree / 'gone'} is not a folder; choose another one."
