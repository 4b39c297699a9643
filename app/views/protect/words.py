"""What is said of protection: counts, places, evidence, what a disk keeps."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from app.models.content import Content
from app.models.records import RECORD_TYPES, Participant, Source
from app.scoring.evidence import Evidence
from app.services.forgetting import Lost
from app.store.backups import Backup
from app.store.vault import SHORTEST
from app.views.widgets import counted


def tr(text: str) -> str:
    """Translate a text of protection."""
    return QCoreApplication.translate("Protect", text)


class Counts(NamedTuple):
    """How many participants there are, and how many of them are protected."""

    people: int
    protected: int

    @property
    def bare(self) -> int:
        """How many are not protected."""
        return self.people - self.protected


def counts_of(content: Content) -> Counts:
    """Return how many participants are protected."""
    people = content.all(Participant).values()
    return Counts(len(people), sum(each.protected for each in people))


def people_word(count: int) -> str:
    """Return so many people."""
    return counted(count, tr("person"), tr("people"))


def state_line(counts: Counts) -> str:
    """Return in one line whether everybody is protected; the button in the header says the same."""
    if counts.bare:
        return tr("Unprotected · {people}").format(people=people_word(counts.bare))
    return tr("Protected · {people}").format(people=people_word(counts.people))


def strength_line(password: str) -> str:
    """Return in plain words how hard a password is to guess; a rough look at its length and variety, no more."""
    if not password:
        return tr("Several words that you alone put together are best, such as a sentence.")
    if len(password.strip()) < SHORTEST:
        return tr("Too short: at least {count} characters.").format(count=SHORTEST)
    guesses = _variety(password)
    if guesses < 12:
        return tr("Easy to guess. Some more words would help.")
    if guesses < 18:
        return tr("Fair. A word or two more would make it strong.")
    return tr("Strong.")


def _variety(password: str) -> float:
    """Return the length of a password without what repeats or only goes on (aaaa, 1234); varied signs count more."""
    steps = [ord(after) - ord(before) for before, after in pairwise(password.casefold())]
    fresh = 1 + sum(step not in (-1, 0, 1) and (at == 0 or step != steps[at - 1]) for at, step in enumerate(steps))
    kinds = sum(any(test(sign) for sign in password) for test in (str.islower, str.isupper, str.isdigit, str.isspace))
    return min(fresh, 2 * len(set(password))) * (1 + 0.15 * max(kinds - 1, 0))


_KINDS = {
    "turn": lambda: tr("What was said"),
    "participant": lambda: tr("Participant"),
    "participant_fact": lambda: tr("Attribute"),
    "source": lambda: tr("Source"),
    "highlight": lambda: tr("Note on a highlight"),
    "insight": lambda: tr("Insight"),
    "theme": lambda: tr("Theme"),
    "card": lambda: tr("Card"),
    "opportunity": lambda: tr("Opportunity"),
    "journey": lambda: tr("Journey"),
    "stage": lambda: tr("Stage"),
    "step": lambda: tr("Step"),
    "lane": lambda: tr("Lane"),
    "persona": lambda: tr("Persona"),
    "tag": lambda: tr("Tag"),
    "speaker": lambda: tr("Speaker"),
    "workspace": lambda: tr("Workspace"),
}


def kind_word(kind: str) -> str:
    """Return what a kind of record is called."""
    return _KINDS[kind]() if kind in _KINDS else kind.replace("_", " ").capitalize()


def place_word(content: Content, kind: str, record_id: str) -> str:
    """Return where words stand: the source and the turn of what was said, or the title of a record."""
    if kind == "turn":
        source_id, _, number = record_id.rpartition("/")
        source = content.find(Source, source_id)
        where = tr("{title}, turn {number}")
        return where.format(title=source.title if source else tr("Untitled"), number=int(number) + 1)
    record = content.all(RECORD_TYPES[kind]).get(record_id) if kind in RECORD_TYPES else None
    for name in ("title", "statement", "name", "label"):
        if text := getattr(record, name, ""):
            return str(text)
    return tr("Untitled")


_STRENGTHS = {
    "assumption": lambda: tr("assumption"),
    "emerging": lambda: tr("emerging"),
    "validated": lambda: tr("validated"),
}


def evidence_word(evidence: Evidence) -> str:
    """Return quotes, people, and what that makes of it."""
    return tr("{quotes}, {people}: {strength}").format(
        quotes=counted(evidence.quotes, tr("quote"), tr("quotes")),
        people=people_word(evidence.participants),
        strength=_STRENGTHS[evidence.held](),
    )


def lost_title(lost: Lost) -> str:
    """Return what the record that loses evidence is called; of an opportunity, its place in the ranking, too."""
    title = getattr(lost.record, "title", "") or getattr(lost.record, "statement", "") or tr("Untitled")
    if lost.place is None:
        return str(title)
    if lost.place != lost.place_after:
        text = tr("{title} (place {place} of the ranking, {after} then)")
        return text.format(title=title, place=lost.place, after=lost.place_after)
    return tr("{title} (place {place} of the ranking)").format(title=title, place=lost.place)


def backup_line(backup: Backup) -> str:
    """Return what becomes of a copy."""
    line = {
        "remade": tr("{path}: made anew without them"),
        "deleted": tr("{path}: deleted, since it is in an older format"),
        "out of reach": tr("{path}: can’t be reached ({why}), it will still hold them"),
    }[backup.fate]
    return line.format(path=backup.path, why=backup.why.rstrip("."))


def disk_lines() -> Sequence[str]:
    """Return what a disk may keep of words that were taken out of the file."""
    return (
        tr("Clew overwrites what it deletes inside its file. It can’t vouch for what lies below it:"),
        tr("• SSDs and memory cards write elsewhere than they overwrite; old blocks live on until cleared."),
        tr("• Snapshots of the disk, backup programs and synchronised folders keep earlier states of the whole file."),
        tr("• Journals and temporary files are deleted after a change, not wiped; a deleted backup is only unlinked."),
        tr("• Swap and hibernation may hold pieces of memory."),
        tr("• Copies that Clew did not make, exports, and the files that were imported are not touched."),
        tr(
            "Keep workspaces with interviews on an encrypted disk, and think of synchronised folders and backups when "
            "somebody wants to be forgotten."
        ),
    )
