"""The language of the window."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from memnet_gui.errors import UserError, explain_fault, summarise
from memnet_gui.messages import ENGINE, Message
from memnet_gui.paths import resource_folder

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""What the window can speak, each in its own name; the first is that of the source."""

SYSTEM = "system"


def choose_language(wanted: str, of_desktop: Iterable[str]) -> str:
    """Returns one of `LANGUAGES`.

    Args:
        wanted: One of them, or `system`, which takes the desktop's.
        of_desktop: What the desktop speaks, the preferred language first, such as `de-AT`.
    """
    if wanted in LANGUAGES:
        return wanted
    known = (name.replace("_", "-").partition("-")[0] for name in of_desktop)
    return next((language for language in known if language in LANGUAGES), next(iter(LANGUAGES)))


def install_translation(application: QCoreApplication, wanted: str) -> list[QTranslator]:
    """Has the program speak a language from now on; what was said before stays as it is.

    Figures have a point and no separators in any language, as in the literature: the same number
    must not read differently in a field, in a plot and in an exported table.

    Args:
        application: Speaks; it owns the translators.
        wanted: One of `LANGUAGES`, or `system`.

    Returns:
        Those that were installed: for Qt's own dialogs and for the program; in English they know
        plurals alone.
    """
    QLocale.setDefault(QLocale.c())
    language = choose_language(wanted, QLocale.system().uiLanguages())
    of_qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    own = str(resource_folder("translations"))
    installed = []
    for name, folder in (("qtbase", of_qt), ("memnet-gui", own)):
        translator = QTranslator(application)
        if translator.load(f"{name}_{language}", folder):
            application.installTranslator(translator)
            installed.append(translator)
    return installed


def translate_message(text: str) -> str:
    """Returns a sentence of the engine in the language of the window.

    A text that nobody marked for translation is returned as it is.
    """
    if not text:
        return ""
    if not isinstance(text, Message):
        return QCoreApplication.translate(ENGINE, text)
    if not text.fields:
        return QCoreApplication.translate(ENGINE, text.template)
    fields = {name: _translate_field(field) for name, field in text.fields.items()}
    return QCoreApplication.translate(ENGINE, text.template).format(**fields)


def translate_error(error: UserError) -> str:
    """Returns what an error says in the language of the window."""
    return translate_message(error.message)


def explain(error: Exception, unexpected: Callable[[str], Message] = explain_fault) -> str:
    """Returns what the window says of an error, in its language.

    Args:
        error: Whatever a job ended with.
        unexpected: Makes the sentence for a fault of the program, of what is known of it.
    """
    if isinstance(error, UserError):
        return translate_error(error)
    return translate_message(unexpected(summarise(error)))


def _translate_field(field: object) -> object:
    if isinstance(field, UserError):
        return translate_error(field)
    return translate_message(field) if isinstance(field, Message) else field
