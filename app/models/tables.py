"""What lists in CSV and XLSX files look like: exporters write them, importers read them, neither knows the other."""

import re
from typing import Final

OPPORTUNITY_COLUMNS: Final = ("title", "customer", "business", "effort", "journey", "decision", "reason")
"""The columns of a list of opportunities that are read back; a file needs only the first."""

COMPUTED_COLUMNS: Final = ("rank", "value", "evidence", "participants", "quotes")
"""The columns that are computed: written after the others for readers, passed over when they are read back."""

LIST_COLUMNS: Final = ("list", "name", "parent", "colour", "description")
"""The columns of a table of the shared lists; the last three are for tags alone."""

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: a leading apostrophe where it would begin like one.

    An apostrophe is added too where one stands there already, so that `unguarded` gives back every text.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that was guarded."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
