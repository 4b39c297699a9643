"""Labels of speakers: what in a line is one, which of them are one person, and who asks the questions."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from app.importers.transcripts.utterance import seconds_in
from app.models.kinds import SpeakerRole
from app.models.names import folded

_TIME: Final = r"[-−]?(?:\d{1,4}:){1,3}\d{1,2}(?:[.,]\d{1,6})?"
_STAMP: Final = re.compile(
    rf"[\[(]\s*({_TIME})(?:\s*(?:[-–—]|--+>)\s*({_TIME}))?\s*[\])]\s*"
    rf"|({_TIME})(?:\s*(?:[-–—]|--+>)\s*({_TIME}))?(?:\s*$|(?<=:\d\d:\d\d)\s+|(?<=[.,]\d\d\d)\s+)"
)
"""A time in brackets, or a bare one that stands alone or has hours or fractions: “10:30 we met” is no stamp."""

_LABEL: Final = r"(?:>>+\s*)?(?P<label>[^\W_][^:\n<>{}?!;“”\"„*]{0,59}?)"
_COLON: Final = re.compile(rf"{_LABEL}\s{{0,9}}[:：](?P<rest>\s.*|$|(?!//)\D.*)", re.DOTALL)
_TIMED: Final = re.compile(
    rf"{_LABEL}\s{{0,9}}[\[(]?(?P<at>{_TIME})[\])]?\s{{0,9}}(?P<colon>[:：]?)(?P<rest>\s.*|$)", re.DOTALL
)
_BRACKET: Final = re.compile(r"[\[(]\s*(?P<label>[^\W_][^\[\]()\n]{0,59}?)\s*[\])]:?(?P<rest>\s.*|$)", re.DOTALL)
_SHORT: Final = re.compile(r"(?P<label>[QA])\.(?P<rest>\s.*)", re.DOTALL)
_SENTENCE: Final = re.compile(r"[\w)]{4,}[.,](?:\s|$)|\.{2}|…")
"""What a name does not hold: the end of a sentence (Dr. and St. are short)."""
_MOST_WORDS: Final = 7
_LONGEST_LABEL: Final = 200
"""Characters; a longer name is damage, such as a mark that is never closed."""

_NO_SPEAKERS: Final = frozenset(
    """
    date time location place duration project topic note notes nb ps subject recording language participants attendees
    present title file re fyi summary agenda url link email tel phone version length warning example kind author source
    license datum uhrzeit ort dauer thema hinweis notiz betreff teilnehmer lieu durée sujet fecha lugar
    """.split()
)
"""What stands before a colon in the head of a file or a note, and never speaks."""

_PARTICLES: Final = frozenset(
    "von van de der den del della di da dos du la le el al bin ibn ben und and y et af av".split()
)

_INTERVIEWERS: Final = frozenset(
    """
    interviewer interviewerin interviewers i int q question questions moderator moderatorin mod facilitator researcher
    host frage f intervieweur intervieweuse enquêteur enquêtrice entrevistador entrevistadora intervistatore
    intervistatrice onderzoeker интервьюер модератор インタビュアー 聞き手 采访者 主持人 진행자 السائل
    """.split()
)

_ROLES_IN_BRACKETS: Final = frozenset(
    "guest extern external host you me gast invité invitado ospite unverified presenter organizer co-host".split()
)


class SpokenLine(NamedTuple):
    """What a line says of who speaks: a label or none, a time or none, and the words."""

    label: str | None
    at: float | None
    until: float | None
    words: str


def tidy_label(label: str) -> str:
    """Return a label without what typing left around it: blanks, a colon, brackets around the whole, `>>`."""
    label = " ".join(label[:_LONGEST_LABEL].replace("\u200b", "").split()).strip(">*").strip()
    while True:
        plain = label.rstrip(":： ")
        if (
            len(plain) > 2
            and plain[0] + plain[-1] in ("[]", "()", "<>")
            and not any(c in "[]()<>" for c in plain[1:-1])
        ):
            plain = plain[1:-1].strip()
        if plain == label:
            return label
        label = plain


# ---- lines


def spoken_line(line: str, labels: Collection[str], *, stamps: bool = True) -> SpokenLine:
    """Return what a line says, where only these labels are speakers."""
    at = until = None
    words = line.strip()
    if stamps and (stamp := _STAMP.match(words)):
        at, until = (seconds_in(part) if part else None for part in (stamp[1] or stamp[3], stamp[2] or stamp[4]))
        words = words[stamp.end() :].lstrip(" -–—")
    found = next((each for each in _candidates(words) if tidy_label(each[0]) in labels), None)
    if found is None:
        return SpokenLine(None, at, until, words)
    label, own_time, rest = found
    rest = rest.strip()
    if at is None and own_time is None and stamps and (stamp := _STAMP.match(rest)) and stamp[1]:
        own_time, rest = seconds_in(stamp[1]), rest[stamp.end() :]
    return SpokenLine(tidy_label(label), own_time if at is None else at, until, rest)


def _candidates(line: str) -> Iterable[tuple[str, float | None, str]]:
    """Yield the labels that a line may begin with, the time behind each and the rest of the line."""
    found = _TIMED.match(line)
    if found and (found["colon"] or (not found["rest"].strip() and _looks_like_a_name(found["label"]))):
        yield found["label"], seconds_in(found["at"]), found["rest"]
    for pattern in (_COLON, _SHORT, _BRACKET):
        if found := pattern.match(line):
            yield found["label"], None, found["rest"]


def labels_among(lines: Sequence[tuple[str, bool]]) -> frozenset[str]:
    """Return the labels of the speakers among lines; each line with whether it begins a paragraph.

    A label that comes back is a speaker, or one that looks like a name where most paragraphs begin with a label; in a
    text of which few paragraphs do, colons are just colons.
    """
    counts: Counter[str] = Counter()
    bracketed: Counter[str] = Counter()
    starting: set[str] = set()
    timed: set[str] = set()
    paragraphs = sum(starts for line, starts in lines if not _is_only_a_stamp(line)) or 1
    for line, starts in lines:
        stamp = _STAMP.match(line.strip())
        words = line.strip()[stamp.end() :].lstrip(" -–—") if stamp else line.strip()
        if (found := _BRACKET.match(words)) and found["rest"].strip():
            bracketed[tidy_label(found["label"])] += 1
        for label, at, _ in _candidates(words):
            tidy = tidy_label(label)
            if may_be_a_label(label) and not words.startswith(("[", "(")):
                counts[tidy] += 1
                starting |= {tidy} if starts or stamp else set()
                timed |= {tidy} if at is not None else set()
                break
    spoken = sum(counts.values())
    names = {label for label, count in counts.items() if count > 1 or label in timed or is_interviewer(label)}
    if spoken * 2 >= paragraphs and spoken > 1:
        names |= {label for label in starting if _looks_like_a_name(label)}
    share = sum(counts[name] for name in names)
    asked = any(map(is_interviewer, names)) and len(names) > 1
    if share > 1 and (share * 10 >= paragraphs or asked):
        return frozenset(names)
    if sum(bracketed.values()) * 2 >= paragraphs and max(bracketed.values(), default=0) > 1:
        return frozenset(bracketed)
    return frozenset()


def _is_only_a_stamp(line: str) -> bool:
    found = _STAMP.match(line.strip())
    return found is not None and found.end() == len(line.strip())


def has_stamps(lines: Iterable[str]) -> bool:
    """Return whether at least two lines begin with a time."""
    return sum(_STAMP.match(line.strip()) is not None for line in lines) > 1


def may_be_a_label(label: str) -> bool:
    """Return whether words before a colon may name a speaker: few, no sentence, and no “Date” or “Note”."""
    plain = tidy_label(label)
    return (
        any(map(str.isalpha, plain))
        and plain.casefold() not in _NO_SPEAKERS
        and len(plain.split()) <= _MOST_WORDS
        and not _SENTENCE.search(plain)
    )


def _looks_like_a_name(label: str) -> bool:
    """Return whether each word begins with a capital, a figure or a letter without case, or is a “van”."""
    words = re.findall(r"[^\W_][\w'’.-]*", label)
    return "," not in label and all(not word[0].islower() or word in _PARTICLES for word in words)


# ---- people


def is_interviewer(label: str) -> bool:
    """Return whether a label says that its speaker asks, not answers: Interviewer, I, Q, Moderator 2 …"""
    return re.sub(r"[\s#_-]*\d{1,2}$", "", folded(tidy_label(label))) in _INTERVIEWERS


def same_speaker_suggestions(labels: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the labels that are probably one person, in groups of at least two, in the order they come in.

    Likened without case, marks and order of “Name, First name”; without what a meeting adds: “ | Company”, “(Guest)”.
    """
    known = list(dict.fromkeys(labels))
    plain = {_person(label, everything=True) for label in known if not re.search(r"[\[(]", label)}
    groups: dict[str, list[str]] = {}
    for label in known:
        groups.setdefault(_person(label, everything=_person(label, everything=True) in plain), []).append(label)
    return [tuple(group) for person, group in groups.items() if person and len(group) > 1]


def _person(label: str, *, everything: bool) -> str:
    """Return the form in which two labels of one person are equal; with `everything` without any words in brackets."""
    name = tidy_label(label).split("|")[0]

    def kept(found: "re.Match[str]") -> str:
        return "" if everything or folded(found[1]) in _ROLES_IN_BRACKETS else found[0]

    name = re.sub(r"\s*[\[(]([^\[\]()]*)[\])]", kept, name)
    last, comma, first = name.partition(",")
    if comma and "," not in first:
        name = f"{first} {last}"
    decomposed = unicodedata.normalize("NFKD", folded(name))
    return " ".join(re.sub(r"[^\w\s]|_", " ", "".join(c for c in decomposed if not unicodedata.combining(c))).split())


def suggested_roles(said: Mapping[str, Sequence[str]]) -> dict[str, SpeakerRole]:
    """Return who probably asks and who answers, by label: from what each of the labels said, turn by turn.

    Who is called so asks; where nobody is, the one of several speakers who ends by far the most turns with a question
    mark.
    """
    roles: dict[str, SpeakerRole] = {
        label: "interviewer" if is_interviewer(label) else "participant" for label in said if label
    }
    if "interviewer" in roles.values() or len(roles) < 2:
        return roles
    asking = {
        label: sum(turn.rstrip("'\"”’»)").endswith(("?", "？", "؟")) for turn in said[label]) / len(said[label])
        for label in roles
    }
    most, second = sorted(asking, key=asking.__getitem__, reverse=True)[:2]
    if len(said[most]) > 2 and asking[most] >= 0.3 and asking[most] > 2 * asking[second]:
        roles[most] = "interviewer"
    return roles
