"""What several commands take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.models.errors import InputError

if TYPE_CHECKING:
    from argparse import ArgumentParser


class UsageError(Exception):
    """A command line that contradicts itself."""


def number_between(low: float, high: float) -> Callable[[str], float]:
    """Return what reads a number within bounds, both included."""

    def number(text: str) -> float:
        from argparse import ArgumentTypeError  # the window starts without it

        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            raise ArgumentTypeError(f"a number from {low:g} to {high:g} is wanted, not {text!r}")
        return value

    return number


def whole_number(text: str) -> int:
    """Return a whole number from 0 on."""
    from argparse import ArgumentTypeError

    if not (text.isascii() and text.isdigit()):
        raise ArgumentTypeError(f"a whole number from 0 on is wanted, not {text!r}")
    return int(text)


def weight_option(parser: ArgumentParser) -> None:
    """Take how much the customer side counts against the business side."""
    parser.add_argument(
        "--weight",
        type=number_between(0, 1),
        metavar="W",
        help="what share of all weights the customer side has, 0 to 1; as agreed unless said otherwise",
    )


def vault_option(parser: ArgumentParser, purpose: str, *, required: bool = False) -> None:
    """Take the file that holds the password of the identity vault; help says what it is opened for."""
    parser.add_argument(
        "--vault-password-file",
        metavar="F",
        type=Path,
        required=required,
        help=f"a file whose first line is the password of the identity vault, {purpose}",
    )


def password_in(path: Path) -> str:
    """Return the first line of a file; raises InputError where it can't be read or holds no password."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InputError(f"The password can't be read from “{path}”: {reason}. Nothing was changed.") from error
    password = text.split("\n")[0].rstrip("\r")
    if not password.strip():
        raise InputError(f"The first line of “{path}” is empty: it holds no password. Nothing was changed.")
    return password
