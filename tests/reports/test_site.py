"""What does everybody who never opens a terminal see?"""

from dataclasses import replace

from ltzplan.model.method import SupervisionRule
from ltzplan.reports.escalation import escalation
from ltzplan.reports.show import show_task
from ltzplan.reports.site import posts, site
from tests.build import (
    LOCAL,
    claim,
    entries,
    extension,
    ledger,
    name_of,
    on,
    order,
    plan,
    problem,
    reply,
    session,
    sort,
    state,
    task,
    update,
)


def acting(the_plan, *records, day="2020-06-30"):
    """Give who must act, with their portfolio, what they are asked, on what, how long and whether it is late."""
    state_then = state(the_plan, *records, day=day)
    found = posts(the_plan, state_then, escalation(the_plan, state_then))
    return [(post.holder, post.portfolio, [(one.asked, one.id, one.days, one.late) for one in post.asks]) for post in found]


def test_a_level_decides_by_portfolio_and_the_secretariat_sorts():
    unsorted, roads, schools = problem(day="2020-06-20"), problem(day="2020-06-01"), problem("T2", day="2020-06-02")
    the_plan = plan(task(), task("T2", area="schools"))
    assert acting(the_plan, unsorted, roads, sort(roads), schools, sort(schools)) == [
        ("deputies", "works", [("decide", name_of(roads), 29, False)]),
        ("deputies", "people", [("decide", name_of(schools), 28, False)]),
        ("secretariat", None, [("sort", name_of(unsorted), 10, False)]),
    ]


def test_a_level_without_portfolios_decides_as_one():
    raised = problem(day="2020-06-01")
    assert acting(plan(), raised, sort(raised, needs="province")) == [("mayors", None, [("decide", name_of(raised), 29, False)])]


def test_a_unit_answers_its_orders_the_late_ones_first():
    """What is late is before its level again, and followed up by the highest."""
    early, late = problem(day="2020-06-01"), problem(day="2020-06-02")
    records = (early, sort(early), order(early, due="2020-12-31"), late, sort(late), order(late, number="2", due="2020-06-20"))
    the_plan = plan(supervision=plan().supervision[:0])
    assert acting(the_plan, *records)[-1] == ("lands", None, [("answer", name_of(late), 10, True), ("answer", name_of(early), 18, False)])
    assert acting(the_plan, *records)[0] == ("deputies", "works", [("decide", name_of(late), 10, True)])


def test_what_is_not_late_any_more_is_nobodys_delay():
    """A new order to another unit, an answer that is checked: the days late were others', or are over; a key matter is followed up without them."""
    raised, checked, key = (problem(day=day) for day in ("2020-06-01", "2020-06-02", "2020-06-03"))
    slips = [order(one, due="2020-06-15", number=str(n), key=one is key) for n, one in enumerate((raised, checked, key))]
    again = order(slips[0], ("lands", "works_south"), "2020-06-20", due="2020-07-31", number="9", because="Anew")
    moved = extension(slips[2], "2020-08-31", "2020-06-20")
    records = (raised, checked, key, *map(sort, (raised, checked, key)), *slips, again, reply(slips[1], day="2020-06-20"), moved)
    the_plan = plan(supervision=(SupervisionRule(ground="key", rests_on=LOCAL),))
    assert acting(the_plan, *records) == [
        ("mayors", None, [("follow_up", name_of(key), None, False)]),
        ("secretariat", None, [("recheck", name_of(checked), 10, False)]),
        ("lands", None, [("answer", name_of(key), 18, False), ("answer", name_of(raised), 10, False)]),
        ("works_south", None, [("answer", name_of(raised), 10, False)]),
    ]
    found = site(ledger(the_plan, *records), state(the_plan, *records, day="2020-06-30")).held_by
    own = {unit: [(one.first_due.text, one.overdue_days, one.late_now) for one in held] for unit, held in found.items()}
    assert own == {
        "lands": [("2020-06-15", 4, False), ("2020-06-15", 4, False), ("2020-06-15", 4, False)],
        "works_north": [], "works_south": [("2020-07-31", 0, False)],
    }  # fmt: skip


def test_the_highest_level_follows_up_what_is_supervised():
    found = acting(plan(task(due="2020-06-20")))
    assert found == [("mayors", None, [("follow_up", "T1", 10, True)])]


def test_what_waits_for_the_secretariat():
    """Decided and not ordered, claimed, answered, not written down, and figures that differ."""
    decided, answered = problem(day="2020-06-01"), problem(day="2020-06-02")
    met = session("2020-06-15", decided)
    records = (
        decided, sort(decided), met, answered, sort(answered), order(answered), reply(answered, day="2020-06-25"),
        claim("T2"), update("T3", percent=10), update("T3", percent=20, office="north"),
    )  # fmt: skip
    the_plan = plan(task(), task("T2"), task("T3"))
    (holder, _, asked), = (one for one in acting(the_plan, *records) if one[0] == "secretariat")
    assert holder == "secretariat"
    assert [one[:2] for one in asked] == [
        ("order", name_of(decided)), ("accept", "T2"), ("recheck", name_of(answered)), ("write_down", name_of(met)), ("settle", "T3"),
    ]  # fmt: skip


def test_what_no_rule_follows_and_no_level_settles_is_the_secretariats():
    raised = problem(day="2020-06-01")
    bare = plan(task(due="2020-06-20", dispatch=None), supervision=(), needs={}, levels=())
    assert acting(bare, raised) == [("secretariat", None, [("late", "T1", 10, True), ("open", name_of(raised), 29, False)])]


def test_what_a_post_is_asked_by_kind():
    late, unsorted = problem(day="2020-06-01"), problem(day="2020-06-02")
    the_plan = plan()
    state_then = state(the_plan, late, sort(late), order(late, due="2020-06-20"), unsorted, day="2020-06-30")
    found = [*posts(the_plan, state_then, escalation(the_plan, state_then))]
    assert {post.holder: (post.late, [(kind, len(asks)) for kind, asks in post.by_kind.items()]) for post in found} == {
        "deputies": (True, [("decide", 1)]), "secretariat": (False, [("sort", 1)]), "lands": (True, [("answer", 1)]),
    }  # fmt: skip


def test_every_record_stands_once_under_its_first_task_with_what_its_file_is_known_by():
    told, met, both = update("T2", percent=40), session("2020-06-15"), problem(("T2", "T1"), day="2020-07-01")
    the_plan, records = plan(task(), task("T2")), (told, met, both)
    file = entries(told)[0].file
    found = site(ledger(the_plan, *records), state(the_plan, *records), {name_of(told): "ab" * 32}, {file: ("c" * 40, "Somebody")})
    assert {home: [one.said.record for one in lines] for home, lines in found.records.items()} == {
        "T2": [name_of(both), name_of(told)], "": [name_of(met)],
    }  # fmt: skip
    line = found.records["T2"][1]
    assert (line.sha256, line.commit, line.author, line.file) == ("ab" * 32, "c" * 40, "Somebody", file)
    assert (found.records[""][0].sha256, found.records[""][0].commit) == ("", None)


def test_what_came_in_after_the_dispatch_about_a_day_before_it_has_changed_since():
    """As in `status --since dispatch`: by when it was entered, not by the day that it speaks of."""
    the_plan, held = plan(), session("2020-06-15")
    late = update(stage="under_way", day="2020-06-10", entered_on="2020-06-20")
    found = site(ledger(the_plan, held, late), state(the_plan, held, late, day="2020-06-30")).since
    assert [one.after for one in found.changes if one.what == "stage"] == ["under_way"]
    assert len(found.reports) == 1


def test_what_changed_is_told_since_the_last_dispatch():
    met, told = session("2020-06-15"), update(stage="under_way", day="2020-06-20")
    the_plan = plan()
    found = site(ledger(the_plan, met, told), state(the_plan, met, told))
    assert (found.since.since, [one.after for one in found.since.changes if one.what == "stage"]) == ("2020-06-15", ["under_way"])
    assert site(ledger(the_plan, told), state(the_plan, told)).since is None


def test_the_registers_and_everything_with_a_day_are_there():
    the_plan = plan(task(due="2020-06-30"))
    found = site(ledger(the_plan), state(the_plan), public=True)
    assert [one.what for one in found.dated if one.what != "duty"] == ["task"]
    assert len(found.dated) == len(found.duties) + 1
    assert [one.id for one in found.units] == ["lands", "works_north", "works_south"]
    assert (found.orders, found.petitions, found.sessions, found.papers, found.public) == ((), (), (), (), True)


def test_the_record_of_a_percent():
    """That which states it on its day, the last of several; none of another piece, day or measure."""
    old, new = update(percent=20, day="2020-06-01"), update(percent=30)
    the_plan = plan()
    view = show_task(the_plan, state(the_plan, old, new), "T1")
    day = replace(new).date
    assert view.point(None, None, "investment", day).record == name_of(new)
    assert view.point(None, None, "works", day) is None
    assert view.point(None, None, "investment", None) is None
    assert view.point(None, None, "investment", old.date).date == on("2020-06-01")
