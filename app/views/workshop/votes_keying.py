"""What is typed of a ballot: which options it votes for, and what cannot be meant."""

import re
from collections.abc import Collection
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

_TOKEN = re.compile(r"#\d*|\d+|[^\s,;#\d]+")
_LARGEST_DIGIT = 9


def tr(text: str) -> str:
    """Translate a text about what is typed."""
    return QCoreApplication.translate("BallotLine", text)


class Typed(NamedTuple):
    """Votes by the number of their option in the order typed; `blank` is an empty ballot that is meant (0).

    `jump` is the number of another ballot (#12). `problem` is one line, or nothing; with one nothing is counted.
    """

    counts: dict[int, int]
    jump: int | None = None
    blank: bool = False
    problem: str = ""


def by_digits(numbers: Collection[int]) -> bool:
    """Tell whether each digit is a vote: no option has a number of two."""
    return max(numbers, default=0) <= _LARGEST_DIGIT


def _tokens(text: str, numbers: Collection[int]) -> list[str]:
    """Return the numbers and other words of a line, from first to last."""
    found: list[str] = _TOKEN.findall(text)
    if not by_digits(numbers):
        return found
    return [part for each in found for part in (each if each.isdecimal() else [each])]


def understand(text: str, numbers: Collection[int], votes_each: int) -> Typed:
    """Return what a line says, for options with these numbers.

    Where no number has two digits each digit is a vote; else numbers stand apart by spaces or commas.
    """
    counts: dict[int, int] = {}
    jump: int | None = None
    blank = False
    for token in _tokens(text, numbers):
        if token.startswith("#"):
            jump = int(token[1:] or 0)
        elif token.isdecimal() and int(token) in numbers:
            counts[int(token)] = counts.get(int(token), 0) + 1
        elif token.isdecimal() and int(token) == 0:
            blank = True
        else:
            return Typed(counts, jump, problem=_unknown(token, numbers))
    given = sum(counts.values())
    if given > votes_each:
        said = tr("{given} votes, and each person has {each}.")
        return Typed(counts, jump, problem=said.format(given=given, each=votes_each))
    if blank and counts:
        return Typed(counts, jump, problem=tr("0 stands for a ballot without any vote."))
    return Typed(counts, jump, blank)


def _unknown(token: str, numbers: Collection[int]) -> str:
    said = tr("There is no option {token} here.").format(token=token)
    apart = token.isdecimal() and all(int(digit) in numbers for digit in token)
    return f"{said} {tr('Put spaces between numbers.')}" if apart else said


def without_last(text: str, numbers: Collection[int]) -> str:
    """Return a line without its last vote, ready for the next."""
    found = list(_TOKEN.finditer(text))
    if not found:
        return ""
    last = found[-1]
    if last.group().isdecimal() and by_digits(numbers):
        return text[: last.end() - 1]
    return text[: last.start()]


def written(counts: dict[int, int], numbers: Collection[int]) -> str:
    """Return the line that says these votes."""
    votes = [str(number) for number, count in sorted(counts.items()) for _ in range(count)]
    return "".join(votes) if by_digits(numbers) else "".join(f"{each} " for each in votes)
