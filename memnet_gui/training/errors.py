"""What keeps a run from going on, each kind with a class of its own.

The remedy on the command line is not that in the window.
"""

from memnet_gui.errors import UserError


class StateError(UserError):
    """A training state cannot be continued from; the message names the file."""


class DamagedStateError(StateError):
    """A file is no whole training state of this program."""


class SettingsError(StateError):
    """A training state is of a run with other settings, which `message.fields` names."""


class OriginError(StateError):
    """A training state is of a run that started from another model: `found`, not `wanted`."""


class NoOriginError(StateError):
    """A training state is of a run that started from no model, so not from `wanted`."""


class DivergenceError(UserError):
    """A loss diverged again and again, at `rate` to begin with."""
