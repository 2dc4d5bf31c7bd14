"""Numbers as the window writes them, in every language."""


def format_count(count: float) -> str:
    """Returns `676 992`: a comma would be a decimal point elsewhere."""
    return f"{count:,.0f}".replace(",", "\u202f")


def format_value(value: float) -> str:
    """Returns `0.0123`, `1130`: three figures, or all before the point, and a true minus sign."""
    text = f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return text.replace("-", "\u2212") if float(text) else "0"
