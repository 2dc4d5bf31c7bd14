"""Sample photos that come with scikit-image."""

from memnet_gui.imaging.arrays import from_array
from memnet_gui.imaging.photo import Photo
from memnet_gui.messages import QT_TRANSLATE_NOOP

SAMPLES = (
    QT_TRANSLATE_NOOP("Engine", "camera"),
    QT_TRANSLATE_NOOP("Engine", "astronaut"),
    QT_TRANSLATE_NOOP("Engine", "chelsea"),
    QT_TRANSLATE_NOOP("Engine", "coffee"),
    QT_TRANSLATE_NOOP("Engine", "rocket"),
)
"""Names of the sample photos; camera is grey."""
DEMO_SAMPLE = "camera"
DEMO_NOISE_SIGMA = 30.0
"""The sample that the program shows first, with this much Gaussian noise (0-255 scale)."""


def load_sample(name: str) -> Photo:
    """Loads one of the `SAMPLES`, as `skimage.data` describes them.

    Raises:
        ValueError: There is no sample of that name.
    """
    if name not in SAMPLES:
        raise ValueError(f"there is no sample {name!r}; the samples are {', '.join(SAMPLES)}")
    from skimage import data

    return from_array(getattr(data, name)())
