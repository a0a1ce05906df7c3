from onrecord.ledger import Ledger
from onrecord.ledger.views import ClaimView, Clocks, Part, Sort, Wanted, list_claims, show_claim
from onrecord.ledger.views.days import DayStood
from onrecord.ledger.views.sources import ClaimSource, Step
from onrecord.model import Standing
from onrecord.web.drawing import choose_steps, draw_course, draw_origins, draw_timeline


def _view(ledger: Ledger, most: int = 60) -> ClaimView:
    line = list_claims(ledger, Wanted(sort=Sort.STATEMENTS, most=1)).items[0]
    return show_claim(ledger, line.id, part=Part(most=most))


def test_every_statement_is_in_one_mark(ledger: Ledger) -> None:
    view = _view(ledger)
    drawn = draw_timeline(view)
    assert sum(each.count for each in drawn.marks) == len(view.timeline.items)
    assert len({(each.x, each.y) for each in drawn.marks}) == len(drawn.marks)
    assert all(drawn.left <= each.x <= drawn.width for each in drawn.marks)
    assert all(each.tip_x >= 0 for each in drawn.marks)


def test_the_band_has_a_stretch_for_each_standing(ledger: Ledger) -> None:
    view = _view(ledger)
    segments = draw_timeline(view).segments
    assert [each.standing for each in segments] == [each.standing for each in view.history]
    assert all(each.width > 0 for each in segments)


def test_a_copy_stands_below_what_it_copies(ledger: Ledger) -> None:
    nodes = draw_origins(_view(ledger).sources)
    copy = next(each for each in nodes if each.kind == "copy")
    origin = nodes[nodes.index(copy) - 1]
    assert (origin.name, copy.parent_y, origin.kind) == ("Northgate Wire", origin.y, None)
    assert copy.x > origin.x


def test_copies_in_a_circle_come_to_an_end() -> None:
    def source(article: str, behind: str) -> ClaimSource:
        step = Step(behind, "copy", behind, 1.0, "")
        return ClaimSource(article, article, "en", None, None, None, behind, (step,), ())

    nodes = draw_origins([source("one", "two"), source("two", "one")])
    assert sorted(each.name for each in nodes) == ["one", "two"]


def test_an_outlet_that_is_only_named_gets_a_node() -> None:
    relay = ClaimSource("a1", "Copycat", "en", None, None, None, "Wire", (), ("Wire",))
    nodes = draw_origins([relay])
    assert [(each.name, each.article, each.kind) for each in nodes] == [
        ("Wire", None, None),
        ("Copycat", "a1", "relay"),
    ]


def test_a_slider_walks_the_days_and_the_band_shows_where_it_stands(ledger: Ledger) -> None:
    view = _view(ledger)
    course = draw_course(view.days, None)
    assert course is not None
    assert [each.said for each in course.steps] == sorted({each.said for each in view.days})
    assert (course.at, course.x) == (len(course.steps) - 1, 100)
    assert course.stretches[0].x == 0
    assert course.steps[-1].standing == view.standing
    day = course.steps[2].said
    then = show_claim(ledger, view.id, clocks=Clocks(as_of=day))
    assert then.days == view.days
    assert then.standing == course.steps[2].standing
    turned = draw_course(then.days, day)
    assert turned is not None
    assert (turned.at, turned.steps) == (2, course.steps)


def test_one_day_needs_no_slider_and_many_are_spread() -> None:
    days = [DayStood(f"2025-01-{day:02}", Standing.DENIED) for day in range(1, 29)]
    assert draw_course(days[:1], None) is None
    course = draw_course(days, "2024-12-31")
    assert course is not None
    assert (course.at, len(course.stretches), course.stretches[0].width) == (0, 1, 100)
    steps = choose_steps(10_000)
    assert len(steps) == 150
    assert (steps[0], steps[-1]) == (0, 9_999)
