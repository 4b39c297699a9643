"""When two names are one, and when they are alike."""

import unicodedata


def same_name(name: str) -> str:
    """Return the form in which names are compared: NFC and trimmed, case kept."""
    return unicodedata.normalize("NFC", name).strip()


def with_article(kind: str) -> str:
    """Return a kind of record in words behind its article, such as “an activity”."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind.replace('_', ' ')}"


def folded(name: str) -> str:
    """Return the form in which names from elsewhere are likened: NFKC, without case, one space between words."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def counted(kind: str, count: int) -> str:
    """Return a number of records of a kind in words, such as “2 opportunities”."""
    noun = kind.replace("_", " ")
    if count == 1:
        return f"1 {noun}"
    if noun == "criterion":
        return f"{count} criteria"
    ends_in_y = noun.endswith("y") and not noun.endswith("ey")
    return f"{count} {noun.removesuffix('y')}ies" if ends_in_y else f"{count} {noun}s"
