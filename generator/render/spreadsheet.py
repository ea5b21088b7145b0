"""Text in tables that a spreadsheet opens without running anything."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def defused(text: str) -> str:
    """Keep a text from being taken for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
