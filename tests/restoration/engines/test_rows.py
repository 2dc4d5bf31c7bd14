"""Rows that move past."""

import pytest
import torch

from memnet_gui.restoration.engines.rows import Rows, Surround


def test_rows_are_read_by_their_place_in_the_picture_as_they_move_on() -> None:
    rows = Rows(torch.empty(5, 2, 1))
    for number in range(12):
        rows.append(1).fill_(number)
        rows.forget(number - 2)
        for kept in range(max(0, number - 2), number + 1):
            assert rows.view(kept, kept + 1).flatten().tolist() == [kept, kept]
    assert (rows.start, rows.end) == (9, 12)


def test_rows_refuse_more_than_they_hold() -> None:
    rows = Rows(torch.empty(4, 1, 1))
    rows.append(3)
    with pytest.raises(ValueError, match="5 rows do not fit into 4"):
        rows.append(2)


@pytest.mark.parametrize("strips", [[5], [1, 4], [2, 3], [1, 1, 1, 1, 1], [4, 0, 1]])
def test_surround_joins_strips_as_a_padded_picture(strips: list[int]) -> None:
    picture = torch.arange(1.0, 6)[:, None, None]
    around, scratch = Surround(torch.empty(2, 1, 1)), torch.empty(8, 1, 1)
    windows = []
    done = 0
    for number, count in enumerate(strips):
        around.open(scratch, count).copy_(picture[done : done + count])
        done += count
        read = around.close(scratch, count, last=number == len(strips) - 1).flatten().tolist()
        windows += [read[at : at + 3] for at in range(len(read) - 2)]
    padded = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 0.0]
    assert windows == [padded[at : at + 3] for at in range(5)]
