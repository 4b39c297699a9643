"""When two names are one."""

import unicodedata


def same_name(name: str) -> str:
    """Return the form in which names are compared: NFC and trimmed, case kept."""
    return unicodedata.normalize("NFC", name).strip()
