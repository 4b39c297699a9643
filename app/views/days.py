"""Days and moments as people say them."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, Qt

from app.models.days import is_day


def spoken_day(day: date) -> str:
    """Return a day as people say it, with the year where it is not this one: 20 November, 3 May 2025."""
    form = "d MMMM" if day.year == date.today().year else "d MMMM yyyy"
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def day_word(day: str | date | None) -> str:
    """Return a day, as records hold it or as a date, as people say it; nothing for none."""
    if not day:
        return ""
    return spoken_day(date.fromisoformat(day) if isinstance(day, str) else day)


def read_day(text: str) -> str:
    """Return the day that somebody wrote, YYYY-MM-DD or as their system writes days in short; raises ValueError."""
    if is_day(text):
        return text
    found = QLocale().toDate(text, QLocale.FormatType.ShortFormat)
    if not found.isValid():
        raise ValueError(text)
    return str(found.toString(Qt.DateFormat.ISODate))


def spoken_time(at: datetime) -> str:
    """Return the time of day of a moment on this machine's clock: 14:05."""
    return f"{at.astimezone():%H:%M}"
