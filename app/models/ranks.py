"""Fractional ranks: base-62 text in binary order, so that a move changes one row.

A rank is the digits of a fraction between 0 and 1, `V` being about one half. It never ends in the digit `0`: between
any two ranks there is always another. Order is by `(rank, id)`, so equal ranks (two copies of a file merged) are legal.
"""

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(DIGITS)
_VALUE = {digit: value for value, digit in enumerate(DIGITS)}


def is_rank(text: str) -> bool:
    """Return whether the text is a rank: base-62 digits, at least one, the last not `0`."""
    return bool(text) and text[-1] != "0" and all(digit in _VALUE for digit in text)


def rank_between(before: str | None, after: str | None) -> str:
    """Return a short rank strictly between two ranks; `None` stands for the open end.

    Raises ValueError where `before` is not below `after`.
    """
    if before is not None and after is not None and before >= after:
        raise ValueError(f"no rank lies between {before!r} and {after!r}")
    low = before or ""
    digits: list[str] = []
    bounded = after is not None
    position = 0
    while True:
        floor = _VALUE[low[position]] if position < len(low) else 0
        ceiling = _VALUE[after[position]] if bounded and after is not None and position < len(after) else _BASE
        if ceiling - floor > 1:
            digits.append(DIGITS[_digit_between(floor, ceiling, appending=not after, prepending=not before)])
            return "".join(digits)
        digits.append(DIGITS[floor])
        if floor < ceiling:  # one apart: below the upper bound from here on
            bounded = False
        position += 1


def _digit_between(floor: int, ceiling: int, *, appending: bool, prepending: bool) -> int:
    """Pick the middle digit, or the nearest one past an end that lies open, so that ranks at the ends stay short."""
    if appending == prepending:
        return (floor + ceiling) // 2
    return floor + 1 if appending else ceiling - 1


def ranks_between(before: str | None, after: str | None, count: int) -> list[str]:
    """Return `count` ascending ranks strictly between two ranks, evenly spread so that they stay short."""
    if count <= 0:
        return []
    middle = rank_between(before, after)
    if count == 1:
        return [middle]
    left = count // 2
    return [*ranks_between(before, middle, left), middle, *ranks_between(middle, after, count - left - 1)]
