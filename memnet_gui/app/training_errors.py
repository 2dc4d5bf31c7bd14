"""What keeps a run from going on, with the remedy that the window has."""

from memnet_gui.errors import UserError
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.training.errors import (
    DamagedStateError,
    DivergenceError,
    NoOriginError,
    OriginError,
    SettingsError,
)

_TEXTS = {
    SettingsError: QT_TRANSLATE_NOOP(
        "Engine",
        "{path} was written by a run with other settings ({differences}); choose the same ones, "
        "take another name, or go on with it on the command line",
    ),
    OriginError: QT_TRANSLATE_NOOP(
        "Engine",
        "{path} is of a run that started from {found}, not from {wanted}; choose that model, or "
        "take another name",
    ),
    NoOriginError: QT_TRANSLATE_NOOP(
        "Engine",
        "{path} is of a run that started from scratch, not from {wanted}; choose Scratch, or take "
        "another name",
    ),
    DamagedStateError: QT_TRANSLATE_NOOP(
        "Engine", "{path} is not a training state that can be resumed; take another name"
    ),
    DivergenceError: QT_TRANSLATE_NOOP(
        "Engine",
        "the loss diverged at step {step} though the rate was halved {setbacks} times; start over "
        "under another name, with a lower rate (Advanced) than {rate:g}",
    ),
}
"""The command line's name options."""


def say_in_window(error: UserError) -> UserError:
    """Returns an error of a run as the window says it."""
    text = _TEXTS.get(type(error))
    return error if text is None else UserError(text, **error.message.fields)
