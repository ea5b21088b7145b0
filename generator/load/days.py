"""Dates as files state them: a year, a month or a day."""

import datetime as dt
import re

_SHAPE = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_WHOLE = len("2026-06-12")


def is_day(text: str) -> bool:
    """Say whether text is a year, a month or a day, and one that the calendar has."""
    if not _SHAPE.fullmatch(text):
        return False
    try:
        return len(text) < _WHOLE or bool(dt.date.fromisoformat(text))
    except ValueError:
        return False
