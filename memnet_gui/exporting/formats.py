"""The formats that networks are exported to, told without loading what writes them."""

from dataclasses import dataclass
from pathlib import Path

from memnet_gui.errors import UserError
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message


class ExportError(UserError):
    """A network cannot be exported."""


@dataclass(frozen=True)
class ExportFormat:
    """What an exported network consists of.

    Attributes:
        name: As the command line has it.
        title: What it is called where people choose it.
        module: What writes and reads it: it has `write` and `reopen`.
        suffixes: Of its files, which differ in nothing else; the first is what a user names.
        members: The files of a format that is a folder.
    """

    name: str
    title: str
    module: str
    suffixes: tuple[str, ...] = ()
    members: tuple[str, ...] = ()

    @property
    def is_folder(self) -> bool:
        """Whether a target is a folder."""
        return bool(self.members)

    @property
    def suffix(self) -> str:
        """What a target's name ends in; "" for a folder."""
        return self.suffixes[0] if self.suffixes else ""

    def files(self, target: Path) -> tuple[Path, ...]:
        """Returns what is written for a target, the file or folder that a user names.

        The first file has the user's spelling: `a.ONNX` and `a.onnx` can be two files, and only
        the one that was named may be replaced.
        """
        if self.is_folder:
            return tuple(target / member for member in self.members)
        return (target, *(target.with_suffix(suffix) for suffix in self.suffixes[1:]))

    def check_name(self, target: Path) -> None:
        """Finds out whether a target's name is one for this format.

        Raises:
            ExportError: It has another ending.
        """
        if self.suffix and target.suffix.lower() != self.suffix:
            text = QT_TRANSLATE_NOOP(
                "Engine", "{path} is no name for {format}; choose one that ends in {suffix}"
            )
            raise ExportError(text, path=target, format=Message(self.title), suffix=self.suffix)


FORMATS = {
    form.name: form
    for form in (
        ExportFormat("onnx", "ONNX", "onnx", suffixes=(".onnx",)),
        ExportFormat("openvino", "OpenVINO IR", "openvino", suffixes=(".xml", ".bin")),
        ExportFormat(
            "torch-export",
            QT_TRANSLATE_NOOP("Engine", "PyTorch program"),
            "torch_export",
            suffixes=(".pt2",),
        ),
        ExportFormat(
            "hugging-face",
            QT_TRANSLATE_NOOP("Engine", "Hugging Face folder"),
            "hugging_face",
            members=("README.md", "config.json", "model.safetensors"),
        ),
    )
}
"""By name, in the order in which they are offered."""
