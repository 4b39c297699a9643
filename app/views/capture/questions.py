"""Asks what a captured sentence left open, and does what is answered, each answer as one edit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.models.records import Card
from app.services.capture import Choice, Piece, Sentence, answer, is_there, understood_again
from app.views.capture.asking import Asking, Question
from app.views.capture.filing import deliberately
from app.views.capture.spoken import answers_to, filed_words, question_words

if TYPE_CHECKING:
    from app.models.changes import ChangeSet
    from app.views.session import Session


class Questions(QObject):
    """Questions about cards that wait in Unplaced; they end when their card is placed or gone."""

    placed = Signal(str)
    """The id of a card about which something was answered."""

    def __init__(self, session: Session, asking: Asking) -> None:
        super().__init__(asking)
        self._session, self._asking = session, asking
        self._asked: dict[str, Sentence] = {}
        """What was last asked about, by card: it is asked again where that was answered and is taken back."""

    def ask(self, card_id: str, sentence: Sentence) -> None:
        """Ask what a sentence left open, each thing once."""
        self.ask_all([(card_id, sentence)])

    def ask_all(self, made: Sequence[tuple[str, Sentence]]) -> None:
        """Ask what sentences left open, each with the card that it made, the first of them first."""
        self._asking.ask([question for card_id, sentence in made for question in self._about(card_id, sentence)])

    def _about(self, card_id: str, sentence: Sentence) -> list[Question]:
        content = self._session.content
        card = content.find(Card, card_id)
        if card is None:
            return []
        asked = [(each, answers_to(content, card.journey_id, sentence, each)) for each in sentence.pieces]
        questions = [
            Question(
                question_words(sentence, piece),
                [
                    (each.label, partial(self._answer, card_id, sentence, piece, each))
                    for each in answers
                    if is_there(content, each)
                ],
                card_id,
            )
            for piece, answers in asked
            if answers
        ]
        if questions:
            self._asked[card_id] = sentence
        return questions

    def _answer(self, card_id: str, sentence: Sentence, piece: Piece, choice: Choice) -> None:
        """Do what was answered; what that leaves open is asked anew."""
        session = self._session
        card = session.content.find(Card, card_id)
        if card is None:
            return
        self._asking.keep(lambda each: each.about != card_id)
        arguments = card.journey_id, card_id, sentence, piece, choice
        better = session.attempt(lambda: deliberately(session.store, answer, *arguments))
        self.ask(card_id, better or sentence)
        if better is not None:
            session.said.emit(filed_words(session.content, better, card_id))
            self.placed.emit(card_id)

    def follow(self, changes: ChangeSet) -> None:
        """Ask no longer about cards that are gone or placed since; ask again where that is taken back."""
        if not self._asked:
            return
        self._asking.keep(self._is_open)
        if changes.touches("stage", "step", "swimlane", "persona"):
            self._ask_anew()
        if changes.origin in ("undo", "redo"):
            open_now = {each.about for each in self._asking.questions}
            ids = [each.id for each in changes.changes if each.id in self._asked and each.id not in open_now]
            cards = [card for each in ids if (card := self._session.content.find(Card, each)) and card.step_id is None]
            self.ask_all([(card.id, self._asked[card.id]) for card in cards])

    def _ask_anew(self) -> None:
        """Offer what there is to choose from now."""
        content = self._session.content
        for card_id in dict.fromkeys(each.about for each in self._asking.questions):
            card = content.find(Card, card_id)
            if card is not None and card_id in self._asked:
                asked = self._asked[card_id]
                now = understood_again(content, card.journey_id, asked)
                # what has become clear is still to be answered: nobody has said that it is meant
                self._asking.replace(card_id, self._about(card_id, now) or self._about(card_id, asked))

    def _is_open(self, question: Question) -> bool:
        card = self._session.content.find(Card, question.about) if question.about else None
        return not question.about or (card is not None and card.step_id is None)
