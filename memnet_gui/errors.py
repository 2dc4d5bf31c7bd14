"""What distinguishes a user's mishap from a fault of the program."""


class UserError(Exception):
    """Something the user can mend: the message is one sentence with the file and the remedy."""


def summarise(error: Exception) -> str:
    """Returns an unexpected error in one line; those of torch fill many."""
    first_line = str(error).strip().partition("\n")[0]
    return f"{type(error).__name__}: {first_line}" if first_line else type(error).__name__
