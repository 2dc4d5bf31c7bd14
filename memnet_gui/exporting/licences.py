"""Under which licence the weights of a model are."""

import re

from memnet_gui.restoration.models import ModelInfo, shipped_models

UNKNOWN = "unknown"
_OF_THE_PROGRAM = "Apache-2.0"
_OF_THE_HUB = frozenset((
    "agpl-3.0", "apache-2.0", "bsd-2-clause", "bsd-3-clause", "cc-by-4.0", "cc-by-nc-4.0",
    "cc-by-nc-nd-4.0", "cc-by-nc-sa-4.0", "cc-by-nd-4.0", "cc-by-sa-4.0", "cc0-1.0", "gpl-2.0",
    "gpl-3.0", "isc", "lgpl-3.0", "mit", "mpl-2.0", "openrail", "unlicense", UNKNOWN,
))  # fmt: skip
"""What weights are usually under, of https://huggingface.co/docs/hub/repositories-licenses."""


def find_licence(info: ModelInfo) -> str:
    """Returns the SPDX name of the program's licence for weights that ship, else `UNKNOWN`.

    Raises:
        CheckpointError: A shipped file is damaged.
    """
    path = info.path.resolve()  # it may be named from the current folder, or by a link
    is_shipped = any(path == shipped.path.resolve() for shipped in shipped_models())
    return _OF_THE_PROGRAM if is_shipped else UNKNOWN


def tell_hub(licence: str) -> dict[str, str]:
    """Returns what a card says to the hub, which refuses a licence that it does not know by name.

    Any other is `other` with a name of small letters, digits, points and hyphens.
    """
    name = licence.lower()
    if name in _OF_THE_HUB:
        return {"license": name}
    slug = re.sub(r"[^a-z0-9.]+", "-", name).strip("-.")
    return {"license": "other", "license_name": slug or "unnamed"}
