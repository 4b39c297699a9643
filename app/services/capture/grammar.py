"""Understand a sentence as it is typed: what kind of card, where, whose, with which tags, how strong."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.models.content import Content
from app.services.capture.meaning import with_meaning
from app.services.capture.reading import Reading
from app.services.capture.sentence import ENGLISH_KINDS, Choice, Kind, Piece, Pin, Sentence


def understand(
    content: Content,
    journey_id: str,
    text: str,
    *,
    pin: Pin | None = None,
    words: Mapping[str, Kind] = ENGLISH_KINDS,
    chosen: Sequence[tuple[int, Choice]] = (),
) -> Sentence:
    """Return what a sentence means on a map; never raises, and looks at no card.

    `words` say kinds, folded; `chosen` are answers to the questions of an earlier understanding, each with the start
    of the piece that asked.
    """
    reading = Reading(content, journey_id, text, words, {(start, each.role): each for start, each in chosen})
    reading.read()
    given = Sentence(text, kind=reading.kind, pin=pin, words=words, chosen=tuple(chosen))
    return with_meaning(given, reading)


def choose(content: Content, journey_id: str, sentence: Sentence, piece: Piece, choice: Choice) -> Sentence:
    """Return the sentence understood with an answer to what one of its pieces asks."""
    kept = tuple(each for each in sentence.chosen if (each[0], each[1].role) != (piece.start, choice.role))
    return understood_again(content, journey_id, replace(sentence, chosen=(*kept, (piece.start, choice))))


def understood_again(content: Content, journey_id: str, sentence: Sentence) -> Sentence:
    """Return the sentence as it is understood now."""
    return understand(
        content, journey_id, sentence.text, pin=sentence.pin, words=sentence.words, chosen=sentence.chosen
    )
