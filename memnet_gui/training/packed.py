"""Photos that lie end to end in memory, which are thousands at times: once, not twice."""

from collections.abc import Iterable, Sequence
from typing import Self, overload

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]


class PackedPhotos(Sequence[Image]):
    """Photos as uint8 (H, W, C), each a view of one array.

    Attributes:
        pixels: The array, of one dimension.
        starts: Where in it each photo begins.
    """

    def __init__(self, images: Iterable[Image] = ()) -> None:
        """Copies the photos one by one, so that none but the last needs to be there twice."""
        buffer, shapes = bytearray(), []  # which grows in place, where the system can do that
        for image in images:
            buffer += np.ascontiguousarray(image).reshape(-1).data
            shapes.append(image.shape)
        self.pixels: Image = np.frombuffer(buffer, np.uint8)
        self._shapes = shapes
        ends = np.cumsum([0, *(np.prod(shape, dtype=np.int64) for shape in shapes)])
        self.starts: NDArray[np.int64] = ends[:-1]

    @classmethod
    def of(cls, images: Sequence[Image]) -> Self:
        """Returns the photos packed: themselves if they are."""
        return images if isinstance(images, cls) else cls(images)

    def __len__(self) -> int:
        return len(self._shapes)

    @overload
    def __getitem__(self, index: int) -> Image: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Image]: ...

    def __getitem__(self, index: int | slice) -> Image | Sequence[Image]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        number = range(len(self))[index]
        start, shape = int(self.starts[number]), self._shapes[number]
        return self.pixels[start : start + int(np.prod(shape))].reshape(shape)
