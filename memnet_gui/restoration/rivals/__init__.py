"""Rivals: other methods that restore the same photos, to be compared with MemNet."""
