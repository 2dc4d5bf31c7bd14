"""Reads the arguments, runs one command and turns errors into a sentence and an exit status."""

import argparse
import errno
import io
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module

from memnet_gui import __version__
from memnet_gui.cli.parsers import (
    benchmark,
    degrade,
    demo,
    desktop,
    evaluate,
    export,
    gates,
    gui,
    import_weights,
    models,
    restore,
    train,
)
from memnet_gui.cli.process import TERMINATED, Terminated, ended_in_order, open_streams
from memnet_gui.errors import UserError, summarise
from memnet_gui.files import is_file
from memnet_gui.logs import log_to_file

_COMMANDS = (
    gui,
    restore,
    degrade,
    models,
    gates,
    import_weights,
    export,
    evaluate,
    train,
    benchmark,
    demo,
    desktop,
)
"""Their modules have the commands' names, with more after an underscore where Python needs it."""

_KEPT_KERNELS = "128"
"""More than one network needs for one size of photo, or for training."""

log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program.

    Returns:
        0 on success, 1 when something failed, 2 for wrong usage, 130 after Ctrl+C, 143 after
        SIGTERM, 141 when who reads the output has had enough, such as `head`.
    """
    open_streams()
    _bound_caches()
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = build_parser()
    if not given or _is_photo(given[0]):
        given = ["gui", *given]
    try:
        options = parser.parse_args(given)
    except SystemExit as stop:
        return int(stop.code or 0)
    log_file = log_to_file()
    _print_any_name()
    try:
        return _run(options)
    except UserError as error:
        log.info("failed: %s", given, exc_info=True)
        print(f"memnet-gui: {error}", file=sys.stderr)
    except KeyboardInterrupt as interruption:
        print("memnet-gui: interrupted", file=sys.stderr)
        return TERMINATED if isinstance(interruption, Terminated) else 130
    except BrokenPipeError:
        # As Python's documentation advises: what is still buffered goes nowhere, without a word.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception as error:
        log.exception("failed unexpectedly: %s", given)
        details = f" (details in {log_file})" if log_file else ""
        print(f"memnet-gui: unexpected {summarise(error)}{details}", file=sys.stderr)
    return 1


def build_parser() -> argparse.ArgumentParser:
    """Returns the parser of all commands; what it reads says in `command` which one to run."""
    parser = argparse.ArgumentParser(
        prog="memnet-gui",
        description="Restore photos with MemNet and see how the network did it. "
        "Without a command, or with a photo in place of one, the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"memnet-gui {__version__}")
    commands = parser.add_subparsers(
        title="commands", required=True, metavar="COMMAND", dest="command"
    )
    for command in _COMMANDS:
        command.add_parser(commands)
    return parser


def _run(options: argparse.Namespace) -> int:
    """Runs the command that was chosen.

    Only now is loaded what it works with: torch alone takes longer than all the rest.
    """
    with ended_in_order(), _long_names_told():
        module = import_module(f"memnet_gui.cli.{options.command}")
        status = int(module.run(options))
        sys.stdout.flush()
    return status


@contextmanager
def _long_names_told() -> Iterator[None]:
    """Takes a name that no file system holds for a mishap, in whatever way it was looked for."""
    try:
        yield
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        text = f"{error.filename} is too long a name for its disk; choose a shorter one."
        raise UserError(text) from error


def _bound_caches() -> None:
    """Has torch keep fewer of the kernels that it makes for each size of photo.

    A thousand photos of as many sizes else take 0.9 GB. Must come before torch.
    """
    for cache in ("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "LRU_CACHE_CAPACITY"):
        os.environ.setdefault(cache, _KEPT_KERNELS)


def _is_photo(argument: str) -> bool:
    modules = (command.__name__.rpartition(".")[2] for command in _COMMANDS)
    names = {module.partition("_")[0] for module in modules}
    return argument not in names and not argument.startswith("-") and is_file(argument)


def _print_any_name() -> None:
    """Keeps a file name that the terminal cannot show from ending the work."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
