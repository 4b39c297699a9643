"""The command `clew self-test`: the main job in a temporary folder."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace


def arguments(_: ArgumentParser) -> None:
    """Take nothing, no workspace either."""


def run(_: Namespace) -> None:
    """Do the main job and say how it went."""
    from app.bootstrap import try_window
    from app.self_test import run

    run(try_window)
