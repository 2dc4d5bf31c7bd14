"""Restores many photos, one after the other: what the command line and the window share."""
