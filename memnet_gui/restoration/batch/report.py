"""The report of a batch: what became of each photo, as JSON that other programs can read."""

import json
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from memnet_gui.errors import UserError
from memnet_gui.files import check_writable, is_folder, write_file
from memnet_gui.messages import QT_TRANSLATE_NOOP, system_reason_of
from memnet_gui.restoration.batch.photos import BatchPhoto
from memnet_gui.restoration.batch.result import PhotoResult, State

_KIND = "memnet-gui batch report"
_OPEN = (State.FAILED, State.STOPPED)
_WORDS = {
    State.DONE: "restored",
    State.SKIPPED: "skipped",
    State.FAILED: "failed",
    State.STOPPED: "not begun or stopped",
}


def build_report(
    results: Sequence[PhotoResult],
    not_photos: Sequence[PurePath],
    *,
    task: str,
    seconds: float,
    shard: tuple[int, int] = (1, 1),
    recursive: bool = False,
) -> dict[str, Any]:
    """Returns a report as plain values.

    Args:
        results: What became of each photo.
        not_photos: Files that were passed over.
        task: What was to be done.
        seconds: Wall-clock time of it all.
        shard: Which part this was, of how many.
        recursive: Whether folders inside folders were looked at; a retry does likewise.
    """
    counts = Counter(result.state for result in results)
    done = [result.details for result in results if result.details is not None]
    return {
        "kind": _KIND,
        "task": task,
        "shard": f"{shard[0]}/{shard[1]}",
        "recursive": recursive,
        "photos": [_describe(result) for result in results],
        "not_photos": [name.as_posix() for name in not_photos],
        "totals": {
            **{state.value: counts[state] for state in _WORDS},
            "not_photos": len(not_photos),
            "megapixels": round(sum(it.width * it.height for it in done) / 1e6, 6),
            "seconds": round(seconds, 3),
        },
    }


def summarise_results(results: Sequence[PhotoResult], not_photos: int) -> str:
    """Returns such as `12 restored, 3 skipped, 1 failed, 2 not photos`."""
    counts = Counter(result.state for result in results)
    parts = [
        f"{counts[state]} {word}"
        for state, word in _WORDS.items()
        if counts[state] or state is State.DONE
    ]
    if not_photos:
        parts.append(f"{not_photos} not photo{'s' if not_photos > 1 else ''}")
    return ", ".join(parts)


def check_report(path: Path) -> None:
    """Finds out, before the work, whether a report can be written there.

    An earlier report may be replaced, no other file.

    Raises:
        UserError: It cannot.
    """
    check_writable(path, overwrite=_is_report(path))


def write_report(path: Path, report: dict[str, Any]) -> None:
    """Writes a report, whole or not at all.

    Raises:
        UserError: As `check_report`, or the file cannot be written.
    """
    content = json.dumps(report, indent=2) + "\n"  # escapes names that are no text
    write_file(path, content.encode(), overwrite=_is_report(path))


@dataclass(frozen=True)
class OpenPhotos:
    """What a report says is still to be restored.

    Attributes:
        photos: The photos.
        folders: What stood for folders that had no photos or could not be read.
        recursive: Whether folders inside folders were looked at.
    """

    photos: tuple[BatchPhoto, ...]
    folders: tuple[BatchPhoto, ...]
    recursive: bool


def read_open_photos(path: Path) -> OpenPhotos:
    """Returns what failed or was not reached in the run that wrote a report.

    Raises:
        UserError: The file is no report, or cannot be read.
    """
    report, states = _read(path), {state.value for state in _OPEN}
    try:
        entries = [_read_entry(it) for it in report["photos"] if it["state"] in states]
    except (KeyError, TypeError) as error:
        raise _not_a_report(path) from error
    return OpenPhotos(
        tuple(it for it in entries if it.below is None),
        tuple(it for it in entries if it.below is not None),
        report.get("recursive") is not False,
    )


def _read_entry(entry: dict[str, Any]) -> BatchPhoto:
    photo = BatchPhoto(Path(entry["photo"]), PurePath(entry["name"]))
    # Reports of earlier versions do not say what stood for a folder.
    folder = entry["name"] if is_folder(photo.path) else None
    below = entry.get("folder", folder)
    if below is None:
        return photo
    return replace(photo, is_listed=True, problem="to be looked at", below=PurePath(below))


def _describe(result: PhotoResult) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "photo": os.path.abspath(result.photo.path),  # noqa: PTH100 - follows no link
        "name": result.photo.name.as_posix(),
        "state": result.state.value,
        "result": None if result.target is None else os.path.abspath(result.target),  # noqa: PTH100
        "error": result.error or None,
        "seconds": round(result.seconds, 3),
    }
    if result.photo.below is not None:
        entry["folder"] = result.photo.below.as_posix()
    return entry if result.details is None else entry | asdict(result.details)


def _is_report(path: Path) -> bool:
    try:
        return path.is_file() and bool(_read(path))
    except UserError:
        return False


def _read(path: Path) -> dict[str, Any]:
    try:
        report = json.loads(path.read_bytes())
    except OSError as error:
        text = QT_TRANSLATE_NOOP("Engine", "{path} cannot be read ({reason})")
        raise UserError(text, path=path, reason=system_reason_of(error)) from error
    except (ValueError, RecursionError) as error:
        raise _not_a_report(path) from error
    if not isinstance(report, dict) or report.get("kind") != _KIND:
        raise _not_a_report(path)
    return report


def _not_a_report(path: Path) -> UserError:
    text = QT_TRANSLATE_NOOP(
        "Engine", "{path} is not a report of 'memnet-gui restore'; name another file"
    )
    return UserError(text, path=path)
