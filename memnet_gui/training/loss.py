"""The training loss of the paper, and how its patches are weighed."""

from torch import Tensor

from memnet_gui.network.memnet import MemNetOutput

_SMALLEST_ERROR = (1 / 255) ** 2
"""One 8-bit level: a patch that is better than that weighs no more."""


def multi_supervised_loss(
    output: MemNetOutput, target: Tensor, balance: float = 0.0, alpha: float | None = None
) -> Tensor:
    """Weighs the error of the final image against those of the M intermediate predictions.

    alpha/2 MSE(y) + (1 - alpha)/(2M) sum_m MSE(y_m): equation 12 of the paper up to the number
    of pixels. For the basic network it is MSE(y)/2.

    Patches with much damage make up most of it: at sigma 50 the squared error is more than ten
    times that at sigma 5. With `balance` a patch weighs MSE(y) ** -balance, all together as much
    as without.

    Args:
        output: Predictions of (B, C, H, W).
        target: The clean image (B, C, H, W) in [0, 1].
        balance: 0 for the paper's loss, to 1, where a decibel counts the same in all patches.
        alpha: What of the loss is that of the final image, 0 to 1; None takes the paper's
            1/(M + 1), with which it counts as much as each prediction.
    """
    final = _errors(output.final, target)
    loss = final / 2
    if len(output.predictions) > 1:
        blocks = len(output.predictions)
        alpha = 1 / (blocks + 1) if alpha is None else alpha
        parts = sum((_errors(y, target) for y in output.predictions), start=final * 0)
        loss = alpha / 2 * final + (1 - alpha) / (2 * blocks) * parts
    if balance:
        weights = (final.detach() + _SMALLEST_ERROR) ** -balance
        loss = loss * (weights / weights.mean())
    return loss.mean()


def _errors(image: Tensor, target: Tensor) -> Tensor:
    """Returns the mean squared error of each patch, (B,)."""
    return (image - target).square().mean((1, 2, 3))
