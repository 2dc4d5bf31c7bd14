"""The way back through documents."""

import gc
import weakref
from dataclasses import replace

import numpy as np

from memnet_gui.app.document import Document
from memnet_gui.app.history import History
from memnet_gui.imaging.degradation import GaussianNoise
from memnet_gui.imaging.photo import Photo
from memnet_gui.restoration.request import Restoration

PIXELS = 100 * 100
PHOTO_BYTES = PIXELS * 4
STATE_BYTES = PHOTO_BYTES + round(PIXELS * 16 / 3)
"""A photo or a result of one channel, and its picture on the screen."""


def document(title: str = "a") -> Document:
    return Document(Photo(np.zeros((100, 100, 1), np.float32)), None, title)


def restored(of: Document) -> Document:
    pixels = np.zeros((100, 100, 1), np.float32)
    return replace(of, restoration=Restoration(pixels, (), "cpu", "fp32", "torch", 16, 1.0))


def test_back_and_forward() -> None:
    history, first = History(), document()
    assert history.go_back() is None
    history.add(first, "Open")
    assert history.undo_step == ""
    second = restored(first)
    history.add(second, "Restore")
    assert (history.undo_step, history.redo_step) == ("Restore", "")
    assert history.go_back() is first
    assert (history.undo_step, history.redo_step) == ("", "Restore")
    assert history.go_forward() is second
    assert history.go_forward() is None
    assert history.go_back() is first
    third = document()
    history.add(third, "Crop")
    assert history.redo_step == ""
    assert history.go_back() is first


def test_what_passes_is_no_step_of_its_own() -> None:
    history, first = History(), document()
    history.add(first, "Open")
    history.add(document(), "Restore", is_passing=True)
    history.add(document(), "Restore")
    assert history.go_back() is first


def test_another_photo_leaves_only_what_is_not_saved() -> None:
    history, first = History(), document()
    history.open(first, "Open")
    history.open(document("b"), "Open")
    assert history.undo_step == ""
    result = restored(document("c"))
    history.add(result, "Restore")
    history.open(document("d"), "Open")
    history.open(document("e"), "Open")
    assert history.undo_step == "Open"
    assert history.is_unsaved(result)
    assert history.go_back() is result
    assert result.restoration is not None
    history.mark_saved(result.restoration)
    history.open(document("f"), "Open")
    assert history.undo_step == ""


def save(history: History, result: Document) -> None:
    assert result.restoration is not None
    history.mark_saved(result.restoration)


def test_each_photo_s_newest_result_is_unsaved_until_it_is_saved() -> None:
    history = History()
    assert history.unsaved_documents() == []
    results = {}
    for title in "abc":
        history.open(document(title), "Open")
        for name in (title, title + title):
            results[name] = restored(document(title))
            history.add(results[name], "Restore")
    assert history.unsaved_documents() == [results["cc"], results["bb"], results["aa"]]
    save(history, results["bb"])
    assert history.unsaved_documents() == [results["cc"], results["aa"]]
    history.open(document("d"), "Open")
    assert history.unsaved_documents() == [results["cc"], results["aa"]]
    save(history, results["cc"])
    assert history.go_back() is results["cc"]
    assert history.unsaved_documents() == [results["aa"]]


def test_a_result_counts_for_less_once_a_later_one_was_saved() -> None:
    history, first, second = History(), restored(document("a")), restored(document("a"))
    history.open(document("a"), "Open")
    for result in (first, second):
        history.add(result, "Restore")
    save(history, second)
    assert history.unsaved_documents() == []
    history.open(document("b"), "Open")
    assert history.unsaved_documents() == [], "the saved one is gone, the first is still there"
    assert history.go_back() is first
    assert history.unsaved_documents() == [first], "who goes back to it may want it"


def test_what_is_taken_back_is_lost_unasked_but_not_what_lies_beyond() -> None:
    history = History()
    a, b = restored(document("a")), restored(document("b"))
    for result in (a, b):
        history.open(document(result.title), "Open")
        history.add(result, "Restore")
    history.go_back()
    assert history.unsaved_documents() == [a]
    history.go_back()
    assert history.unsaved_documents() == [a, b]
    history.go_back()
    assert history.unsaved_documents() == [b]


def test_trials_do_not_count_and_hide_nothing() -> None:
    history, result = History(), restored(document("a"))
    trial = replace(result, degradation=GaussianNoise(20))
    history.open(trial, "Open")
    assert history.unsaved_documents() == []
    history.open(document("a"), "Open")
    history.add(result, "Restore")
    tried = restored(trial)
    history.add(tried, "Add Noise")
    assert history.unsaved_documents() == [result]
    save(history, tried)
    assert history.unsaved_documents() == [result]


def test_ten_steps_are_kept() -> None:
    history, states = History(), [document(str(number)) for number in range(15)]
    for state in states:
        history.add(state, "Restore")
    while history.go_back() is not None:
        pass
    assert history.go_forward() is states[5]


def test_memory_is_bounded_and_the_neighbours_stay() -> None:
    history, photo = History(most_bytes=2 * STATE_BYTES), document()
    history.add(photo, "Open")
    gone = []
    for _ in range(6):
        state = restored(photo)
        gone.append(weakref.ref(state.restoration))
        history.add(state, "Restore")
        del state
    gc.collect()
    # The photo is in all of them; besides the open result two more are kept.
    assert [it() is not None for it in gone] == [False] * 3 + [True] * 3
    tight = History(most_bytes=0)
    states = [document(str(number)) for number in range(4)]
    for state in states:
        tight.add(state, "Add Noise")
    assert tight.go_back() is states[2]
    assert tight.redo_step == "Add Noise"
    assert tight.go_forward() is states[3]
    assert tight.go_back() is states[2]
    assert tight.go_back() is None


def with_predictions(of: Document, count: int) -> Document:
    result = restored(of)
    assert result.restoration is not None
    predictions = tuple(np.zeros((100, 100, 1), np.float32) for _ in range(count))
    return replace(result, restoration=replace(result.restoration, predictions=predictions))


def restore_photos(history: History, titles: str, predictions: int = 0) -> list[Document]:
    results = []
    for title in titles:
        opened = document(title)
        history.open(opened, "Open")
        results.append(with_predictions(opened, predictions))
        history.add(results[-1], "Restore")
    return results


def titles_of(documents: list[Document]) -> str:
    return "".join(document.title for document in documents)


def test_results_that_nobody_saved_are_no_steps_too_many() -> None:
    history = History()
    restore_photos(history, "abcdefghijklmno")
    assert titles_of(history.unsaved_documents()) == "onmlkjihgfedcba"
    assert history.take_lost() == []
    steps = []
    while (step := history.undo_step) and history.go_back() is not None:
        steps.append(step)
    assert steps == ["Restore", *["Open"] * 14], "what stands for a photo's beginning is Open, too"


def test_predictions_go_before_results_that_nobody_saved() -> None:
    history = History(most_bytes=8 * STATE_BYTES)
    results = restore_photos(history, "abcde", predictions=4)
    unsaved = history.unsaved_documents()
    assert titles_of(unsaved) == "edcba"
    assert history.take_lost() == []
    kept = [it.restoration.predictions for it in unsaved if it.restoration is not None]
    assert [len(predictions) for predictions in kept] == [4, 0, 0, 0, 0]
    save(history, results[0])  # what is written may be the result as it was
    assert titles_of(history.unsaved_documents()) == "edcb"
    restore_photos(history, "f", predictions=4)
    assert titles_of(history.unsaved_documents()) == "fedcb"


def test_what_is_lost_though_nobody_saved_it_is_told() -> None:
    history = History(most_bytes=5 * STATE_BYTES)
    restore_photos(history, "abcde")
    assert titles_of(history.take_lost()) == "ab"
    assert history.take_lost() == []
    assert titles_of(history.unsaved_documents()) == "edc"
