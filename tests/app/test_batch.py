"""Batches in the background, without a window."""

import threading
from collections.abc import Callable, Generator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from memnet_gui.app.batch import BatchBench
from memnet_gui.app.batch_choices import BatchChoices
from memnet_gui.app.batch_jobs import RestoreBatch
from memnet_gui.app.batch_reports import BatchReport
from memnet_gui.app.computing import ComputeSettings
from memnet_gui.app.jobs import JobContext
from memnet_gui.app.turns import Turn
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.batch.photo_file import PhotoRestorer
from memnet_gui.restoration.batch.photos import BatchPhoto, FoundPhotos
from memnet_gui.restoration.batch.result import PhotoResult, State
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.restoration.request import Progress, RestorationEvent

WAIT_MS = 60_000
COMPUTE = ComputeSettings(device="cpu", threads=1)


@pytest.fixture
def batch(qtbot: QtBot) -> Generator[BatchBench]:
    bench = BatchBench()
    yield bench
    bench.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five photos, three grey and two in colour."""
    root = tmp_path / "in"
    root.mkdir()
    for number in range(5):
        shape = (16, 18, 3) if number % 2 else (16, 18)
        pixels = np.random.default_rng(number).integers(0, 256, shape, np.uint8)
        Image.fromarray(pixels).save(root / f"{number}.png")
    return root


def find(qtbot: QtBot, bench: BatchBench, folder: Path) -> tuple[FoundPhotos, dict[str, float]]:
    found: list[FoundPhotos] = []
    sizes: dict[str, float] = {}
    bench.found.connect(found.append)
    bench.measured.connect(sizes.update)
    bench.find([folder], None)
    assert bench.finding
    qtbot.waitUntil(lambda: not bench.finding, timeout=WAIT_MS)
    (only,) = found
    return only, sizes


def test_finds_measures_and_restores_with_the_model_for_the_colours(
    qtbot: QtBot, batch: BatchBench, folder: Path, save_model: Callable[..., ModelInfo]
) -> None:
    found, sizes = find(qtbot, batch, folder)
    assert set(sizes.values()) == {16 * 18 / 1e6}
    assert set(sizes) == {photo.key for photo in found.photos}
    models = [save_model(), save_model(NetworkConfig(2, 1, 4, channels=3))]
    choices = BatchChoices(folder=str(folder.parent / "out"), suffix=".jpg")
    restorer = choices.restorer(choices.models(models), COMPUTE, 300)
    reports: list[BatchReport] = []
    batch.advanced.connect(reports.append)
    with qtbot.waitSignal(batch.ended, timeout=WAIT_MS) as ended:
        batch.start(found.photos, [sizes[photo.key] for photo in found.photos], restorer)
        assert batch.running
        with pytest.raises(RuntimeError, match="runs already"):
            batch.start(found.photos, [1.0] * 5, restorer)
    (results,) = ended.args
    assert [result.details.model for result in results] == [
        models[number % 2].name for number in range(5)
    ]
    assert sorted(it.name for it in (folder.parent / "out" / "in").iterdir()) == [
        f"{number}-denoised.jpg" for number in range(5)
    ]
    told = {key: it for report in reports for key, it in report.standings.items()}
    assert {key: it.result for key, it in told.items()} == {
        result.photo.key: result for result in results
    }
    last = reports[-1].progress
    assert last is not None
    assert (last.photos_done, last.done) == (5, 1.0)


def test_stops(
    qtbot: QtBot, batch: BatchBench, folder: Path, save_model: Callable[..., ModelInfo]
) -> None:
    found, _ = find(qtbot, batch, folder)
    choices = BatchChoices()
    batch.hold(True)
    results: list[list[PhotoResult]] = []
    batch.ended.connect(results.append)
    batch.start(
        found.photos, [1.0] * 5, choices.restorer(choices.models([save_model()]), COMPUTE, 300)
    )
    batch.stop()
    qtbot.waitUntil(lambda: bool(results), timeout=WAIT_MS)
    assert not batch.running
    assert {result.state for result in results[0]} <= {State.STOPPED}
    assert len(list(folder.iterdir())) == 5


def test_torchs_threads_end_while_it_is_held(
    qtbot: QtBot,
    batch: BatchBench,
    folder: Path,
    save_model: Callable[..., ModelInfo],
    start_torch_thread: Callable[[], None],
    count_threads: Callable[[], int],
) -> None:
    """It is held because another thread computes, which they would slow down."""
    counts: list[int] = []

    class Restorer(PhotoRestorer):
        def __call__(
            self, photo: BatchPhoto, report: Callable[[RestorationEvent], None], _cancel: object
        ) -> PhotoResult:
            start_torch_thread()
            counts.append(count_threads())
            turn.hold(True)
            report(Progress(0.5, 1.0, None, 1.0))
            return PhotoResult(photo, State.DONE)

    def look(_report: object) -> None:
        if turn.held:
            counts.append(count_threads())
            turn.hold(False)

    found, _ = find(qtbot, batch, folder)
    choices = BatchChoices()
    usual = choices.restorer(choices.models([save_model()]), COMPUTE, 300)
    restorer = Restorer(usual.models, usual.naming, usual.settings)
    turn = Turn()
    work = RestoreBatch(found.photos[:1], (1.0,), restorer, turn)
    working = threading.Thread(target=work, args=(JobContext(look),))
    working.start()
    working.join()
    computing, held = counts
    assert held == computing - 1


def test_choices_survive_the_settings_and_only_whole_ones() -> None:
    choices = BatchChoices("upscale", "mine", 3, "/out", "{name}", ".webp", 80, False)
    assert BatchChoices.from_json(choices.to_json()) == choices
    for text in (
        "",
        "[]",
        "{}",
        choices.to_json().replace('"upscale"', '"paint"'),
        choices.to_json().replace("80", "0"),
        choices.to_json().replace("80", '"80"'),
        choices.to_json().replace('".webp"', '".exe"'),
    ):
        with pytest.raises(ValueError):  # noqa: PT011 - json's own is one too
            BatchChoices.from_json(text)


def test_the_example_follows_the_choices() -> None:
    assert BatchChoices().example() == "photo-denoised.jpg"
    chosen = BatchChoices("upscale", "mine", 3, pattern="{name} {task} {model}", suffix=".png")
    assert chosen.example() == "photo upscaled-x3 mine.png"
