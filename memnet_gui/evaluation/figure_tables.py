"""Markdown tables of measured figures beside published ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from memnet_gui.evaluation.benchmarks import BENCHMARKS, Benchmark, find_benchmark
from memnet_gui.evaluation.figures import Figure, ModelFigures
from memnet_gui.evaluation.published import PublishedFigure
from memnet_gui.files import write_file
from memnet_gui.restoration.models import ModelInfo

BEGIN, END = "<!-- figures:begin -->", "<!-- figures:end -->"
"""Between these the tables stand in a text."""
_ABSENT = "-"


def insert_tables(path: Path, tables: str) -> None:
    """Replaces what stands between the marks of a text file.

    Raises:
        ValueError: The marks are not there.
    """
    before, begin, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{path} lacks the marks {BEGIN} and {END}")
    text = f"{before}{BEGIN}\n\n{tables}\n{END}{after}"
    write_file(path, text.encode(), overwrite=True)


def render_tables(models: Sequence[tuple[ModelInfo, ModelFigures]]) -> str:
    """Returns one table for each benchmark that some of the models were measured on."""
    parts = []
    for benchmark in BENCHMARKS:
        measured = [
            figures
            for info, figures in models
            if find_benchmark(info) == benchmark and figures.figures
        ]
        if measured:
            parts.append(_render_benchmark(benchmark, measured))
    return "\n".join(parts)


def format_score(psnr: float, ssim: float | None) -> str:
    """Returns PSNR and SSIM as they stand in a table."""
    return f"{psnr:.2f}" if ssim is None else f"{psnr:.2f} / {ssim:.4f}"


def format_table(rows: Iterable[Sequence[str]], heads: Sequence[str] = ("", "")) -> list[str]:
    """Returns the lines of a table; its texts may be anyone's, with newlines and bars in them."""
    return [_format_row(heads), "|" + "---|" * len(heads), *(_format_row(row) for row in rows)]


def _format_row(texts: Sequence[str]) -> str:
    return f"| {' | '.join(_cell(text) for text in texts)} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _render_benchmark(benchmark: Benchmark, models: Sequence[ModelFigures]) -> str:
    return "\n".join(
        [
            f"### {benchmark.title}",
            "",
            benchmark.protocol,
            "",
            *_table_rows(benchmark, models),
            "",
            *(_sum_up(model, benchmark.level_name) for model in models),
            "To repeat it:",
            "",
            *(f"    {command}" for command in _commands(benchmark, models)),
            "",
        ]
    )


@dataclass(frozen=True)
class _Column:
    """One model's figures, or those of the same model with the self-ensemble."""

    model: ModelFigures
    self_ensemble: bool = False

    @property
    def head(self) -> str:
        return f"**`{self.model.model}`**{', self-ensemble' if self.self_ensemble else ''}"

    def find(self, set_name: str, level: int) -> Figure | None:
        return self.model.find(set_name, level, self_ensemble=self.self_ensemble)


def _columns(models: Sequence[ModelFigures]) -> list[_Column]:
    return [
        column
        for model in models
        for column in (_Column(model), _Column(model, self_ensemble=True))
        if model.self_ensemble or not column.self_ensemble
    ]


def _table_rows(benchmark: Benchmark, models: Sequence[ModelFigures]) -> list[str]:
    rows = [(trial, level) for trial in benchmark.trials for level in trial.levels]
    names = {trial: benchmark.name_set(trial) for trial in benchmark.trials}
    rows = [row for row in rows if any(m.find(names[row[0]], row[1]) for m in models)]
    rivals = [benchmark.published(trial, level) for trial, level in rows]
    # A method without any figure for these rows gets no column.
    methods = [method for method in benchmark.rivals if any(method in found for found in rivals)]
    columns = _columns(models)
    heads = ["set", benchmark.level_name, "input", *methods, *(c.head for c in columns)]
    lines = []
    for (trial, level), found in zip(rows, rivals, strict=True):
        ours = [column.find(names[trial], level) for column in columns]
        given = next(figure.input for figure in ours if figure)
        theirs = [_published_cell(found.get(method)) for method in methods]
        cells = [names[trial], str(level), format_score(given.psnr, given.ssim), *theirs]
        lines.append([*cells, *(_our_cell(figure) for figure in ours)])
    return format_table(lines, heads)


def _published_cell(figure: PublishedFigure | None) -> str:
    if figure is None:
        return _ABSENT
    return format_score(figure.psnr, figure.ssim) + ("" if figure.verified else " *")


def _our_cell(figure: Figure | None) -> str:
    return f"**{format_score(figure.final.psnr, figure.final.ssim)}**" if figure else _ABSENT


def _sum_up(model: ModelFigures, level_name: str) -> str:
    worse = [
        f"{figure.images - figure.images_improved} of {figure.images} images of "
        f"{figure.set_name} at {figure.level}"
        for figure in model.figures
        if figure.images_improved < figure.images
    ]
    makers = dict.fromkeys(
        f"version {f.program_version}, {f.device} {f.precision}" for f in model.figures
    )
    made = f"({'; '.join(makers)}; seed 0)"
    if not worse:
        return f"`{model.model}`: every image gets better {made}."
    claimed = describe_claim(model, level_name)
    best = f"every image gets better at {claimed}; " if claimed else ""
    return f"`{model.model}`: {best}not better: {', '.join(worse)} {made}."


def describe_claim(model: ModelFigures, level_name: str) -> str:
    """Returns the levels at which every measured image gets better; "" for none.

    The first and the last of levels between which none fails stand for all between them.
    """
    claimed = model.claimed_levels
    if not claimed:
        return ""
    failed = {figure.level for figure in model.figures} - set(claimed)
    is_range = len(claimed) > 2 and not any(claimed[0] < level < claimed[-1] for level in failed)
    if is_range:
        return f"{level_name} {claimed[0]} to {claimed[-1]}"
    return f"{level_name} {', '.join(str(level) for level in claimed)}"


def _commands(benchmark: Benchmark, models: Sequence[ModelFigures]) -> list[str]:
    level = benchmark.level_name.upper()
    return [
        benchmark.command(trial, level, column.model.model, self_ensemble=column.self_ensemble)
        for column in _columns(models)
        for trial in benchmark.trials
        if any(column.find(benchmark.name_set(trial), known) for known in trial.levels)
    ]
