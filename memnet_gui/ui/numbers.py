"""Numbers as the window writes them, in every language."""

_BRIEF_S = 9.95


def format_count(count: float) -> str:
    """Returns `676 992`: a comma would be a decimal point elsewhere."""
    return f"{count:,.0f}".replace(",", "\u202f")


def format_value(value: float) -> str:
    """Returns `0.0123`, `1130`: three figures, or all before the point, and a true minus sign."""
    text = f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return text.replace("-", "\u2212") if float(text) else "0"


def format_level(level: float) -> str:
    """Returns a pixel's 8-bit level, rounded; noise may take it below 0 and beyond 255."""
    return format_value(round(level))


def format_duration(seconds: float) -> str:
    """Returns `8 s`, `2 min 05 s` or `1 h 10 min`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"


def format_time_taken(seconds: float) -> str:
    """Returns a short time to a tenth of a second, `0.4 s`, others as `format_duration`."""
    return f"{seconds:.1f} s" if seconds < _BRIEF_S else format_duration(seconds)
