"""Whatever is told of an error below the window can be told in another language."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "memnet_gui"
WINDOW_AND_COMMANDS = {"ui", "cli"}
ROOTS = {"UserError", "UnsupportedError"}
MARKER = "QT_TRANSLATE_NOOP"


def parse_modules() -> dict[Path, ast.Module]:
    """Returns the modules below the window and the command line."""
    return {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).parts[0] not in WINDOW_AND_COMMANDS
    }


def name_of(node: ast.expr) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


def find_family(modules: dict[Path, ast.Module]) -> set[str]:
    """Returns the names of the errors that are told to the user."""
    bases = {
        node.name: {name_of(base) for base in node.bases}
        for tree in modules.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    family = set(ROOTS)
    while more := {name for name, above in bases.items() if above & family} - family:
        family |= more
    return family


def find_errors() -> Iterator[tuple[str, ast.Call, ast.Module]]:
    """Yields place, call and module of each error that is made."""
    modules = parse_modules()
    family = find_family(modules)
    for path, tree in modules.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and name_of(node.func) in family:
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node, tree


def literals_in(node: ast.AST) -> Iterator[ast.AST]:
    """Yields the texts in an expression that are not marked."""
    if isinstance(node, ast.Call) and name_of(node.func) == MARKER:
        return
    if isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    ):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from literals_in(child)


def values_of(name: str, tree: ast.Module) -> Iterator[ast.expr]:
    """Yields what is assigned to a name anywhere in a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id == name:
                    yield node.value


def test_the_family_is_known() -> None:
    assert find_family(parse_modules()) >= {
        *ROOTS, "PhotoError", "PhotoExistsError", "RestorationError", "DeviceError",
        "CheckpointError", "StateError",
    }  # fmt: skip


def test_texts_of_errors_are_marked() -> None:
    count = 0
    for place, call, tree in find_errors():
        assert call.args, place
        text = call.args[0]
        assert not list(literals_in(text)), f"{place}: mark it by {MARKER}"
        if isinstance(text, ast.Name) and text.id == "text":
            for value in values_of("text", tree):
                assert not list(literals_in(value)) or isinstance(value, ast.Subscript), place
        count += 1
    assert count > 80
