"""Typed transcripts: who speaks, and what only looks like it; files that no interview is in."""

import pytest

from app.importers.transcripts import (
    looks_like_transcript,
    read_transcript,
    same_speaker_suggestions,
)
from app.importers.transcripts.markdown import lines_of_markdown
from app.importers.transcripts.prose import lines_of, read_prose
from app.importers.transcripts.speakers import is_interviewer, suggested_roles, tidy_label
from app.models.errors import FileError, InputError
from app.models.records import Participant, Source, Speaker


def said(text: str) -> list[tuple[str, float | None, str]]:
    return [(each.speaker, each.at, each.text) for each in read_prose(lines_of(text)).utterances]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna: Hi.\nI: Why?\nAnna: So.", [("Anna", None, "Hi."), ("I", None, "Why?"), ("Anna", None, "So.")]),
        ("[00:01:02] Anna: Hi.\n[00:01:05] Dr. Bo: Yo.", [("Anna", 62, "Hi."), ("Dr. Bo", 65, "Yo.")]),
        ("Anna (00:12): Hi.\n\nBo [00:15]: Yo.", [("Anna", 12, "Hi."), ("Bo", 15, "Yo.")]),
        ("Anna Lee  0:03\nHi.\n\nBo Ek  0:07\nYo.\nMan.", [("Anna Lee", 3, "Hi."), ("Bo Ek", 7, "Yo.\nMan.")]),
        (
            "Anna:\nHi.\n\nBo:\nYo.\n\nAnna:\nOK: fine.",
            [("Anna", None, "Hi."), ("Bo", None, "Yo."), ("Anna", None, "OK: fine.")],
        ),
        (
            "Q. Why?\nA. So.\nQ. Hm?\nA. Yes.",
            [("Q", None, "Why?"), ("A", None, "So."), ("Q", None, "Hm?"), ("A", None, "Yes.")],
        ),
        ("[00:01] One.\n[00:05] Two.", [("", 1, "One."), ("", 5, "Two.")]),
        ("00:00:01\nAnna: Hi.\n00:00:09\nBo: Yo.", [("Anna", 1, "Hi."), ("Bo", 9, "Yo.")]),
        (
            "[id1] One [sic].\n\n[id2] Two.\n\n[id1] Three.",
            [("id1", None, "One [sic]."), ("id2", None, "Two."), ("id1", None, "Three.")],
        ),
        (
            "面接者：なぜ？\n田中：さあ。\n面接者：ほう。",
            [("面接者", None, "なぜ？"), ("田中", None, "さあ。"), ("面接者", None, "ほう。")],
        ),
        ("سارة: نعم.\nعمر: لا.\nسارة: حسنا.", [("سارة", None, "نعم."), ("عمر", None, "لا."), ("سارة", None, "حسنا.")]),
    ],
    ids=["names", "times", "time behind", "otter", "name above", "court", "only times", "time above", "id", "ja", "ar"],
)
def test_who_speaks_when(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Notes of a visit.\n\nNote: the queue was long. It took 10:30 minutes.\n\nWe left.\n\nNote: again.\n\nEnd.",
        "One thing was clear: nobody knew.\n\nA second: https://example.org\n\nThird.\n\nFourth.\n\nFifth.",
        "[laughter] So we went.\n\nThen home.\n\nAnd slept.",
        "Doors opened at 10:30\n\nWe left at 11:00",
        "Leeds 10:30\n\nYork 11:00\n\nHull 12:00",
        "10:30 we met and talked for long.\n\n11:00 we left again, all of us.",
    ],
)
def test_colons_and_brackets_in_a_text_are_no_speakers(text):
    assert [each.speaker for each in read_prose(lines_of(text)).utterances] == [""] * (text.count("\n\n") + 1)


def test_a_head_above_the_interview_is_nobodys_words():
    text = (
        "Interview 7\nDate: 2024-03-01\nPlace: Leeds\n\nI: Hello?\n\nP7: Yes, so: hello.\n\nI: And?\n\nP7: Well.\nMore."
    )
    assert said(text)[:2] == [("", None, "Interview 7\nDate: 2024-03-01\nPlace: Leeds"), ("I", None, "Hello?")]
    assert said(text)[-1] == ("P7", None, "Well.\nMore.")


def test_wrapped_lines_are_put_together_and_lists_stay_lists():
    long = "this line is so long that it goes on in the next one,"
    assert said(f"A: {long}\nright here.\n\nB: One\ntwo\n\nA: x")[0] == ("A", None, f"{long} right here.")
    assert said("A: x\nB: One\ntwo\nA: x")[1] == ("B", None, "One\ntwo")


def test_markdown_marks_are_read_and_journey_maps_are_left_to_others(tmp_path):
    text = (
        "---\nx: 1\n---\n# Talk\n\n**Date:** May 1\n\n**Ana**: I *said* [so](https://x.y/(z)) \\[laughs\\] 3 * 4.\n\n"
        "## Two\n\n**Bo (00:07):** a_b_c\n"
    )
    utterances = read_prose(lines_of_markdown(text)).utterances
    assert [(each.speaker, each.at, each.heading, each.text) for each in utterances] == [
        ("", None, "Talk", "Date: May 1"),
        ("Ana", None, "Talk", "I said so [laughs] 3 * 4."),
        ("Bo", 7.0, "Talk › Two", "a_b_c"),
    ]
    talk = tmp_path / "talk.md"
    talk.write_text(text, "utf-8")
    assert looks_like_transcript(talk, text.encode())
    assert not looks_like_transcript(talk, b"### Stage 1\n**Actions**:\n- go\n\n**Pain Points**:\n- slow\n")
    assert not looks_like_transcript(talk, b"**A:** x\n**B:** y\n```mermaid\njourney\n```\n")


# ---- labels


def test_labels_lose_only_what_typing_left():
    assert [tidy_label(each) for each in ("DB:", "(Dana)", "[id1]:", ">> ANNA:", "Bo (Guest)", " a  b ")] == [
        *("DB", "Dana", "id1", "ANNA", "Bo (Guest)", "a b"),
    ]


def test_labels_of_one_person_are_suggested_and_others_are_not():
    labels = [
        "Anna Lee",
        "ANNA LEE | Contoso",
        "Lee, Anna",
        "Änna Lee (Guest)",
        "Bo",
        "Заря 1 (Королев)",
        "Заря 1 (Быков)",
    ]
    assert same_speaker_suggestions(labels) == [("Anna Lee", "ANNA LEE | Contoso", "Lee, Anna", "Änna Lee (Guest)")]
    assert same_speaker_suggestions(["Bo (Leeds)", "Bo", "Bo."]) == [("Bo (Leeds)", "Bo", "Bo.")]
    assert same_speaker_suggestions(["?", "!"]) == []


def test_who_asks_is_known_by_name_or_by_the_questions():
    assert all(map(is_interviewer, ["Interviewer", "I:", "Q", "MODERATOR 2", "int-1"]))
    assert not any(map(is_interviewer, ["Ina", "P1", "Quentin", ""]))
    assert suggested_roles({"A": ["Why?", "How?", "OK?"], "B": ["So.", "Thus?", "Eh?"]})["A"] == "participant"
    asked = suggested_roles({"A": ["Why?", "How?", "OK?"], "B": ["So.", "Thus.", "Eh."]})
    assert asked == {"A": "interviewer", "B": "participant"}


# ---- plans


def test_nobody_is_merged_unasked_and_what_was_chosen_is_done(tmp_path):
    path = tmp_path / "talk.txt"
    path.write_text("I: Why?\nMaya: So.\nMAYA: Yes.\nMaya (Guest): Bye.\nI: Thanks.\n", "utf-8")
    plan = read_transcript(path)
    assert plan.made == {"source": 1, "participant": 3, "speaker": 4}
    chosen = read_transcript(
        path, merged={"MAYA": "Maya (Guest)", "Maya (Guest)": "Maya"}, roles={"I": "other"}, title=" Maya, 1st "
    )
    (maya,) = (each for each in chosen.records if isinstance(each, Participant))
    (source,) = (each for each in chosen.records if isinstance(each, Source))
    roles = {each.label: (each.role, each.participant_id) for each in chosen.records if isinstance(each, Speaker)}
    assert roles == {"I": ("other", None), "Maya": ("participant", maya.id)}
    assert [turn.speaker for turn in chosen.turns[source.id]] == ["I", "Maya", "Maya", "Maya", "I"]
    assert (source.title, source.origin, source.turns) == ("Maya, 1st", "talk.txt", 5)
    assert read_transcript(path, merged={"I": "Maya", "Maya": "I"}).turns  # a ring of labels ends


def test_the_same_file_gives_the_same_ids_under_another_name(tmp_path):
    plans = []
    for name, words in (("a.txt", "Maya: So.\nI: Oh."), ("b.txt", "Maya: So.\nI: Oh."), ("c.txt", "Maya: So.\nI: Ah.")):
        (tmp_path / name).write_text(words, "utf-8")
        plans.append(read_transcript(tmp_path / name))
    ids = [{each.id for each in plan.records if isinstance(each, (Source, Participant))} for plan in plans]
    assert ids[0] == ids[1]
    assert not ids[0] & ids[2]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b" \r\n\0", "empty"),
        ("a.pdf", b"%PDF-1.7\n\xff\xfe", "a PDF"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "old Word"),
        ("a.rtf", b"{\\rtf1 hello}", "an RTF"),
        ("a.mp4", b"\0\0\0 ftypisom", "a recording"),
        ("a.bin", bytes(range(32)) * 40, "no text"),
        ("a.docx", b"PK\x03\x04 but no more", "no DOCX file"),
        ("a.vtt", b"WEBVTT\n\nno times here", "no captions"),
        ("a.csv", b"speaker,mood\nA,good\n", "no column of words"),
        ("a.txt", b"\\", None),
    ],
)
def test_what_holds_no_words_is_refused_in_one_line(tmp_path, name, data, words):
    path = tmp_path / name
    path.write_bytes(data)
    if words is None:
        assert next(iter(read_transcript(path).turns.values()))[0].text == "\\"
        return
    with pytest.raises(InputError, match=words) as caught:
        read_transcript(path)
    assert "\n" not in str(caught.value)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(FileError):
        read_transcript(tmp_path)


def test_hostile_characters_survive(tmp_path):
    zalgo = "Z̷̧̛a̶͖l͓̞g̸o 👩‍👩‍👧 \u202eعربي\u202c 𝒳 e\u0301"
    path = tmp_path / "odd.txt"
    path.write_bytes(f"Ana: {zalgo}\0\r\nBo: \ufeffyes\rAna: no\n".encode() + b"\xed\xa0\x80")
    (turns,) = read_transcript(path).turns.values()
    assert [(turn.speaker, turn.text) for turn in turns] == [("Ana", zalgo), ("Bo", "\ufeffyes"), ("Ana", "no")]
