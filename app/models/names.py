"""When two names are one, and when they are alike."""

import unicodedata


def same_name(name: str) -> str:
    """Return the form in which names are compared: NFC and trimmed, case kept."""
    return unicodedata.normalize("NFC", name).strip()


def folded(name: str) -> str:
    """Return the form in which names from elsewhere are likened: NFKC, without case, one space between words."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
