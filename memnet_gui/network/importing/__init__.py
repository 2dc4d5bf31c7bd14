"""Weights from elsewhere: files of other programs become networks of this one."""
