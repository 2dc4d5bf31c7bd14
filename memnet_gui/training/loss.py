"""The training loss of the paper."""

from torch import Tensor
from torch.nn import functional

from memnet_gui.network.memnet import MemNetOutput


def multi_supervised_loss(output: MemNetOutput, target: Tensor) -> Tensor:
    """Weighs the error of the final image against those of the M intermediate predictions.

    alpha/2 MSE(y) + (1 - alpha)/(2M) sum_m MSE(y_m) with alpha = 1/(M + 1): equation 12 of
    the paper up to the number of pixels. For the basic network it is MSE(y)/2.

    Args:
        output: Predictions of (B, C, H, W).
        target: The clean image (B, C, H, W) in [0, 1].
    """
    final = functional.mse_loss(output.final, target)
    if len(output.predictions) == 1:
        return final / 2
    blocks = len(output.predictions)
    alpha = 1 / (blocks + 1)
    parts = sum((functional.mse_loss(y, target) for y in output.predictions), start=final * 0)
    return alpha / 2 * final + (1 - alpha) / (2 * blocks) * parts
