"""Under which licence the weights of a model are."""

from memnet_gui.restoration.models import ModelInfo, shipped_models

UNKNOWN = "unknown"
_OF_THE_PROGRAM = "Apache-2.0"


def find_licence(info: ModelInfo) -> str:
    """Returns the SPDX name of the program's licence for weights that ship, else `UNKNOWN`.

    Raises:
        CheckpointError: A shipped file is damaged.
    """
    is_shipped = any(info.path == shipped.path for shipped in shipped_models())
    return _OF_THE_PROGRAM if is_shipped else UNKNOWN
