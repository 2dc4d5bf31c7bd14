"""Training MemNet: data, loss, recipe and trainer."""
