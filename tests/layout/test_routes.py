"""Lines between cards: where they run, and that a change is the same as to begin anew."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.layout.channels import Link, tracks
from app.layout.geometry import Box
from app.layout.map_layout import lay_out_map
from app.layout.routes import Routes
from app.models.records import Card, Lane
from tests.fuzzing import cases
from tests.layout.maps import change_map, maps, put_card, small_map

LINES = cases(150)


def links_among(draw, content):
    """Draw links between any cards of a map."""
    ids = sorted(content.all(Card)) or ["none"]
    pairs = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=12, unique=True))
    return tuple(Link(f"{one}/{other}", one, other) for one, other in pairs)


def wanted(layout, links):
    return {link.id for link in links if link.start != link.end and {link.start, link.end} <= set(layout.cards)}


def inside(box: Box, one, other):
    """Whether a level or upright line passes through the inside of a box."""
    (x, y), (x1, y1) = one, other
    return (
        min(x, x1) < box.right - 1e-6
        and max(x, x1) > box.x + 1e-6
        and min(y, y1) < box.bottom - 1e-6
        and max(y, y1) > box.y + 1e-6
    )


def on_edge(box: Box, x, y):
    upright = (abs(x - box.x) < 1e-6 or abs(x - box.right) < 1e-6) and box.y <= y <= box.bottom
    level = (abs(y - box.y) < 1e-6 or abs(y - box.bottom) < 1e-6) and box.x <= x <= box.right
    return upright or level


def all_points(routes):
    return {link_id: routes.points(link_id) for link_id in routes}


@LINES
@given(st.data(), st.sampled_from([24.0, 0.0]))
def test_no_line_crosses_a_card_and_each_joins_its_own(data, room):
    content = data.draw(maps())
    layout = lay_out_map(content, "j", room=room)
    links = links_among(data.draw, content)
    routes = Routes(layout, links)
    assert set(routes) == wanted(layout, links)
    spanning = sum(card.span > 1 for card in content.all(Card).values())
    for link in links:
        if link.id not in routes:
            continue
        points = routes.points(link.id)
        assert on_edge(layout.cards[link.start].box, *points[0])
        assert on_edge(layout.cards[link.end].box, *points[-1])
        assert len(points) - 2 <= 4 + 4 * spanning
        for one, other in pairwise(points):
            assert one != other
            assert one[0] == other[0] or one[1] == other[1]
            for card in layout.cards.values():
                assert not inside(card.box, one, other), (link, card, points)
            assert layout.label_width <= one[0] <= layout.width


@LINES
@given(st.data())
def test_lines_after_changes_are_the_lines_from_scratch(data):
    content = data.draw(maps())
    layout = lay_out_map(content, "j")
    links = links_among(data.draw, content)
    routes = Routes(layout, links)
    all_points(routes)
    for _ in range(data.draw(st.integers(1, 6))):
        if data.draw(st.booleans()):
            change_map(data.draw, content)
            layout = lay_out_map(content, "j", previous=layout)
        else:
            links = links_among(data.draw, content)
        routes.update(layout, links)
        assert all_points(routes) == all_points(Routes(layout, links))


@given(st.data())
def test_the_order_of_links_says_nothing(data):
    content = data.draw(maps())
    layout = lay_out_map(content, "j")
    links = links_among(data.draw, content)
    assert all_points(Routes(layout, links)) == all_points(Routes(layout, links[::-1]))


@given(st.data())
def test_lines_in_a_rectangle_are_found(data):
    content = data.draw(maps())
    layout = lay_out_map(content, "j")
    routes = Routes(layout, links_among(data.draw, content))
    x, y = data.draw(st.floats(0, layout.width)), data.draw(st.floats(0, layout.height))
    rect = Box(x, y, 60.0, 40.0)
    for link_id in routes:
        if any(inside(rect, one, other) for one, other in pairwise(routes.points(link_id))):
            assert link_id in routes.in_rect(rect)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20))
def test_lines_beside_each_other_have_tracks_of_their_own(pairs):
    intervals = {("link", n): ((min(pair), 0.0), (max(pair), 0.0)) for n, pair in enumerate(pairs)}
    given_out = tracks(intervals)
    assert given_out.keys() == intervals.keys()
    for one, (start, end) in intervals.items():
        assert given_out[one][0] < given_out[one][1]
        for other, (begin, stop) in intervals.items():
            if one != other and start <= stop and begin <= end:
                assert given_out[one][0] != given_out[other][0]
                assert given_out[one][1] == given_out[other][1]


def routed(content, *pairs):
    layout = lay_out_map(content, "j")
    return layout, Routes(layout, [Link(f"{one}/{other}", one, other) for one, other in pairs])


def test_neighbours_in_a_row_are_joined_by_a_level_line():
    content = small_map()
    put_card(content, "a", "touchpoint", "touch", "t0")
    put_card(content, "b", "touchpoint", "touch", "t1", title="A long title that takes two lines or even three")
    layout, routes = routed(content, ("a", "b"))
    (x, y), (x1, y1) = routes.points("a/b")
    assert (x, x1, y) == (layout.cards["a"].box.right, layout.cards["b"].box.x, y1)


def test_a_line_leads_straight_over_an_empty_cell_and_around_a_full_one():
    content = small_map()
    put_card(content, "a", "touchpoint", "touch", "t0")
    put_card(content, "c", "touchpoint", "touch", "t2")
    _, routes = routed(content, ("a", "c"))
    assert len(routes.points("a/c")) == 2
    put_card(content, "b", "touchpoint", "touch", "t1")
    _, routes = routed(content, ("a", "c"))
    assert len(routes.points("a/c")) == 6


def test_cards_above_each_other_with_nothing_between_are_joined_straight_down():
    content = small_map()
    put_card(content, "a", "touchpoint", "touch", "t0")
    put_card(content, "b", "touchpoint", "touch1", "t0")
    layout, routes = routed(content, ("a", "b"), ("b", "a"))
    (x, y), (x1, y1) = routes.points("a/b")
    assert x == x1
    assert (y, y1) == (layout.cards["a"].box.bottom, layout.cards["b"].box.y)
    assert routes.points("b/a")[0][0] != x
    assert routes.points("b/a")[0][1] == y1


def test_several_lines_at_one_side_do_not_begin_at_one_point():
    content = small_map()
    put_card(content, "a", "touchpoint", "touch", "t0")
    for number, rank in enumerate("345"):
        put_card(content, f"b{number}", "touchpoint", "touch", "t1", rank=rank)
    _, routes = routed(content, ("a", "b0"), ("a", "b1"), ("a", "b2"))
    starts = [routes.points(f"a/b{number}")[0] for number in range(3)]
    assert starts == sorted(set(starts))


def test_a_card_on_a_collapsed_swimlane_or_in_unplaced_has_no_line():
    content = small_map()
    put_card(content, "a", "touchpoint", "touch", "t0")
    put_card(content, "b", "touchpoint", None, None)
    _, routes = routed(content, ("a", "b"), ("a", "a"))
    assert list(routes) == []
    assert routes.of_card("a") == ()


def test_no_line_runs_straight_through_a_lane_of_opportunities():
    content = small_map()
    put_card(content, "a", "touchpoint", "touch", "t0")
    put_card(content, "b", "touchpoint", "touch1", "t0")
    content.put(replace(content.get(Lane, "mood"), kind="opportunities"))
    _, routes = routed(content, ("a", "b"))
    assert len(routes.points("a/b")) == 4
