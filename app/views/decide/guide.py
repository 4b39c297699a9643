"""The questions of “what to learn next” as a guide for interviews, in Markdown."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from app.layout.robustness_words import QUESTIONS, asking_text, renamed, turning_text, unseating_text, weights_text
from app.scoring.robustness.assessed import Robustness
from app.views.decide.words import tr
from app.views.kinds import of_served


def question_words() -> Mapping[str, str]:
    """Return the words of questions in the user's language."""
    return {key: of_served(QCoreApplication.translate("Robustness", text)) for key, text in QUESTIONS.items()}


def spoken(robustness: Robustness) -> Robustness:
    """Return what is known with the criteria as the window calls them."""
    return renamed(robustness, of_served)


def guide_text(robustness: Robustness, day: date) -> str:
    """Return the guide: a heading and room for answers for each question, in the order of how telling they are."""
    case, words = robustness.case, question_words()
    lines = [f"# {tr('What to learn next')}", ""]
    ranked = tr("{day}, ranked by {model}").format(day=day.isoformat(), model=case.model.title)
    if case.model.weighed:
        ranked += f" ({weights_text(case.model, robustness.weights)})"
    lines += [ranked, ""]
    told = unseating_text(robustness, words)
    lines += [told, ""] if told else []
    for number, question in enumerate(robustness.questions, start=1):
        lines += [f"## {number}. {_plain(asking_text(case, question, words))}", ""]
        lines += [_plain(turning_text(case, question, words)), "", f"{tr('Answer')}:", ""]
    if not robustness.questions:
        lines += [tr("No score that is not validated yet can change the first three places."), ""]
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Return a text whose signs Markdown does not take for its own."""
    for sign in "\\`*_[]<>#|":
        text = text.replace(sign, f"\\{sign}")
    return text
