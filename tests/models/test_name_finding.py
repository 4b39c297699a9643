import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.name_finding import Known, Names, is_generic, pseudonymised
from app.models.positions import PositionMap, Replacement, replaced

PEOPLE = (
    Known("a", "P01", ("Dr. Anna-Lena Maria Schmidt",), "anna.s@x.org\n+49 170 1234567; Hauptstrasse 5, Bonn"),
    Known("b", "P02", ("Mark Young",)),
    Known("c", "P03", ("Koch, Peter",)),
    Known("d", "P04", ("田中 太郎",)),
    Known("e", "P05", ("김민수",)),
    Known("f", "P06", ("مريم حسن",)),
    Known("g", "P07", ("Jürgen Müller (he/him)",)),
    Known("h", "P08", ("Head of Service",)),
    Known("i", "P09", ("Speaker 1", "P09", "Interviewer")),
)
NAMES = Names(PEOPLE)


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Frau Dr. Schmidt sagte", "P01 sagte"),
        ("Schmidt's dog, the Schmidts", "P01's dog, the P01s"),
        ("SCHMIDT, Anna-Lena", "P01"),
        ("ask anna lena or Lena", "ask P01 or P01"),
        ("A. Schmidt and A.L.M. Schmidt", "P01 and P01"),
        ("Anna S. went", "P01 went"),
        ("interview_annaschmidt_2.vtt", "interview_P01_2.vtt"),
        ("ANNA.S@X.ORG or 0170 / 123 45 67", "P01 or P01"),
        ("Hauptstraße 5, Bonn", "P01"),
        ("Anna\u00adLena", "P01"),
        ("Ask Mark. Mark my words, a young mark.", "Ask P02. Mark my words, a young mark."),
        ("Mark: yes\nMark my words", "P02: yes\nMark my words"),
        ("mr. young, Mark Young, a young mark", "P02, P02, a young mark"),
        ("Herr Koch, ein Koch, Peter Koch", "P03, ein Koch, P03"),
        ("昨日田中さんが", "昨日P04さんが"),
        ("민수는 김민수", "P05는 P05"),
        ("ومريم قالت", "وP06 قالت"),
        ("Jürgen, Juergen MUELLER, Jurgen", "P07, P07, P07"),
        ("the head of service, the head", "the P08, the head"),
        ("Speaker 1, Interviewer, P09", "Speaker 1, Interviewer, P09"),
        ("Susanna, Marker, Annapolis, 1701234568", "Susanna, Marker, Annapolis, 1701234568"),
    ],
)
def test_common_forms_are_found_and_common_words_are_not(text, becomes):
    for spelling in ("NFC", "NFD"):
        spelt = unicodedata.normalize(spelling, text)
        assert pseudonymised(spelt, NAMES)[0] == unicodedata.normalize(spelling, becomes)


@pytest.mark.parametrize(
    ("name", "text", "becomes"),
    [
        ("Åsa Öberg", "Aasa Oeberg", "P01"),
        ("Anna Mueller", "Frau Müller", "P01"),
        ("Michael Auer", "Michal Aur", "Michal Aur"),
        ("Søren Ærø", "Soren Aero or Soeren", "P01 or P01"),
        ("İlker Işık", "ILKER ISIK", "P01"),
        ("Иван Петров", "с Иваном и Петровой", "с P01 и P01"),
        ("Νίκος Παπαδόπουλος", "του Παπαδόπουλου", "του P01"),
        ("王小明", "王先生", "P01"),
        ("Anna Schmidt", "to a.schmidt_77@firma.example, or mark@firma.example", "to P01, or mark@firma.example"),
    ],
)
def test_a_name_is_found_as_other_keyboards_and_other_cases_write_it(name, text, becomes):
    assert pseudonymised(text, Names([Known("a", "P01", (name,))]))[0] == becomes


def test_an_address_as_label_may_tell_the_name():
    names = Names([Known("a", "P01", ("anna.schmidt@firma.example",))])
    assert [(hit.start, hit.end, hit.sure) for hit in names.find("Ask Anna.")] == [(4, 8, False)]
    assert pseudonymised("anna.schmidt@firma.example", names)[0] == "P01"


def test_a_doubtful_word_is_shown_and_replaced_only_where_asked():
    hits = NAMES.find("Mark my words")
    assert [(hit.start, hit.end, hit.ids, hit.sure) for hit in hits] == [(0, 4, ("b",), False)]
    assert pseudonymised("Mark my words", NAMES, doubtful=True)[0] == "P02 my words"


def test_a_name_of_two_people_becomes_both_and_a_persona_makes_it_doubtful():
    names = Names([Known("a", "P01", ("Maya Ek",)), Known("b", "P02", ("Maya Berg",))], doubted=("Ek",))
    assert pseudonymised("Maya and Maya Ek and Ek", names)[0] == "P01/P02 and P01 and Ek"


def test_a_name_that_many_have_is_nobodys_but_that_of_who_is_near():
    names = Names([Known(str(each), f"P0{each}", (f"Maya Kin{'abcde'[each]}",)) for each in range(5)])
    assert pseudonymised("Maya and Maya Kinc", names)[0] == "[name] and P02"
    assert pseudonymised("Maya", names, near={"3", "x"})[0] == "P03"


def test_an_article_is_no_name_and_a_verb_no_title():
    names = Names([Known("a", "P01", ("The Goonies",)), Known("b", "P02", ("Erik St. Martin (Acme)",))])
    text = "The more I miss Erik, I'm Erik, an Aston Martin of Acme, Dr. Martin, St. Martin and the goonies"
    becomes = "The more I miss P02, I'm P02, an Aston Martin of Acme, Dr. Martin, P02 and P01"
    assert pseudonymised(text, names)[0] == becomes
    assert [text[hit.start : hit.end] for hit in names.find(text) if not hit.sure] == ["Acme"]


def test_a_digit_behind_a_name_is_no_part_of_the_pseudonym():
    assert pseudonymised("Lena2", NAMES)[0] == "P01-2"


def test_labels_that_name_nobody():
    assert all(
        is_generic(each)
        for each in ("Speaker 1", "INTERVIEWER", "P01", "2", "", "Guest (external)", "Q:", "Male 34", "Senior nurse")
    )
    assert not any(
        is_generic(each) for each in ("Anna", "anna@x.org", "田中", "Interviewer Tom", "مريم", "Thomas Mann")
    )


def test_the_map_snaps_boundaries_inside_of_a_replaced_part_outwards():
    text, places = replaced("Hello Anna, bye", [Replacement(6, 10, "P01")])
    assert text == "Hello P01, bye"
    assert [(places.start(at), places.end(at)) for at in (0, 6, 8, 10, 15)] == [
        (0, 0),
        (6, 6),
        (6, 9),
        (9, 9),
        (14, 14),
    ]
    assert PositionMap().start(7) == PositionMap().end(7) == 7


_WORDS = "Anna|Anna-Lena|Schmidt|Ju\u0308rgen|Jürgen|مريم|田中|Mark| |\r\n|\n|. |’s|waits|2|_"
_SIGNS = "😀|👩\u200d🔬|e\u0301|\u0301|שלום|\u200f|ß|ﬁ|가|ก็"
PIECES = st.sampled_from(f"{_WORDS}|{_SIGNS}".split("|"))


@given(st.lists(PIECES, max_size=14).map("".join), st.data())
def test_a_passage_stays_on_its_words(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    after, places = pseudonymised(text, NAMES)
    for hit in (each for each in NAMES.find(text) if each.sure):
        if start < hit.end and hit.start < end:
            start, end = min(start, hit.start), max(end, hit.end)
    inside = [each for each in NAMES.find(text) if each.sure and start <= each.start and each.end <= end]
    moved = [Replacement(each.start - start, each.end - start, _stands_for(text, each)) for each in inside]
    assert after[places.start(start) : places.end(end)] == replaced(text[start:end], moved)[0]


def _stands_for(text, hit):
    return NAMES.pseudonym(hit) + ("-" if text[hit.end : hit.end + 1].isdigit() else "")


def test_a_hundred_thousand_turns_take_seconds():
    names = Names(
        [*PEOPLE, *(Known(f"x{n}", f"X{n}", (f"Given{'abcdefghij'[n % 10] * 3}n{n} Kin{n}",)) for n in range(200))]
    )
    turns = ["we waited forty minutes at the counter of the café and then they sent us away again"] * 2_000
    began = time.process_time()
    assert not any(map(names.find, turns))
    assert (time.process_time() - began) * 50 < 20
