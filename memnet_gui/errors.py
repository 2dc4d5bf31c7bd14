"""What distinguishes a user's mishap from a fault of the program."""


class UserError(Exception):
    """Something the user can mend: the message is one sentence with the file and the remedy."""
