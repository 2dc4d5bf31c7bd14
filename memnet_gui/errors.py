"""What distinguishes a user's mishap from a fault of the program."""

from memnet_gui.messages import QT_TRANSLATE_NOOP, Message


class UserError(Exception):
    """Something the user can mend: the message is one sentence with the file and the remedy.

    `UserError("{path} is empty", path=path)` can be said in another language, while a text that is
    already filled in stays as it is.
    """

    def __init__(self, text: str = "", /, **fields: object) -> None:
        super().__init__(text if isinstance(text, Message) else Message(text, **fields))

    @property
    def message(self) -> Message:
        """The sentence."""
        message: Message = self.args[0]
        return message


_MOST_LETTERS = 200


def summarise(error: Exception) -> str:
    """Returns an unexpected error in one line; those of torch fill many."""
    first_line = str(error).strip().partition("\n")[0]
    if len(first_line) > _MOST_LETTERS:
        first_line = f"{first_line[:_MOST_LETTERS]}…"
    return f"{type(error).__name__}: {first_line}" if first_line else type(error).__name__


def explain_fault(summary: str) -> Message:
    """Returns the sentence that the window shows for an unexpected error."""
    text = QT_TRANSLATE_NOOP(
        "Engine",
        "Something unexpected went wrong ({summary}). Your photo and your result are kept.",
    )
    return Message(text, summary=summary)
