"""Days of the calendar as records hold them: YYYY-MM-DD."""

from datetime import date


def is_day(text: str) -> bool:
    """Return whether a text is a day of the calendar, written as 2026-11-22."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
