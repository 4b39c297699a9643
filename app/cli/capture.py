"""The command `clew capture`: sentences from the command line or from standard input onto a map, all or none."""

from __future__ import annotations

import re
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.cli.saying import say
from app.models.errors import InputError

if TYPE_CHECKING:
    from app.models.content import Content
    from app.services.capture import Sentence

_OPTION: Final = "--journey"

_HELP: Final = """\
Each SENTENCE becomes a card, or a stage, a step or a persona of the map:

  pain: waited forty minutes @Purchase #queue !4 ~Maya

  pain: or -   gain: or +   touchpoint: or >   quote: or "   question: or ?
  action: thought: need: factor: influence: message: note: image:   without one, a note
  @stage or step   ~persona   #tag   !1 to !5 severity of a pain, !-2 to !2 sentiment of others
  stage: Delivery   step: Parcel arrives @Delivery   persona: Maya

Without a SENTENCE they are read from standard input, one a line. What names no place waits in Unplaced. Where
one is ambiguous or names what is not there, nothing is filed.
"""


def options_of(words: Sequence[str]) -> Namespace:
    """Return file, journey and sentences of a command line; leaves with status 2 for wrong usage.

    Everything after FILE but --journey is text, also where it begins with a dash, so argparse must not see it.
    """
    parser = ArgumentParser(
        prog="clew capture",
        usage=f"%(prog)s FILE [{_OPTION} TITLE-or-id] [SENTENCE...]",
        description=_HELP,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="the workspace, usually .clew")
    parser.add_argument(_OPTION, metavar="TITLE-or-id", help="which journey, where there are several")
    parser.add_argument("sentences", metavar="SENTENCE", nargs="*", default=SUPPRESS, help="what to put on the map")
    if words and words[0] in ("-h", "--help"):
        parser.print_help()
        parser.exit()
    journeys: list[str] = []
    texts: list[str] = []
    rest = iter(words)
    for word in rest:
        name, equals, value = word.partition("=")
        if name != _OPTION:
            texts.append(word)
        elif equals:
            journeys.append(value)
        elif (following := next(rest, None)) is not None:
            journeys.append(following)
        else:
            parser.error(f"argument {_OPTION}: a title or an id is missing")
    if not texts:
        parser.error("the following arguments are required: FILE")
    if len(journeys) > 1:
        parser.error(f"argument {_OPTION}: sentences go to one journey")
    if texts[0].startswith("-"):
        parser.error(f"FILE comes before the sentences, and {texts[0]} is none")
    if not texts[1:] and (sys.stdin is None or sys.stdin.isatty()):
        parser.error("a SENTENCE is missing; without any they are read from standard input")
    return Namespace(file=Path(texts[0]), journey=journeys, sentences=texts[1:])


def run(options: Namespace) -> None:
    """File the sentences and print where each went."""
    for line in _filed(options):
        say(line)


def _filed(options: Namespace) -> Iterator[str]:
    """File the sentences in one edit and yield a line for each, saying where it went; raises InputError for a bad one.

    Standard input is read to its end before the workspace is opened.
    """
    from app.exporters.choosing import find_journeys
    from app.services.capture import capture, understand
    from app.store import open_workspace

    texts = options.sentences or _lines_of_input()
    with open_workspace(options.file) as store:
        journey_id = find_journeys(store.snapshot(), options.journey, several=False, purpose="capture into")[0]
        sentences = [understand(store.content, journey_id, text) for text in texts]
        filed = capture(store, journey_id, sentences, strict=True)
        yield from (_told(store.content, sentence) for _, sentence in filed)
        if not filed:
            yield "Nothing was said, nothing was filed."


def _lines_of_input() -> list[str]:
    """Return the lines of standard input; raises InputError where they are not UTF-8."""
    data = sys.stdin.buffer.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"Line {line} of the sentences is not UTF-8. Nothing was filed.") from error
    return [line for line in re.split(r"\r\n|\r|\n", text) if line.strip()]


def _told(content: Content, sentence: Sentence) -> str:
    """Return what a filed sentence became, where it is and what is said of it."""
    from app.services.capture import place_in_words

    tags = [f"#{tag}" for tag in sentence.tags]
    level = next((piece.label for piece in sentence.pieces if piece.role == "level" and piece.is_used), "")
    said = [f"{'severity' if sentence.kind == 'pain' else 'sentiment'} {level}"] if level else []
    details = ", ".join(filter(None, [place_in_words(content, sentence), *said, *tags]))
    return f"{sentence.kind}: {sentence.title}{f' ({details})' if details else ''}"
