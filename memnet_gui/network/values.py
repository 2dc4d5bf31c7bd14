"""What a tensor of a file must be, so that a weight can be read from it."""

import torch
from torch import Tensor

from memnet_gui.messages import QT_TRANSLATE_NOOP

ODD_FORM = QT_TRANSLATE_NOOP(
    "Engine",
    "{path} holds {name} in a form that is not read ({form}); save it as a plain float32 tensor",
)
NOT_FINITE = QT_TRANSLATE_NOOP(
    "Engine", "{path} is damaged: {name} holds values that are not finite"
)
_NUMBERS = {
    *(torch.float16, torch.bfloat16, torch.float32, torch.float64),
    *(torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64),
}


def name_odd_form(tensor: Tensor) -> str:
    """Returns in which form a tensor is that no weight is read from, "" where one can be.

    Complex numbers would lose a part, and float8 and quantised ones mean nothing without their
    scales. An expanded tensor repeats what is stored, so that a small file could fill all memory.
    """
    if tensor.dtype not in _NUMBERS:
        return str(tensor.dtype).removeprefix("torch.")
    if tensor.is_nested:
        return "nested"
    if tensor.layout is not torch.strided:
        return str(tensor.layout).removeprefix("torch.")
    if tensor.device.type != "cpu":
        return tensor.device.type
    stored_bytes = tensor.untyped_storage().nbytes()
    return "expanded" if tensor.numel() * tensor.element_size() > stored_bytes else ""
