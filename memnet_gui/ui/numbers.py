"""Numbers as the window writes them, in every language."""


def format_count(count: float) -> str:
    """Returns `676 992`: a comma would be a decimal point elsewhere."""
    return f"{count:,.0f}".replace(",", "\u202f")
