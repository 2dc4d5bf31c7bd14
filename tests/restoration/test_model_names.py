"""Models in lists have names of their own."""

from dataclasses import replace
from pathlib import Path

import pytest

from memnet_gui.network.card import ModelCard
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.model_names import tell_all_apart, tell_apart
from memnet_gui.restoration.models import ModelInfo


def info(path: str) -> ModelInfo:
    return ModelInfo(Path(path).stem, Path(path), NetworkConfig(1, 1, 2), ModelCard())


def names(*paths: str) -> list[str]:
    return [it.name for it in tell_all_apart(info(path) for path in paths)]


def test_the_first_keeps_its_name_and_others_tell_their_folders() -> None:
    assert names("/a/run1/model.st", "/a/run2/model.st", "/a/run2/other.st") == [
        *("model", "model (run2)", "other"),
    ]


def test_further_folders_where_one_is_not_enough() -> None:
    assert names("/one/m.st", "/a/run/m.st", "/b/run/m.st", "/c/b/run/m.st") == [
        *("m", "m (run)", "m (b-run)", "m (c-b-run)"),
    ]


def test_a_number_where_folders_do_not_help() -> None:
    assert names("/m.st", "/m (2).st", "/M/m.st", "/m.pt") == ["m", "m (2)", "m (M)", "m (3)"]
    long = "x" * 41
    assert names("/m.st", f"/{long}/m.st", f"/a/{long}/m.st") == ["m", "m (2)", "m (3)"]


@pytest.mark.parametrize("again", ["/a/run2/model.st", "/a/run1/../run2/model.st"])
def test_the_same_file_keeps_the_name_it_was_given(again: str) -> None:
    known = tell_all_apart([info("/a/run1/model.st"), info("/a/run2/model.st")])
    newer = replace(info(again), card=ModelCard(summary="newer"))
    assert tell_apart(newer, known) == replace(known[1], card=newer.card)
    assert len(tell_all_apart([*known, newer])) == 2


def test_what_is_exported_goes_by_the_name_of_its_file() -> None:
    _, second = tell_all_apart([info("/run1/m.safetensors"), info("/run2/m.safetensors")])
    assert second.name == "m (run2)"
    assert second.own_name == "m"
