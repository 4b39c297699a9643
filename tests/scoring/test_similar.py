import random
import time
from itertools import combinations

from rapidfuzz.distance import Indel

from app.scoring.similar import NEAR, most_similar, near_pairs, similar_groups

STATEMENTS = {
    "a": "Card refused, seat lost",
    "b": "The card was refused, seat lost",
    "c": "Card refused",
    "d": "Refund took a month to arrive",
    "e": "REFUND took a month to arríve!",
    "f": "",
    "g": "支付失败了，座位没了",
    "h": "支付失败，座位没了",
}


def test_statements_that_nearly_say_the_same_are_found_whatever_case_accents_and_order() -> None:
    assert [(pair.first, pair.second) for pair in near_pairs(STATEMENTS)] == [("d", "e"), ("g", "h"), ("a", "b")]
    assert near_pairs(STATEMENTS)[0].likeness == 1.0


def test_pairs_are_all_that_are_near() -> None:
    chosen = random.Random(4)
    words = ["card", "seat", "lost", "refund", "late", "refused", "basket"]
    texts = {str(each): " ".join(chosen.choices(words, k=chosen.randint(1, 5))) for each in range(60)}
    letters = {each: " ".join(sorted(text.split())) for each, text in texts.items()}
    alike = {
        frozenset((one, other))
        for one, other in combinations(letters, 2)
        if Indel.normalized_similarity(letters[one], letters[other], score_cutoff=NEAR)
    }
    assert {frozenset(pair[:2]) for pair in near_pairs(texts)} == alike


def test_five_thousand_statements_are_compared_quickly() -> None:
    chosen = random.Random(1)
    words = ["".join(chosen.choices("abcdefghijklmnopqrstuvwxyz", k=chosen.randint(2, 9))) for _ in range(800)]
    texts = {str(each): " ".join(chosen.choices(words, k=chosen.randint(4, 12))) for each in range(5_000)}
    texts["twin"] = texts["7"].title()
    started = time.process_time()
    assert [pair[:2] for pair in near_pairs(texts)] == [("7", "twin")]
    assert time.process_time() - started < 3.0  # 0.6 s where nothing else runs


def test_where_all_say_the_same_not_all_pairs_are_told() -> None:
    texts = {str(each): f"Number {each:03} of many" for each in range(300)}
    assert len(near_pairs(texts)) == 1_000
    assert len(near_pairs(texts, most=7)) == 7


def test_groups_are_about_the_same_and_say_what() -> None:
    texts = {
        "1": "Refund took a month",
        "2": "Nobody was refunded in time",
        "3": "The refund arrived unasked after a month",
        "4": "Queue at the counter is too long",
        "5": "Long queues at the counter",
        "6": "Seats are comfortable",
    }
    groups = similar_groups(texts)
    assert {group.ids for group in groups} >= {("4", "5")}
    assert next(group for group in groups if "4" in group.ids).words[0] in ("queue", "counter", "long")
    assert not any("6" in group.ids for group in groups)
    assert similar_groups(texts) == groups
    assert similar_groups({}) == []


def test_passages_like_a_passage() -> None:
    others = {
        "p3": "I just started again from zero, with the basket empty",
        "s48": "Twice. I took the bus.",
        "x": "Hm.",
    }
    likes = most_similar("when I came back the basket was empty", others)
    assert [like.id for like in likes] == ["p3"]
    assert most_similar("?", others) == []
